// Programs that mean harm. Whatever they do, the outcome is right, the time bounded and the machine clean afterwards.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <ostream>

#include "sandbox/image/store.h"
#include "sandbox/os/file.h"
#include "tests/sandbox/engine/harness.h"
#include "tests/support/machine.h"

namespace shellab::testing {
namespace {

namespace asio = boost::asio;
using ::testing::Contains;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kWall{2};
// Of what ends by itself or at another limit, on however slow a machine.
constexpr std::chrono::seconds kDistantWall{40};
constexpr std::chrono::seconds kMargin{1};

using Expectation = void (*)(const ExecResult&);

void ExpectKilledBy(const ExecResult& result, Limit limit) {
  EXPECT_EQ(result.outcome.ended, Outcome::Ended::kKilledBy);
  EXPECT_EQ(result.outcome.limit, limit);
}
void HitsWall(const ExecResult& result) { ExpectKilledBy(result, Limit::kWall); }
void HitsOutput(const ExecResult& result) { ExpectKilledBy(result, Limit::kOutput); }
void HitsMemory(const ExecResult& result) { ExpectKilledBy(result, Limit::kMemory); }
// However it ended: that depends on what it made of the refusal.
void RunsOutOfMemory(const ExecResult& result) { EXPECT_THAT(result.outcome.limits_hit, Contains(Limit::kMemory)); }
void RunsOutOfDisk(const ExecResult& result) { EXPECT_THAT(result.outcome.limits_hit, Contains(Limit::kDisk)); }
void RunsOutOfProcesses(const ExecResult& result) {
  EXPECT_THAT(result.outcome.limits_hit, Contains(Limit::kProcesses));
}
// How far it gets depends on the machine's speed.
void EndsOrHitsWall(const ExecResult& result) {
  EXPECT_NE(result.outcome.ended, Outcome::Ended::kSignalled);
  EXPECT_EQ(result.outcome.limit.value_or(Limit::kWall), Limit::kWall);
}
// It came to its end, unharmed by itself.
void SaysDone(const ExecResult& result) {
  EXPECT_EQ(result.outcome.ended, Outcome::Ended::kExited);
  EXPECT_TRUE(result.outcome.limits_hit.empty());
  EXPECT_EQ(result.out.content, "done\n");
}

std::chrono::seconds WallFor(Expectation expectation) {
  return expectation == HitsWall || expectation == EndsOrHitsWall ? kWall : kDistantWall;
}

struct Hostile {
  const char* name;
  ExecSpec (*as)(std::string script);
  const char* script;
  Expectation expectation;
};

void PrintTo(const Hostile& hostile, std::ostream* out) { *out << hostile.name; }

class HostileProgram : public ::testing::TestWithParam<Hostile> {
 protected:
  // A first sandbox leaves what the engine keeps for the next: the leases of its id ranges and its mounts.
  static void SetUpTestSuite() { RunOnce(Script("true")); }
};

TEST_P(HostileProgram, IsHeld) {
  const std::vector<std::string> before = Traces(DefaultStateFolder());
  ExecSpec spec = GetParam().as(GetParam().script);
  spec.wall = WallFor(GetParam().expectation);
  ExecResult result;
  Clock::duration held{};
  Clock::duration executed{};
  const std::function<asio::awaitable<void>(Host&)> work = [&](Host& host) -> asio::awaitable<void> {
    const auto start = Clock::now();
    result = co_await host.Exec(spec);
    executed = Clock::now() - start;
    co_await host.Stop();
    held = Clock::now() - start;
  };
  HostSpec host_spec = BaseHost();
  host_spec.upper = TmpfsUpper{64U << 20U, 17408};  // what a lab with 64 MiB of disk gets
  WithHost(host_spec, work);
  GetParam().expectation(result);
  EXPECT_LT(held, spec.wall + kMargin);
  EXPECT_EQ(Traces(DefaultStateFolder()), before);
  if (HasFailure()) {
    ADD_FAILURE() << "wall " << result.wall.count() << " us, back after " << executed.count() / 1000
                  << " us, gone after " << held.count() / 1000 << " us, code " << result.outcome.code
                  << ", stdout: " << result.out.content.substr(0, 1000)
                  << "\nstderr: " << result.err.content.substr(0, 1000);
  }
}

const Hostile kPrograms[] = {
    {"ForkBomb", Script, ":() { : | : & }; :; wait", RunsOutOfProcesses},
    {"ForkBombThatNeverRests", ScriptAsRoot, R"(exec perl -e 'fork while 1')", RunsOutOfProcesses},
    {"MemoryFiller", Script, R"(exec perl -e '$x .= "x" x (1 << 20) while 1')", HitsMemory},
    {"MemoryFillers", Script, R"(for i in {1..30}; do perl -e '$x .= "x" x (1 << 20) while 1' & done; wait)",
     RunsOutOfMemory},
    {"MemoryFillerThatWouldBeSpared", ScriptAsRoot,
     R"(echo -1000 > /proc/self/oom_score_adj; exec perl -e '$x .= "x" x (1 << 20) while 1')", HitsMemory},
    {"SharedMemoryFiller", Script, R"(exec perl -e '
       for (1..100) { my $id = shmget(0, 10 << 20, 0600); shmwrite($id, "x" x (10 << 20), 0, 10 << 20) or die }')",
     RunsOutOfMemory},
    {"DiskFiller", Script, "cat /dev/zero > big", RunsOutOfDisk},
    {"DiskFillerEverywhere", ScriptAsRoot, "for d in / /etc /tmp /run /var/tmp; do cat /dev/zero > $d/big; done",
     RunsOutOfDisk},
    {"MillionFiles", Script, R"(exec perl -e 'for (1..1000000) { open F, ">", $_ or die }')", RunsOutOfDisk},
    {"MillionFolders", Script, R"(exec perl -e 'for (1..1000000) { mkdir $_ or die }')", RunsOutOfDisk},
    {"SparseFile", Script, "truncate -s 4G big && [ $(stat -c %s big) = 4294967296 ] && echo done", SaysDone},
    {"SparseFileThatIsFilled", Script, "truncate -s 4G big; cp --sparse=never big full", RunsOutOfDisk},
    {"DeepFolders", Script, R"(perl -e 'for (1..10000) { mkdir "d" or die $!; chdir "d" or die $! }' && echo done)",
     SaysDone},
    {"NamesWithNewlines", Script, R"(touch $'a\nb' $'\n' $'\e[2J' $'\377' -- '-rf' && mkdir $'c\n/tmp' ; ls | wc -l |
      grep -q . && echo done)",
     SaysDone},
    {"EndlessOutput", Script, "yes", HitsOutput},
    {"EndlessZeros", Script, "cat /dev/zero", HitsOutput},
    {"EndlessNoiseOnStderr", Script, "cat /dev/urandom >&2", HitsOutput},
    {"EndlessOutputOfManyDaemons", Script, "for i in {1..30}; do setsid yes & done; sleep 1000", HitsOutput},
    {"OutputThatIsIgnoredWhenRefused", Script, R"(exec perl -e '$SIG{PIPE} = "IGNORE"; print "x" x 4096 while 1')",
     HitsOutput},
    {"ReaderOfStdin", Script, "cat; read x; head -c 1 /dev/stdin; echo done", SaysDone},
    {"ReaderOfItsOwnOutput", Script, "cat < /dev/stdout", HitsWall},
    {"KillerOfAll", Script, "kill -9 -1; echo done", SaysDone},
    {"KillerOfAllAsRoot", ScriptAsRoot, "kill -9 -1; kill -9 1; kill -STOP 1; echo done", SaysDone},
    {"DaemonsThatHoldTheOutput", Script, "for i in {1..30}; do setsid sleep 1000 & done; echo done", SaysDone},
    {"StopperOfItself", Script, "sleep 1000 & kill -STOP -1; kill -STOP $$", HitsWall},
    {"StopperOfItsTree", ScriptAsRoot, "for i in {1..20}; do (kill -STOP $BASHPID) & done; kill -STOP -1; kill -STOP 0",
     HitsWall},
    {"IgnoresSignals", Script, "for s in {1..64}; do trap '' $s; done 2> /dev/null; while :; do :; done", HitsWall},
    {"ClosesItsOutput", Script, "exec > /dev/null 2>&1 < /dev/null; exec 1>&- 2>&-; exec sleep 1000", HitsWall},
    {"WaitsOnAFifo", Script, "mkfifo p; cat p", HitsWall},
    {"ExecStorm", Script, "export S='exec /bin/bash -c \"$S\"'; eval \"$S\"", HitsWall},
    {"ForkAndExecStorm", Script, "while :; do /bin/true; done", HitsWall},
    {"VforkStorm", Script,
     "exec python3 -c 'import os\nwhile 1: os.waitpid(os.posix_spawn(\"/bin/true\", [\"true\"], {}), 0)'", HitsWall},
    {"ProcReader", ScriptAsRoot,
     "for f in $(find /proc -type f 2> /dev/null | head -n 3000); do timeout 1 head -c 1M $f; done > /dev/null 2>&1",
     EndsOrHitsWall},
    {"ProcWriter", ScriptAsRoot,
     "for f in $(find /proc/[a-z]* /proc/1 /sys -type f -perm /222 2> /dev/null | head -n 3000); do "
     "{ echo 0 > $f; } 2> /dev/null; done; echo done",
     EndsOrHitsWall},
    {"WritesEverywhere", ScriptAsRoot,
     "find / -xdev -type d | while read -r d; do echo x > \"$d/x\"; done 2> /dev/null; echo done", SaysDone},
    {"RemovesEverything", ScriptAsRoot, "exec 2> /dev/null; rm -rf --no-preserve-root /; echo done", SaysDone},
    {"Mounts", ScriptAsRoot,
     "exec 2> /dev/null; mount -t tmpfs t /mnt || mount --bind /etc /mnt || mount -o remount,rw /sys || umount -l "
     "/proc || "
     "umount / || echo done",
     SaysDone},
    {"Unshares", ScriptAsRoot,
     "exec 2> /dev/null; unshare -U true || unshare -m true || unshare -n true || unshare -p true || "
     "nsenter -t 1 -m true || nsenter -t 1 -n true || echo done",
     SaysDone},
    {"RawSockets", ScriptAsRoot,
     "python3 -c 'import socket as s\n"
     "for f, t, p in (s.AF_INET, s.SOCK_RAW, 1), (s.AF_PACKET, s.SOCK_RAW, 3), (s.AF_PACKET, s.SOCK_DGRAM, 3):\n"
     "  try: s.socket(f, t, p); print(f, t)\n"
     "  except OSError: pass\n' && echo done",
     SaysDone},
};

INSTANTIATE_TEST_SUITE_P(, HostileProgram, ::testing::ValuesIn(kPrograms),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(HostileOutput, ArrivesByteForByte) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  EXPECT_EQ(Print(RunOnce(Script("perl -e 'print map chr, 0..255'"))), all);
}

// What one guest did to its root, no other sees.
TEST(HostileRoot, HarmsNoLaterHost) {
  RunOnce(ScriptAsRoot("rm -rf --no-preserve-root / 2> /dev/null"));
  EXPECT_EQ(Print(RunOnce(ScriptAsRoot("id -un; ls -d /etc /usr /bin/bash"))), "root\n/bin/bash\n/etc\n/usr\n");
}

// Each of them forks as fast as it can and lives on: between a look at who runs and the signals there are new ones.
TEST(HostileForks, DoNotOutrunTheirEnd) {
  WithHost(BaseHost(), [](Host& host) -> asio::awaitable<void> {
    Cgroup& group = host.NewGroup({256U << 20U, 400});
    const Fd output = Open("/dev/null", O_WRONLY);
    const ExecSpec bomb = Script("exec perl -e '$SIG{CHLD} = \"IGNORE\"; while (1) { fork }'");
    const ExecSpec calm = Script("sleep 1000; true");
    int exec_errno = 0;
    for (int round = 0; round < 3; ++round) {
      const auto bombs = co_await host.Launch(bomb, group, output.get(), &exec_errno);
      EXPECT_TRUE(WaitFor([&] { return group.Pids().size() > 100; }));
      co_await host.KillPrograms();
      EXPECT_TRUE(group.Pids().empty());
    }
    // What is started there afterwards is not refused.
    const auto after = co_await host.Launch(calm, group, output.get(), &exec_errno);
    EXPECT_EQ(exec_errno, 0);
    EXPECT_TRUE(WaitFor([&] { return group.Pids().size() == 2; }));  // the shell and what it forked
    co_await host.KillGroup(group);
  });
}

// What is started in a group afterwards is not refused either where its end was not waited for.
TEST(HostileForks, AreAllowedAgainWhereTheEndIsGivenUp) {
  WithHost(BaseHost(), [](Host& host) -> asio::awaitable<void> {
    Cgroup& group = host.NewGroup({256U << 20U, 400});
    const Fd output = Open("/dev/null", O_WRONLY);
    const ExecSpec calm = Script("sleep 1000; true");
    int exec_errno = 0;
    const auto child = co_await host.Launch(calm, group, output.get(), &exec_errno);
    const auto limit = [&group] { return ReadFile(group.pids_folder() / "pids.max"); };
    {
      asio::io_context other;
      asio::co_spawn(other, host.KillGroup(group), asio::detached);
      // It is written before the first wait, after which the end may come.
      while (limit() != "0\n" && other.poll_one() > 0) continue;
      EXPECT_EQ(limit(), "0\n");
    }
    EXPECT_EQ(limit(), "400\n");
  });
}

// Beside harm done on every side an honest program ends as it would alone.
TEST(HostileNeighbours, LeaveAnHonestProgramAlone) {
  asio::io_context io;
  const auto run = [](ExecSpec spec) -> asio::awaitable<ExecResult> {
    const HostSpec host = BaseHost();
    const auto sandbox = co_await TestEngine().Start(host);
    ExecResult result = co_await sandbox->host().Exec(spec);
    co_await sandbox->Stop();
    co_return result;
  };
  std::vector<std::future<ExecResult>> hostile;
  for (const char* script : {"exec perl -e 'fork while 1'", "kill -9 -1; cat /dev/zero > big", "yes",
                             "perl -e '$x .= \"x\" x (1 << 20) while 1'"}) {
    ExecSpec spec = ScriptAsRoot(script);
    spec.wall = kWall;
    hostile.push_back(asio::co_spawn(io, run(std::move(spec)), asio::use_future));
  }
  std::vector<std::future<ExecResult>> honest;
  constexpr int kHonest = 4;
  honest.reserve(kHonest);
  for (int i = 0; i < kHonest; ++i)
    honest.push_back(asio::co_spawn(io, run(Script("seq 100000 | sort -rn | tail -n 1; sleep 0.5; ls /etc/passwd")),
                                    asio::use_future));
  io.run();
  for (auto& result : honest) EXPECT_EQ(Print(result.get()), "1\n/etc/passwd\n");
  for (auto& result : hostile) EXPECT_FALSE(result.get().outcome.limits_hit.empty());
}

}  // namespace
}  // namespace shellab::testing
