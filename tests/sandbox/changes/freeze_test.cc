// Freezing a host: nothing moves meanwhile, and nothing of it outlives its host or shellab.
#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

#include "sandbox/os/clone.h"
#include "sandbox/os/fd.h"
#include "sandbox/os/file.h"
#include "sandbox/os/process.h"
#include "tests/sandbox/engine/harness.h"
#include "tests/support/machine.h"

namespace shellab::testing {
namespace {

namespace asio = boost::asio;
using Work = std::function<asio::awaitable<void>(Host&)>;

constexpr char kCounter[] = "/home/student/counter";

HostSpec Observed() {
  HostSpec spec = BaseHost();
  spec.observe = true;
  return spec;
}

// Leaves a program running that writes ever longer lines into kCounter, under the name `name`.
ExecSpec Writer(const std::string& name) {
  return Script("(exec -a " + name +
                " bash -c 'while :; do i=$((i + 1)); echo $i > counter; done') > /dev/null 2>&1 &");
}

std::string Counter(Host& host) { return host.ReadState(kCounter).content; }

// Whether the counter comes to hold something that is not `seen`.
bool Moves(Host& host, const std::string& seen) {
  return WaitFor([&] {
    const std::string now = Counter(host);
    return !now.empty() && now != seen;
  });
}

TEST(Freeze, StopsAWriterAndThawLetsItGoOn) {
  const Work work = [](Host& host) -> asio::awaitable<void> {
    const ExecSpec writer = Writer("writer");
    co_await host.Exec(writer);
    EXPECT_TRUE(Moves(host, "")) << "the writer does not write";
    co_await host.Freeze();
    const std::string frozen = Counter(host);
    int moved = 0;
    for (int i = 0; i < 2000; ++i) moved += Counter(host) != frozen ? 1 : 0;
    EXPECT_EQ(moved, 0);
    host.Thaw();
    EXPECT_TRUE(Moves(host, frozen)) << "the writer does not go on";
    const ExecSpec honest = Script("echo goes on");
    const ExecResult result = co_await host.Exec(honest);
    EXPECT_EQ(Print(result), "goes on\n");
  };
  WithHost(Observed(), work);
}

TEST(Freeze, HoldsWhatWasStartedByAnyProgramOfTheHost) {
  const Work work = [](Host& host) -> asio::awaitable<void> {
    const ExecSpec first = Script("true");
    co_await host.Exec(first);
    const ExecSpec second = Script(
        "setsid bash -c 'while :; do i=$((i + 1)); echo $i > counter; done' "
        "> /dev/null 2>&1 &");
    co_await host.Exec(second);
    EXPECT_TRUE(Moves(host, ""));
    co_await host.Freeze();
    const std::string frozen = Counter(host);
    int moved = 0;
    for (int i = 0; i < 2000; ++i) moved += Counter(host) != frozen ? 1 : 0;
    EXPECT_EQ(moved, 0);
  };
  WithHost(Observed(), work);  // stops the frozen host
}

std::string Name(const char* what) { return what + std::to_string(::getpid()); }

bool Runs(const std::string& name) {
  const std::vector<std::string> lines = GuestCommandLines();
  return std::any_of(lines.begin(), lines.end(), [&](const auto& line) { return line.starts_with(name); });
}

TEST(Freeze, OfAHostThatIsStoppedLeavesNothing) {
  const std::string name = Name("stopped-");
  const Work work = [&](Host& host) -> asio::awaitable<void> {
    const ExecSpec writer = Writer(name);
    co_await host.Exec(writer);
    EXPECT_TRUE(WaitFor([&] { return Runs(name); }));
    co_await host.Freeze();
  };
  WithHost(Observed(), work);
  EXPECT_FALSE(Runs(name));
}

TEST(Freeze, OfAHostThatIsDroppedLeavesNothing) {
  const std::string name = Name("dropped-");
  const auto task = [&]() -> asio::awaitable<void> {
    const auto sandbox = co_await TestEngine().Start(Observed());
    const ExecSpec writer = Writer(name);
    co_await sandbox->host().Exec(writer);
    EXPECT_TRUE(WaitFor([&] { return Runs(name); }));
    co_await sandbox->host().Freeze();
  };
  Await(task());
  EXPECT_FALSE(Runs(name));
}

// Runs in a child: freezes a host in which `name` runs, says so through `ready` and waits to be killed.
[[noreturn]] void FreezeForever(const std::string& name, const Fd& ready) {
  const Work work = [&](Host& host) -> asio::awaitable<void> {
    const ExecSpec writer = Writer(name);
    co_await host.Exec(writer);
    if (!WaitFor([&] { return Runs(name); })) ::_exit(1);
    co_await host.Freeze();
    WriteAll(ready.get(), "x", "the parent's pipe");
    for (;;) ::pause();
  };
  try {
    WithHost(Observed(), work);
  } catch (const std::exception&) {
  }
  ::_exit(1);
}

TEST(Freeze, EndsWhenItsHolderIsKilled) {
  const std::string name = Name("frozen-");
  PipeEnds ready = Pipe();
  Process holder = Clone(0);
  if (!holder) FreezeForever(name, ready.write);
  ready.write.Close();
  char byte = 0;
  ASSERT_EQ(::read(ready.read.get(), &byte, 1), 1) << "the child could not freeze its host";
  EXPECT_TRUE(Runs(name));
  holder.KillAndReap();
  EXPECT_TRUE(WaitFor([&] { return !Runs(name); })) << name << " outlives its shellab";
}

}  // namespace
}  // namespace shellab::testing
