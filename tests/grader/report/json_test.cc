#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "grader/report/report.h"
#include "tests/grader/report/sample.h"

namespace shellab {
namespace {

namespace json = boost::json;
using testing::ElementsAre;
using namespace std::string_literals;

json::value Rendered(const Report& report, Language language = Language::kEnglish) {
  return json::parse(RenderJson(report, {.language = language}));
}

std::vector<std::string> Keys(const json::value& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.as_object()) keys.emplace_back(key);
  return keys;
}

TEST(RenderJson, HasTheKeysOfFormat1InOrder) {
  const json::value report = Rendered(PartlyRight());
  EXPECT_THAT(Keys(report), ElementsAre("format", "lab", "lab_digest", "learner", "answer", "status", "points",
                                        "max_points", "checks", "runs", "environment", "started_at", "wall_ms"));
  EXPECT_THAT(Keys(report.at("checks").at(0)),
              ElementsAre("id", "name", "status", "points", "max_points", "message", "hint", "seeds"));
  EXPECT_THAT(Keys(report.at("checks").at(2)),
              ElementsAre("id", "name", "status", "reason", "points", "max_points", "message", "seeds"));
  EXPECT_THAT(Keys(report.at("checks").at(0).at("seeds").at(1)),
              ElementsAre("seed", "status", "expected", "actual", "diff"));
  EXPECT_THAT(Keys(report.at("runs").at(0)),
              ElementsAre("seed", "outcome", "wall_ms", "cpu_ms", "peak_memory_bytes", "stdout", "stderr"));
  EXPECT_THAT(Keys(report.at("environment")), ElementsAre("shellab", "image", "image_digest", "kernel"));
}

TEST(RenderJson, HoldsTheReport) {
  const json::value report = Rendered(PartlyRight());
  EXPECT_EQ(report.at("format"), 1);
  EXPECT_EQ(report.at("answer").at("sha256").as_string(), std::string(64, 'b'));
  EXPECT_EQ(report.at("status"), "graded");
  EXPECT_EQ(report.at("points"), 2);
  EXPECT_EQ(report.at("started_at"), "2023-11-14T22:13:20.007Z");
  EXPECT_EQ(report.at("wall_ms"), 1234);
  const json::value& checks = report.at("checks");
  EXPECT_EQ(checks.at(0).at("status"), "failed");
  EXPECT_EQ(checks.at(1).at("status"), "passed");
  EXPECT_EQ(checks.at(2).at("status"), "skipped");
  EXPECT_EQ(checks.at(2).at("reason"), "needs column");
  const json::value& failed = checks.at(0).at("seeds").at(1);
  EXPECT_EQ(failed.at("seed").as_uint64(), 18'446'744'073'709'551'615U);
  EXPECT_EQ(failed.at("diff"), "@@ -1 +1 @@\n-a\n+b\n");
  const json::value& run = report.at("runs").at(1);
  EXPECT_EQ(run.at("wall_ms"), 13);
  EXPECT_EQ(run.at("cpu_ms"), 3);
  EXPECT_EQ(run.at("stderr").at("text"), "oops\n");
  EXPECT_EQ(run.at("stderr").at("bytes"), 5);
  EXPECT_EQ(run.at("stderr").at("truncated"), false);
}

TEST(RenderJson, SpeaksTheLanguageAsked) {
  const json::value check = Rendered(PartlyRight(), Language::kChinese).at("checks").at(0);
  EXPECT_EQ(check.at("name"), "输出该列");
  EXPECT_EQ(check.at("hint"), "从右往左数。");
}

TEST(RenderJson, TellsHowARunEnded) {
  Report report = PartlyRight();
  report.runs[0].result.outcome = {Outcome::Ended::kSignalled, 0, 11, std::nullopt, {}};
  report.runs[1].result.outcome = {Outcome::Ended::kKilledBy, 0, 0, Limit::kWall, {Limit::kWall, Limit::kProcesses}};
  const json::value value = Rendered(report);
  EXPECT_EQ(value.at("runs").at(0).at("outcome"), json::parse(R"({"ended":"signalled","signal":11,"limits_hit":[]})"));
  EXPECT_EQ(value.at("runs").at(1).at("outcome"),
            json::parse(R"({"ended":"killed_by","limit":"wall","limits_hit":["wall","processes"]})"));
  EXPECT_EQ(Rendered(PartlyRight()).at("runs").at(1).at("outcome"),
            json::parse(R"({"ended":"exited","code":3,"limits_hit":[]})"));
}

TEST(RenderJson, KeepsStreamsThatAreNotTextAsBase64) {
  Report report = PartlyRight();
  report.runs[0].result.out = {"\xff\xfe"s, 100, true};
  report.runs[1].result.out.content = "a\0b"s;
  const json::value value = Rendered(report);
  EXPECT_EQ(value.at("runs").at(0).at("stdout"), json::parse(R"({"base64":"//4=","bytes":100,"truncated":true})"));
  EXPECT_EQ(value.at("runs").at(1).at("stdout").at("base64"), "YQBi");
}

TEST(RenderJson, IsValidAndHarmlessWhateverTheGuestWrote) {
  Report report = PartlyRight();
  const std::string nasty = "\x1b[2J\xff\xe4\xb8\0\x7f\xc2\x9b\u202e"s;
  report.learner = nasty;
  report.checks[0].message.en = nasty;
  report.checks[0].seeds[1] = FailedOn(5, nasty, nasty, nasty);
  const std::string text = RenderJson(report, {});
  for (const char byte : {'\x1b', '\x7f', '\xff', '\0'}) EXPECT_EQ(text.find(byte), std::string::npos);
  EXPECT_EQ(text.find("\xc2\x9b"), std::string::npos);
  EXPECT_EQ(text.find("\u202e"), std::string::npos);
  EXPECT_EQ(text.find('\n'), text.size() - 1);
  const json::value value = json::parse(text);
  EXPECT_EQ(value.at("checks").at(0).at("seeds").at(1).at("actual"),
            json::string("\x1b[2J\\xff\\xe4\\xb8\0\x7f\xc2\x9b\u202e"s));
}

TEST(RenderJson, SaysWhatADiffLeavesOut) {
  Report report = PartlyRight();
  report.checks[0].seeds[1].finding.diff = DiffText{"@@ -1 +1 @@\n-a\n+b\n", 12, 3000};
  EXPECT_EQ(Rendered(report).at("checks").at(0).at("seeds").at(1).at("diff"),
            "@@ -1 +1 @@\n-a\n+b\n\\ 12 more lines differ; 3000 lines further on were not compared\n");
}

TEST(RenderJson, GivesNoPointsWhereNothingWasGraded) {
  const json::value lab = Rendered(NotGraded(Report::Status::kLabError, "lab.toml:3:1: bad"));
  EXPECT_EQ(lab.at("status"), "lab_error");
  EXPECT_EQ(lab.at("error"), "lab.toml:3:1: bad");
  EXPECT_TRUE(lab.at("points").is_null());
  EXPECT_EQ(Rendered(NotGraded(Report::Status::kError, "no image")).at("status"), "error");
}

TEST(RenderJson, HoldsNotesOnlyWhereThereAreSome) {
  EXPECT_FALSE(Rendered(PartlyRight()).as_object().contains("notes"));
  Report report = PartlyRight();
  report.notes = {{"Line 1: \xff", "第 1 行"}, {"Line 2", "第 2 行"}};
  EXPECT_EQ(Rendered(report).at("notes"), (json::array{"Line 1: \\xff", "Line 2"}));
  EXPECT_EQ(Rendered(report, Language::kChinese).at("notes"), (json::array{"第 1 行", "第 2 行"}));
}

TEST(RenderJson, SummarisesSeveral) {
  Report full = PartlyRight();
  full.points = full.max_points;
  const std::vector<Report> reports = {full, PartlyRight(), NotGraded(Report::Status::kLabError, "x"),
                                       NotGraded(Report::Status::kError, "y")};
  const json::value value = json::parse(RenderJson(reports, {}));
  EXPECT_THAT(Keys(value), ElementsAre("reports", "summary"));
  EXPECT_EQ(value.at("reports").as_array().size(), 4U);
  EXPECT_EQ(value.at("summary"), json::parse(R"({"answers":4,"graded":2,"full_marks":1,"lab_errors":1,"errors":1,
                                                 "points":12,"max_points":20})"));
}

}  // namespace
}  // namespace shellab
