// Every lab proves itself, and many answers by other hands than its author's: all right ones earn everything, and each
// wrong one loses points.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "sandbox/os/file.h"
#include "tests/labs/lab_names.h"
#include "tests/support/json.h"
#include "tests/support/program.h"

namespace shellab::testing {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

fs::path AnswerFolder() { return SourceFolder() / "tests/labs/answers"; }

// Many of them wait for what the world does: more at once than there are processors.
constexpr char kJobs[] = "4";

class Labs : public ::testing::TestWithParam<std::string> {};

TEST_P(Labs, ProveThemselves) {
  const OwnState state;
  const Ended ended = RunToEnd(Shellab(state, {"test", GetParam(), "-j", kJobs}));
  EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
}

TEST_P(Labs, HaveAnswersByOtherHands) {
  for (const char* kind : {"good", "wrong"}) EXPECT_TRUE(fs::is_directory(AnswerFolder() / GetParam() / kind)) << kind;
}

INSTANTIATE_TEST_SUITE_P(, Labs, ::testing::ValuesIn(LabNames()), TestNameOf);

class Answers : public ::testing::TestWithParam<std::string> {
 protected:
  // Grades all files of tests/labs/answers/<lab>/<kind> in one call.
  json::array Grade(const std::string& kind) const {
    const fs::path folder = AnswerFolder() / GetParam() / kind;
    Command command = Shellab(state_, {"grade", GetParam(), "--format", "json", "-j", kJobs});
    const std::vector<std::string> names = NamesIn(folder);
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

INSTANTIATE_TEST_SUITE_P(, Answers, ::testing::ValuesIn(NamesIn(AnswerFolder())), TestNameOf);

}  // namespace
}  // namespace shellab::testing
