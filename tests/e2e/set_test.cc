// shellab grade --set: a class's folders become a matrix; nobody's folder touches another's result.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/json.h"
#include "tests/support/lab_files.h"
#include "tests/support/program.h"

namespace shellab::testing {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kSeven[] = "linux-text-101";

class Set : public ::testing::Test {
 protected:
  // A set of two small labs, of which the second counts twice.
  Set() {
    files_.MakeLab("first-lab");
    files_.MakeLab("second-lab");
    files_.Write("sets/two.toml", R"(format = 1
title = { en = "Two labs", zh = "两个实验" }
[[lab]]
id = "first-lab"
[[lab]]
id = "second-lab"
weight = 2
)");
  }

  Ended Run(const std::vector<std::string>& args) const {
    Command command = Shellab(state_, {"--labs", files_.path(), "grade"});
    command.argv.insert(command.argv.end(), args.begin(), args.end());
    return RunToEnd(command);
  }
  // Grades a folder of the test's for the set of two, with further arguments.
  Ended Grade(const std::string& folder, std::vector<std::string> args = {}) const {
    args.insert(args.end(), {"--set", "two", files_.path() / folder});
    return Run(args);
  }
  json::value Summary(const std::string& folder) const {
    return ParseReport(Grade(folder, {"--format", "json"}).out).at("summary");
  }

  OwnState state_;
  Files files_;
};

// The row of the matrix that begins with `learner`, with single blanks.
std::string RowOf(const std::string& text, const std::string& learner) {
  const auto start = text.find("\n" + learner + " ");
  if (start == std::string::npos) return "";
  std::string row = text.substr(start + 1, text.find('\n', start + 1) - start - 1);
  row.erase(std::unique(row.begin(), row.end(), [](char a, char b) { return a == ' ' && b == ' '; }), row.end());
  return row;
}

TEST_F(Set, AClassBecomesAMatrix) {
  for (const char* lab : {"first-lab", "second-lab"}) files_.Write(fs::path("class/zhang") / lab += ".sh", "cat data");
  files_.Write("class/王小明/second-lab.sh", "sed p -n data");
  files_.Write("class/li/first-lab.sh", "echo 1");
  files_.Write("class/li/second-lab.sh", "");
  const Ended ended = Grade("class");
  EXPECT_EQ(ended.code, 0);
  EXPECT_EQ(RowOf(ended.out, "zhang"), "zhang 10 10 30/30");
  EXPECT_EQ(RowOf(ended.out, "王小明"), "王小明 – 10 20/30");
  EXPECT_EQ(RowOf(ended.out, "li"), "li 0 0 0/30");
  EXPECT_THAT(ended.out, HasSubstr("3 learners, 2 labs: 5 answers graded, 1 missing"));
  EXPECT_EQ(Grade("class", {"--strict"}).code, 1);
  EXPECT_EQ(Grade("class/zhang", {"--strict"}).code, 0);
}

TEST_F(Set, OneLearnersFolderIsReportedInDetail) {
  files_.Write("li/first-lab.sh", "echo 1");
  const Ended ended = Grade("li", {"--seed", "42"});
  EXPECT_EQ(ended.code, 0);
  EXPECT_THAT(ended.out, AllOf(HasSubstr("- expected  + yours  seed 42"), HasSubstr("Score: 0/10"),
                               HasSubstr("Nothing was handed in."), HasSubstr("\nli")));
  EXPECT_EQ(RowOf(ended.out, "li"), "li 0 – 0/30");
}

TEST_F(Set, AnAnswerNamedAfterItsLabBelongsToItsFolder) {
  const std::string file = files_.Write("class/zhang/first-lab.sh", "cat data");
  const Ended ended = Run({files_.path() / "first-lab", file});
  EXPECT_EQ(ended.code, 0);
  EXPECT_THAT(ended.out, HasSubstr("Learner: zhang\n"));
}

TEST_F(Set, JsonIsAsTheSchemaSays) {
  files_.Write("class/zhang/first-lab.sh", "cat data");
  files_.Write("class/zhang/second-lba.sh", "cat data");
  files_.Write("class/li/notes.txt", "-");
  const json::value value = ParseReport(Grade("class", {"--format", "json"}).out);
  ASSERT_EQ(value.at("reports").as_array().size(), 2U);
  EXPECT_EQ(StringAt(value, "/reports/0/set"), "two");
  EXPECT_EQ(StringAt(value, "/reports/0/learner"), "zhang");
  EXPECT_EQ(StringAt(value, "/summary/learners/0/learner"), "li");
  EXPECT_EQ(StringAt(value, "/summary/learners/0/labs/0/status"), "missing");
  EXPECT_EQ(NumberAt(value, "/summary/learners/0/points"), 0);
  EXPECT_EQ(StringAt(value, "/summary/learners/0/notes/0"), "no answers to this set: notes.txt");
  EXPECT_EQ(NumberAt(value, "/summary/learners/1/points"), 30);
  EXPECT_EQ(StringAt(value, "/summary/learners/1/notes/0"), "second-lba.sh was taken for second-lab.sh");
}

TEST_F(Set, AHostileFolderTouchesNobodyElse) {
  files_.Write("class/zhang/first-lab.sh", "cat data");
  files_.Write("class/zhang/second-lab.sh", "cat data");
  files_.Write("class/eve/first-lab.sh", "");
  const fs::path eve = files_.path() / "class/eve";
  fs::resize_file(eve / "first-lab.sh", std::uintmax_t{1} << 40U);
  ASSERT_EQ(::mkfifo((eve / "second-lab.sh").c_str(), 0600), 0);
  fs::create_directory_symlink("zhang", files_.path() / "class/mallory");
  files_.Write("class/\033[2J\n/first-lab.sh", "kill -9 -1; :(){ :|:& };:");
  const Ended ended = Grade("class");
  EXPECT_EQ(ended.code, 2);
  EXPECT_EQ(RowOf(ended.out, "zhang"), "zhang 10 10 30/30");
  EXPECT_EQ(RowOf(ended.out, "eve"), "eve × × 0/30");
  EXPECT_EQ(RowOf(ended.out, "mallory"), "mallory × × 0/30");
  EXPECT_EQ(RowOf(ended.out, "\\x1b[2J\\n"), "\\x1b[2J\\n 0 – 0/30");
  EXPECT_THAT(ended.out, AllOf(HasSubstr("eve: first-lab.sh is larger than"), HasSubstr("second-lab.sh is no regular"),
                               HasSubstr("mallory is a symbolic link"), Not(HasSubstr("\033"))));
  const json::value summary = Summary("class");
  EXPECT_EQ(StringAt(summary, "/learners/1/labs/1/status"), "refused");
}

TEST_F(Set, ALabThatCannotRunCostsNobodyPoints) {
  files_.Write("second-lab/setup.sh", "exit 7\n");
  files_.Write("class/zhang/first-lab.sh", "cat data");
  files_.Write("class/zhang/second-lab.sh", "cat data");
  files_.Write("class/li/first-lab.sh", "cat ./data");
  const Ended ended = Grade("class");
  EXPECT_EQ(ended.code, 2);
  EXPECT_EQ(RowOf(ended.out, "zhang"), "zhang 10 ! !");
  EXPECT_EQ(RowOf(ended.out, "li"), "li 10 – 10/30");
  EXPECT_THAT(ended.out, AllOf(HasSubstr("second-lab: "), HasSubstr("exit code 7")));
  EXPECT_TRUE(Summary("class").at("learners").at(1).at("points").is_null());
}

TEST_F(Set, FaultsOfTheSetAreNamedWithTheirPlace) {
  files_.Write("zhang/first-lab.sh", "cat data");
  Replace(files_.path() / "sets/two.toml", "second-lab", "secnod-lab");
  const Ended ended = Grade("zhang");
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, AllOf(HasSubstr((files_.path() / "sets/two.toml").native() + ":6:6: "),
                               HasSubstr("did you mean \"second-lab\"?")));
}

TEST_F(Set, RefusesWhatCannotBeGraded) {
  files_.Write("zhang/first-lab.sh", "cat data");
  const std::string script = files_.Write("zhang.sh", "cat data");
  EXPECT_THAT(Run({"--set", "tow", files_.path() / "zhang"}).err, HasSubstr("did you mean \"two\"?"));
  EXPECT_THAT(Run({"--set", "two"}).err, HasSubstr("name what was handed in"));
  EXPECT_THAT(Run({"--set", "two", script}).err, HasSubstr("is named after no lab of the set"));
  for (const std::vector<std::string>& args :
       std::vector<std::vector<std::string>>{{"--set", "tow", files_.path() / "zhang"},
                                             {"--set", "two"},
                                             {"--set", "two", script},
                                             {"--set", "two", "-c", "true"}})
    EXPECT_EQ(Run(args).code, 2);
}

TEST_F(Set, TheLastAttemptOfWhatCanvasExportedCounts) {
  files_.Write("canvas/zhangsan_12_34_first-lab.sh", "echo 1");
  files_.Write("canvas/zhangsan_LATE_12_35_first-lab-1.sh", "cat data");
  files_.Write("canvas/lisi_13_36_second-lab.sh", "cat data");
  const std::string roster = files_.Write("roster.csv", "Student,ID\n\"Zhang, San\",12\n\"Wang, Wu\",14\n");
  const Ended plan = Grade("canvas", {"--plan", "--roster", roster});
  EXPECT_EQ(plan.code, 0);
  EXPECT_THAT(plan.out, AllOf(HasSubstr("late, the last of 2 attempts"), HasSubstr("lisi: not on the roster")));
  const json::value planned = json::parse(Grade("canvas", {"--plan", "--format", "json"}).out);
  EXPECT_EQ(StringAt(planned, "/learners/1/labs/0/file"), "first-lab.sh");
  EXPECT_EQ(Grade("canvas", {"--plan", "-o", files_.path() / "plan.txt"}).out, "");
  EXPECT_THAT(ReadFile(files_.path() / "plan.txt"), HasSubstr("first-lab.sh"));
  const Ended ended = Grade("canvas", {"--roster", roster});
  EXPECT_EQ(ended.code, 0);
  EXPECT_EQ(RowOf(ended.out, "Zhang, San"), "Zhang, San (zhangsan) 10 – 10/30");
  EXPECT_EQ(RowOf(ended.out, "Wang, Wu"), "Wang, Wu – – 0/30");
}

// What every answer earned: points and each check's status.
json::array Verdicts(const std::string& out) {
  json::array verdicts;
  for (const json::value& report : ParseReports(out)) {
    json::array checks;
    for (const json::value& check : report.at("checks").as_array()) checks.push_back(check.at("status"));
    verdicts.push_back({report.at("learner"), report.at("lab"), report.at("points"), checks});
  }
  return verdicts;
}

// All that came along: a learner who knows it all, and one a mistake of each lab.
TEST_F(Set, EightAtATimeGivesTheVerdictsOfOneAtATime) {
  std::size_t answers = 0;
  for (const char* lab :
       {"text/awk-last-but-one", "text/awk-third-column", "text/grep-around-match", "text/grep-error-context",
        "text/sed-replace-in-place", "shell/alias-ll", "files/chmod-octal"}) {
    const fs::path folder = SourceFolder() / "labs" / lab;
    const std::string script = folder.filename().native() + ".sh";
    files_.Write("class/right/" + script, ReadFile(folder / "solution.sh"));
    ++answers;
    for (const fs::directory_entry& wrong : fs::directory_iterator(folder / "wrong")) {
      files_.Write("class/wrong-" + wrong.path().stem().native() + "/" + script, ReadFile(wrong.path()));
      ++answers;
    }
  }
  const auto verdicts = [&](const std::string& jobs) {
    return Verdicts(
        Run({"--set", kSeven, "--seed", "42", "-j", jobs, "--format", "json", files_.path() / "class"}).out);
  };
  const json::array one = verdicts("1");
  EXPECT_EQ(one.size(), answers);
  EXPECT_EQ(verdicts("8"), one);
}

}  // namespace
}  // namespace shellab::testing
