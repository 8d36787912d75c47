#include "grader/check/compare.h"

#include <gmock/gmock.h>

#include <string>

namespace shellab {
namespace {

using testing::AllOf;
using testing::HasSubstr;

Comparer Rules(const std::string& toml, const std::optional<std::string>& literal = std::nullopt) {
  TomlDocument document = TomlDocument::Parse("lab.toml", toml);
  TomlTable table = document.Root();
  Comparer comparer = Comparer::Parse(table, literal);
  table.RefuseUnknown();
  document.ThrowIfFaulty();
  return comparer;
}

std::string FaultsOf(const std::string& toml, const std::optional<std::string>& literal = std::nullopt) {
  try {
    Rules(toml, literal);
  } catch (const AuthorError& error) {
    return error.what();
  }
  return "none";
}

bool Same(const Comparer& rules, std::string_view expected, std::string_view actual) {
  return !rules.Compare(expected, actual).has_value();
}

std::string Message(const Comparer& rules, std::string_view expected, std::string_view actual) {
  const std::optional<Difference> difference = rules.Compare(expected, actual);
  return difference ? difference->message.en : "same";
}

using namespace std::string_view_literals;

TEST(CompareLines, ForgivesOnlyTheLastNewline) {
  const Comparer rules = Rules("");
  EXPECT_TRUE(Same(rules, "a\nb\n", "a\nb"));
  EXPECT_TRUE(Same(rules, "a\nb", "a\nb\n"));
  EXPECT_TRUE(Same(rules, "", ""));
  EXPECT_FALSE(Same(rules, "", "\n"));
  EXPECT_FALSE(Same(rules, "a\n", "a\n\n"));
  EXPECT_FALSE(Same(rules, "a\n", "a \n"));
  EXPECT_FALSE(Same(rules, "a\n", " a\n"));
  EXPECT_FALSE(Same(rules, "a\n", "A\n"));
  EXPECT_FALSE(Same(rules, "a\n", "a\r\n"));
}

TEST(CompareLines, ComparesBytesAsBytes) {
  const Comparer rules = Rules("");
  EXPECT_TRUE(Same(rules, "a\0b\xff\n"sv, "a\0b\xff\n"sv));
  EXPECT_FALSE(Same(rules, "a\0b\n"sv, "a\0c\n"sv));
  EXPECT_FALSE(Same(rules, "\xff\n"sv, "\xfe\n"sv));
  // é as one character and as a letter with a combining accent.
  EXPECT_FALSE(Same(rules, "\xc3\xa9\n"sv, "e\xcc\x81\n"sv));
}

TEST(CompareLines, NamesTheOneMistakeThatExplainsAll) {
  const Comparer rules = Rules("");
  EXPECT_EQ(Message(rules, "a\nb\n", "a\r\nb\r\n"),
            "Only the line ends differ: they are CR LF (\\r\\n), expected LF (\\n); first on line 1.");
  EXPECT_EQ(Message(rules, "a\r\nb\n", "a\nb\n"),
            "Only the line ends differ: they are LF (\\n), expected CR LF (\\r\\n); first on line 1.");
  EXPECT_EQ(Message(rules, "a\nb\n", "a\nb  \n"),
            "Only blanks at the ends of lines differ, first on line 2: expected “b”, got “b  ”.");
  EXPECT_EQ(Message(rules, "a b\n", "a\tb\n"),
            "Only spaces or tabs differ, first on line 1: expected “a b”, got “a\tb”.");
  EXPECT_EQ(Message(rules, "a\nBc\n", "a\nbC\n"),
            "Only upper and lower case differ, first on line 2: expected “Bc”, got “bC”.");
  EXPECT_EQ(Message(rules, "a\nb\nc\n", "a\nc\nb\n"),
            "Only the order of the lines differs, first on line 2: expected “b”, got “c”.");
  EXPECT_EQ(Message(rules, "a\nb\nc\n", "a\n"), "The last 2 lines are missing (expected 3 lines, got 1), from “b” on.");
  EXPECT_EQ(Message(rules, "a\nb\n", "a\n"), "The last line is missing (expected 2 lines, got 1): “b”.");
  EXPECT_EQ(Message(rules, "a\n", "a\nb\nc\n"),
            "2 lines too many at the end (expected 1 line, got 3), beginning with “b”.");
  EXPECT_EQ(Message(rules, "", "a\n"), "Expected nothing, got 1 line, beginning with “a”.");
  EXPECT_EQ(Message(rules, "a\n", ""), "There is nothing; expected 1 line.");
}

TEST(CompareLines, TellsCountsAndTheFirstDifference) {
  const Comparer rules = Rules("");
  EXPECT_EQ(Message(rules, "a\nb\nc\n", "a\nx\nc\n"), "Line 2: expected “b”, got “x”.");
  EXPECT_EQ(Message(rules, "a\nb\nc\n", "x\nc\n"), "Expected 3 lines, got 2. Line 1: expected “a”, got “x”.");
  const std::optional<Difference> difference = rules.Compare("a\nb\n", "a\nx\n");
  ASSERT_TRUE(difference);
  EXPECT_EQ(difference->message.zh, "第 2 行：应为“b”，实际是“x”。");
  EXPECT_EQ(difference->diff.value().text, "@@ -1,2 +1,2 @@\n a\n-b\n+x\n");
}

TEST(CompareLines, ABlankMoreBesideAWrongLineIsNotCalledTheOnlyMistake) {
  EXPECT_EQ(Message(Rules(""), "a\nb\n", "a \nx\n"), "Line 1: expected “a”, got “a ”.");
}

TEST(CompareExact, CountsTheLastNewline) {
  const Comparer rules = Rules("compare = \"exact\"");
  EXPECT_TRUE(Same(rules, "a\n", "a\n"));
  EXPECT_EQ(Message(rules, "a\n", "a"), "Only the newline at the end of the last line is missing.");
  EXPECT_EQ(Message(rules, "a", "a\n"), "The last line ends in a newline; expected none.");
}

TEST(CompareUnordered, CountsEachLine) {
  const Comparer rules = Rules("compare = \"unordered\"");
  EXPECT_TRUE(Same(rules, "a\nb\na\n", "b\na\na"));
  EXPECT_EQ(Message(rules, "a\nb\na\n", "b\na\nb\n"),
            "Missing, wherever it stands: 1 line, such as “a”. Too many: 1 line, such as “b”.");
  EXPECT_EQ(Message(rules, "a\nb\n", "b\n"), "Missing, wherever it stands: 1 line, such as “a”.");
  EXPECT_EQ(Message(rules, "a\nb\n", ""), "There is nothing; expected 2 lines.");
}

TEST(CompareNumbers, ComparesByValue) {
  const Comparer rules = Rules("compare = \"numbers\"");
  EXPECT_TRUE(Same(rules, "total 1.50 kB\n", "total   +1.5 kB\n"));
  EXPECT_TRUE(Same(rules, "1000\n", "1e3\n"));
  EXPECT_FALSE(Same(rules, "1.50 kB\n", "1.5 MB\n"));
  EXPECT_FALSE(Same(rules, "1 2\n", "1\n2\n"));
  EXPECT_FALSE(Same(rules, "1 2\n", "1 2 3\n"));
  // Beyond what a double can tell apart.
  EXPECT_FALSE(Same(rules, "9007199254740992\n", "9007199254740993\n"));
  EXPECT_FALSE(Same(rules, "nan\n", "inf\n"));
}

TEST(CompareNumbers, AllowsTheToleranceAndNoMore) {
  const Comparer absolute = Rules("compare = \"numbers\"\ntolerance = \"0.01\"");
  EXPECT_TRUE(Same(absolute, "0.30\n", "0.31\n"));
  EXPECT_TRUE(Same(absolute, "-0.30\n", "-0.29\n"));
  EXPECT_EQ(Message(absolute, "x 1\ny 0.30\n", "x 1.005\ny 0.3101\n"),
            "Line 2: expected “y 0.30”, got “y 0.3101”. Numbers may differ by 0.01.");
  EXPECT_EQ(absolute.Compare("x 1\ny 0.30\n", "x 1.005\ny 0.3101\n")->diff.value().text,
            "@@ -1,2 +1,2 @@\n x 1\n-y 0.30\n+y 0.3101\n");
  const Comparer relative = Rules("compare = \"numbers\"\ntolerance = \"1%\"");
  EXPECT_TRUE(Same(relative, "200\n", "202\n"));
  EXPECT_FALSE(Same(relative, "200\n", "202.1\n"));
}

TEST(ComparePattern, MatchesTheWhole) {
  const Comparer rules = Rules("compare = \"pattern\"", "[a-z]+: \\d{2,}\\n中.");
  EXPECT_TRUE(Same(rules, "", "load: 12\n中文\n"));
  EXPECT_TRUE(Same(rules, "", "load: 12\n中文"));
  EXPECT_FALSE(Same(rules, "", "load: 12\n中文\nmore\n"));
  EXPECT_EQ(Message(Rules("compare = \"pattern\"", "a+"), "a+", "b\n"),
            "This does not match the pattern “a+”; it begins with “b”.");
  EXPECT_EQ(Message(Rules("compare = \"pattern\"", "a+"), "a+", ""), "There is nothing; expected 1 line.");
}

TEST(ComparePattern, IsLinearOnHostileInput) {
  const Comparer rules = Rules("compare = \"pattern\"", "(a+)+b|(a|a)*c");
  EXPECT_FALSE(Same(rules, "", std::string(1U << 20U, 'a')));
}

TEST(CompareIgnore, LeavesMatchingLinesOutOfBothSides) {
  const Comparer rules = Rules("ignore = [\"^#\", \"--$\"]");
  EXPECT_TRUE(Same(rules, "# x\na\nb\n", "a\n--\nb\n# y"));
  EXPECT_FALSE(Same(rules, "a\n", "a\n #\n"));
  EXPECT_EQ(rules.CountLines("# x\na\nb\n--"), 2U);
  const Comparer exact = Rules("compare = \"exact\"\nignore = [\"^#\"]");
  EXPECT_TRUE(Same(exact, "a\n", "a\n# no newline"));
  EXPECT_FALSE(Same(exact, "a\n", "# newline\na"));
}

TEST(CompareOnly, LeavesOutWhatMatchesNoExpression) {
  const Comparer rules = Rules("only = [\"^a\", \"^b\"]\nignore = [\"x\"]");
  EXPECT_TRUE(Same(rules, "a\nc\nb\nax\n", "d\na\nb\nbx"));
  EXPECT_FALSE(Same(rules, "a\nb\n", "b\na\n"));
  EXPECT_EQ(rules.CountLines("a\nc\nbx\n"), 1U);
  EXPECT_FALSE(rules.LeavesNothing("c\na\n"));
  EXPECT_TRUE(rules.LeavesNothing("c\nax\n"));
  EXPECT_TRUE(rules.LeavesNothing(""));
  EXPECT_FALSE(Rules("ignore = [\"a\"]").LeavesNothing("a\n"));
  const Comparer rows = Rules("compare = \"rows\"\nonly = [\"^a\\t\"]");
  EXPECT_TRUE(Same(rows, "a\t1\nb\t2\n", "a\t1\nb\t3\n"));
  EXPECT_FALSE(Same(rows, "a\t1\n", "a\t3\n"));
}

TEST(CompareParse, ReportsEveryFault) {
  EXPECT_THAT(FaultsOf("compare = \"line\""), AllOf(HasSubstr("lab.toml:1:11"), HasSubstr("did you mean \"lines\"?")));
  EXPECT_THAT(FaultsOf("ignore = [\"ok\", \"(\"]"), AllOf(HasSubstr("lab.toml:1:17"), HasSubstr("missing )")));
  EXPECT_THAT(FaultsOf("only = [\"(\"]"),
              AllOf(HasSubstr("lab.toml:1:9"), HasSubstr("`only`"), HasSubstr("missing )")));
  EXPECT_THAT(FaultsOf("only = []"), AllOf(HasSubstr("lab.toml:1:8"), HasSubstr("at least one regular expression")));
  EXPECT_THAT(FaultsOf("tolerance = \"0.1\""), HasSubstr("needs compare = \"numbers\""));
  for (const std::string text : {"", "x", "-1", "inf", "1 %", "%", "0x1"}) {
    EXPECT_THAT(FaultsOf("compare = \"numbers\"\ntolerance = \"" + text + "\""), HasSubstr("must be like")) << text;
  }
  EXPECT_THAT(FaultsOf("compare = \"pattern\""), HasSubstr("needs `text`"));
  EXPECT_THAT(FaultsOf("compare = \"pattern\"", "("), HasSubstr("missing )"));
}

}  // namespace
}  // namespace shellab
