#include "grader/lab/set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <string>

#include "grader/usage_error.h"
#include "sandbox/os/file.h"
#include "sandbox/toml/reader.h"
#include "tests/grader/lab/lab_folder.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::LabFolder;

constexpr char kGood[] = R"(format = 1
title = { en = "Ours", zh = "我们的" }
[[lab]]
id = "second-lab"
weight = 3
[[lab]]
id = "first-lab"
)";

// Two valid labs below two roots, the first of which holds the set.
class Set : public ::testing::Test {
 protected:
  Set() {
    fs::create_directory(first_.root() / "sets");
    WriteSet(kGood);
  }

  fs::path File() const { return first_.root() / "sets" / "ours-101.toml"; }
  std::vector<fs::path> Roots() const { return {first_.root(), second_.root()}; }
  void WriteSet(std::string_view text) const { WriteFileAtomically(File(), text); }

  // What is wrong with a set that says `text`, without the folder that it lies in; empty for a valid set.
  std::string Faults(std::string_view text) const {
    WriteSet(text);
    std::string faults;
    try {
      LoadSet(File(), Roots());
    } catch (const AuthorError& error) {
      faults = error.what();
    }
    const std::string prefix = File().parent_path().native() + "/";
    for (auto at = faults.find(prefix); at != std::string::npos; at = faults.find(prefix))
      faults.erase(at, prefix.size());
    return faults;
  }

  static std::string Refusal(const std::vector<fs::path>& roots, const std::string& name) {
    try {
      FindSet(roots, name);
    } catch (const UsageError& error) {
      return error.what();
    }
    return "";
  }

  LabFolder first_{"first-lab"};
  LabFolder second_{"second-lab"};
};

TEST_F(Set, HoldsItsLabsInTheFilesOrderWithWeights) {
  const LabSet set = LoadSet(FindSet(Roots(), "ours-101"), Roots());
  EXPECT_EQ(set.id, "ours-101");
  EXPECT_EQ(set.title.en, "Ours");
  EXPECT_EQ(set.title.zh, "我们的");
  ASSERT_EQ(set.labs.size(), 2U);
  EXPECT_EQ(set.labs[0].lab.id, "second-lab");
  EXPECT_EQ(set.labs[0].weight, 3);
  EXPECT_EQ(set.labs[0].lab.MaxPoints(), 10);
  EXPECT_EQ(set.labs[1].lab.id, "first-lab");
  EXPECT_EQ(set.labs[1].weight, 1);
}

TEST_F(Set, IsFoundByNameOrByFile) {
  EXPECT_EQ(FindSet(Roots(), "ours-101"), File());
  EXPECT_EQ(FindSet({}, File().native()), File());
  EXPECT_EQ(Refusal(Roots(), "ours-110"), "there is no set \"ours-110\"; did you mean \"ours-101\"?");
  EXPECT_EQ(Refusal(Roots(), "quite-another"), "there is no set \"quite-another\"");
  EXPECT_THAT(Refusal(Roots(), first_.root() / "sets"), HasSubstr("it is no file"));
  EXPECT_THAT(Refusal(Roots(), "absent.toml"), HasSubstr("it is no file"));
}

TEST_F(Set, FaultsNameTheirPlace) {
  EXPECT_EQ(Faults(kGood), "");
  EXPECT_THAT(Faults("title = { en = \"a\", zh = \"b\" }\nlabs = 3\n"),
              AllOf(HasSubstr("ours-101.toml:1:1: missing key `format`"), HasSubstr("`lab`"),
                    HasSubstr("ours-101.toml:2:1: unknown key `labs`; did you mean `lab`?")));
  EXPECT_THAT(Faults("format = 2\n[[lab]]\nid = \"first-lab\"\n"),
              AllOf(HasSubstr("ours-101.toml:1:10: "), HasSubstr("missing key `title`")));
  const std::string head = "format = 1\ntitle = { en = \"a\", zh = \"b\" }\n[[lab]]\n";
  EXPECT_EQ(Faults(head + "id = \"frist-lab\"\n"),
            "ours-101.toml:4:6: there is no lab \"frist-lab\"; did you mean \"first-lab\"?");
  EXPECT_EQ(Faults(head + "id = \"other\"\n"),
            "ours-101.toml:4:6: there is no lab \"other\"; `shellab list` names them all");
  EXPECT_EQ(Faults(head + "id = \"first-lab\"\n[[lab]]\nid = \"first-lab\"\n"),
            "ours-101.toml:6:6: the lab \"first-lab\" is named twice");
  EXPECT_THAT(Faults(head + "id = \"first-lab\"\nwieght = 2\n"),
              HasSubstr("ours-101.toml:5:1: unknown key `wieght`; did you mean `weight`?"));
  EXPECT_THAT(Faults(head + "id = \"first-lab\"\nweight = 0\n"), HasSubstr("ours-101.toml:5:10: "));
  EXPECT_THAT(Faults(head + "weight = 1\n"), HasSubstr("missing key `id`"));
}

TEST_F(Set, TheFilesNameIsKebabCase) {
  const fs::path file = first_.root() / "sets" / "Ours_101.toml";
  fs::rename(File(), file);
  EXPECT_THROW(LoadSet(file, Roots()), AuthorError);
}

TEST_F(Set, FaultsOfItsLabsJoinItsOwn) {
  first_.SetLine(1, "format = 7");
  second_.Remove("task.md");
  EXPECT_THAT(Faults(std::string(kGood) + "more = 1\n"),
              AllOf(HasSubstr("unknown key `more`"), HasSubstr("first-lab/lab.toml:1:10: "),
                    HasSubstr("second-lab/task.md: is missing")));
}

TEST_F(Set, SaysHowItIsMarked) {
  WriteSet(std::string(R"(due = 2026-12-01T23:59:00+08:00
late = { grace = "10m", penalty = "15%", per = "1d", max = "60%" }
attempts = "best"
language = "zh"
feedback = "summary"
)") + kGood);
  const SetRules rules = LoadSet(File(), Roots()).rules;
  using namespace std::chrono;
  EXPECT_EQ(rules.due, sys_days(year(2026) / 12 / 1) + hours(15) + minutes(59));
  EXPECT_EQ(rules.late.grace, minutes(10));
  EXPECT_EQ(rules.late.percent, 15);
  EXPECT_EQ(rules.late.per, hours(24));
  EXPECT_EQ(rules.late.max_percent, 60);
  EXPECT_EQ(rules.attempts, Attempts::kBest);
  EXPECT_EQ(rules.language, Language::kChinese);
  EXPECT_EQ(rules.feedback, Feedback::kSummary);

  WriteSet(kGood);
  const SetRules none = LoadSet(File(), Roots()).rules;
  EXPECT_FALSE(none.due || none.language || none.late.per);
  EXPECT_EQ(none.attempts, Attempts::kLatest);
  EXPECT_EQ(none.feedback, Feedback::kFull);
}

TEST_F(Set, FaultsOfItsRules) {
  const auto faults = [this](const std::string& rules) { return Faults(rules + kGood); };
  EXPECT_THAT(faults("due = 2026-12-01T23:59:00\n"), HasSubstr("without the offset it is another moment"));
  EXPECT_THAT(faults("due = \"tomorrow\"\n"), HasSubstr("ours-101.toml:1:7: `due` must be a date and time with"));
  EXPECT_THAT(faults("late = { penalty = \"10%\" }\n"), HasSubstr("there is no `due`"));
  const std::string due = "due = 2026-12-01T23:59:00Z\n";
  EXPECT_EQ(faults(due), "");
  EXPECT_THAT(faults(due + "late = { per = \"1d\" }\n"), HasSubstr("missing key `penalty`"));
  EXPECT_THAT(faults(due + "late = { penalty = \"110%\" }\n"), HasSubstr("not \"110%\""));
  EXPECT_THAT(faults(due + "late = { penalty = \"10\" }\n"), HasSubstr("not \"10\""));
  EXPECT_THAT(faults(due + "late = { penalty = \"10%\", per = \"1 day\" }\n"), HasSubstr("not \"1 day\""));
  EXPECT_THAT(faults(due + "late = { penalty = \"10%\", pre = \"1d\" }\n"), HasSubstr("did you mean `per`?"));
  EXPECT_THAT(faults("attempts = \"first\"\n"), HasSubstr("\"latest\" or \"best\""));
  EXPECT_THAT(faults("feedback = \"sumary\"\n"), HasSubstr("did you mean \"summary\"?"));
}

}  // namespace
}  // namespace shellab
