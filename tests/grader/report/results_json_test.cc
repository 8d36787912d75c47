// The formats that are JSON of others, and the lines of our own, against their schemas.
#include <gmock/gmock.h>

#include <algorithm>
#include <boost/json.hpp>
#include <string>
#include <vector>

#include "grader/report/formats.h"
#include "grader/report/json_parts.h"
#include "tests/grader/report/format_sample.h"
#include "tests/support/json.h"

namespace shellab {
namespace {

namespace json = boost::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

TEST(Gradescope, IsAsItsSpecificationSays) {
  std::string lines;
  const ClassReport report = NastyClass();
  for (const ClassRow& row : report.rows) lines += GradescopeFiles(report.head(), row, {})[0].content;
  testing::ExpectValid(lines, Beside("gradescope.schema.json"));
  const ClassReport two = TwoLearners();
  const json::value result = json::parse(GradescopeFiles(two.head(), two.rows[1], {})[0].content);
  EXPECT_EQ(result.at("score"), 2);
  EXPECT_EQ(result.at("stdout_visibility"), "hidden");
  const json::value& tests = result.at("tests");
  ASSERT_THAT(tests.as_array(), SizeIs(4));
  EXPECT_EQ(tests.at(0).at("name"), "Use awk: prints the column");
  EXPECT_EQ(tests.at(0).at("status"), "failed");
  EXPECT_THAT(std::string(tests.at(0).at("output").as_string()), AllOf(HasSubstr("-a\n+b\n"), HasSubstr("oops")));
  EXPECT_EQ(tests.at(1).at("status"), "passed");
  EXPECT_EQ(tests.at(3).at("max_score"), 20);
}

TEST(Gradescope, GivesNoScoreWhereTheTotalIsNotKnown) {
  ClassReport report = TwoLearners();
  report.rows[1].cells[1].status = ClassCell::Status::kPending;
  const json::value result = json::parse(GradescopeFiles(report.head(), report.rows[1], {})[0].content);
  EXPECT_FALSE(result.as_object().contains("score"));
  EXPECT_THAT(result.at("tests").as_array(), IsEmpty());
  EXPECT_THAT(std::string(result.at("output").as_string()), HasSubstr("Not graded yet."));
}

TEST(Github, GivesTheReporterItsResult) {
  std::string lines;
  const ClassReport report = NastyClass();
  for (const ClassRow& row : report.rows) {
    const std::vector<LearnerFile> files = GithubFiles(report.head(), row, {});
    const json::value result = json::parse(files[1].content);
    lines += files[1].content;
    EXPECT_EQ(files[2].content, Base64(files[1].content.substr(0, files[1].content.size() - 1)) + "\n");
    std::int64_t sum = 0;
    for (const json::value& test : result.at("tests").as_array()) sum += test.at("score").as_int64();
    EXPECT_EQ(sum, report.head().Total(row).value_or(0));
    EXPECT_EQ(result.at("max_score"), report.head().Total(row) ? 30 : 0) << "or GitHub is told a zero";
  }
  testing::ExpectValid(lines, Beside("classroom.schema.json"));
  const ClassReport two = TwoLearners();
  const std::vector<LearnerFile> files = GithubFiles(two.head(), two.rows[1], {});
  EXPECT_EQ(json::parse(files[1].content).at("status"), "fail");
  EXPECT_THAT(files[0].content,
              AllOf(StartsWith("| | Check | Points |\n| --- | --- | --: |\n"),
                    HasSubstr("\n| ❌ | Use awk\\: prints the column | 0/7 |\n"), HasSubstr("\n# Text\n")));
  EXPECT_EQ(json::parse(GithubFiles(two.head(), two.rows[0], {})[1].content).at("max_score"), 30);
}

TEST(JsonLines, EachIsAsTheSchemaSays) {
  const ClassReport report = NastyClass();
  const std::string lines = Written(WriteJsonLines, report);
  EXPECT_EQ(static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n')), report.rows.size() * 2);
  testing::ExpectValid(lines + RenderJson(report, {}), testing::SourceFolder() / "tests/e2e/report.schema.json");
}

}  // namespace
}  // namespace shellab
