// Processes that a guest might turn against: the host's first one, and those that shellab starts beside it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <cerrno>
#include <sstream>
#include <string>

#include "sandbox/event.h"
#include "tests/sandbox/engine/harness.h"
#include "tests/sandbox/isolation/programs.h"

namespace shellab::testing {
namespace {

namespace asio = boost::asio;
using ::testing::HasSubstr;
using ::testing::Not;

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
    const ExecSpec look = ScriptAsRoot("grep ^State: /proc/1/status");
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

// What is seen of the processes that shellab starts, when the guest's root stops them at their very beginning: no
// command line, no environment, no memory of shellab's.
TEST(Processes, NothingOfShellabShowsWhileItStartsPrograms) {
  ExecResult seen;
  const std::function<asio::awaitable<void>(Host&)> work = [&](Host& host) -> asio::awaitable<void> {
    const auto executor = co_await asio::this_coro::executor;
    const auto ended = std::make_shared<Event>(executor);
    ExecSpec peeper = ScriptAsRoot("");
    peeper.argv = {Install(host, "peeper"), "40"};
    const auto peep = [&]() -> asio::awaitable<void> { seen = co_await host.Exec(peeper); };
    asio::co_spawn(executor, peep(), [ended](const std::exception_ptr&) { ended->Set(); });
    ExecSpec victim = ScriptAsRoot("");  // whose memory, once it has executed, the guest's root may read
    victim.argv = {"/bin/true"};
    while (!ended->is_set()) co_await host.Exec(victim);
  };
  WithHost(BaseHost(), work);
  std::istringstream lines(Print(seen));
  int unborn = 0;
  for (std::string line; std::getline(lines, line);) {
    EXPECT_THAT(line, Not(HasSubstr("isolation")));
    EXPECT_THAT(line, Not(HasSubstr("shellab")));
    if (line.find("comm=[exec ]") == std::string::npos) continue;
    ++unborn;
    EXPECT_THAT(line, ::testing::MatchesRegex("exe=EACCES cmdline=\\[ *\\] comm=\\[exec \\] environ=EACCES maps=EACCES "
                                              "mem=EACCES cwd=EACCES fd/0=EACCES "));
  }
  EXPECT_GT(unborn, 0) << "no process was caught before it executed";
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
    for (int i = 0; i < 10; ++i) {
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
