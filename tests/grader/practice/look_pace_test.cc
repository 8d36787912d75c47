#include "grader/practice/look_pace.h"

#include <gtest/gtest.h>

namespace shellab {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

class LookPaceTest : public ::testing::Test {
 protected:
  // Whether it looks at the next tick, the programs having used so much since the last one.
  bool Tick(microseconds used) {
    now_ += LookPace::kTick;
    cpu_ += used;
    return pace_.Wants(now_, cpu_);
  }
  void Look(milliseconds took) {
    const auto begun = now_;
    now_ += took;
    pace_.Looked(begun, now_, cpu_);
  }
  // Twice: in between nothing runs but what the first makes run.
  void Settle(microseconds thaw) {
    Look(milliseconds(2));
    EXPECT_TRUE(Tick(thaw));
    Look(milliseconds(2));
  }

  LookPace pace_;
  LookPace::Clock::time_point now_{std::chrono::hours(1)};
  microseconds cpu_{1'000'000};
};

TEST_F(LookPaceTest, LooksWhenSomethingRan) {
  EXPECT_TRUE(Tick(microseconds(0)));  // the first time
  Settle(microseconds(0));
  for (int i = 0; i < 10; ++i) EXPECT_FALSE(Tick(microseconds(0)));
  EXPECT_TRUE(Tick(microseconds(1500)));
  Settle(microseconds(0));
  EXPECT_FALSE(Tick(microseconds(0)));
}

// What a look has stopped just before its last step goes on for less than a look makes it run.
TEST_F(LookPaceTest, LooksOnceMoreAfterSomethingRan) {
  Settle(microseconds(0));
  EXPECT_TRUE(Tick(microseconds(1500)));
  Look(milliseconds(2));
  EXPECT_TRUE(Tick(microseconds(40)));
  Look(milliseconds(2));
  for (int i = 0; i < 10; ++i) EXPECT_FALSE(Tick(microseconds(0)));
  // So it is when a prompt has looked.
  cpu_ += microseconds(1500);
  Look(milliseconds(30));
  EXPECT_FALSE(Tick(microseconds(0))) << "a twentieth of the time at most";
  EXPECT_FALSE(Tick(microseconds(0)));
  EXPECT_TRUE(Tick(microseconds(0)));
}

// As every process does that a look has stopped.
TEST_F(LookPaceTest, LooksNotForWhatALookItselfMakesRun) {
  EXPECT_TRUE(Tick(microseconds(0)));
  for (int i = 0; i < 10; ++i) {
    Settle(microseconds(100));
    EXPECT_FALSE(Tick(microseconds(100))) << i;
    EXPECT_FALSE(Tick(microseconds(0))) << i;
    EXPECT_TRUE(Tick(microseconds(1500))) << i;
  }
}

TEST_F(LookPaceTest, LooksForWhatRunsLittleButAgainAndAgain) {
  Settle(microseconds(20));
  EXPECT_FALSE(Tick(microseconds(20)));
  EXPECT_FALSE(Tick(microseconds(20)));
  EXPECT_TRUE(Tick(microseconds(20)));
}

// A thread pool that is woken may use much: what is done meanwhile must still be seen.
TEST_F(LookPaceTest, LooksForAProgramThatRanWhateverALookCosts) {
  Settle(microseconds(400));
  EXPECT_TRUE(Tick(microseconds(501)));
}

TEST_F(LookPaceTest, TakesATwentiethOfTheTimeAtMost) {
  EXPECT_TRUE(Tick(milliseconds(100)));
  Look(milliseconds(30));
  int ticks = 1;
  while (!Tick(milliseconds(100))) ++ticks;
  EXPECT_EQ(ticks * LookPace::kTick, milliseconds(600));
}

}  // namespace
}  // namespace shellab
