// When services of a host count as started: in order, ready when they say so.
#include <gmock/gmock.h>
#include <re2/re2.h>

#include <csignal>
#include <memory>

#include "sandbox/service/supervisor.h"
#include "tests/sandbox/engine/harness.h"
#include "tests/sandbox/service/services.h"
#include "tests/support/machine.h"

namespace shellab::testing {
namespace {

namespace asio = boost::asio;
using ::testing::AllOf;
using ::testing::HasSubstr;

// What is said of services that do not come up; empty when all do.
asio::awaitable<std::string> WhyNotStarted(Supervisor& supervisor) {
  try {
    co_await supervisor.StartAll();
  } catch (const ServiceError& error) {
    co_return error.what();
  }
  co_return "";
}

TEST(Supervisor, StartsOneAfterTheOtherWhenReady) {
  ServiceSpec first = Service("first", "perl -e 'select undef, undef, undef, 0.2'; echo up; exec sleep 1000");
  first.ready = LogReady{std::make_shared<re2::RE2>("(?m)^up$")};
  first.log = "/var/log/first.log";
  ServiceSpec second = Service("second", "cp /var/log/first.log /seen; " + Server(7000, "hello"));
  second.ready = TcpReady{7000, true};
  WithServices({first, second}, [](Host& host, Supervisor& supervisor) -> asio::awaitable<void> {
    co_await supervisor.StartAll();
    EXPECT_EQ(host.ReadState("/seen").content, "up\n");
    EXPECT_TRUE(supervisor.MainProcess("first")->running());
    co_await supervisor.StopAll();
    EXPECT_FALSE(supervisor.MainProcess("second")->running());
    EXPECT_EQ(supervisor.MainProcess("second")->status()->signal, SIGTERM);
  });
}

// Readiness that an earlier run logged says nothing of this one: neither of what lay in the prepared layer nor after a
// restart. A log that the service begins anew counts from its begin.
TEST(Supervisor, IsReadyByWhatThisRunLogs) {
  ServiceSpec service = Service("slow", "until [ -e /go ]; do sleep 0.01; done; echo up; exec sleep 1000");
  service.ready = LogReady{std::make_shared<re2::RE2>("(?m)^up$")};
  service.log = "/var/log/slow.log";
  service.prepare = "[ -e /var/log/slow.log ] || echo up > /var/log/slow.log";
  service.ready_within = std::chrono::seconds(4);
  WithServices({service}, [](Host& host, Supervisor& supervisor) -> asio::awaitable<void> {
    const std::string message = co_await WhyNotStarted(supervisor);
    EXPECT_THAT(message, AllOf(HasSubstr("was not ready after 4000ms"), HasSubstr("it printed nothing")));
    const std::function<asio::awaitable<void>()> restart = [&]() -> asio::awaitable<void> {
      co_await supervisor.Do("stop", "slow");
      host.WriteFile("/go", "", {}, 0644);
      co_await supervisor.Do("start", "slow");
    };
    co_await supervisor.During(restart);
    EXPECT_EQ(host.ReadState("/var/log/slow.log").content, "up\nup\n");
  });
  ServiceSpec anew = service;
  anew.exec = ScriptAsRoot("echo up > /var/log/slow.log; exec sleep 1000");
  anew.prepare = "for i in 1 2 3; do echo down; done > /var/log/slow.log";
  anew.ready_within = std::chrono::seconds(20);
  WithServices({anew}, [](Host&, Supervisor& supervisor) -> asio::awaitable<void> {
    co_await supervisor.StartAll();
    EXPECT_TRUE(supervisor.MainProcess("slow")->running());
  });
}

// The first is ready only when the second runs, which the third finds ready.
TEST(Supervisor, StartsBesideThoseThatAreNotReadyYet) {
  ServiceSpec first = Service("first", "until [ -e /second ]; do sleep 0.01; done; touch /first; exec sleep 1000");
  first.ready = ExecReady{"test -e /first"};
  ServiceSpec second =
      Service("second", "touch /second; until [ -e /first ]; do sleep 0.01; done; " + Server(7000, "hello"));
  second.ready = TcpReady{7000, true};
  second.beside = true;
  ServiceSpec third =
      Service("third", "(ls /first; exec 3<> /dev/tcp/127.0.0.1/7000 && cat <&3) > /seen; exec sleep 1000");
  third.ready = ExecReady{"grep -q hello /seen"};
  WithServices({first, second, third}, [](Host& host, Supervisor& supervisor) -> asio::awaitable<void> {
    co_await supervisor.StartAll();
    EXPECT_EQ(host.ReadState("/seen").content, "/first\nhello");
    EXPECT_TRUE(WaitFor([&] { return host.ReadProcesses().size() == 3; }));  // what has tried the third is gone
  });
}

TEST(Supervisor, WaitsForAnAnswerOverHttp) {
  ServiceSpec web =
      Service("web",
              "for i in 1 2 3; do perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new(LocalAddr => "
              "\"127.0.0.1\", LocalPort => 8080, Listen => 9, ReuseAddr => 1) or die; $c = $s->accept; "
              "print $c \"HTTP/1.1 $ARGV[0] x\\r\\n\\r\\n\"' $((i < 3 ? 503 : 200)); done; echo $i > /tries; "
              "exec sleep 1000");
  web.ready = HttpReady{8080, "/", 200};
  WithServices({web}, [](Host& host, Supervisor& supervisor) -> asio::awaitable<void> {
    co_await supervisor.StartAll();
    EXPECT_TRUE(WaitFor([&] { return host.ReadState("/tries").content == "3\n"; }));
  });
}

TEST(Supervisor, TellsWhyAServiceDoesNotComeUp) {
  ServiceSpec dying = Service("dying", "echo no configuration >&2; exit 3");
  dying.ready = TcpReady{7000, false};
  WithServices({dying}, [](Host&, Supervisor& supervisor) -> asio::awaitable<void> {
    const std::string message = co_await WhyNotStarted(supervisor);
    EXPECT_THAT(message, AllOf(HasSubstr("dying"), HasSubstr("code 3"), HasSubstr("no configuration")));
  });
}

TEST(Supervisor, GivesUpOnOneThatIsNeverReady) {
  ServiceSpec deaf = Service("deaf", "echo waiting for nothing; exec sleep 1000");
  deaf.ready = ExecReady{"test -e /ready"};
  deaf.ready_within = std::chrono::seconds(3);
  WithServices({deaf}, [](Host&, Supervisor& supervisor) -> asio::awaitable<void> {
    const std::string message = co_await WhyNotStarted(supervisor);
    EXPECT_THAT(message, AllOf(HasSubstr("was not ready after 3000ms"), HasSubstr("waiting for nothing")));
  });
}

}  // namespace
}  // namespace shellab::testing
