// Processes that a guest might turn against: the host's first one, and those that shellab starts beside it.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <functional>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "sandbox/event.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"
#include "sandbox/os/process.h"
#include "sandbox/processes.h"
#include "tests/sandbox/engine/harness.h"
#include "tests/sandbox/isolation/programs.h"
#include "tests/support/machine.h"

namespace shellab::testing {
namespace {

namespace asio = boost::asio;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// A socket that listens on some port of 127.0.0.1.
Fd ListeningSocket(std::uint16_t& port) {
  Fd socket(static_cast<int>(CheckCall(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket")));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  CheckCall(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), size), "bind");
  CheckCall(::listen(socket.get(), 1), "listen");
  CheckCall(::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &size), "getsockname");
  port = ::ntohs(address.sin_port);
  return socket;
}

// Of one whose first thread has ended the kernel shows what it is at the threads that go on.
TEST(Processes, RunUntilTheirLastThreadHasEnded) {
  std::uint16_t port = 0;
  const Fd socket = ListeningSocket(port);
  Process process = Clone(0);
  if (!process) {
    std::thread([] { ::pause(); }).detach();
    ::syscall(SYS_exit, 0);  // of the first thread alone
  }
  const std::vector<pid_t> pids = {process.pid()};
  const std::string stat = fmt::format("/proc/{}/stat", process.pid());
  while (ReadFile(stat).find(") Z ") == std::string::npos) ::usleep(1000);
  const std::vector<ProcessInfo> seen = ReadProcesses(pids, 0);
  const std::vector<ProcessInfo> own = ReadProcesses({::getpid()}, 0);
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_FALSE(seen[0].command.empty());
  EXPECT_EQ(seen[0].command, own.at(0).command);
  EXPECT_EQ(seen[0].program, own[0].program);
  const std::vector<Listener> listeners = ReadListeners(::getpid(), seen);
  const auto listener = std::find_if(listeners.begin(), listeners.end(), [port](const Listener& each) {
    return each.protocol == "tcp" && each.address == "127.0.0.1" && each.port == port;
  });
  ASSERT_NE(listener, listeners.end());
  EXPECT_THAT(listener->owners, ElementsAre(seen[0].id));
  process.Kill();
  pollfd ended{process.pidfd(), POLLIN, 0};
  ASSERT_EQ(::poll(&ended, 1, -1), 1);
  EXPECT_TRUE(ReadProcesses(pids, 0).empty());
}

Process Doing(const std::function<void()>& what) {
  Process process = Clone(0);
  if (!process) {
    what();
    ::_exit(0);
  }
  return process;
}

[[noreturn]] void Sleep() {
  for (;;) ::pause();
}

[[noreturn]] void Spin() {
  for (volatile unsigned turns = 0;;) turns = turns + 1;
}

TEST(Processes, AreAtRestOnceEverySignalIsDealtWith) {
  const Process waiter = Doing([] {
    sigset_t usr1{};
    ::sigaddset(&usr1, SIGUSR1);
    ::sigprocmask(SIG_BLOCK, &usr1, nullptr);
    Sleep();
  });
  const ProcessId id = IdentityOf(waiter.pid());
  EXPECT_TRUE(WaitFor([&] { return IsAtRest(id); }));
  EXPECT_FALSE(IsAtRest({id.pid, id.start_time + 1})) << "another one with this number";
  ::kill(id.pid, SIGUSR1);
  EXPECT_FALSE(IsAtRest(id)) << "it is on its way";
  EXPECT_FALSE(HasSignalUnderWay(id)) << "and blocked";
}

// A stopped process takes nothing but SIGCONT and SIGKILL: so does one that the processor is never given to.
TEST(Processes, HaveASignalUnderWayUntilTheyTakeIt) {
  const Process sleeper = Doing([] {
    ::signal(SIGTERM, [](int) {});
    Sleep();
  });
  const ProcessId id = IdentityOf(sleeper.pid());
  ASSERT_TRUE(WaitFor([&] { return IsAtRest(id); }));
  EXPECT_FALSE(HasSignalUnderWay(id));
  ::kill(id.pid, SIGSTOP);
  siginfo_t info{};
  ASSERT_EQ(::waitid(P_PID, static_cast<id_t>(id.pid), &info, WSTOPPED), 0);
  ::kill(id.pid, SIGTERM);
  EXPECT_TRUE(HasSignalUnderWay(id));
  EXPECT_FALSE(HasSignalUnderWay({id.pid, id.start_time + 1})) << "another one with this number";
  ::kill(id.pid, SIGCONT);
  EXPECT_TRUE(WaitFor([&] { return !HasSignalUnderWay(id); }));
}

TEST(Processes, AreAtRestWhenAllOfTheirThreadsAre) {
  const Process worker = Doing([] {
    std::thread(Spin).detach();
    Sleep();
  });
  const ProcessId id = IdentityOf(worker.pid());
  const std::string first = fmt::format("/proc/{0}/task/{0}/stat", id.pid);
  const std::string threads = fmt::format("/proc/{}/status", id.pid);
  ASSERT_TRUE(WaitFor([&] {
    return ReadFile(first).find(") S ") != std::string::npos &&
           ReadFile(threads).find("Threads:\t2") != std::string::npos;
  }));
  EXPECT_FALSE(IsAtRest(id));
}

TEST(Processes, AreNotAtRestWhileStoppedOrOnceGone) {
  Process sleeper = Doing(Sleep);
  const ProcessId id = IdentityOf(sleeper.pid());
  ASSERT_TRUE(WaitFor([&] { return IsAtRest(id); }));
  ::kill(id.pid, SIGSTOP);
  siginfo_t info{};
  ASSERT_EQ(::waitid(P_PID, static_cast<id_t>(id.pid), &info, WSTOPPED), 0);
  EXPECT_FALSE(IsAtRest(id));
  sleeper.Kill();
  ASSERT_EQ(::waitid(P_PID, static_cast<id_t>(id.pid), &info, WEXITED | WNOWAIT), 0);
  EXPECT_FALSE(IsAtRest(id));
}

// What a process that executes `file` shows of it.
ProcessInfo RunFrom(const std::filesystem::path& file) {
  const Process process = Doing([&file] { ::execl(file.c_str(), file.c_str(), "1000", nullptr); });
  const std::vector<pid_t> pids = {process.pid()};
  EXPECT_TRUE(WaitFor([&pids, &file] {
    const std::vector<ProcessInfo> seen = ReadProcesses(pids, 0);
    return !seen.empty() && seen[0].program == file;
  }));
  return ReadProcesses(pids, 0).at(0);
}

TEST(Processes, TellWhenTheirProgramBecameAnother) {
  namespace fs = std::filesystem;
  const TempDir folder(fs::temp_directory_path());
  const fs::path file = folder.path() / "server";
  fs::copy_file("/usr/bin/sleep", file);
  const ProcessInfo before = RunFrom(file);
  EXPECT_NE(before.program_changed, 0);
  EXPECT_EQ(RunFrom(file).program_changed, before.program_changed) << "started again";
  const auto written = fs::last_write_time(file);
  fs::copy_file("/usr/bin/sleep", file, fs::copy_options::overwrite_existing);
  fs::last_write_time(file, written);
  EXPECT_NE(RunFrom(file).program_changed, before.program_changed);
}

TEST(Processes, TheFirstCannotBeRead) {
  const ExecResult result = RunOnce(ScriptAsRoot(R"(
    cd /proc/1
    cat environ; cat maps; cat mem; ls fd; ls map_files; readlink exe root cwd
    cat cmdline comm | tr '\0' '\n')"));
  EXPECT_EQ(result.out.content, "init\nmemfd:init\n");
  for (const char* name : {"cat: environ", "cat: maps", "cat: mem", "directory 'fd'", "directory 'map_files'"})
    EXPECT_THAT(result.err.content, HasSubstr(std::string(name) + ": Permission denied"));
}

TEST(Processes, TheFirstCannotBeKilledOrStopped) {
  const std::function<asio::awaitable<void>(Host&)> work = [](Host& host) -> asio::awaitable<void> {
    const ExecSpec attack = ScriptAsRoot("for signal in $(seq 1 64); do kill -$signal 1; done; true");
    ExecResult result = co_await host.Exec(attack);
    Print(result);
    // It runs now and then: whoever starts or ends wakes it.
    const ExecSpec look = ScriptAsRoot("until grep '^State:.S (sleeping)' /proc/1/status; do :; done");
    result = co_await host.Exec(look);
    EXPECT_EQ(Print(result), "State:\tS (sleeping)\n");
  };
  WithHost(BaseHost(), work);
}

TEST(Processes, KillingAllLeavesTheHostUsable) {
  const std::function<asio::awaitable<void>(Host&)> work = [](Host& host) -> asio::awaitable<void> {
    const ExecSpec attack = ScriptAsRoot("kill -9 -1; echo alone");
    ExecResult result = co_await host.Exec(attack);
    EXPECT_EQ(Print(result), "alone\n");
    const ExecSpec look = Script("echo on");
    result = co_await host.Exec(look);
    EXPECT_EQ(Print(result), "on\n");
  };
  WithHost(BaseHost(), work);
}

// What the guest's root sees of some processes that shellab starts, a line each, when it stops each as early as it can.
asio::awaitable<std::string> Peep(Host& host, const ExecSpec& peeper) {
  const auto executor = co_await asio::this_coro::executor;
  const auto ended = std::make_shared<Event>(executor);
  ExecResult seen;
  const auto peep = [&]() -> asio::awaitable<void> { seen = co_await host.Exec(peeper); };
  asio::co_spawn(executor, peep(), [ended](const std::exception_ptr&) { ended->Set(); });
  ExecSpec victim = ScriptAsRoot("");  // whose memory, once it has executed, the guest's root may read
  victim.argv = {"/bin/true"};
  while (!ended->is_set()) co_await host.Exec(victim);
  co_return Print(seen);
}

// Of a process that is stopped at its very beginning: no command line, no environment, no memory of shellab's.
TEST(Processes, NothingOfShellabShowsWhileItStartsPrograms) {
  const std::string unborn = "comm=[exec ]";
  std::string seen;
  const std::function<asio::awaitable<void>(Host&)> work = [&](Host& host) -> asio::awaitable<void> {
    ExecSpec peeper = ScriptAsRoot("");
    peeper.argv = {Install(host, "peeper"), "40"};
    for (int i = 0; i < 20 && seen.find(unborn) == std::string::npos; ++i) seen += co_await Peep(host, peeper);
  };
  WithHost(BaseHost(), work);
  EXPECT_THAT(seen, HasSubstr(unborn)) << "no process was caught before it executed";
  std::istringstream lines(seen);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_THAT(line, Not(HasSubstr("isolation")));
    EXPECT_THAT(line, Not(HasSubstr("shellab")));
    if (line.find(unborn) == std::string::npos) continue;
    EXPECT_THAT(line, ::testing::MatchesRegex("exe=EACCES cmdline=\\[ *\\] comm=\\[exec \\] environ=EACCES maps=EACCES "
                                              "mem=EACCES cwd=EACCES fd/0=EACCES "));
  }
}

// A guest that stops whatever it sees stops also a program that has not executed yet.
TEST(Processes, StoppingEverythingCostsTheGuestItsTimeOnly) {
  int unborn = 0;
  const std::function<asio::awaitable<void>(Host&)> work = [&](Host& host) -> asio::awaitable<void> {
    ExecSpec stopper = ScriptAsRoot("");
    stopper.argv = {Install(host, "stopper")};
    ExecResult result = co_await host.Exec(stopper);
    Print(result);
    ExecSpec victim = Script("echo born; sleep 1000");
    victim.wall = std::chrono::milliseconds(300);
    for (int i = 0; i < 300 && unborn == 0; ++i) {
      result = co_await host.Exec(victim);
      EXPECT_EQ(result.outcome.ended, Outcome::Ended::kKilledBy);
      EXPECT_EQ(result.outcome.limit, Limit::kWall);
      if (result.out.content.empty()) ++unborn;
    }
  };
  WithHost(BaseHost(), work);
  EXPECT_GT(unborn, 0) << "no program was stopped before it executed";
}

}  // namespace
}  // namespace shellab::testing
