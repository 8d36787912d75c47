// The runs of a class: graded again, counted again, compared, overridden.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/class_runs.h"

namespace shellab::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(Runs, ALabThatWasPutRightIsGradedAgainAndCompared) {
  HandIn("li", "cat data", "echo 1");
  HandIn("wang", "cat data", "cat data");
  ASSERT_EQ(Grade().code, 0);
  files_.Write("second-lab/solution.sh", "echo 1\n");
  EXPECT_THAT(Run({"grade", "--resume", "r1"}).out, HasSubstr("10/30"));  // finished: nothing is graded
  const Ended again = Run({"regrade", "r1", "--lab", "second-lab"});
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_THAT(again.err, AllOf(HasSubstr("r2: made from r1"), HasSubstr("r2: graded 2 answers"), HasSubstr("2 before."),
                               HasSubstr("What changed: shellab compare r1 r2")));
  const Ended compared = Run({"compare", "r1", "r2"});
  EXPECT_EQ(compared.code, 0);
  EXPECT_THAT(compared.out, ::testing::ContainsRegex("li +second-lab +0 +10 +\\+10 +[a-z]+: failed → passed"));
  EXPECT_THAT(compared.out, ::testing::ContainsRegex("wang +second-lab +10 +0 +-10 +[a-z]+: passed → failed"));
  EXPECT_THAT(compared.out, AllOf(Not(HasSubstr("first-lab")), HasSubstr("1 up, 1 down")));
  const json::value value = json::parse(Run({"compare", "r1", "r2", "--format", "json"}).out);
  EXPECT_EQ(NumberAt(value, "/changes/0/after"), 10);
  // An equal answer's old result is no reason not to run.
  EXPECT_THAT(Run({"regrade", "r2", "--learner", "li", "--lab", "first-lab"}).err,
              AllOf(HasSubstr("r3: graded 1 answer"), Not(HasSubstr("equal answer"))));
  EXPECT_EQ(Run({"regrade", "r1", "--learner", "li"}).code, 2);  // the others' would be graded by another solution
  EXPECT_THAT(Run({"runs"}).out, HasSubstr("regraded r1"));
}

TEST_F(Runs, PointsWeightsAndRulesAreCountedAgainWithoutARun) {
  HandIn("li", "cat data", "cat data");
  ASSERT_EQ(Grade().code, 0);
  fs::remove_all(files_.path() / "class");
  Replace(files_.path() / "first-lab/lab.toml", "points = 10", "points = 6");
  WriteSet("feedback = \"score\"\n", 5);
  const Ended again = Run({"rescore", "r1"});
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_THAT(again.out, AllOf(HasSubstr("6/6"), HasSubstr("56/56")));
  EXPECT_THAT(again.err, HasSubstr("graded 0 answers"));
  EXPECT_THAT(Run({"compare", "r1", "r2"}).out, AllOf(HasSubstr("is worth: 10 → 6"), HasSubstr("×2 → ×5")));
  files_.Write("first-lab/solution.sh", "echo 1\n");
  const Ended changed = Run({"rescore", "r1"});
  EXPECT_EQ(changed.code, 2);
  EXPECT_THAT(changed.err, HasSubstr("shellab regrade r1 --lab first-lab"));
}

TEST_F(Runs, ATeachersPointsStandBesideTheMachines) {
  HandIn("li", "echo 1", "cat data");
  ASSERT_EQ(Grade().code, 0);
  const Ended given = Run({"override", "r1", "li", "first-lab", "7", "--comment", "an honest try"});
  EXPECT_EQ(given.code, 0) << given.err;
  EXPECT_THAT(Run({"report", "r1", "--learner", "li"}).out, HasSubstr("27/30"));
  EXPECT_EQ(Run({"override", "r1", "li", "first-lab"}).code, 2);
  EXPECT_EQ(Run({"override", "r1", "li", "first-lab", "--remove"}).code, 0);
  EXPECT_THAT(Run({"report", "r1"}).out, HasSubstr("20/30"));
  EXPECT_THAT(Run({"override", "r1", "li", "frist-lab", "7"}).err, HasSubstr("did you mean \"first-lab\"?"));
}

TEST_F(Runs, WhatOnlyOneOfTwoRunsHasIsNamed) {
  HandIn("li", "cat data", "cat data");
  ASSERT_EQ(Grade().code, 0);
  WriteSet("", 3);
  Replace(files_.path() / "sets/two.toml", "first-lab", "third-lab");
  files_.MakeLab("third-lab");
  HandIn("wang", "cat data", "cat data");
  ASSERT_EQ(Grade().code, 0);
  const json::value value = json::parse(Run({"compare", "r1", "r2", "--format", "json"}).out);
  EXPECT_EQ(StringAt(value, "/labs_only_before/0"), "first-lab");
  EXPECT_EQ(StringAt(value, "/labs_only_after/0"), "third-lab");
  EXPECT_EQ(StringAt(value, "/weights/0/lab"), "second-lab");
  EXPECT_EQ(NumberAt(value, "/weights/0/before"), 2);
  EXPECT_EQ(NumberAt(value, "/weights/0/after"), 3);
  EXPECT_EQ(StringAt(value, "/only_after/0"), "wang");
  EXPECT_EQ(NumberAt(value, "/unchanged_learners"), 1);
  EXPECT_THAT(Run({"compare", "r1", "r2"}).out,
              AllOf(HasSubstr("first-lab: only in r1\nthird-lab: only in r2\nwang: only in r2"), HasSubstr("×2 → ×3")));
}

}  // namespace
}  // namespace shellab::testing
