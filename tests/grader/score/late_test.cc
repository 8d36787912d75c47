// What it costs to hand in late.
#include "grader/score/late.h"

#include <gtest/gtest.h>

namespace shellab {
namespace {

using namespace std::chrono_literals;

const std::chrono::system_clock::time_point kDue = std::chrono::sys_days(std::chrono::year(2026) / 12 / 1);

SetRules Rules(int percent, std::optional<std::chrono::milliseconds> per, int max_percent = 100) {
  SetRules rules;
  rules.due = kDue;
  rules.late = {10min, percent, per, max_percent};
  return rules;
}

TEST(LatePenalty, CountsEveryBegunPeriodSinceItWasDue) {
  const SetRules rules = Rules(10, 24h);
  EXPECT_EQ(LatePenalty(rules, kDue - 1s, false, 100), 0);
  EXPECT_EQ(LatePenalty(rules, kDue, false, 100), 0);
  EXPECT_EQ(LatePenalty(rules, kDue + 10min, false, 100), 0);
  EXPECT_EQ(LatePenalty(rules, kDue + 10min + 1s, false, 100), 10);
  EXPECT_EQ(LatePenalty(rules, kDue + 24h, false, 100), 10);
  EXPECT_EQ(LatePenalty(rules, kDue + 24h + 1s, false, 100), 20);
  EXPECT_EQ(LatePenalty(rules, kDue + 24h * 1000, false, 100), 100);
  EXPECT_EQ(LatePenalty(Rules(10, 24h, 50), kDue + 24h * 1000, false, 100), 50);
  EXPECT_EQ(LatePenalty(Rules(30, std::nullopt), kDue + 24h * 1000, false, 100), 30);
}

TEST(LatePenalty, AHalfPointIsTheLearners) {
  EXPECT_EQ(LatePenalty(Rules(10, 24h), kDue + 1h, false, 5), 0);
  EXPECT_EQ(LatePenalty(Rules(10, 24h), kDue + 1h, false, 6), 1);
  EXPECT_EQ(LatePenalty(Rules(50, 24h), kDue + 1h, false, 7), 3);
}

TEST(LatePenalty, ThePlatformsMarkStandsForAMissingTime) {
  EXPECT_EQ(LatePenalty(Rules(10, 24h), std::nullopt, true, 100), 10);
  EXPECT_EQ(LatePenalty(Rules(10, 24h), std::nullopt, false, 100), 0);
  EXPECT_EQ(LatePenalty(SetRules(), kDue + 1h, true, 100), 0);
}

}  // namespace
}  // namespace shellab
