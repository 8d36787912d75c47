// What a learner should take next depends on the record alone.
#include "grader/progress/recommend.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace shellab {
namespace {

using Reason = Recommendation::Reason;
using ::testing::ElementsAre;

std::chrono::system_clock::time_point At(int seconds) {
  return std::chrono::system_clock::time_point(std::chrono::seconds(seconds));
}

LabProgress Seen(int at, int points) {
  LabProgress progress;
  progress.begun_at = progress.seen_at = At(at);
  progress.attempts = {{At(at), points, 10}};
  return progress;
}

const std::vector<Candidate> kLabs = {{"awk", {"text", "awk"}, 1}, {"chmod", {"files"}, 1},
                                      {"cut", {"text"}, 2},        {"kill", {"processes"}, 2},
                                      {"sed", {"text", "sed"}, 3}, {"vip", {"ha"}, 4, false}};

std::string Next(const std::map<std::string, LabProgress>& progress, Reason reason,
                 const std::vector<Candidate>& labs = kLabs) {
  const auto chosen = Recommend(labs, kLabs, progress);
  if (!chosen) return "";
  EXPECT_EQ(chosen->reason, reason);
  return labs[chosen->candidate].lab;
}

TEST(Recommend, TheEasiestFirst) {
  EXPECT_EQ(Next({}, Reason::kFirst), "awk");
  EXPECT_EQ(Next({}, Reason::kFirst, {kLabs[4], kLabs[3], kLabs[2]}), "kill") << "of equals the first in the set";
}

TEST(Recommend, WhatWasBegunLast) {
  EXPECT_EQ(Next({{"sed", Seen(10, 3)}, {"kill", Seen(20, 0)}, {"awk", Seen(30, 10)}}, Reason::kBegun), "kill");
}

TEST(Recommend, NearWhatWasSolvedLast) {
  EXPECT_EQ(Next({{"awk", Seen(10, 10)}}, Reason::kNear), "chmod") << "the level comes before the topic";
  EXPECT_EQ(Next({{"chmod", Seen(10, 10)}, {"awk", Seen(20, 10)}}, Reason::kNear), "cut");
  EXPECT_EQ(Next({{"awk", Seen(10, 10)}, {"chmod", Seen(20, 10)}, {"sed", Seen(30, 10)}}, Reason::kNear), "cut");
  EXPECT_EQ(Next({{"cut", Seen(10, 10)}, {"kill", Seen(20, 10)}}, Reason::kNear), "awk") << "of two levels the easier";
}

TEST(Recommend, SaysWhatItIsNear) {
  const auto chosen = Recommend(kLabs, kLabs, {{"chmod", Seen(10, 10)}, {"awk", Seen(20, 10)}});
  ASSERT_TRUE(chosen);
  EXPECT_EQ(chosen->last, "awk");
  EXPECT_THAT(chosen->shared, ElementsAre("text"));
}

TEST(Recommend, WhatWasSolvedLastMayBeOutsideOfTheSet) {
  EXPECT_EQ(Next({{"sed", Seen(10, 10)}}, Reason::kNear, {kLabs[0], kLabs[3], kLabs[2]}), "cut");
}

TEST(Recommend, NothingThatDoesNotRunHere) {
  std::map<std::string, LabProgress> progress;
  for (const Candidate& lab : kLabs)
    if (lab.runs_here) progress[lab.lab] = Seen(10, 10);
  EXPECT_EQ(Next(progress, Reason::kNear), "");
  progress["vip"] = Seen(20, 5);
  EXPECT_EQ(Next(progress, Reason::kBegun), "") << "begun on another machine";
}

}  // namespace
}  // namespace shellab
