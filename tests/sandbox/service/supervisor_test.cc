// Services in a host: stopped cleanly, started again, asked for over the guest's socket; and what a hostile guest can
// do about it.
#include <gmock/gmock.h>
#include <re2/re2.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <thread>

#include "sandbox/service/supervisor.h"
#include "tests/sandbox/engine/harness.h"
#include "tests/sandbox/service/services.h"
#include "tests/support/machine.h"

namespace shellab::testing {
namespace {

namespace asio = boost::asio;
using ::testing::AllOf;
using ::testing::HasSubstr;

// Asks the socket as the guest's systemctl does, and prints the answer.
ExecSpec Ask(const std::string& request, bool as_root = true) {
  const std::string script =
      "perl -MIO::Socket::UNIX -e '$s = IO::Socket::UNIX->new(Peer => \"/run/init.sock\") or "
      "die; print $s \"" +
      request + "\"; $s->flush; print <$s>'";
  return as_root ? ScriptAsRoot(script) : Script(script);
}

TEST(Supervisor, SaysThatOneHadToBeKilled) {
  ServiceSpec stubborn = Service("stubborn", "trap '' TERM; echo up; while :; do sleep 0.1; done");
  stubborn.ready = LogReady{std::make_shared<re2::RE2>("up")};
  stubborn.stop_within = std::chrono::milliseconds(200);
  WithServices({stubborn}, [](Host&, Supervisor& supervisor) -> asio::awaitable<void> {
    co_await supervisor.StartAll();
    std::string message;
    try {
      co_await supervisor.StopAll();
    } catch (const ServiceError& error) {
      message = error.what();
    }
    EXPECT_THAT(message, HasSubstr("did not end within 200ms"));
    EXPECT_FALSE(supervisor.MainProcess("stubborn")->running());
  });
}

// Runs `script` while the supervisor serves, and gives its result.
asio::awaitable<ExecResult> Meanwhile(Host& host, Supervisor& supervisor, ExecSpec exec) {
  ExecResult result;
  const std::function<asio::awaitable<void>()> work = [&]() -> asio::awaitable<void> {
    result = co_await host.Exec(exec);
  };
  co_await supervisor.During(work);
  co_return result;
}

TEST(Supervisor, DoesWhatTheGuestsRootAsksFor) {
  WithServices({Service("cron", "exec sleep 1000")}, [](Host& host, Supervisor& supervisor) -> asio::awaitable<void> {
    co_await supervisor.StartAll();
    const ProcessId first = supervisor.MainProcess("cron")->id();
    ExecResult result = co_await Meanwhile(host, supervisor, Ask("is-active cron\\n", false));
    EXPECT_EQ(Print(result), "0\nactive\n");
    result = co_await Meanwhile(host, supervisor, Ask("stop cron\\n", false));
    EXPECT_EQ(Print(result), "4\nAccess denied\n");
    result = co_await Meanwhile(host, supervisor, Ask("restart cron\\n"));
    EXPECT_EQ(Print(result), "0\n");
    EXPECT_NE(supervisor.MainProcess("cron")->id(), first);
    result = co_await Meanwhile(host, supervisor, Ask("stop cron\\n"));
    EXPECT_EQ(Print(result), "0\n");
    result = co_await Meanwhile(host, supervisor, Ask("is-active cron\\n"));
    EXPECT_EQ(Print(result), "3\ninactive\n");
    result = co_await Meanwhile(host, supervisor, Ask("start nonsense\\n"));
    EXPECT_EQ(Print(result), "5\nUnit nonsense.service not found.\n");
  });
}

TEST(Supervisor, TellsTheGuestsNumberOfTheMainProcess) {
  WithServices({Sleeper("cron")}, [](Host& host, Supervisor& supervisor) -> asio::awaitable<void> {
    ExecResult result = co_await Meanwhile(host, supervisor, Ask("show cron\\n", false));
    EXPECT_EQ(Print(result), "0\nId=cron.service\nActiveState=inactive\nSubState=dead\nMainPID=0\n");
    co_await supervisor.StartAll();
    const ExecSpec pgrep = Script("pgrep -x sleep");
    const ExecResult number = co_await host.Exec(pgrep);
    result = co_await Meanwhile(host, supervisor, Ask("show cron\\n", false));
    EXPECT_THAT(Print(result), AllOf(HasSubstr("SubState=running\n"), HasSubstr("\nMainPID=" + Print(number))));
  });
}

TEST(Supervisor, SignalsAllProcessesOfAService) {
  ServiceSpec two = Service("two",
                            "trap 'echo main >> /told' USR1; bash -c 'trap \"echo child >> /told; exit\" USR1; "
                            "echo up; while :; do sleep 0.01; done' & while :; do wait; done");
  two.ready = LogReady{std::make_shared<re2::RE2>("(?m)^up$")};
  WithServices({two}, [](Host& host, Supervisor& supervisor) -> asio::awaitable<void> {
    co_await supervisor.StartAll();
    ExecResult result = co_await Meanwhile(host, supervisor, Ask("kill two 10\\n", false));
    EXPECT_EQ(Print(result), "4\nAccess denied\n");
    for (const std::string rubbish : {"kill two\\n", "kill two 0\\n", "kill two 99\\n", "kill two -9\\n"}) {
      const ExecSpec ask = Ask(rubbish);
      result = co_await Meanwhile(host, supervisor, ask);
      EXPECT_EQ(Print(result), "1\nFailed to kill unit two.service: not a signal\n");
    }
    result = co_await Meanwhile(host, supervisor, Ask("kill two 10\\n"));
    EXPECT_EQ(Print(result), "0\n");
    const ExecSpec told = ScriptAsRoot("until [ $(wc -l < /told) = 2 ]; do sleep 0.01; done; sort /told");
    result = co_await host.Exec(told);
    EXPECT_EQ(Print(result), "child\nmain\n");
  });
}

TEST(Supervisor, OneThatWasKilledHasFailedUntilThatIsForgiven) {
  WithServices({Service("cron", "exec sleep 1000")}, [](Host& host, Supervisor& supervisor) -> asio::awaitable<void> {
    co_await supervisor.StartAll();
    const auto ended = [&] {
      supervisor.Look();
      return !supervisor.MainProcess("cron")->running();
    };
    ExecResult result = co_await Meanwhile(host, supervisor, Ask("kill cron 9\\n"));
    EXPECT_TRUE(WaitFor(ended));
    result = co_await Meanwhile(host, supervisor, Ask("is-active cron\\n"));
    EXPECT_EQ(Print(result), "3\nfailed\n");
    result = co_await Meanwhile(host, supervisor, Ask("reset-failed cron\\n"));
    EXPECT_EQ(Print(result), "0\n");
    result = co_await Meanwhile(host, supervisor, Ask("is-active cron\\n"));
    EXPECT_EQ(Print(result), "3\ninactive\n");
    // A new run is judged anew.
    co_await Meanwhile(host, supervisor, Ask("start cron\\n"));
    co_await Meanwhile(host, supervisor, Ask("kill cron 9\\n"));
    EXPECT_TRUE(WaitFor(ended));
    result = co_await Meanwhile(host, supervisor, Ask("show cron\\n"));
    EXPECT_THAT(Print(result), HasSubstr("ActiveState=failed\nSubState=failed\n"));
    // SIGTERM is how one is asked to end.
    co_await Meanwhile(host, supervisor, Ask("start cron\\n"));
    co_await Meanwhile(host, supervisor, Ask("kill cron 15\\n"));
    EXPECT_TRUE(WaitFor(ended));
    result = co_await Meanwhile(host, supervisor, Ask("is-active cron\\n"));
    EXPECT_EQ(Print(result), "3\ninactive\n");
  });
}

TEST(Supervisor, OutlivesRubbishOnItsSocket) {
  WithServices({Service("cron", "exec sleep 1000")}, [](Host& host, Supervisor& supervisor) -> asio::awaitable<void> {
    co_await supervisor.StartAll();
    const ExecSpec rubbish = Script(
        "for i in {1..40}; do perl -MIO::Socket::UNIX -e '$SIG{PIPE} = \"IGNORE\"; $s = IO::Socket::UNIX->new(Peer => "
        "\"/run/init.sock\") or exit; print $s \"x\" x 100000; print $s \"\\0\\n\\n\"; $s->flush' & done; "
        "perl -MIO::Socket::UNIX -e '@s = map { IO::Socket::UNIX->new(Peer => \"/run/init.sock\") } 1..100; sleep 1'; "
        "wait");
    co_await Meanwhile(host, supervisor, rubbish);
    // It hangs up on whoever comes while it has not yet noticed that the others have gone.
    ExecSpec patient = Ask("is-active cron\\n");
    patient.argv.back() = "until [[ $answer ]]; do answer=$(" + patient.argv.back() + "); done; echo \"$answer\"";
    const ExecResult result = co_await Meanwhile(host, supervisor, patient);
    EXPECT_EQ(Print(result), "0\nactive\n");
  });
}

TEST(Supervisor, StartsAgainWhatWasKilled) {
  ServiceSpec kept = Sleeper("kept", "echo started >> /starts; ");
  kept.restart = ServiceSpec::Restart::kAlways;
  WithServices({kept}, [](Host& host, Supervisor& supervisor) -> asio::awaitable<void> {
    co_await supervisor.StartAll();
    const ExecSpec killer =
        ScriptAsRoot("pkill -9 -x sleep; until [ $(wc -l < /starts) = 2 ]; do sleep 0.01; done; cat /starts");
    const ExecResult result = co_await Meanwhile(host, supervisor, killer);
    EXPECT_EQ(Print(result), "started\nstarted\n");
    EXPECT_TRUE(supervisor.MainProcess("kept")->running());
  });
}

TEST(Supervisor, ARestartThatIsDueWhenItGoesIsNone) {
  ServiceSpec kept = Sleeper("kept", "echo started >> /starts; ");
  kept.restart = ServiceSpec::Restart::kAlways;
  const std::function<asio::awaitable<void>(Host&)> work = [&](Host& host) -> asio::awaitable<void> {
    const auto executor = co_await asio::this_coro::executor;
    auto supervisor = std::make_unique<Supervisor>(executor, host, std::vector<ServiceSpec>{kept});
    co_await supervisor->StartAll();
    const ExecSpec killer = ScriptAsRoot("pkill -9 -x sleep");
    co_await host.Exec(killer);
    // pkill does not wait for the end of what it kills. The loop does not run meanwhile.
    EXPECT_TRUE(WaitFor([&] {
      supervisor->Look();
      return !supervisor->MainProcess("kept")->running();
    }));
    std::this_thread::sleep_for(std::chrono::milliseconds(150));  // the restart falls due while nothing is handled
    supervisor.reset();
    const ExecSpec look = ScriptAsRoot("sleep 0.2; cat /starts");
    const ExecResult result = co_await host.Exec(look);
    EXPECT_EQ(Print(result), "started\n");
  };
  WithHost(BaseHost(), work);
}

// Without power nothing starts, neither by its policy nor because somebody had asked for it before.
TEST(Supervisor, NothingRunsWithoutPower) {
  ServiceSpec kept = Service("kept", "echo started >> /starts; echo up; exec sleep 1000");
  kept.ready = LogReady{std::make_shared<re2::RE2>("(?m)^up$")};
  kept.restart = ServiceSpec::Restart::kAlways;
  WithServices({kept}, [](Host& host, Supervisor& supervisor) -> asio::awaitable<void> {
    co_await supervisor.StartAll();
    const std::string ask = Ask("restart kept\\n").argv.back();
    const ExecSpec askers =
        ScriptAsRoot("for i in 1 2 3 4; do (while :; do " + ask + "; done) > /dev/null 2>&1 & done");
    const ExecSpec late = Ask("start kept\\n");
    const std::function<asio::awaitable<void>()> work = [&]() -> asio::awaitable<void> {
      for (int round = 0; round < 5; ++round) {
        co_await host.Exec(askers);
        const std::string before = host.ReadState("/starts").content;
        asio::steady_timer tick(co_await asio::this_coro::executor);
        while (host.ReadState("/starts").content == before) {
          tick.expires_after(std::chrono::milliseconds(1));
          co_await tick.async_wait(asio::use_awaitable);
        }
        co_await supervisor.PowerOff();
        EXPECT_TRUE(host.ReadProcesses().empty());
        const std::string starts = host.ReadState("/starts").content;
        // Its turn comes after all that was asked before.
        const ExecResult result = co_await host.Exec(late);
        EXPECT_EQ(Print(result), "1\nThis machine has no power.\n");
        EXPECT_TRUE(host.ReadProcesses().empty());
        EXPECT_EQ(host.ReadState("/starts").content, starts);
        co_await supervisor.PowerOn();
        EXPECT_EQ(host.ReadProcesses().size(), 1U);
        EXPECT_EQ(host.ReadState("/starts").content, starts + "started\n");
      }
    };
    co_await supervisor.During(work);
  });
}

TEST(Supervisor, ServicesAndAllWithThemAreGoneAfterwards) {
  ServiceSpec forking = Service("forking", "setsid sleep 98771 & trap '' TERM; sleep 98772");
  WithServices({forking}, [](Host& host, Supervisor& supervisor) -> asio::awaitable<void> {
    co_await supervisor.StartAll();
    EXPECT_TRUE(WaitFor([&] { return host.ReadProcesses().size() >= 2; }));
    const ExecSpec everything = ScriptAsRoot("kill -STOP -1");
    co_await host.Exec(everything);
  });
  for (const std::string& line : GuestCommandLines()) EXPECT_THAT(line, ::testing::Not(HasSubstr("9877")));
}

TEST(Processes, AreSeenFromOutside) {
  const auto work = [](Host& host, Supervisor& supervisor) -> asio::awaitable<void> {
    co_await supervisor.StartAll();
    const std::vector<ProcessInfo> processes = host.ReadProcesses();
    EXPECT_EQ(processes.size(), 1U);
    if (processes.empty()) co_return;
    EXPECT_EQ(processes[0].id, supervisor.MainProcess("web")->id());
    EXPECT_EQ(processes[0].uid, 0U);
    EXPECT_THAT(processes[0].command, HasSubstr("IO::Socket::INET"));
    EXPECT_THAT(processes[0].program, HasSubstr("/usr/bin/perl"));
    const ExecSpec ask = ScriptAsRoot("pgrep -x perl");
    const ExecResult told = co_await host.Exec(ask);
    EXPECT_EQ(std::to_string(processes[0].guest_pid) + "\n", told.out.content);
    const std::vector<Listener> listeners = host.ReadListeners(processes);
    EXPECT_EQ(listeners.size(), 1U);
    if (listeners.empty()) co_return;
    EXPECT_EQ(listeners[0].protocol, "tcp");
    EXPECT_EQ(listeners[0].address, "127.0.0.1");
    EXPECT_EQ(listeners[0].port, 7000);
    EXPECT_THAT(listeners[0].owners, ::testing::ElementsAre(processes[0].id));
  };
  ServiceSpec web = Service("web", Server(7000, "x"));
  web.ready = TcpReady{7000, false};
  WithServices({web}, work);
}

}  // namespace
}  // namespace shellab::testing
