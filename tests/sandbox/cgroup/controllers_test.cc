#include "sandbox/cgroup/controllers.h"

#include <gtest/gtest.h>

namespace shellab {
namespace {

constexpr char kNoUnified[] = "";

void ExpectAt(const std::optional<Hierarchy>& found, int version, const std::filesystem::path& folder) {
  ASSERT_TRUE(found);
  EXPECT_EQ(found->version, version);
  EXPECT_EQ(found->folder, folder);
}

TEST(FindControllers, FindsEachV1ControllerBelowTheOwnGroup) {
  const Controllers found =
      FindControllers("4:memory:/batch/job\n3:pids:/\n2:cpuacct:/batch\n1:cpu:/\n",
                      "30 29 0:30 / /sys/fs/cgroup/cpuacct rw,relatime - cgroup cgroup rw,cpuacct\n"
                      "31 29 0:31 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory\n"
                      "32 29 0:32 / /sys/fs/cgroup/pids rw,relatime - cgroup cgroup rw,pids\n",
                      kNoUnified);
  ExpectAt(found.memory, 1, "/sys/fs/cgroup/memory/batch/job");
  ExpectAt(found.pids, 1, "/sys/fs/cgroup/pids");
  ExpectAt(found.cpu, 1, "/sys/fs/cgroup/cpuacct/batch");
}

TEST(FindControllers, FindsV1ControllersThatAreMountedTogether) {
  const Controllers found =
      FindControllers("5:cpu,cpuacct:/user.slice\n4:memory:/\n3:pids:/\n",
                      "30 29 0:30 / /sys/fs/cgroup/cpu,cpuacct rw shared:9 - cgroup cgroup rw,cpu,cpuacct\n"
                      "31 29 0:31 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"
                      "32 29 0:32 / /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids\n",
                      kNoUnified);
  ExpectAt(found.cpu, 1, "/sys/fs/cgroup/cpu,cpuacct/user.slice");
}

TEST(FindControllers, IsNotMistakenByNamesThatContainAnothers) {
  const Controllers found = FindControllers("6:cpu:/wrong\n5:cpuset:/wrong\n4:name=memory:/wrong\n",
                                            "30 29 0:30 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n"
                                            "31 29 0:31 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset\n"
                                            "32 29 0:32 / /sys/fs/cgroup/named rw - cgroup cgroup rw,name=memory\n",
                                            kNoUnified);
  EXPECT_FALSE(found.memory);
  EXPECT_FALSE(found.pids);
  EXPECT_FALSE(found.cpu);
}

TEST(FindControllers, UsesAFolderOfItsOwnAtTheTopOfV2) {
  const Controllers found =
      FindControllers("0::/user.slice/session-1.scope\n",
                      "29 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n",
                      "cpuset cpu io memory hugetlb pids\n");
  for (const auto* hierarchy : {&found.memory, &found.pids, &found.cpu})
    ExpectAt(*hierarchy, 2, "/sys/fs/cgroup/shellab");
}

TEST(FindControllers, LeavesOutWhatV2DoesNotHave) {
  const Controllers found =
      FindControllers("0::/\n", "29 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n", "cpuset cpu io pids\n");
  EXPECT_FALSE(found.memory);
  EXPECT_TRUE(found.pids);
  EXPECT_TRUE(found.cpu);
}

// The unified tree of a hybrid machine often holds few controllers or none, and the others are v1.
TEST(FindControllers, FindsEachControllerWhereAHybridMachineHasIt) {
  const Controllers found = FindControllers("2:memory:/a\n1:cpuacct:/b\n0::/c\n",
                                            "30 29 0:30 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"
                                            "31 29 0:31 / /sys/fs/cgroup/cpuacct rw - cgroup cgroup rw,cpuacct\n"
                                            "32 29 0:32 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n",
                                            "hugetlb pids\n");
  ExpectAt(found.memory, 1, "/sys/fs/cgroup/memory/a");
  ExpectAt(found.cpu, 1, "/sys/fs/cgroup/cpuacct/b");
  ExpectAt(found.pids, 2, "/sys/fs/cgroup/unified/shellab");
}

// A container without a cgroup namespace: the mount shows a part of the hierarchy, /proc/self/cgroup the whole path.
TEST(FindControllers, TakesAMountsRootOffTheOwnPath) {
  const char mounts[] =
      "30 29 0:30 /docker/4f5a /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n"
      "31 29 0:31 /docker/4f5a /sys/fs/cgroup/pids ro - cgroup cgroup rw,pids\n";
  const Controllers found = FindControllers("2:memory:/docker/4f5a\n1:pids:/docker/4f5a/inner\n", mounts, kNoUnified);
  ExpectAt(found.memory, 1, "/sys/fs/cgroup/memory");
  ExpectAt(found.pids, 1, "/sys/fs/cgroup/pids/inner");
}

TEST(FindControllers, ReadsPastOptionalFieldsAndTornLines) {
  const Controllers found = FindControllers(
      "1:pids:/x\nnonsense\n",
      "30 29 0:30 / /sys/fs/cgroup/pids rw shared:1 master:2 propagate_from:3 unbindable - cgroup cgroup rw,pids\n"
      "31 29 0:31 / /sys/fs/cgroup\n"
      "- \n",
      kNoUnified);
  ExpectAt(found.pids, 1, "/sys/fs/cgroup/pids/x");
}

TEST(FindControllers, FindsNothingWhereNothingIsMounted) {
  const Controllers found = FindControllers("2:memory:/\n0::/\n", "29 23 8:1 / / rw - ext4 /dev/vda rw\n", kNoUnified);
  EXPECT_FALSE(found.memory);
  EXPECT_FALSE(found.pids);
  EXPECT_FALSE(found.cpu);
}

}  // namespace
}  // namespace shellab
