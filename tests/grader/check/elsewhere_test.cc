// The common key `host`: any kind of check, asked of another host.
#include "grader/check/elsewhere.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/grader/check/evidence.h"

namespace shellab::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kOnNodes[] = "host = \"node\"\npath = \"/f\"\nexpect = \"solution\"\n";

// A run that left such a file on each of two nodes.
RunResult Left(const std::string& first, const std::string& second) {
  RunResult run;
  run.seen.elsewhere["node"]["node01"].paths["/f"].after = File(first);
  run.seen.elsewhere["node"]["node02"].paths["/f"].after = File(second);
  return run;
}

TEST(Elsewhere, AsksTheOtherHostOnly) {
  const Questions asked = AskedBy(ParseKind("file", kOnNodes));
  EXPECT_THAT(asked.paths, IsEmpty());
  ASSERT_TRUE(asked.elsewhere.contains("node"));
  EXPECT_THAT(asked.elsewhere.at("node").paths, ElementsAre("/f"));
  EXPECT_TRUE(asked.reference) << "the solution's run is the whole world's";
  EXPECT_FALSE(asked.elsewhere.at("node").reference);
}

TEST(Elsewhere, NamesAreTheWholeWorlds) {
  const Questions asked = AskedBy(ParseKind("port", "host = \"db1\"\nport = 3306\nof = [\"db1/mariadb\"]\n"));
  EXPECT_THAT(asked.names, ElementsAre("db1/mariadb"));
  EXPECT_TRUE(asked.elsewhere.at("db1").listeners);
  EXPECT_FALSE(asked.listeners);
}

TEST(Elsewhere, PassesWhereAllHostsDo) {
  const RunResult solution = Left("1", "2");
  EXPECT_EQ(Said(Verify(ParseKind("file", kOnNodes), Left("1", "2"), &solution)), "passed");
}

TEST(Elsewhere, TellsWhereNothingWasCompared) {
  const CheckSpec spec = ParseKind("file", std::string(kOnNodes) + "only = [\"1\"]");
  const RunResult both = Left("1", "1");
  EXPECT_FALSE(Verify(spec, both, &both).compared_nothing);
  const RunResult solution = Left("1", "2");
  EXPECT_TRUE(Verify(spec, solution, &solution).compared_nothing);
}

TEST(Elsewhere, SaysOnWhichHostItFailed) {
  const RunResult solution = Left("1", "2");
  EXPECT_THAT(Said(Verify(ParseKind("file", kOnNodes), Left("1", "1"), &solution)), HasSubstr("On node02: "));
}

TEST(Elsewhere, AnAnswersOutputIsOfNoOtherHost) {
  EXPECT_THAT(FaultsOf("output", "host = \"node\"\nexpect = \"solution\"\n"), HasSubstr("unknown key `host`"));
}

}  // namespace
}  // namespace shellab::testing
