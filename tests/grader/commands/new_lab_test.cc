// What `shellab new` makes, and what `shellab list` says of it, on the real engine.
#include <gmock/gmock.h>

#include "tests/support/lab_files.h"
#include "tests/support/program.h"

namespace shellab {
namespace {

using testing::Command;
using testing::Ended;

TEST(NewLab, ProvesItselfAtOnce) {
  const testing::OwnState state;
  const testing::Files files;
  const std::string root = files.path();
  const Ended made = RunToEnd(Shellab(state, {"new", "text/my-lab", "--labs", root}));
  ASSERT_EQ(made.code, 0) << made.err;
  const Ended tested = RunToEnd(Shellab(state, {"test", "my-lab", "--labs", root, "--repeat", "3"}));
  EXPECT_EQ(tested.code, 0) << tested.out << tested.err;
  EXPECT_EQ(tested.out, "ok   my-lab: 3 answers on fresh seeds, 3 times\n");
  const Ended listed = RunToEnd(Shellab(state, {"list", "--labs", root}));
  EXPECT_THAT(listed.out, ::testing::ContainsRegex("my-lab .* yes +Count the lines of a file\n"));
  EXPECT_THAT(listed.out, ::testing::Not(::testing::HasSubstr("Cannot run here")));
}

TEST(NewLab, AnAnswerWithHabitsIsToldSoOnlyWhenItLostPoints) {
  const testing::OwnState state;
  const testing::Files files;
  const std::string root = files.path();
  ASSERT_EQ(RunToEnd(Shellab(state, {"new", "text/my-lab", "--labs", root})).code, 0);
  const std::string wrong = files.Write("wrong.sh", "wc -l < visits.txt\r\n");
  const Ended lost = RunToEnd(Shellab(state, {"grade", "my-lab", wrong, "--labs", root}));
  EXPECT_EQ(lost.code, 1);
  EXPECT_THAT(lost.out, ::testing::HasSubstr("Line 1, column 19: the line ends with CR LF"));
  const std::string right = files.Write("right.sh", "wc -l < visits.txt #\r\n");
  const Ended full = RunToEnd(Shellab(state, {"grade", "my-lab", right, "--labs", root}));
  EXPECT_EQ(full.code, 0) << full.out;
  EXPECT_THAT(full.out, ::testing::Not(::testing::HasSubstr("CR LF")));
}

}  // namespace
}  // namespace shellab
