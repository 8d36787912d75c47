#include <gmock/gmock.h>

#include "tests/grader/check/evidence.h"

namespace shellab::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const HiddenCommand kCommand{"x", false};

ExecResult Printed(const std::string& out, int code = 0) {
  ExecResult result;
  result.outcome.code = code;
  result.out = {out, out.size(), false};
  return result;
}

RunResult World(const ExecResult& hidden) {
  RunResult result;
  result.seen.commands[kCommand] = hidden;
  return result;
}

std::string Judge(const std::string& keys, const ExecResult& answer, const ExecResult& solution = {}) {
  const RunResult reference = World(solution);
  return Said(Verify(ParseKind("run", "command = \"x\"\n" + keys), World(answer), &reference));
}

TEST(RunCheck, AsksForItsCommand) {
  const Questions asked = AskedBy(ParseKind("run", "command = \"x\""));
  EXPECT_THAT(asked.commands, ElementsAre(kCommand));
  EXPECT_TRUE(asked.reference);
  EXPECT_TRUE(asked.AskAboutWorld());
  const Questions as_root = AskedBy(ParseKind("run", "command = \"x\"\nuser = \"root\"\ntext = \"y\""));
  EXPECT_THAT(as_root.commands, ElementsAre(HiddenCommand{"x", true}));
  EXPECT_FALSE(as_root.reference);
}

TEST(RunCheck, ComparesWithTheSolutionsWorld) {
  EXPECT_EQ(Judge("", Printed("a\n"), Printed("a\n")), "passed");
  EXPECT_THAT(Judge("", Printed("b\n"), Printed("a\n")), HasSubstr("Line 1: expected “a”, got “b”."));
  EXPECT_THAT(Judge("", Printed(""), Printed("a\n")), HasSubstr("A command tried afterwards"));
  EXPECT_EQ(Judge("expect = \"solution\"", Printed("a\n"), Printed("a\n")), "passed");
  // The exit code is the learner's world's own business.
  EXPECT_EQ(Judge("", Printed("a\n", 3), Printed("a\n", 0)), "passed");
}

TEST(RunCheck, ComparesWithTextAndAsAsked) {
  EXPECT_EQ(Judge("text = \"42\"", Printed("42\n")), "passed");
  EXPECT_NE(Judge("text = \"42\"", Printed("43\n")), "passed");
  EXPECT_EQ(Judge("compare = \"unordered\"", Printed("b\na\n"), Printed("a\nb\n")), "passed");
  EXPECT_EQ(Judge("ignore = [\"^total\"]", Printed("total 8\na\n"), Printed("total 4\na\n")), "passed");
}

TEST(RunCheck, NeverPassesWhatWasKilledAtALimit) {
  for (const Limit limit : {Limit::kWall, Limit::kCpu, Limit::kMemory, Limit::kOutput}) {
    ExecResult killed = Printed("a\n");
    killed.outcome.ended = Outcome::Ended::kKilledBy;
    killed.outcome.limit = limit;
    EXPECT_THAT(Judge("", killed, Printed("a\n")), HasSubstr("A command tried afterwards")) << LimitName(limit);
  }
}

TEST(RunCheck, ShowsWhatWasExpected) {
  const RunResult reference = World(Printed("a\n"));
  const Finding finding = Verify(ParseKind("run", "command = \"x\""), World(Printed("b\n")), &reference);
  EXPECT_EQ(finding.expected, "a\n");
  EXPECT_EQ(finding.actual, "b\n");
  EXPECT_EQ(finding.diff.value().text, "@@ -1 +1 @@\n-a\n+b\n");
}

TEST(ParseRunCheck, ReportsFaults) {
  EXPECT_THAT(FaultsOf("run", ""), HasSubstr("missing key `command`"));
  EXPECT_THAT(FaultsOf("run", "command = \"x\"\nuser = \"student\""), HasSubstr("`user` must be \"root\""));
  EXPECT_THAT(FaultsOf("run", "command = \"x\"\nexpect = \"solution\"\ntext = \"y\""),
              HasSubstr("`text` and `expect` exclude each other"));
  EXPECT_THAT(FaultsOf("run", "command = \"x\"\ncode = 0"), HasSubstr("unknown key `code`"));
}

}  // namespace
}  // namespace shellab::testing
