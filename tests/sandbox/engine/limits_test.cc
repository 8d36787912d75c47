// Each limit holds and is told from the others.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sandbox/engine/harness.h"

namespace shellab::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Ended = Outcome::Ended;
using std::chrono::milliseconds;
using std::chrono::seconds;

void ExpectKilledBy(Limit limit, const ExecResult& result) {
  EXPECT_EQ(result.outcome.ended, Ended::kKilledBy) << result.err.content;
  EXPECT_EQ(result.outcome.limit, limit);
  EXPECT_THAT(result.outcome.limits_hit, ElementsAre(limit));
}

// It went on to its end and said so, although it ran into the limit.
void ExpectEndedDespite(Limit limit, const ExecResult& result) {
  EXPECT_EQ(result.outcome.ended, Ended::kExited);
  EXPECT_EQ(result.outcome.code, 0) << result.err.content;
  EXPECT_THAT(result.outcome.limits_hit, ElementsAre(limit));
  EXPECT_THAT(result.out.content, HasSubstr("done"));
}

TEST(WallLimit, EndsASleeper) {
  ExecSpec spec = Script("sleep 1000");
  spec.wall = milliseconds(300);
  const ExecResult result = RunOnce(spec);
  ExpectKilledBy(Limit::kWall, result);
  EXPECT_GE(result.wall, spec.wall);
}

TEST(CpuLimit, EndsABusyLoop) {
  ExecSpec spec = Script("while :; do :; done");
  spec.cpu = milliseconds(200);
  const ExecResult result = RunOnce(spec);
  ExpectKilledBy(Limit::kCpu, result);
  EXPECT_GE(result.cpu, spec.cpu);
}

TEST(CpuLimit, CountsAllChildrenTogether) {
  ExecSpec spec = Script("for i in {1..20}; do (for ((n = 0; n < 100000000; n++)); do :; done) & done; wait");
  spec.cpu = milliseconds(300);
  ExpectKilledBy(Limit::kCpu, RunOnce(spec));
}

// No child lives long: only the group's own clock has seen them all.
TEST(CpuLimit, CountsChildrenThatHaveEnded) {
  ExecSpec spec = Script("while :; do /bin/true; done");
  spec.cpu = milliseconds(300);
  ExpectKilledBy(Limit::kCpu, RunOnce(spec));
}

TEST(MemoryLimit, EndsAProgramThatTakesTooMuch) {
  ExecSpec spec = Script("exec perl -e '$x .= \"x\" x (1 << 20) while 1'");
  spec.limits.memory_bytes = 48U << 20U;
  const ExecResult result = RunOnce(spec);
  ExpectKilledBy(Limit::kMemory, result);
  EXPECT_LE(result.peak_memory_bytes, spec.limits.memory_bytes);
}

TEST(MemoryLimit, IsToldWhenOnlyAChildDiedOfIt) {
  ExecSpec spec = Script("perl -e '$x .= \"x\" x (1 << 20) while 1'; echo done");
  spec.limits.memory_bytes = 48U << 20U;
  ExpectEndedDespite(Limit::kMemory, RunOnce(spec));
}

// What is written to disk lies in memory, and may not be a way around its limit.
TEST(MemoryLimit, BindsWhatIsWrittenToSharedMemory) {
  ExecSpec spec = Script("head -c 100M /dev/zero > /dev/shm/big");
  spec.limits.memory_bytes = 48U << 20U;
  HostSpec host = BaseHost();
  host.shm_bytes = 200U << 20U;
  EXPECT_THAT(RunOnce(spec, host).outcome.limits_hit, ElementsAre(Limit::kMemory));
}

// `count` processes beside the one that makes them.
ExecSpec Forks(int count) {
  ExecSpec spec = Script(
      "exec perl -e 'for (1..$ARGV[0]) { my $p = fork; if (!defined $p) { print \"refused\\n\"; last } "
      "$p or sleep; push @all, $p } kill 9, @all; print \"done\\n\"' " +
      std::to_string(count));
  spec.limits.processes = 20;
  return spec;
}

TEST(ProcessLimit, RefusesAForkAndIsTold) {
  const ExecResult result = RunOnce(Forks(20));
  ExpectEndedDespite(Limit::kProcesses, result);
  EXPECT_THAT(result.out.content, HasSubstr("refused"));
}

TEST(ProcessLimit, AllowsWhatItSays) {
  const ExecResult result = RunOnce(Forks(19));
  EXPECT_EQ(Print(result), "done\n");
  EXPECT_THAT(result.outcome.limits_hit, IsEmpty());
}

TEST(DiskLimit, RefusesBytes) {
  HostSpec host = BaseHost();
  host.upper = TmpfsUpper{8U << 20U, 1000};
  const ExecResult result = RunOnce(Script("head -c 20M /dev/zero > ~/big; stat -c %s ~/big; echo done"), host);
  ExpectEndedDespite(Limit::kDisk, result);
  EXPECT_THAT(result.err.content, HasSubstr("No space left on device"));
  EXPECT_GT(std::stoul(result.out.content), 7U << 20U);
  EXPECT_LE(std::stoul(result.out.content), 8U << 20U);
}

TEST(DiskLimit, RefusesInodes) {
  HostSpec host = BaseHost();
  host.upper = TmpfsUpper{64U << 20U, 200};
  const ExecResult result = RunOnce(Script("for i in {1..300}; do : > ~/$i; done; echo done"), host);
  ExpectEndedDespite(Limit::kDisk, result);
  EXPECT_THAT(result.err.content, HasSubstr("No space left on device"));
}

TEST(DiskLimit, IsWhatTheGuestSees) {
  HostSpec host = BaseHost();
  host.upper = TmpfsUpper{32U << 20U, 1234};
  host.shm_bytes = 4U << 20U;
  EXPECT_EQ(Print(RunOnce(Script("stat -f -c '%b %S %c' /; stat -f -c '%b %S' /dev/shm"), host)),
            "8192 4096 1234\n1024 4096\n");
}

TEST(OutputLimit, EndsAnEndlessWriter) {
  for (const char* script : {"yes", "yes >&2"}) {
    ExecSpec spec = Script(script);
    spec.output_bytes = 100'000;
    const ExecResult result = RunOnce(spec);
    ExpectKilledBy(Limit::kOutput, result);
    EXPECT_EQ(result.out.content.size() + result.err.content.size(), 100'000U);
    EXPECT_TRUE(result.out.truncated || result.err.truncated);
  }
}

TEST(OutputLimit, AllowsExactlyWhatItSays) {
  ExecSpec spec = Script("head -c 100000 /dev/zero");
  spec.output_bytes = 100'000;
  const ExecResult result = RunOnce(spec);
  EXPECT_EQ(Print(result).size(), 100'000U);
  EXPECT_THAT(result.outcome.limits_hit, IsEmpty());
  EXPECT_FALSE(result.out.truncated);
}

// A child that writes without end is nothing the program itself has to die of, but is told all the same.
TEST(OutputLimit, CountsWhatChildrenPrint) {
  ExecSpec spec = Script("yes & sleep 1000");
  spec.output_bytes = 100'000;
  ExpectKilledBy(Limit::kOutput, RunOnce(spec));
}

TEST(OpenFiles, AreLimitedAndCannotBeRaised) {
  EXPECT_EQ(Print(RunOnce(ScriptAsRoot("ulimit -Sn; ulimit -Hn; ulimit -n 100000 2>/dev/null; ulimit -Hn"))),
            "1024\n4096\n4096\n");
}

TEST(Limits, SeveralMayBeHitOnTheWay) {
  ExecSpec spec = Script("perl -e '$x .= \"x\" x (1 << 20) while 1'; yes");
  spec.limits.memory_bytes = 48U << 20U;
  spec.output_bytes = 1000;
  const ExecResult result = RunOnce(spec);
  EXPECT_EQ(result.outcome.limit, Limit::kOutput);
  EXPECT_THAT(result.outcome.limits_hit, ElementsAre(Limit::kMemory, Limit::kOutput));
}

}  // namespace
}  // namespace shellab::testing
