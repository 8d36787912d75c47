#include <gmock/gmock.h>

#include "tests/grader/check/evidence.h"

namespace shellab::testing {
namespace {

using ::testing::HasSubstr;

std::string JudgeFree(std::uint64_t bytes) {
  RunResult result;
  result.seen.free_bytes = bytes;
  return Said(Verify(ParseKind("space", "free = \"24M\""), result));
}

TEST(SpaceCheck, AsksForNothingElse) {
  const Questions asked = AskedBy(ParseKind("space", "free = \"24M\""));
  EXPECT_TRUE(asked.space);
  EXPECT_TRUE(asked.AskAboutWorld());
  EXPECT_FALSE(asked.reference);
}

TEST(SpaceCheck, AsksAboutAnotherHost) {
  const Questions asked = AskedBy(ParseKind("space", "host = \"db1\"\nfree = \"24M\""));
  EXPECT_FALSE(asked.space);
  EXPECT_TRUE(asked.elsewhere.at("db1").space);
}

TEST(SpaceCheck, SoMuchMustBeFree) {
  EXPECT_EQ(JudgeFree(24U << 20U), "passed");
  EXPECT_EQ(JudgeFree(25U << 20U), "passed");
  EXPECT_EQ(JudgeFree((24U << 20U) - 1), "Only 23 MB of the disk are free; it should be 24 MB.");
  EXPECT_EQ(JudgeFree(0), "Only 0 MB of the disk are free; it should be 24 MB.");
}

TEST(SpaceCheck, FaultsNameTheKey) {
  EXPECT_THAT(FaultsOf("space", ""), HasSubstr("missing key `free`"));
  for (const char* size : {"much", "0", "-1M", "24 MB"})
    EXPECT_THAT(FaultsOf("space", "free = \"" + std::string(size) + "\""), HasSubstr("`free` must be a size")) << size;
}

}  // namespace
}  // namespace shellab::testing
