// How a program ended and what it printed, as Host::Exec tells it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "tests/sandbox/engine/harness.h"

namespace shellab::testing {
namespace {

namespace asio = boost::asio;
using ::testing::IsEmpty;
using Ended = Outcome::Ended;

void ExpectExit(const ExecResult& result, int code) {
  EXPECT_EQ(result.outcome.ended, Ended::kExited);
  EXPECT_EQ(result.outcome.code, code);
  EXPECT_THAT(result.outcome.limits_hit, IsEmpty());
}

TEST(Outcome, HasTheExitCode) {
  for (const int code : {0, 1, 42, 255}) ExpectExit(RunOnce(Script("exit " + std::to_string(code))), code);
}

TEST(Outcome, HasTheSignalOfAProgramThatASignalEnded) {
  for (const int signal : {SIGTERM, SIGSEGV, SIGKILL, SIGUSR1}) {
    const ExecResult result = RunOnce(Script("kill -" + std::to_string(signal) + " $$"));
    EXPECT_EQ(result.outcome.ended, Ended::kSignalled) << signal;
    EXPECT_EQ(result.outcome.signal, signal);
    EXPECT_FALSE(result.outcome.limit);
  }
}

// 128 + N is only a shell's way of speaking.
TEST(Outcome, TellsAnExitCodeOf137FromAKill) { ExpectExit(RunOnce(Script("bash -c 'kill -9 $$'; exit $?")), 137); }

TEST(Exec, ExitsWith127WhenThereIsNoSuchProgram) {
  for (const char* name : {"/no/such/program", "no-such-program"}) {
    ExecSpec spec = Script("");
    spec.argv = {name};
    const ExecResult result = RunOnce(spec);
    ExpectExit(result, 127);
    EXPECT_EQ(result.exec_errno, ENOENT);
  }
}

TEST(Exec, ExitsWith126WhenAProgramCannotBeExecuted) {
  for (const char* name : {"/etc/passwd", "/etc"}) {
    ExecSpec spec = Script("");
    spec.argv = {name};
    const ExecResult result = RunOnce(spec);
    ExpectExit(result, 126);
    EXPECT_EQ(result.exec_errno, EACCES);
  }
}

TEST(Exec, LooksNamesUpInItsOwnPath) {
  ExecSpec spec = Script("");
  spec.argv = {"echo", "found"};
  EXPECT_EQ(Print(RunOnce(spec)), "found\n");
  spec.env = {"PATH=/nowhere"};
  ExpectExit(RunOnce(spec), 127);
}

TEST(Exec, GivesEnvironmentFolderAndUserAndNothingElse) {
  ExecSpec spec = Script("pwd; id -u; id -g; umask; env | cut -d= -f1 | sort | tr '\\n' ' '");
  spec.env = {"PATH=/usr/bin", "GREETING=hello world"};
  EXPECT_EQ(Print(RunOnce(spec)), "/home/student\n1000\n1000\n0022\nGREETING PATH PWD SHLVL _ ");
}

TEST(Exec, ReadsNothingFromStdin) {
  EXPECT_EQ(Print(RunOnce(Script("wc -c; readlink /proc/self/fd/0"))), "0\n/dev/null\n");
}

TEST(Exec, KeepsStdoutAndStderrApartAndByteForByte) {
  const ExecResult result = RunOnce(Script(R"(printf '\000\377\n'; printf 'to stderr' >&2)"));
  EXPECT_EQ(result.out.content, std::string("\0\377\n", 3));
  EXPECT_EQ(result.err.content, "to stderr");
  EXPECT_EQ(result.out.total_bytes, 3U);
  EXPECT_FALSE(result.out.truncated);
}

TEST(Exec, LetsAnyUserOpenItsOutputAgain) {
  for (ExecSpec spec : {Script(""), ScriptAsRoot("")}) {
    spec.argv.back() = "echo out > /dev/stdout; echo err > /dev/stderr; echo fd > /dev/fd/1";
    const ExecResult result = RunOnce(spec);
    EXPECT_EQ(result.out.content, "out\nfd\n");
    EXPECT_EQ(result.err.content, "err\n");
  }
}

// `> >(tee file)`: the shell does not wait for what it prints through. The child waits for its parent's end.
TEST(Exec, CapturesWhatAChildPrintsAfterTheProgramHasEnded) {
  const ExecResult result =
      RunOnce(Script("(while [ -d /proc/$$ ]; do read -rt 0.01 < /dev/zero; done; echo late) & echo early"));
  EXPECT_EQ(Print(result), "early\nlate\n");
}

TEST(Exec, DoesNotWaitForADaemonThatHoldsTheOutput) {
  ExecSpec spec = Script("setsid sleep 1000 & echo done");
  spec.wall = std::chrono::seconds(30);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(Print(RunOnce(spec)), "done\n");
  EXPECT_LT(std::chrono::steady_clock::now() - start, spec.wall);
}

TEST(Exec, LeavesBackgroundProcessesRunningForTheNextProgram) {
  std::string seen;
  const std::function<asio::awaitable<void>(Host&)> work = [&](Host& host) -> asio::awaitable<void> {
    const ExecSpec first = Script("sleep 1000 > /dev/null 2>&1 & echo $!");
    const ExecResult started = co_await host.Exec(first);
    const ExecSpec second =
        Script("tr '\\0' ' ' < /proc/" + started.out.content.substr(0, started.out.content.find('\n')) + "/cmdline");
    const ExecResult result = co_await host.Exec(second);
    seen = Print(result);
  };
  WithHost(BaseHost(), work);
  EXPECT_EQ(seen, "sleep 1000 ");
}

TEST(Usage, PeakMemoryHoldsWhatWasTouched) {
  const ExecResult little = RunOnce(Script("true"));
  const ExecResult much = RunOnce(Script("perl -e '$x = \"x\" x (50 << 20);'"));
  EXPECT_GE(much.peak_memory_bytes, 50U << 20U);
  EXPECT_LT(little.peak_memory_bytes, 50U << 20U);
  EXPECT_GT(little.peak_memory_bytes, 0U);
}

// The shell's own `times` is the witness: the group's figure covers the children too.
TEST(Usage, CpuHoldsTheChildrens) {
  const ExecResult result =
      RunOnce(Script("for i in 1 2; do perl -e 'while ((times)[0] + (times)[1] < 0.2) {}' & done; wait"));
  EXPECT_EQ(result.outcome.code, 0);
  EXPECT_GE(result.cpu, std::chrono::milliseconds(380));
  EXPECT_GE(result.wall * 64, result.cpu);
}

TEST(Engine, GivesTheSameFromManySandboxesAtOnce) {
  constexpr int kCount = 12;
  asio::io_context io;
  std::vector<std::future<ExecResult>> results;
  const auto run = [](int number) -> asio::awaitable<ExecResult> {
    const HostSpec host = BaseHost();
    const auto sandbox = co_await TestEngine().Start(host);
    const ExecSpec spec =
        Script("echo " + std::to_string(number) + " > /tmp/mine; ls /tmp; cat /tmp/mine; id -u; hostname");
    ExecResult result = co_await sandbox->host().Exec(spec);
    co_await sandbox->Stop();
    co_return result;
  };
  results.reserve(kCount);
  for (int i = 0; i < kCount; ++i) results.push_back(asio::co_spawn(io, run(i), asio::use_future));
  io.run();
  for (int i = 0; i < kCount; ++i)
    EXPECT_EQ(Print(results[static_cast<std::size_t>(i)].get()), "mine\n" + std::to_string(i) + "\n1000\nlab\n");
}

}  // namespace
}  // namespace shellab::testing
