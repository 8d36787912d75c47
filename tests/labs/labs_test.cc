// Every lab proves itself, and many answers by other hands than its author's: all right ones earn everything, and each
// wrong one loses points.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "sandbox/os/file.h"
#include "tests/support/json.h"
#include "tests/support/program.h"

namespace shellab::testing {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

// The names of what lies in `folder`, in order.
std::vector<std::string> Names(const fs::path& folder) {
  std::set<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename());
  return {names.begin(), names.end()};
}

fs::path AnswerFolder() { return SourceFolder() / "tests/labs/answers"; }

// Many of them wait for what the world does: more at once than there are processors.
constexpr char kJobs[] = "4";

// Every lab there is, by the folder's name.
std::vector<std::string> LabNames() {
  std::set<std::string> names;
  for (const fs::directory_entry& topic : fs::directory_iterator(SourceFolder() / "labs"))
    if (topic.is_directory() && topic.path().filename() != "sets")
      for (const std::string& name : Names(topic.path())) names.insert(name);
  return {names.begin(), names.end()};
}

std::string TestName(const ::testing::TestParamInfo<std::string>& lab) {
  std::string name = lab.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

class Labs : public ::testing::TestWithParam<std::string> {};

TEST_P(Labs, ProveThemselves) {
  const OwnState state;
  const Ended ended = RunToEnd(Shellab(state, {"test", GetParam(), "-j", kJobs}));
  EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
}

TEST_P(Labs, HaveAnswersByOtherHands) {
  for (const char* kind : {"good", "wrong"}) EXPECT_TRUE(fs::is_directory(AnswerFolder() / GetParam() / kind)) << kind;
}

INSTANTIATE_TEST_SUITE_P(, Labs, ::testing::ValuesIn(LabNames()), TestName);

class Answers : public ::testing::TestWithParam<std::string> {
 protected:
  // Grades all files of tests/labs/answers/<lab>/<kind> in one call.
  json::array Grade(const std::string& kind) const {
    const fs::path folder = AnswerFolder() / GetParam() / kind;
    Command command = Shellab(state_, {"grade", GetParam(), "--format", "json", "-j", kJobs});
    const std::vector<std::string> names = Names(folder);
    for (const std::string& name : names) command.argv.push_back(folder / name);
    const Ended ended = RunToEnd(command);
    EXPECT_EQ(ended.code, 0) << ended.err;
    json::array reports = ParseReports(ended.out);
    EXPECT_GT(names.size(), 1U);
    EXPECT_EQ(reports.size(), names.size());
    return reports;
  }

  OwnState state_;
};

TEST_P(Answers, RightOnesEarnEverything) {
  for (const json::value& report : Grade("good")) {
    EXPECT_EQ(StringAt(report, "/status"), "graded") << report;
    EXPECT_EQ(report.at("points"), report.at("max_points")) << report;
  }
}

TEST_P(Answers, WrongOnesLosePoints) {
  for (const json::value& report : Grade("wrong")) {
    EXPECT_EQ(StringAt(report, "/status"), "graded") << report;
    EXPECT_LT(NumberAt(report, "/points"), NumberAt(report, "/max_points")) << report;
  }
}

INSTANTIATE_TEST_SUITE_P(, Answers, ::testing::ValuesIn(Names(AnswerFolder())), TestName);

}  // namespace
}  // namespace shellab::testing
