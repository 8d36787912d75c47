#include "sandbox/toml/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

// What is wrong with `text`, line by line, after `read` has asked for what it wants.
std::string FaultsOf(std::string_view text, const std::function<void(TomlTable&)>& read) {
  try {
    const TomlDocument document = TomlDocument::Parse("x.toml", text);
    TomlTable root = document.Root();
    read(root);
    document.ThrowIfFaulty();
  } catch (const AuthorError& error) {
    return error.what();
  }
  return {};
}

TEST(TomlTable, ReadsEveryType) {
  const TomlDocument document = TomlDocument::Parse("x.toml", R"(
name = "纸"
on = true
level = 5
topics = ["b", "a"]
env = { Z = "1", A = "2" }
[sub]
key = "inner"
[[check]]
id = "one"
[[check]]
id = "two"
)");
  TomlTable root = document.Root();
  EXPECT_TRUE(root.Has("name"));
  EXPECT_FALSE(root.Has("nome"));
  EXPECT_EQ(root.String("name"), "纸");
  EXPECT_EQ(root.RequiredString("name", "a string"), "纸");
  EXPECT_EQ(root.Bool("on"), true);
  EXPECT_EQ(root.Integer("level", 1, 5), 5);
  EXPECT_EQ(root.RequiredInteger("level", 5, 9), 5);
  EXPECT_THAT(root.Strings("topics"), ElementsAre("b", "a"));
  EXPECT_THAT(root.StringMap("env"), ElementsAre(Pair("Z", "1"), Pair("A", "2"))) << "in the file's order";
  EXPECT_EQ(root.Table("sub")->String("key"), "inner");
  std::vector<TomlTable> checks = root.Tables("check");
  ASSERT_EQ(checks.size(), 2U);
  EXPECT_EQ(checks[1].String("id"), "two");
  EXPECT_EQ(root.Choice("name", {"x", "纸"}), 1U);
  document.ThrowIfFaulty();
}

TEST(TomlTable, AbsentIsNoFault) {
  EXPECT_EQ(FaultsOf("",
                     [](TomlTable& root) {
                       EXPECT_EQ(root.String("a"), std::nullopt);
                       EXPECT_EQ(root.Bool("a"), std::nullopt);
                       EXPECT_EQ(root.Integer("a", 1, 2), std::nullopt);
                       EXPECT_THAT(root.Strings("a"), IsEmpty());
                       EXPECT_THAT(root.StringMap("a"), IsEmpty());
                       EXPECT_FALSE(root.Table("a"));
                       EXPECT_THAT(root.Tables("a"), IsEmpty());
                       EXPECT_EQ(root.Choice("a", {"x"}), std::nullopt);
                       root.RefuseUnknown();
                     }),
            "");
}

struct FaultCase {
  std::string_view text;
  std::function<void(TomlTable&)> read;
  std::string_view faults;
};

TEST(TomlTable, NotesEveryFaultAtItsPlace) {
  const FaultCase cases[] = {
      {"a = 1", [](TomlTable& t) { t.String("a"); }, "x.toml:1:5: `a` must be a string, not a whole number"},
      {"a = 1.5", [](TomlTable& t) { t.Bool("a"); },
       "x.toml:1:5: `a` must be true or false, not a number with a fraction"},
      {"\n  a = \"1\"", [](TomlTable& t) { t.Integer("a", 1, 5); },
       "x.toml:2:7: `a` must be a whole number from 1 to 5, not a string"},
      {"a = 6", [](TomlTable& t) { t.Integer("a", 1, 5); },
       "x.toml:1:5: `a` must be a whole number from 1 to 5, not 6"},
      {"a = 0", [](TomlTable& t) { t.RequiredInteger("a", 1, 5); },
       "x.toml:1:5: `a` must be a whole number from 1 to 5, not 0"},
      {"", [](TomlTable& t) { t.RequiredInteger("a", 1, 5); },
       "x.toml:1:1: missing key `a`; expected a whole number from 1 to 5"},
      {"b = 1", [](TomlTable& t) { t.RequiredString("a", "a string such as \"x\""); },
       "x.toml:1:1: missing key `a`; expected a string such as \"x\""},
      {"[c]\nb = 1", [](TomlTable& t) { t.Table("c")->RequiredString("a", "a word"); },
       "x.toml:1:1: missing key `a`; expected a word"},
      {"a = \"\"", [](TomlTable& t) { t.RequiredString("a", "a word"); }, "x.toml:1:5: `a` is empty; expected a word"},
      {"a = [1]", [](TomlTable& t) { t.RequiredString("a", "a word"); },
       "x.toml:1:5: `a` must be a word, not an array"},
      {"a = []", [](TomlTable& t) { t.RequiredStrings("a", "some"); }, "x.toml:1:5: `a` is empty; expected some"},
      {"", [](TomlTable& t) { t.RequiredStrings("a", "some"); }, "x.toml:1:1: missing key `a`; expected some"},
      {"a = []", [](TomlTable& t) { t.RequiredTables("a", "some"); }, "x.toml:1:5: `a` is empty; expected some"},
      {"", [](TomlTable& t) { t.RequiredTables("a", "some"); }, "x.toml:1:1: missing key `a`; expected some"},
      {"a = \"x\"", [](TomlTable& t) { t.Strings("a"); }, "x.toml:1:5: `a` must be an array of strings, not a string"},
      {"a = [\"x\", 2026-01-01]", [](TomlTable& t) { EXPECT_THAT(t.Strings("a"), IsEmpty()); },
       "x.toml:1:11: `a` must be an array of strings; this element is a date or time"},
      {"a = true", [](TomlTable& t) { t.Table("a"); }, "x.toml:1:5: `a` must be a table, not true or false"},
      {"a = { B = 1, A = \"x\" }", [](TomlTable& t) { EXPECT_THAT(t.StringMap("a"), ElementsAre(Pair("A", "x"))); },
       "x.toml:1:11: `B` must be a string, not a whole number"},
      {"[a]\nb = 1", [](TomlTable& t) { t.Tables("a"); },
       "x.toml:1:1: `a` must be an array of tables ([[a]], or a = [{ ... }]), not a table"},
      {"a = [{}, 1]", [](TomlTable& t) { EXPECT_EQ(t.Tables("a").size(), 1U); },
       "x.toml:1:10: `a` must be an array of tables ([[a]], or a = [{ ... }]); this element is a whole number"},
      {"a = \"studnet\"",
       [](TomlTable& t) {
         t.Choice("a", {"student", "root"});
       },
       "x.toml:1:5: `a` must be \"student\" or \"root\", not \"studnet\"; did you mean \"student\"?"},
      {"a = \"z\"",
       [](TomlTable& t) {
         t.Choice("a", {"one", "two", "three"});
       },
       "x.toml:1:5: `a` must be \"one\", \"two\" or \"three\", not \"z\""},
      {"a = 1", [](TomlTable& t) { t.Choice("a", {"one"}); }, "x.toml:1:5: `a` must be \"one\", not a whole number"},
      {"a = 1", [](TomlTable& t) { t.String("a", "a time such as \"1s\""); },
       "x.toml:1:5: `a` must be a time such as \"1s\", not a whole number"},
      {"a = 2", [](TomlTable& t) { t.Integer("a", 1, 1); }, "x.toml:1:5: `a` must be 1, not 2"},
      {"a = \"纸\"; ", [](TomlTable&) {}, "x.toml:1:8: not valid TOML: "},
      {"a = 1\na = 2", [](TomlTable&) {}, "x.toml:2:5: not valid TOML: "},
  };
  for (const FaultCase& c : cases) {
    EXPECT_THAT(FaultsOf(c.text, c.read), ::testing::StartsWith(std::string(c.faults))) << c.text;
  }
}

TEST(TomlTable, RefusesUnknownKeysAtTheKey) {
  const auto read = [](TomlTable& root) {
    root.String("title");
    for (TomlTable& check : root.Tables("check")) {
      check.Integer("points", 1, 9);
      check.RefuseUnknown();
    }
    root.RefuseUnknown();
  };
  EXPECT_EQ(FaultsOf("title = \"x\"\n[[check]]\n pionts = 1\n[service]\na = 1\n", read),
            "x.toml:3:2: unknown key `pionts`; did you mean `points`?\n"
            "x.toml:4:2: unknown key `service`; known here: title, check");
}

TEST(TomlTable, TwoViewsOfOneTableShareWhatIsKnown) {
  EXPECT_EQ(FaultsOf("[t]\na = 1\nb = 2\nc = 3\n",
                     [](TomlTable& root) {
                       root.Table("t")->String("a");
                       TomlTable t = *root.Table("t");
                       TomlTable copy = t;
                       t.String("a");
                       copy.Integer("b", 0, 9);
                       t.RefuseUnknown();
                     }),
            "x.toml:2:5: `a` must be a string, not a whole number\n"
            "x.toml:4:1: unknown key `c`; did you mean `a`?");
}

TEST(TomlTable, CallersNoteFaultsOfTheirOwn) {
  EXPECT_EQ(FaultsOf("\na = [1, 2]\n[b]\nc = 1\n",
                     [](TomlTable& root) {
                       TomlTable b = *root.Table("b");
                       b.FaultAt("absent", "at the table");
                       b.FaultHere("at the table, again");
                       b.FaultAt("c", "at the value");
                       root.FaultAt("a", 1, "at the element");
                       root.FaultAt("a", 9, "at the array");
                       root.FaultAt("a", 9, "at the array");
                     }),
            "x.toml:2:5: at the array\n"
            "x.toml:2:9: at the element\n"
            "x.toml:3:1: at the table\n"
            "x.toml:3:1: at the table, again\n"
            "x.toml:4:5: at the value");
}

TEST(TomlDocument, OrdersFaultsByPositionThisFileFirst) {
  TomlDocument document = TomlDocument::Parse("lab.toml", "a = 1\nb = 2\n");
  document.Add({"a.md", 0, 0, "is missing"});
  document.Add({"a.md", 3, 1, "later"});
  TomlTable root = document.Root();
  root.FaultAt("b", "second");
  root.FaultAt("a", "first");
  try {
    document.ThrowIfFaulty();
    FAIL() << "no fault thrown";
  } catch (const AuthorError& error) {
    EXPECT_STREQ(error.what(), "lab.toml:1:5: first\nlab.toml:2:5: second\na.md: is missing\na.md:3:1: later");
    EXPECT_EQ(error.faults().size(), 4U);
    EXPECT_EQ(error.faults()[1].line, 2U);
  }
}

TEST(TomlDocument, ReadsAFile) {
  const TempDir folder(testing::TempDir());
  const std::filesystem::path path = folder.path() / "x.toml";
  WriteFileAtomically(path, "a = [");
  try {
    TomlDocument::Read(path);
    FAIL() << "a broken file was read";
  } catch (const AuthorError& error) {
    EXPECT_THAT(error.what(), ::testing::StartsWith(path.string() + ":1:6: not valid TOML: "));
  }
  WriteFileAtomically(path,
                      "\xEF\xBB\xBF"
                      "a = \"b\"\r\n");
  EXPECT_EQ(TomlDocument::Read(path).Root().String("a"), "b");
  EXPECT_THROW(TomlDocument::Read(folder.path() / "absent.toml"), OsError);
}

TEST(Describe, IsOneLine) {
  EXPECT_EQ(Describe({"a/b.toml", 3, 7, "wrong"}), "a/b.toml:3:7: wrong");
  EXPECT_EQ(Describe({"a/b.toml", 3, 0, "wrong"}), "a/b.toml:3: wrong");
  EXPECT_EQ(Describe({"a/b.toml", 0, 0, "wrong"}), "a/b.toml: wrong");
  EXPECT_EQ(Describe({"b", 0, 0, "1\n2\x1b[m纸\x7f"}), "b: 1\\x0a2\\x1b[m纸\\x7f");
}

}  // namespace
}  // namespace shellab
