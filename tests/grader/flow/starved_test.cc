// When a run may have been spoiled by a busy machine.
#include "grader/starved.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace shellab {
namespace {

ExecResult Killed(Limit limit, std::chrono::milliseconds wall, std::chrono::milliseconds cpu) {
  ExecResult result;
  result.outcome.ended = Outcome::Ended::kKilledBy;
  result.outcome.limit = limit;
  result.wall = wall;
  result.cpu = cpu;
  return result;
}

const ExecResult kWaited = Killed(Limit::kWall, std::chrono::seconds(10), std::chrono::seconds(1));

TEST(Starved, OneThatEndedIsNot) {
  RunResult result;
  result.seen.probes[{}] = {};
  result.seen.elsewhere["db"]["db1"].commands[{}] = {};
  EXPECT_FALSE(MayHaveStarved(result));
  EXPECT_FALSE(LostFrames(result.seen));
}

TEST(Starved, OneThatUsedItsTimeOrHitAnotherLimitIsNot) {
  RunResult result;
  result.run = Killed(Limit::kWall, std::chrono::seconds(10), std::chrono::seconds(6));
  EXPECT_FALSE(MayHaveStarved(result));
  result.run = Killed(Limit::kMemory, std::chrono::seconds(10), std::chrono::seconds(1));
  EXPECT_FALSE(MayHaveStarved(result));
}

TEST(Starved, TheAnswerOrWhatLookedMayBe) {
  RunResult answer;
  answer.run = kWaited;
  EXPECT_TRUE(MayHaveStarved(answer));
  RunResult probe;
  probe.seen.probes[{}] = kWaited;
  EXPECT_TRUE(MayHaveStarved(probe));
  RunResult command;
  command.seen.elsewhere["db"]["db1"].commands[{}] = kWaited;
  EXPECT_TRUE(MayHaveStarved(command));
  EXPECT_FALSE(LostFrames(command.seen));
}

TEST(Starved, FramesThatWereLostCountFromAnyHost) {
  RunResult here;
  here.seen.frames_lost = true;
  EXPECT_TRUE(MayHaveStarved(here));
  EXPECT_TRUE(LostFrames(here.seen));
  RunResult there;
  there.seen.elsewhere["db"]["db1"];
  there.seen.elsewhere["db"]["db2"].frames_lost = true;
  EXPECT_TRUE(MayHaveStarved(there));
  EXPECT_TRUE(LostFrames(there.seen));
}

TEST(Starved, OneWhoseTimeRanOutOnABusyMachineMayBe) {
  RunResult result;
  result.hurried = true;
  EXPECT_TRUE(MayHaveStarved(result));
  EXPECT_FALSE(LostFrames(result.seen));
}

TEST(SpareTime, IsThatOfAllProcessors) {
  using std::chrono::milliseconds;
  EXPECT_TRUE(IsNoneToSpare(milliseconds(0), milliseconds(1000), 1));
  EXPECT_TRUE(IsNoneToSpare(milliseconds(49), milliseconds(1000), 1));
  EXPECT_FALSE(IsNoneToSpare(milliseconds(51), milliseconds(1000), 1));
  EXPECT_TRUE(IsNoneToSpare(milliseconds(99), milliseconds(1000), 2));
  EXPECT_FALSE(IsNoneToSpare(milliseconds(1000), milliseconds(1000), 2)) << "one of two was idle";
  EXPECT_FALSE(IsNoneToSpare(milliseconds(0), milliseconds(0), 2)) << "nobody waited";
}

TEST(SpareTime, IsNoneWhileAllProcessorsWork) {
  const SpareTime spare;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(1);
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i)
    threads.emplace_back([end] {
      while (std::chrono::steady_clock::now() < end) {
      }
    });
  threads.clear();
  EXPECT_TRUE(spare.WasNone());
}

}  // namespace
}  // namespace shellab
