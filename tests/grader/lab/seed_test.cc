#include "grader/lab/seed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <string>

#include "grader/usage_error.h"

namespace shellab {
namespace {

constexpr auto kGrading = Seeds::Purpose::kGrading;
constexpr auto kPractice = Seeds::Purpose::kPractice;

TEST(Seeds, AreTheSameForTheSameSecretLabAndIndex) {
  const Seeds seeds = Seeds::Random(kGrading);
  EXPECT_EQ(seeds.For("awk", 0), seeds.For("awk", 0));
  EXPECT_EQ(seeds.For("awk", 7), Seeds(seeds).For("awk", 7));
}

TEST(Seeds, DifferByLabIndexAndSecret) {
  const Seeds one = Seeds::Random(kGrading);
  const Seeds other = Seeds::Random(kGrading);
  std::set<std::uint32_t> seen;
  for (const Seeds* seeds : {&one, &other}) {
    for (const char* lab : {"awk", "sed", "sed-1"}) {
      for (const std::uint32_t index : {0U, 1U, 2U, 11U}) seen.insert(seeds->For(lab, index));
    }
  }
  // One chance clash among these 24 comes once in ten million runs; two never.
  EXPECT_GE(seen.size(), 23U);
}

TEST(Seeds, PracticeDrawsOthersThanGrading) {
  EXPECT_NE(Seeds::From(5, kGrading).For("awk", 1), Seeds::From(5, kPractice).For("awk", 1));
}

TEST(Seeds, FirstIsTheNumberItselfAndTheRestFollowFromIt) {
  const Seeds seeds = Seeds::From(42, kGrading);
  EXPECT_EQ(seeds.For("awk", 0), 42U);
  EXPECT_EQ(seeds.For("sed", 0), 42U);
  EXPECT_EQ(seeds.For("awk", 1), Seeds::From(42, kGrading).For("awk", 1));
  EXPECT_NE(seeds.For("awk", 1), Seeds::From(43, kGrading).For("awk", 1));
  EXPECT_EQ(Seeds::From(Seeds::kMax, kPractice).For("awk", 0), 2'147'483'647U);
}

// A report's seeds must give the same data in a later version. From HMAC-SHA-256 as another tool computes it, the first
// eight bytes modulo 2^31 - 1, plus 1.
TEST(Seeds, StayAsTheyAre) { EXPECT_EQ(Seeds::From(42, kGrading).For("awk", 1), 433067648U); }

TEST(Seeds, ArePositiveIn31Bits) {
  const Seeds seeds = Seeds::Random(kGrading);
  bool upper_half = false;
  for (std::uint32_t index = 0; index < 10'000; ++index) {
    const std::uint32_t seed = seeds.For("awk", index);
    ASSERT_GE(seed, 1U);
    ASSERT_LE(seed, Seeds::kMax);
    upper_half = upper_half || seed > Seeds::kMax / 2;
  }
  EXPECT_TRUE(upper_half);
}

TEST(Seeds, RefuseWhatIsNoSeed) {
  for (const std::int64_t number : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{2'147'483'648}}) {
    try {
      Seeds::From(number, kGrading);
      FAIL() << number << " was taken";
    } catch (const UsageError& error) {
      EXPECT_EQ(error.what(), "a seed is a number from 1 to 2147483647, not " + std::to_string(number));
    }
  }
}

}  // namespace
}  // namespace shellab
