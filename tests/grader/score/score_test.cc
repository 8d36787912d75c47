// What a check comes to over all data sets.
#include "grader/score/score.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace shellab {
namespace {

Finding Found(Finding::Status status, const std::string& message) {
  Finding finding;
  finding.status = status;
  finding.message = {message, message};
  return finding;
}

TEST(Score, WhatFailedOnOneDataSetIsNotSkippedForAnother) {
  Lab lab;
  lab.checks.emplace_back().id = "one";
  const Finding failed = Found(Finding::Status::kFailed, "wrong");
  const Finding skipped = Found(Finding::Status::kSkipped, "not looked at");
  for (const auto& [first, second] : {std::pair(failed, skipped), std::pair(skipped, failed)}) {
    const CheckReport report = Score(lab, {{1, {first}}, {2, {second}}}).at(0);
    EXPECT_EQ(report.status, CheckStatus::kFailed);
    EXPECT_EQ(report.reason.en, "");
    EXPECT_EQ(report.points, 0);
  }
  EXPECT_EQ(Score(lab, {{1, {skipped}}, {2, {skipped}}}).at(0).reason.en, "not looked at");
}

TEST(Score, OnlyCountsWhatNeedsNothingThatDoesNotCount) {
  Lab lab;
  for (const auto& [id, needs] : std::vector<std::pair<std::string, std::vector<std::string>>>{
           {"last", {"free", "middle"}}, {"middle", {"first"}}, {"first", {}}, {"free", {}}}) {
    CheckSpec& check = lab.checks.emplace_back();
    check.id = id;
    check.needs = needs;
    check.points = 1;
  }
  EXPECT_EQ(Counting(lab, {true, true, true, true}), std::vector<bool>({true, true, true, true}));
  EXPECT_EQ(Counting(lab, {true, true, false, true}), std::vector<bool>({false, false, false, true}));
  const Finding passed = Found(Finding::Status::kPassed, "");
  const std::vector<CheckReport> reports =
      Score(lab, {{1, {passed, passed, Found(Finding::Status::kFailed, "wrong"), passed}}});
  EXPECT_EQ(reports.at(0).status, CheckStatus::kSkipped);
  EXPECT_EQ(reports.at(0).reason.en, "counts only if middle passes");
  EXPECT_EQ(reports.at(1).reason.en, "counts only if first passes");
  EXPECT_EQ(reports.at(2).status, CheckStatus::kFailed);
  EXPECT_EQ(reports.at(3).points, 1);
}

}  // namespace
}  // namespace shellab
