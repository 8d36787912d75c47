// The runs of a class: reused, rendered, deleted.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sandbox/os/fd.h"
#include "tests/e2e/class_runs.h"
#include "tests/support/machine.h"

namespace shellab::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(Runs, AnEqualAnswersResultIsReused) {
  HandIn("li", "cat data", "cat data");
  HandIn("wang", "cat data", "cat data");
  const Ended first = Grade();
  EXPECT_EQ(first.code, 0);
  EXPECT_THAT(first.err, HasSubstr("graded 4 answers in "));
  EXPECT_THAT(first.err, HasSubstr("2 of them by an equal answer's result"));
  EXPECT_THAT(Grade().err, HasSubstr("4 of them by an equal answer's result"));
  EXPECT_THAT(Grade({"--fresh"}).err, Not(HasSubstr("equal answer")));
  // Other data, and another lab.
  EXPECT_THAT(Run({"grade", "--set", "two", files_.path() / "class"}).err, HasSubstr("2 of them by"));
  files_.Write("second-lab/task.md", "# Print it all\n\nPrint data.\n");
  EXPECT_THAT(Grade().err, HasSubstr("3 of them by"));
}

TEST_F(Runs, WhatHitALimitIsNotReused) {
  HandIn("li", "sleep 100", "cat data");
  HandIn("wang", "sleep 100", "cat data");
  Replace(files_.path() / "first-lab/lab.toml", "[[check]]", "limits = { wall = \"2s\" }\n[[check]]");
  EXPECT_THAT(Grade().err, HasSubstr(", 1 of them by an equal answer's result"));
}

TEST_F(Runs, AReportThatCannotBeWrittenIsToldBeforeAnythingIsDone) {
  HandIn("li", "cat data", "cat data");
  HandIn("wang", "cat data", "cat data");
  const std::string file = files_.Write("file", "");
  const std::vector<std::vector<std::string>> refused = {
      {"--format", "html", "-o", files_.path() / "nowhere/class.html"},
      {"--format", "json", "-o", files_.path()},
      {"--format", "csv", "-o", file + "/below"},
      {"--format", "markdown"},  // to standard output, of two learners
      {"--format", "markdown", "-o", file},
      {"--format", "github", "-o", file},
      {"--format", "csv", "-o", "/proc/class.csv"},
  };
  for (const std::vector<std::string>& args : refused) {
    const Ended ended = Grade(args);
    EXPECT_EQ(ended.code, 2) << args.back();
    EXPECT_NE(ended.err, "");
    EXPECT_TRUE(RunList().empty()) << args.back();
  }
  EXPECT_EQ(Grade({"--format", "markdown", "-o", files_.path() / "new/feedback"}).code, 0);
  EXPECT_TRUE(fs::exists(files_.path() / "new/feedback/wang.md"));
  EXPECT_EQ(Run({"regrade", "r1", "-o", files_.path() / "nowhere/report.txt"}).code, 2);
  EXPECT_EQ(Run({"rescore", "r1", "-o", files_.path() / "nowhere/report.txt"}).code, 2);
  EXPECT_EQ(RunList().size(), 1U);
}

TEST_F(Runs, DeletedTheyLeaveOthersAsTheyWere) {
  HandIn("li", "cat data", "echo 1");
  ASSERT_EQ(Grade().code, 0);
  ASSERT_EQ(Grade().code, 0);  // r2 has r1's results
  ASSERT_EQ(Run({"regrade", "r1"}).code, 0);
  const std::string kept = Run({"report", "r2", "--format", "json"}).out;
  const Ended linked = Run({"runs", "delete", "r1"});
  EXPECT_EQ(linked.code, 2);
  EXPECT_THAT(linked.err, HasSubstr("r1 is what r3 was made from"));
  EXPECT_EQ(Run({"runs", "delete", "r9"}).code, 2);
  EXPECT_EQ(Run({"runs", "delete"}).code, 2);
  EXPECT_EQ(Run({"runs", "delete", "--older", "soon"}).code, 2);
  EXPECT_THAT(Run({"runs", "delete", "--older", "90d"}).out, HasSubstr("no run was deleted"));
  EXPECT_EQ(RunList().size(), 3U);
  const Ended deleted = Run({"runs", "delete", "r1", "r3", "r3"});
  EXPECT_EQ(deleted.code, 0) << deleted.err;
  EXPECT_THAT(deleted.out, HasSubstr("deleted r1, r3: "));
  ASSERT_EQ(RunList().size(), 1U);
  EXPECT_EQ(Run({"report", "r2", "--format", "json"}).out, kept);
  EXPECT_THAT(Grade().err, HasSubstr("r4: graded 2 answers"));  // no number is given twice
}

TEST_F(Runs, WhatSomebodyWorksWithIsKept) {
  HandIn("li", "cat data", "cat data");
  ASSERT_EQ(Grade().code, 0);
  ASSERT_EQ(Grade().code, 0);
  // Held as by a shellab that renders it (run_store.h).
  const Fd lock = Open(state_.path() / "runs/runs.lock", O_RDWR);
  struct flock first {};
  first.l_type = F_WRLCK;
  first.l_start = 1;
  first.l_len = 1;
  ASSERT_EQ(::fcntl(lock.get(), F_SETLK, &first), 0);
  EXPECT_EQ(Run({"runs", "delete", "r1"}).code, 2);
  Ended ended;
  ASSERT_TRUE(WaitFor([&] {
    ended = Run({"runs", "delete", "--older", "1s"});
    return RunList().size() == 1;
  }));
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("r1 is kept: another shellab works with it"));
  EXPECT_EQ(StringAt(RunList()[0], "/run"), "r1");
}

TEST_F(Runs, WhatCannotBeCollectedLeavesNoRun) {
  EXPECT_EQ(Run({"grade", "--set", "two", files_.path() / "nowhere"}).code, 2);
  EXPECT_TRUE(RunList().empty());
  EXPECT_THAT(Run({"runs"}).out, HasSubstr("There are no runs yet"));
}

}  // namespace
}  // namespace shellab::testing
