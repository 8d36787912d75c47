// How long the world is looked at: `within` and `holds`.
#include <gtest/gtest.h>

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

// Asks a Patience that began now, `at` milliseconds later.
class Asked {
 public:
  explicit Asked(const Lab& lab) : patience_(WaitsOf(lab)), start_(Patience::Clock::now()) {}
  bool At(int at, std::vector<bool> passed) {
    std::vector<Finding> findings(passed.size());
    for (std::size_t i = 0; i < passed.size(); ++i)
      if (passed[i]) findings[i] = Passed();
    return patience_.WantsAnotherLook(findings, start_ + milliseconds(at));
  }
  // What it took, to 100 milliseconds: the test's own clock is a little behind.
  std::optional<int> Took(std::size_t check) const {
    const auto took = patience_.Took(check);
    return took ? std::optional(static_cast<int>((took->count() + 50) / 100 * 100)) : std::nullopt;
  }

 private:
  Patience patience_;
  Patience::Clock::time_point start_;
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

TEST(Patience, LooksNoLongerAtWhatIsSettled) {
  const Lab lab = LabWith({{1000, 500}, {1000, 0}});
  Patience patience(WaitsOf(lab));
  std::vector<Finding> findings(2, Passed());
  EXPECT_TRUE(patience.WantsAnotherLook(findings));
  findings[0].settled = true;
  EXPECT_FALSE(patience.WantsAnotherLook(findings));
  findings[1].status = Finding::Status::kFailed;
  EXPECT_TRUE(patience.WantsAnotherLook(findings)) << "the other has not passed yet";
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

}  // namespace
}  // namespace shellab::testing
