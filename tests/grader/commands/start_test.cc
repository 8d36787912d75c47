// What `start` says of a line that it cannot begin with.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/grader/commands/program_run.h"

namespace shellab {
namespace {

using testing::Ended;
using testing::Files;
using ::testing::HasSubstr;
using testing::RunShellab;

TEST(Start, NeedsALabOrASet) {
  const Files files;
  const Ended neither = RunShellab(files, {"start"});
  EXPECT_EQ(neither.code, 2);
  EXPECT_THAT(neither.err, HasSubstr("name a lab, or a set with --set"));
  const Ended both = RunShellab(files, {"start", "my-lab", "--set", "mysql-101"});
  EXPECT_EQ(both.code, 2);
  EXPECT_THAT(both.err, HasSubstr("LAB excludes --set"));
}

}  // namespace
}  // namespace shellab
