// What of the machine shows in /proc, /sys and /dev, and what of it can be changed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/sandbox/engine/harness.h"

namespace shellab::testing {
namespace {

using ::testing::HasSubstr;

std::string PrintAsRoot(std::string script) { return Print(RunOnce(ScriptAsRoot(std::move(script)))); }

// Leaves out the processes' own folders.
constexpr char kWritable[] = R"(
  cd /; find proc sys -path 'proc/[0-9]*' -prune -o -path proc/self -prune -o -path proc/thread-self -prune \
    -o ! -type l -writable -print; true)";

TEST(KernelFiles, NothingThatBelongsToTheMachineIsWritable) {
  EXPECT_EQ(PrintAsRoot(kWritable), "");
  EXPECT_EQ(Print(RunOnce(Script(kWritable))), "");
}

// A setting of the guest's own IPC namespace, which the kernel alone would let its root change.
TEST(KernelFiles, SettingsAreReadOnly) {
  const ExecResult result = RunOnce(ScriptAsRoot("echo 1 > /proc/sys/kernel/shmmax"));
  EXPECT_THAT(result.err.content, HasSubstr("Read-only file system"));
}

TEST(KernelFiles, PartsOfProcAreMountedReadOnly) {
  const std::string out = PrintAsRoot(R"(
    for path in bus fs irq pressure sys sysrq-trigger; do
      [ -e /proc/$path ] || continue
      findmnt -no OPTIONS /proc/$path | grep -q '^ro,' || echo "$path can be changed"
    done)");
  EXPECT_EQ(out, "");
}

TEST(KernelFiles, SysIsReadOnly) {
  EXPECT_THAT(PrintAsRoot("findmnt -no FSTYPE,OPTIONS /sys"), ::testing::StartsWith("sysfs  ro,"));
  EXPECT_THAT(RunOnce(ScriptAsRoot("echo 1 > /sys/kernel/profiling")).err.content, HasSubstr("Read-only file system"));
}

// /proc and /sys of this machine hold something in at least one of them.
TEST(KernelFiles, DescriptionsOfTheMachineAreHidden) {
  EXPECT_EQ(PrintAsRoot("cd /; find proc/acpi proc/asound proc/scsi sys/firmware -mindepth 1 2> /dev/null; true"), "");
  EXPECT_EQ(PrintAsRoot("[ -d /sys/firmware ] && echo there"), "there\n");
}

TEST(KernelFiles, WhatLabsReadIsThere) {
  EXPECT_EQ(PrintAsRoot(R"(
    for name in cpuinfo interrupts loadavg meminfo mounts net/tcp partitions stat uptime version sys/kernel/hostname; do
      [ -s /proc/$name ] || head -c 1 /proc/$name | grep -q . || echo "no $name"
    done)"),
            "");
}

TEST(KernelFiles, KernelMemoryAndLogAreNotReadable) {
  EXPECT_EQ(
      PrintAsRoot(
          "for name in kcore kmsg timer_list slabinfo sysrq-trigger; do cat /proc/$name 2> /dev/null; done; true"),
      "");
  EXPECT_EQ(PrintAsRoot("cat /proc/keys /proc/key-users"), "");
}

TEST(KernelFiles, DevicesAreSixAndWork) {
  EXPECT_EQ(PrintAsRoot("find / -xdev '(' -type b -o -type c ')' | sort"),
            "/dev/full\n/dev/null\n/dev/random\n/dev/tty\n/dev/urandom\n/dev/zero\n");
  EXPECT_EQ(PrintAsRoot("find /dev/pts -mindepth 1"), "/dev/pts/ptmx\n");
  const ExecResult result = RunOnce(Script(R"(
    wc -c < /dev/null; echo x > /dev/null
    head -c 5 /dev/zero | tr '\0' 0; echo
    head -c 7 /dev/urandom | wc -c; head -c 7 /dev/random | wc -c
    echo x > /dev/full
    echo x > /dev/tty)"));
  EXPECT_EQ(result.out.content, "0\n00000\n7\n7\n");
  EXPECT_THAT(result.err.content, HasSubstr("No space left on device"));
  EXPECT_THAT(result.err.content, HasSubstr("/dev/tty: No such device or address"));
}

TEST(KernelFiles, NoDeviceCanBeMade) {
  const ExecResult result =
      RunOnce(ScriptAsRoot("mknod /tmp/null c 1 3; mknod /tmp/disk b 254 0; mkfifo /tmp/fifo; ls /tmp"));
  EXPECT_EQ(result.out.content, "fifo\n");
  EXPECT_THAT(result.err.content, HasSubstr("/tmp/null: Operation not permitted"));
  EXPECT_THAT(result.err.content, HasSubstr("/tmp/disk: Operation not permitted"));
}

TEST(KernelFiles, NoControlGroupsInside) {
  EXPECT_EQ(PrintAsRoot("grep -c cgroup /proc/self/mountinfo; ls -A /sys/fs/cgroup"), "0\n");
}

// Neither where on the machine its group lies nor what it is called.
TEST(KernelFiles, AProgramsControlGroupIsTheRootOfWhatItSees) {
  EXPECT_EQ(PrintAsRoot("cut -d: -f3- /proc/self/cgroup | sort -u"), "/\n");
  EXPECT_EQ(Print(RunOnce(Script("cut -d: -f3- /proc/self/cgroup | sort -u"))), "/\n");
}

// It lies beside the program's (v2), or above it (v1).
TEST(KernelFiles, TheControlGroupOfTheFirstProcessTellsNoWayOnTheMachine) {
  EXPECT_EQ(PrintAsRoot("cut -d: -f3- /proc/1/cgroup | grep -vxE '/|/\\.\\.|/\\.\\./init'; true"), "");
}

TEST(KernelFiles, TheNetworkIsLoopbackAlone) {
  EXPECT_THAT(PrintAsRoot("ip -o link"), ::testing::MatchesRegex("1: lo: <LOOPBACK,UP,LOWER_UP>[^\n]*\n"));
  EXPECT_EQ(PrintAsRoot("ip route; ip -6 route show scope global"), "");
  EXPECT_THAT(RunOnce(Script("echo > /dev/tcp/192.0.2.1/80")).err.content, HasSubstr("Network is unreachable"));
}

}  // namespace
}  // namespace shellab::testing
