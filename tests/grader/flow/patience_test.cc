// How long the world is looked at: `within` and `holds`.
#include <gtest/gtest.h>

#include <cstdint>

#include "grader/verify.h"

namespace shellab::testing {
namespace {

using std::chrono::milliseconds;

Lab LabWith(std::vector<std::pair<int, int>> within_and_holds) {
  Lab lab;
  for (const auto& [within, holds] : within_and_holds) {
    CheckSpec spec;
    spec.within = milliseconds(within);
    spec.holds = milliseconds(holds);
    lab.checks.push_back(std::move(spec));
  }
  return lab;
}

std::vector<Wait> WaitsOf(const Lab& lab) {
  std::vector<Wait> waits;
  for (const CheckSpec& spec : lab.checks) waits.push_back({spec.within, spec.holds});
  return waits;
}

// Asks a Patience that began now, `at` milliseconds later, after a look that took no time, or `took` milliseconds.
class Asked {
 public:
  explicit Asked(const Lab& lab) : patience_(WaitsOf(lab), start_) {}
  bool At(int at, std::vector<bool> passed, int took = 0) {
    std::vector<Finding> findings(passed.size());
    for (std::size_t i = 0; i < passed.size(); ++i)
      if (passed[i]) findings[i] = Passed();
    return Finds(at, findings, took);
  }
  bool Finds(int at, const std::vector<Finding>& findings, int took = 0) {
    return patience_.WantsAnotherLook(findings, {start_ + milliseconds(at - took), start_ + milliseconds(at)});
  }
  std::optional<std::int64_t> Took(std::size_t check) const {
    const auto took = patience_.Took(check);
    return took ? std::optional(took->count()) : std::nullopt;
  }
  std::int64_t NextLook() const { return std::chrono::round<milliseconds>(patience_.NextLook() - start_).count(); }

 private:
  const Patience::Clock::time_point start_ = Patience::Clock::now();
  Patience patience_;
};

TEST(Patience, IsNoMatterOfMostLabs) {
  EXPECT_FALSE(LabWith({{0, 0}}).Waits());
  EXPECT_TRUE(LabWith({{0, 0}, {5, 0}}).Waits());
  EXPECT_TRUE(LabWith({{0, 5}}).Waits());
}

TEST(Patience, LooksUntilItPasses) {
  const Lab lab = LabWith({{1000, 0}});
  Asked asked(lab);
  EXPECT_TRUE(asked.At(0, {false}));
  EXPECT_TRUE(asked.At(900, {false}));
  EXPECT_FALSE(asked.At(950, {true}));
}

TEST(Patience, EndsWhenTheTimeIsUp) {
  const Lab lab = LabWith({{1000, 0}, {0, 0}});
  Asked asked(lab);
  EXPECT_TRUE(asked.At(0, {false, false}));
  EXPECT_FALSE(asked.At(1100, {false, false}));
}

// It shows the world as it was when the look began.
TEST(Patience, IsNotOverByALookThatBeganInTime) {
  const Lab lab = LabWith({{1000, 0}});
  Asked asked(lab);
  EXPECT_TRUE(asked.At(5000, {false}, 4900)) << "what passes after 200 milliseconds has not been seen";
  EXPECT_FALSE(asked.At(9000, {false}, 3900));
  EXPECT_EQ(asked.Took(0), 9000);
}

TEST(Patience, LooksNoLongerAtWhatIsSettled) {
  const Lab lab = LabWith({{1000, 500}, {1000, 0}});
  Asked asked(lab);
  std::vector<Finding> findings(2, Passed());
  EXPECT_TRUE(asked.Finds(10, findings));
  findings[0].settled = true;
  EXPECT_FALSE(asked.Finds(20, findings));
  findings[1].status = Finding::Status::kFailed;
  EXPECT_TRUE(asked.Finds(30, findings)) << "the other has not passed yet";
}

TEST(Patience, WaitsForWhatASignalOnItsWayMayEnd) {
  const Lab lab = LabWith({{500, 0}, {0, 0}});
  std::vector<Finding> findings(2);
  findings[0].signalled = findings[1].signalled = true;
  Asked asked(lab);
  EXPECT_TRUE(asked.Finds(2000, findings));
  EXPECT_FALSE(asked.Finds(60'000, findings)) << "nobody waits for ever";
  findings[0].signalled = false;
  Asked taken(lab);
  EXPECT_TRUE(taken.Finds(400, findings));
  EXPECT_FALSE(taken.Finds(500, findings)) << "and the other, which waits for nothing, is not looked at again";
}

TEST(Patience, HoldsNotWhileASignalIsOnItsWay) {
  const Lab lab = LabWith({{0, 500}, {0, 0}});
  std::vector<Finding> findings(2, Passed());
  findings[0].signalled = findings[1].signalled = true;
  Asked asked(lab);
  EXPECT_TRUE(asked.Finds(0, findings));
  EXPECT_TRUE(asked.Finds(2000, findings)) << "nothing has come of it yet";
  findings[0].signalled = false;
  EXPECT_FALSE(asked.Finds(2100, findings)) << "it did nothing";
  Asked kept_off(lab);
  EXPECT_TRUE(kept_off.Finds(0, findings));
  findings[0].signalled = true;
  EXPECT_FALSE(kept_off.Finds(60'000, findings)) << "nobody waits for ever";
}

TEST(Patience, CountsWhatHoldsFromBeginToBegin) {
  const Lab lab = LabWith({{0, 500}});
  Asked asked(lab);
  EXPECT_TRUE(asked.At(100, {true}));
  EXPECT_TRUE(asked.At(900, {true}, 600)) << "it passed at 300 still, nobody knows for how much longer";
  EXPECT_FALSE(asked.At(1000, {true}));
}

TEST(Patience, LooksWhileItMustHold) {
  const Lab lab = LabWith({{1000, 500}});
  Asked asked(lab);
  EXPECT_TRUE(asked.At(100, {true}));
  EXPECT_TRUE(asked.At(500, {true}));
  EXPECT_TRUE(asked.At(550, {false})) << "it did not hold, but may yet";
  EXPECT_TRUE(asked.At(600, {true}));
  EXPECT_TRUE(asked.At(1050, {true}));
  EXPECT_FALSE(asked.At(1150, {true}));
}

TEST(Patience, TellsWhatPassingTook) {
  const Lab lab = LabWith({{5000, 0}, {5000, 0}, {5000, 2000}, {0, 0}});
  Asked asked(lab);
  asked.At(1000, {false, true, true, true});
  asked.At(3000, {true, false, true, true});
  asked.At(6000, {true, false, true, true});
  EXPECT_EQ(asked.Took(0), 3000) << "until it passed";
  EXPECT_EQ(asked.Took(1), 6000) << "it passed once, but does not now";
  EXPECT_EQ(asked.Took(2), 1000) << "that it holds is not counted";
  EXPECT_EQ(asked.Took(3), std::nullopt) << "it is not waited for";
}

TEST(Patience, LooksLessOftenTheLongerNothingChanges) {
  const Lab lab = LabWith({{60'000, 2000}});
  Asked asked(lab);
  asked.At(0, {false});
  EXPECT_EQ(asked.NextLook(), 50);
  asked.At(2000, {false});
  EXPECT_EQ(asked.NextLook(), 2200);
  asked.At(40'000, {false});
  EXPECT_EQ(asked.NextLook(), 41'000);
  asked.At(41'000, {true});
  EXPECT_EQ(asked.NextLook(), 41'050) << "it has changed";
}

TEST(Patience, LeavesTimeBetweenLooksThatTakeLong) {
  const Lab lab = LabWith({{60'000, 0}});
  Asked asked(lab);
  asked.At(1000, {false}, 300);
  EXPECT_EQ(asked.NextLook(), 1600);
  asked.At(20'000, {false}, 5000);
  EXPECT_EQ(asked.NextLook(), 21'000) << "not for ever";
}

TEST(Patience, LooksAtTheMomentThatDecides) {
  const Lab lab = LabWith({{10'000, 0}, {0, 2000}});
  Asked asked(lab);
  asked.At(0, {false, true});
  asked.At(1950, {false, true});
  EXPECT_EQ(asked.NextLook(), 2000) << "the second has held then";
  asked.At(9500, {false, true});
  EXPECT_EQ(asked.NextLook(), 10'000) << "the first can pass no more after that";
}

TEST(HasRunOut, WhereAPointIsLostForIt) {
  Lab lab = LabWith({{0, 0}, {1000, 0}, {0, 0}});
  lab.checks[0].id = "first";
  lab.checks[1].id = "second";
  lab.checks[1].needs = {"first"};
  lab.checks[2].id = "third";
  const auto found = [&lab](std::vector<bool> passed) {
    std::vector<Finding> findings(passed.size());
    for (std::size_t i = 0; i < passed.size(); ++i)
      if (passed[i]) findings[i] = Passed();
    return HasRunOut(lab, findings);
  };
  EXPECT_TRUE(found({true, false, true}));
  EXPECT_FALSE(found({true, true, false})) << "the third did not wait";
  EXPECT_FALSE(found({false, false, true})) << "the second would not count";
  lab.checks[1].acts = true;
  EXPECT_FALSE(found({true, false, true}));
}

}  // namespace
}  // namespace shellab::testing
