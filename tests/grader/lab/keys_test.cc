// Every key of lab.toml, spoilt in every way: what is said, and where.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grader/lab/loader.h"
#include "sandbox/toml/reader.h"
#include "tests/grader/lab/lab_folder.h"

namespace shellab {
namespace {

using ::testing::HasSubstr;
using testing::LabFolder;
using ::testing::StartsWith;

struct Case {
  std::size_t line;
  std::string_view text;    // put in the line's place
  std::string_view faults;  // all of them
};

void PrintTo(const Case& c, std::ostream* out) { *out << "line " << c.line << " = " << c.text; }

class SpoiltKey : public ::testing::TestWithParam<Case> {};

TEST_P(SpoiltKey, IsNamedAtItsPlace) {
  LabFolder lab;
  lab.SetLine(GetParam().line, GetParam().text);
  EXPECT_EQ(lab.Faults(), GetParam().faults);
}

INSTANTIATE_TEST_SUITE_P(Format, SpoiltKey,
                         ::testing::Values(Case{1, "format = 2", "lab.toml:1:10: `format` must be 1, not 2"},
                                           Case{1, "", "lab.toml:1:1: missing key `format`; expected 1"},
                                           Case{1, "formt = 1",
                                                "lab.toml:1:1: missing key `format`; expected 1\n"
                                                "lab.toml:1:1: unknown key `formt`; did you mean `format`?"}));

INSTANTIATE_TEST_SUITE_P(
    Title, SpoiltKey,
    ::testing::Values(
        Case{2, "", "lab.toml:1:1: missing key `title`; expected { en = \"...\", zh = \"...\" }"},
        Case{2, "title = \"Print it\"", "lab.toml:2:9: `title` must be a table, not a string"},
        Case{2, "title = { en = \"Print it\" }",
             "lab.toml:2:9: missing key `zh`; expected the Chinese text (every text needs en and zh)"},
        Case{2, "title = { en = \"\", zh = \"打印\" }",
             "lab.toml:2:16: `en` is empty; expected the English text (every text needs en and zh)"},
        Case{2, "title = { zh = \"打印\", en = 5 }",
             "lab.toml:2:27: `en` must be the English text (every text needs en and zh), not a whole number"},
        Case{2, "title = { en = \"a\", zh = \"b\", enn = \"c\" }",
             "lab.toml:2:31: unknown key `enn`; did you mean `en`?"}));

INSTANTIATE_TEST_SUITE_P(
    Topics, SpoiltKey,
    ::testing::Values(
        Case{3, "", "lab.toml:1:1: missing key `topics`; expected an array such as [\"text\", \"awk\"]"},
        Case{3, "topics = []", "lab.toml:3:10: `topics` is empty; expected an array such as [\"text\", \"awk\"]"},
        Case{3, "topics = \"text\"", "lab.toml:3:10: `topics` must be an array of strings, not a string"},
        Case{3, "topics = [\"text\", 1]",
             "lab.toml:3:19: `topics` must be an array of strings; this element is a whole number"},
        Case{3, "topics = [\"Text\"]",
             "lab.toml:3:11: a topic is lower-case words joined by dashes, such as \"text\", not \"Text\""},
        Case{3, "topics = [\"a\", \"b\", \"a\"]", "lab.toml:3:21: the topic \"a\" is named twice"}));

INSTANTIATE_TEST_SUITE_P(
    Scalars, SpoiltKey,
    ::testing::Values(
        Case{4, "", "lab.toml:1:1: missing key `level`; expected a whole number from 1 to 5"},
        Case{4, "level = 0", "lab.toml:4:9: `level` must be a whole number from 1 to 5, not 0"},
        Case{4, "level = 6", "lab.toml:4:9: `level` must be a whole number from 1 to 5, not 6"},
        Case{4, "level = \"2\"", "lab.toml:4:9: `level` must be a whole number from 1 to 5, not a string"},
        Case{5, "", "lab.toml:1:1: missing key `image`; expected an image's name such as \"base\""},
        Case{5, "image = \"\"", "lab.toml:5:9: `image` is empty; expected an image's name such as \"base\""},
        Case{5, "image = \"../etc\"", "lab.toml:5:9: `image` must be an image's name such as \"base\", not \"../etc\""},
        Case{5, "image = 7", "lab.toml:5:9: `image` must be an image's name such as \"base\", not a whole number"},
        Case{7, "user = \"studnet\"",
             "lab.toml:7:8: `user` must be \"student\" or \"root\", not \"studnet\"; did you mean \"student\"?"},
        Case{7, "user = \"mysql\"", "lab.toml:7:8: `user` must be \"student\" or \"root\", not \"mysql\""},
        Case{12, "privileges = \"yes\"", "lab.toml:12:14: `privileges` must be true or false, not a string"}));

INSTANTIATE_TEST_SUITE_P(
    Answer, SpoiltKey,
    ::testing::Values(
        Case{6, "", "lab.toml:1:1: missing key `answer`; expected \"command\" or \"state\""},
        Case{6, "answer = \"comand\"",
             "lab.toml:6:10: `answer` must be \"command\", \"state\" or \"files\", not \"comand\"; did you mean "
             "\"command\"?"},
        Case{6, "answer = \"state\"", "lab.toml:8:9: `seeds` goes only with `answer = \"command\"`"},
        Case{6, "answer = \"files\"",
             "lab.toml:6:10: this version grades `answer = \"command\"` and \"state\"; \"files\" is for a later one\n"
             "lab.toml:8:9: `seeds` goes only with `answer = \"command\"`"},
        Case{8, "seeds = 0", "lab.toml:8:9: `seeds` must be a whole number from 1 to 20, not 0"},
        Case{8, "seeds = 21", "lab.toml:8:9: `seeds` must be a whole number from 1 to 20, not 21"},
        Case{8, "seeds = 1.5",
             "lab.toml:8:9: `seeds` must be a whole number from 1 to 20, not a number with a "
             "fraction"}));

INSTANTIATE_TEST_SUITE_P(
    Env, SpoiltKey,
    ::testing::Values(
        Case{9, "env = [\"LANG=C\"]", "lab.toml:9:7: `env` must be a table, not an array"},
        Case{9, "env = { LANG = 1 }", "lab.toml:9:16: `LANG` must be a string, not a whole number"},
        Case{9, "env = { LD_PRELOAD = \"x\" }", "lab.toml:9:22: `LD_PRELOAD`: variables named LD_* are not allowed"},
        Case{9, "env = { 1st = \"x\" }",
             "lab.toml:9:15: `1st` cannot be a variable's name; expected letters, digits and underscores such as LANG"},
        Case{9, "env = { \"\" = \"x\" }",
             "lab.toml:9:14: `` cannot be a variable's name; expected letters, digits and underscores such as LANG"},
        Case{9, "env = { \"A=B\" = \"x\" }",
             "lab.toml:9:17: `A=B` cannot be a variable's name; expected letters, digits and underscores such as LANG"},
        Case{9, "env = { A = \"x\\u0000y\" }", "lab.toml:9:13: `A` holds a NUL byte"}));

INSTANTIATE_TEST_SUITE_P(
    Hints, SpoiltKey,
    ::testing::Values(
        Case{10, "hints = [\"Count.\"]",
             "lab.toml:10:10: `hints` must be an array of tables ([[hints]], or hints = [{ ... }]); this element is a "
             "string"},
        Case{10, "hints = [{ en = \"a\", zh = \"b\" }, { zh = \"c\" }]",
             "lab.toml:10:34: missing key `en`; expected the English text (every text needs en and zh)"}));

INSTANTIATE_TEST_SUITE_P(
    LimitsKey, SpoiltKey,
    ::testing::Values(
        Case{11, "limits = \"10s\"", "lab.toml:11:10: `limits` must be a table, not a string"},
        Case{11, "limits = { wal = \"2s\" }", "lab.toml:11:12: unknown key `wal`; did you mean `wall`?"},
        Case{11, "limits = { wall = 10 }",
             "lab.toml:11:19: `wall` must be a time from 100ms to 10m such as \"10s\", not a whole number"},
        Case{11, "limits = { wall = \"10\" }",
             "lab.toml:11:19: `wall` must be a time from 100ms to 10m such as \"10s\", not \"10\""},
        Case{11, "limits = { wall = \"99ms\" }",
             "lab.toml:11:19: `wall` must be a time from 100ms to 10m such as \"10s\", not \"99ms\""},
        Case{11, "limits = { cpu = \"11m\" }",
             "lab.toml:11:18: `cpu` must be a time from 100ms to 10m such as \"10s\", not \"11m\""},
        Case{11, "limits = { memory = \"256MB\" }",
             "lab.toml:11:21: `memory` must be a size from 16M to 16G such as \"256M\", not \"256MB\""},
        Case{11, "limits = { memory = \"17G\" }",
             "lab.toml:11:21: `memory` must be a size from 16M to 16G such as \"256M\", not \"17G\""},
        Case{11, "limits = { memory = \"64M\", disk = \"33M\" }",
             "lab.toml:11:35: `disk` (33792K) must be at most half of `memory` (65536K), which pays for it"},
        Case{11, "limits = { memory = \"64M\" }",
             "lab.toml:11:10: `disk` (65536K) must be at most half of `memory` (65536K), which pays for it"},
        Case{11, "limits = { disk = \"1K\" }",
             "lab.toml:11:19: `disk` must be a size from 1M to 8G such as \"64M\", not \"1K\""},
        Case{11, "limits = { output = \"65M\" }",
             "lab.toml:11:21: `output` must be a size from 1K to 64M such as \"1M\", not \"65M\""},
        Case{11, "limits = { processes = 0 }",
             "lab.toml:11:24: `processes` must be a whole number from 1 to 4096, not 0"},
        Case{11, "limits = { processes = \"64\" }",
             "lab.toml:11:24: `processes` must be a whole number from 1 to 4096, not a string"}));

INSTANTIATE_TEST_SUITE_P(
    Checks, SpoiltKey,
    ::testing::Values(
        Case{15, "id = \"-\"",
             "lab.toml:15:6: a check's id is lower-case words joined by dashes, such as \"column\", not \"-\"\n"
             "lab.toml:27:10: no check has the id \"column\"\n"
             "wrong/both-of-them.sh:2:10: no check has the id \"column\"\n"
             "wrong/one.sh:1:10: no check has the id \"column\""},
        Case{16, "name = { en = \"prints\" }",
             "lab.toml:16:8: missing key `zh`; expected the Chinese text (every text needs en and zh)"},
        Case{20, "hint = { en = \"count\" }",
             "lab.toml:20:8: missing key `zh`; expected the Chinese text (every text needs en and zh)"},
        Case{18, "points = 0", "lab.toml:18:10: `points` must be a whole number from 1 to 100, not 0"},
        Case{18, "points = 101", "lab.toml:18:10: `points` must be a whole number from 1 to 100, not 101"},
        Case{15, "id = 7",
             "lab.toml:15:6: `id` must be a word such as \"column\", not a whole number\n"
             "lab.toml:27:10: no check has the id \"column\"\n"
             "wrong/both-of-them.sh:2:10: no check has the id \"column\"\n"
             "wrong/one.sh:1:10: no check has the id \"column\""},
        Case{16, "name = { zh = \"输出\" }",
             "lab.toml:16:8: missing key `en`; expected the English text (every text needs en and zh)"},
        // A check with a fault of its own still has its id.
        Case{17, "kind = \"otuput\"",
             "lab.toml:17:8: `kind` must be \"output\", \"file\", \"changes\", \"unchanged\", \"run\", "
             "\"process\", \"port\", \"probe\", \"traffic\" or \"space\", not \"otuput\"; did you mean \"output\"?"},
        Case{22, "id = \"column\"",
             "lab.toml:22:6: two checks have the id \"column\"; each needs its own\n"
             "lab.toml:27:10: the check \"column\" cannot need itself\n"
             "wrong/both-of-them.sh:2:18: no check has the id \"order\""},
        Case{27, "needs = [\"column\", \"colum\"]",
             "lab.toml:27:20: no check has the id \"colum\"; did you mean \"column\"?"},
        Case{27, "hidden = 1", "lab.toml:27:10: `hidden` must be true or false, not a whole number"},
        Case{27, "needs = \"column\"", "lab.toml:27:9: `needs` must be an array of strings, not a string"},
        Case{27, "needs = [\"nothing-such\"]", "lab.toml:27:10: no check has the id \"nothing-such\""},
        Case{27, "needs = [\"order\"]", "lab.toml:27:10: the check \"order\" cannot need itself"},
        Case{20, "needs = [\"order\"]", "lab.toml:20:9: `needs` runs in a circle: column -> order -> column"}));

INSTANTIATE_TEST_SUITE_P(
    Unknown, SpoiltKey,
    ::testing::Values(
        Case{13, "foo = 1",
             "lab.toml:13:1: unknown key `foo`; known here: format, title, topics, level, image, answer, seeds, user, "
             "env, hints, limits, privileges, requires, capabilities, network, host, generators, interpreters, "
             "service, process, "
             "probe, check"},
        Case{13, "requires = [\"ip_vs\", \"ipvs\"]",
             "lab.toml:13:22: no lab may require \"ipvs\" of the kernel; did you mean \"ip_vs\"?"},
        Case{13, "requires = [\"kvm\", \"tbf\", \"tbf\"]",
             "lab.toml:13:13: no lab may require \"kvm\" of the kernel; known here: 8021q, bonding, dummy, ip_vs, "
             "iptables, ipvlan, macvlan, netem, nftables, tbf, vxlan, wireguard\n"
             "lab.toml:13:27: \"tbf\" is named twice"},
        Case{13, "[[service]]\nuse = \"mariadbd\"\n",
             "lab.toml:14:7: no service \"mariadbd\" is described in fixtures/services"},
        Case{13, "[[service]]\nuse = \"redis\"\nready = { tpc = 6379 }\n",
             "lab.toml:5:9: the service \"redis\" belongs to the image \"redis\", not \"base\"\n"
             "lab.toml:15:9: expected one of tcp = 3306, http = \"http://127.0.0.1/\", exec = \"COMMAND\" and log = "
             "\"PATTERN\"\n"
             "lab.toml:15:11: unknown key `tpc`; did you mean `tcp`?"},
        Case{13, "[[process]]\nname = \"Editor\"\ncommand = [\"vim\"]\n",
             "lab.toml:14:8: a name is lower-case words joined by dashes, not \"Editor\"\n"
             "lab.toml:15:12: the program is named by its absolute path"},
        Case{13, "capabilities = [\"sys_admin\"]",
             "lab.toml:13:17: a lab may ask for \"sys_ptrace\", \"net_raw\", \"net_admin\" and \"net_broadcast\", not "
             "\"sys_admin\""},
        Case{13, "generators = [\"../lab.toml\"]", "lab.toml:13:15: there is no \"../lab.toml\" in fixtures/data"},
        Case{13,
             "[[check]]\nid = \"gone\"\nname = { en = \"a\", zh = \"b\" }\nkind = \"process\"\npoints = 1\nof = "
             "[\"x\"]\n",
             "lab.toml:13:1: a check names \"x\", but no [[service]] or [[process]] has that name"},
        Case{13, "[[host]]\nname = \"no_de\"\n",
             "lab.toml:14:8: `name` must be a host's name such as \"node\": lower-case letters, digits and dashes, at "
             "most "
             "32, not \"no_de\""},
        Case{13, "level = 3",
             "lab.toml:13:9: not valid TOML: Error while parsing key-value pair: cannot redefine "
             "existing integer 'level'"}));

// The keys by the line they stand in.
const std::vector<std::pair<std::size_t, std::string>> kKeys = {
    {1, "format"}, {2, "title"}, {3, "topics"}, {4, "level"},  {5, "image"},   {6, "answer"},
    {7, "user"},   {8, "seeds"}, {9, "env"},    {10, "hints"}, {11, "limits"}, {12, "privileges"}};

TEST(EveryKey, MisspeltIsRefusedWithTheRightOne) {
  for (const auto& [number, key] : kKeys) {
    LabFolder lab;
    std::string misspelt = key;
    std::swap(misspelt[key.size() - 2], misspelt[key.size() - 1]);
    lab.SetLine(number, misspelt + lab.Line(number).substr(key.size()));
    EXPECT_THAT(lab.Faults(),
                HasSubstr(fmt::format("lab.toml:{}:1: unknown key `{}`; did you mean `{}`?", number, misspelt, key)));
  }
}

TEST(EveryKey, RefusesADate) {
  for (const auto& [number, key] : kKeys) {
    LabFolder lab;
    lab.SetLine(number, key + " = 2026-01-31");
    EXPECT_THAT(lab.Faults(), StartsWith(fmt::format("lab.toml:{}:{}: `{}` must be ", number, key.size() + 4, key)));
    EXPECT_THAT(lab.Faults(), ::testing::EndsWith(", not a date or time"));
  }
}

TEST(EveryOptionalKey, HasADefault) {
  LabFolder folder;
  for (const std::size_t line : {7U, 8U, 9U, 10U, 11U, 12U}) folder.SetLine(line, "");
  const Lab lab = LoadLab(folder.path());
  EXPECT_EQ(lab.user, "student");
  EXPECT_EQ(lab.seeds, 1);
  EXPECT_TRUE(lab.env.empty());
  EXPECT_TRUE(lab.hints.empty());
  EXPECT_FALSE(lab.privileges);
  EXPECT_EQ(lab.limits.wall, std::chrono::seconds(10));
  EXPECT_EQ(lab.limits.cpu, std::chrono::seconds(5));
  EXPECT_EQ(lab.limits.memory, 268'435'456U);
  EXPECT_EQ(lab.limits.processes, 64U);
  EXPECT_EQ(lab.limits.disk, 67'108'864U);
  EXPECT_EQ(lab.limits.output, 1'048'576U);
}

TEST(Checks, AtLeastOne) {
  LabFolder lab;
  for (std::size_t line = 14; line <= 27; ++line) lab.SetLine(line, "");
  EXPECT_THAT(lab.Faults(), StartsWith("lab.toml:1:1: missing key `check`; expected at least one [[check]]\n"));
  lab.SetLine(14, "check = []");
  EXPECT_THAT(lab.Faults(), StartsWith("lab.toml:14:9: `check` is empty; expected at least one [[check]]\n"));
}

TEST(Checks, EveryCircleIsNamedOnce) {
  LabFolder lab;
  lab.SetLine(20, "needs = [\"order\"]");
  lab.SetLine(27, R"(needs = ["column"]
[[check]]
id = "third"
name = { en = "a", zh = "b" }
kind = "output"
points = 1
expect = "solution"
needs = ["column", "fourth"]
[[check]]
id = "fourth"
name = { en = "a", zh = "b" }
kind = "output"
points = 1
expect = "solution"
needs = ["order", "third"])");
  EXPECT_EQ(lab.Faults(),
            "lab.toml:20:9: `needs` runs in a circle: column -> order -> column\n"
            "lab.toml:34:9: `needs` runs in a circle: third -> fourth -> third");
}

TEST(Faults, AreAllReportedAtOnceInOrder) {
  LabFolder lab;
  lab.SetLine(4, "level = 9");
  lab.SetLine(8, "seeds = 99");
  lab.SetLine(27, "needs = [\"x\"]");
  lab.Remove("task.zh.md");
  lab.Write("wrong/one.sh", "# loses: colum\n");
  EXPECT_EQ(lab.Faults(),
            "lab.toml:4:9: `level` must be a whole number from 1 to 5, not 9\n"
            "lab.toml:8:9: `seeds` must be a whole number from 1 to 20, not 99\n"
            "lab.toml:27:10: no check has the id \"x\"\n"
            "task.zh.md: is missing; expected the task in Chinese\n"
            "wrong/one.sh:1:10: no check has the id \"colum\"; did you mean \"column\"?");
}

TEST(ServicesOfAnImage, AreThoseOfAllThatItExtends) {
  LabFolder lab;
  lab.SetLine(5, "image = \"dbha\"");
  lab.SetLine(13, "[[service]]\nuse = \"mariadb\"\n[[service]]\nuse = \"keepalived\"\n[[service]]\nuse = \"sshd\"\n");
  EXPECT_EQ(lab.Faults(), "");
  lab.SetLine(13, "[[service]]\nuse = \"redis\"\n");
  EXPECT_EQ(lab.Faults(), "lab.toml:5:9: the service \"redis\" belongs to the image \"redis\", not \"dbha\"");
}

TEST(ServicesOfAnImage, DoNotFollowACircleOfRecipes) {
  LabFolder lab;
  for (const char* name : {"one", "two"}) {
    const std::filesystem::path folder = lab.root() / "fixtures" / "images" / name;
    std::filesystem::create_directories(folder);
    WriteFileAtomically(folder / "image.toml", "extends = [\"one\", \"two\"]\n");
  }
  lab.SetLine(5, "image = \"one\"");
  lab.SetLine(13, "[[service]]\nuse = \"redis\"\n");
  EXPECT_EQ(lab.Faults(), "lab.toml:5:9: the service \"redis\" belongs to the image \"redis\", not \"one\"");
}

}  // namespace
}  // namespace shellab
