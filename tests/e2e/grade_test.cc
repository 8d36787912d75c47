// shellab grade as a teacher uses it: what it prints and the exit codes of DESIGN.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/json.h"
#include "tests/support/lab_files.h"
#include "tests/support/program.h"

namespace shellab::testing {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kRight[] = "awk -F, '{print $(NF-1)}' test.txt";
constexpr char kWrong[] = "awk -F, '{print $(NF - 2)}' test.txt";

class Grade : public ::testing::Test {
 protected:
  Ended Run(const std::vector<std::string>& args, const std::string& input = "") const {
    Command command = Shellab(state_, {"grade", "awk-last-but-one"});
    command.argv.insert(command.argv.end(), args.begin(), args.end());
    command.input = input;
    return RunToEnd(command);
  }
  // The report on one command line, with further arguments.
  json::value Report(const std::string& answer, std::vector<std::string> args = {}) const {
    args.insert(args.end(), {"--format", "json", "-c", answer});
    return ParseReport(Run(args).out);
  }

  OwnState state_;
  Files files_;
};

TEST_F(Grade, ARightAnswerEarnsAll) {
  const Ended ended = Run({"-c", kRight});
  EXPECT_EQ(ended.code, 0);
  EXPECT_THAT(ended.out, HasSubstr("10/10"));
  EXPECT_THAT(ended.err, IsEmpty());
}

TEST_F(Grade, AWrongAnswerShowsTheDifference) {
  const Ended ended = Run({"-c", kWrong});
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.out, HasSubstr("0/10"));
  EXPECT_THAT(ended.out, HasSubstr("- expected  + yours"));
  EXPECT_THAT(ended.out, HasSubstr("@@ -1"));
}

TEST_F(Grade, AnEmptyAnswerEarnsNothing) {
  const Ended ended = Run({"-c", ""});
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.out, HasSubstr("Nothing was printed"));
}

TEST_F(Grade, AReportGoesToAFile) {
  const std::string file = files_.Write("results.json", "old");
  const Ended ended = Run({"-c", kRight, "--format", "gradescope", "-o", file});
  EXPECT_EQ(ended.code, 0);
  EXPECT_THAT(ended.out, IsEmpty());
  EXPECT_EQ(json::parse(ReadFile(file)).at("score"), 10);
  const Ended several = Run({"-c", kRight, "--format", "github"});
  EXPECT_EQ(several.code, 2);
  EXPECT_THAT(several.err, HasSubstr("name a folder for them with --output"));
}

TEST_F(Grade, AHiddenCheckIsInTeachersReportsOnly) {
  const auto lab = files_.MakeLab("my-lab");
  Replace(lab / "lab.toml", "points = 10", "points = 10\nhidden = true");
  const auto report = [&](const char* format) {
    return RunToEnd(Shellab(state_, {"grade", lab, "-c", "echo 7", "--format", format})).out;
  };
  EXPECT_THAT(report("text"), HasSubstr("prints the data  (hidden)"));
  EXPECT_EQ(ParseReport(report("json")).at("checks").at(0).at("hidden"), true);
  const std::string shown = report("markdown");
  EXPECT_THAT(shown, HasSubstr("0/10"));
  EXPECT_THAT(shown, HasSubstr("There are checks that are not shown"));
  EXPECT_THAT(shown, Not(HasSubstr("prints the data")));
}

TEST_F(Grade, AnswersComeFromFilesOrStandardInput) {
  const std::string right = files_.Write("right.sh", kRight);
  const std::string wrong = files_.Write("wrong.sh", kWrong);
  EXPECT_EQ(Run({right}).code, 0);
  EXPECT_EQ(Run({wrong}).code, 1);
  EXPECT_EQ(Run({"-"}, kRight).code, 0);
  EXPECT_EQ(Run({"-"}, kWrong).code, 1);
}

TEST_F(Grade, RefusesToGradeNothingOrWhatIsNotThere) {
  EXPECT_EQ(Run({}).code, 2);
  const Ended ended = Run({(files_.path() / "absent.sh").native()});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("absent.sh"));
}

TEST_F(Grade, SeveralAnswersLoseSilentlyUnlessStrict) {
  const std::string right = files_.Write("zhang.sh", kRight);
  const std::string wrong = files_.Write("li.sh", kWrong);
  const Ended ended = Run({right, wrong});
  EXPECT_EQ(ended.code, 0);
  EXPECT_THAT(ended.out, HasSubstr("zhang"));
  EXPECT_THAT(ended.out, HasSubstr("li"));
  EXPECT_EQ(Run({"--strict", right, wrong}).code, 1);
  EXPECT_EQ(Run({"--strict", right, right}).code, 0);
}

TEST_F(Grade, ReportsAreAsTheSchemaSays) {
  const json::value right = Report(kRight);
  EXPECT_EQ(NumberAt(right, "/points"), 10);
  EXPECT_EQ(StringAt(right, "/checks/0/status"), "passed");
  const json::value wrong = Report(kWrong);
  EXPECT_EQ(NumberAt(wrong, "/points"), 0);
  EXPECT_EQ(StringAt(wrong, "/checks/0/status"), "failed");
  EXPECT_THAT(StringAt(wrong, "/checks/0/seeds/0/diff"), HasSubstr("@@ -1"));
  const json::value binary = Report(R"(printf '\377\0\033[31m')");
  EXPECT_EQ(StringAt(binary, "/runs/0/stdout/base64"), "/wAbWzMxbQ==");
  const json::value killed = Report("kill -SEGV $$");
  EXPECT_EQ(NumberAt(killed, "/runs/0/outcome/signal"), 11);
}

TEST_F(Grade, ReportsOfSeveralAnswersAreAsTheSchemaSays) {
  const Ended ended = Run({"--format", "json", files_.Write("zhang.sh", kRight), files_.Write("li.sh", kWrong)});
  const json::value several = ParseReport(ended.out);
  EXPECT_EQ(StringAt(several, "/reports/0/learner"), "zhang");
  EXPECT_EQ(NumberAt(several, "/reports/0/points"), 10);
  EXPECT_EQ(StringAt(several, "/reports/1/learner"), "li");
  EXPECT_EQ(NumberAt(several, "/reports/1/points"), 0);
  EXPECT_EQ(NumberAt(several, "/summary/full_marks"), 1);
}

TEST_F(Grade, SpeaksChinese) {
  const Ended ended = Run({"--lang", "zh", "-c", kRight});
  EXPECT_THAT(ended.out, HasSubstr("得分：10/10"));
  Command by_locale = Shellab(state_, {"grade", "awk-last-but-one", "-c", kRight});
  std::replace(by_locale.env.begin(), by_locale.env.end(), std::string("LC_ALL=C.UTF-8"),
               std::string("LC_ALL=zh_CN.UTF-8"));
  EXPECT_EQ(RunToEnd(by_locale).out, ended.out);
}

TEST_F(Grade, ASeedGivesTheSameDataAgain) {
  const json::value first = Report(kWrong, {"--seed", "42"});
  const json::value again = Report(kWrong, {"--seed", "42"});
  EXPECT_EQ(NumberAt(first, "/runs/0/seed"), 42);
  EXPECT_EQ(first.at("checks"), again.at("checks"));
  EXPECT_NE(first.at("checks"), Report(kWrong, {"--seed", "43"}).at("checks"));
  EXPECT_THAT(Run({"--seed", "42", "-c", kWrong}).out, HasSubstr("seed 42\n"));
}

TEST_F(Grade, SeedsAreFreshWhenNoneIsGiven) {
  EXPECT_NE(NumberAt(Report(kWrong), "/runs/0/seed"), NumberAt(Report(kWrong), "/runs/0/seed"));
}

TEST_F(Grade, TheAnswersBytesNeverReachTheTerminal) {
  const Ended ended = Run({"-c", R"(printf '\033]0;owned\007\n\033[2J')"});
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.out, Not(HasSubstr("\033")));
  EXPECT_THAT(ended.out, Not(HasSubstr("\007")));
}

}  // namespace
}  // namespace shellab::testing
