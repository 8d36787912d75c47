// Many starts, and many deaths at any moment: nothing adds up.
#include <dirent.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <random>
#include <set>
#include <thread>

#include "sandbox/image/store.h"
#include "sandbox/os/file.h"
#include "tests/support/machine.h"
#include "tests/support/program.h"

namespace shellab::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::StartsWith;

// How many starts; the environment may ask for more.
int Starts() {
  const char* wanted = std::getenv("SHELLAB_STARTS");  // NOLINT(concurrency-mt-unsafe): there is one thread
  return wanted == nullptr ? 500 : std::atoi(wanted);
}

// Every namespace that some process of this machine is in.
std::set<std::string> Namespaces() {
  std::set<std::string> all;
  for (const auto& process : fs::directory_iterator("/proc")) {
    std::error_code gone;  // processes end while they are looked at
    for (const auto& entry : fs::directory_iterator(process.path() / "ns", gone)) {
      const fs::path target = fs::read_symlink(entry.path(), gone);
      if (!target.empty()) all.insert(target);
    }
  }
  return all;
}

std::size_t Lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

// What a running shellab holds, between two of its sandboxes or with one.
struct Held {
  std::size_t mounts;
  std::size_t descriptors;
  std::size_t resident_kilobytes;
};

Held HeldBy(pid_t pid) {
  const std::string folder = fmt::format("/proc/{}", pid);
  const std::string status = ReadFile(folder + "/status");
  return {Lines(ReadFile(folder + "/mountinfo")),
          static_cast<std::size_t>(std::distance(fs::directory_iterator(folder + "/fd"), fs::directory_iterator())),
          std::stoul(status.substr(status.find("VmRSS:") + 6))};
}

// The highest of some moments in a row: a moment may fall anywhere in the life of a sandbox.
Held MostHeldUntil(const Program& program, const std::function<bool()>& over) {
  Held most{};
  while (!over()) {
    const Held now = HeldBy(program.pid());
    most.mounts = std::max(most.mounts, now.mounts);
    most.descriptors = std::max(most.descriptors, now.descriptors);
    most.resident_kilobytes = std::max(most.resident_kilobytes, now.resident_kilobytes);
    std::this_thread::sleep_for(std::chrono::milliseconds(2));  // only how often it looks
  }
  return most;
}

class Endurance : public ::testing::Test {
 protected:
  Endurance() : before_(Traces(state_.path())), namespaces_(Namespaces()) {}

  // What is there now and was not before, but for the traces that begin with `tolerated`.
  std::vector<std::string> Left(std::string_view tolerated = "nothing") const {
    std::vector<std::string> left = NewTraces(state_.path(), before_);
    std::erase_if(left, [&](const auto& trace) { return trace.starts_with(tolerated); });
    for (const std::string& name : Namespaces())
      if (!namespaces_.contains(name)) left.push_back("namespace " + name);
    return left;
  }

  // Namespaces go with their processes, of whose end the machine's init takes note; others here come and go meanwhile.
  void ExpectNothingLeft(std::string_view tolerated = "nothing") const {
    if (!WaitFor([&] { return Left(tolerated).empty(); })) {
      EXPECT_THAT(Left(tolerated), IsEmpty());
    }
  }

  OwnState state_;
  std::vector<std::string> before_;
  std::set<std::string> namespaces_;
};

TEST_F(Endurance, ManyStartsOfOneShellabHoldNoMoreThanFew) {
  const int starts = Starts();
  const fs::path counted = state_.path() / "counted";
  Command command = Shellab(state_, {"run", "--repeat", std::to_string(starts), "--", "/bin/echo"});
  command.argv.insert(command.argv.begin(), {"/bin/sh", "-c", "exec \"$0\" \"$@\" > " + counted.native()});
  Program program(command);
  const auto have_run = [&](int count) {
    std::error_code absent;
    const auto size = fs::file_size(counted, absent);
    return !absent && size >= static_cast<std::uintmax_t>(count);
  };
  ASSERT_TRUE(WaitFor([&] { return have_run(1); }));
  const Held first = MostHeldUntil(program, [&] { return have_run(starts / 2); });
  // Not to the end: of a program that has ended nothing can be read.
  const Held second = MostHeldUntil(program, [&] { return have_run(starts - starts / 10); });
  EXPECT_EQ(program.Wait().code, 0);
  EXPECT_EQ(fs::file_size(counted), static_cast<std::uintmax_t>(starts));
  RecordProperty("descriptors", fmt::format("{} {}", first.descriptors, second.descriptors));
  RecordProperty("mounts", fmt::format("{} {}", first.mounts, second.mounts));
  RecordProperty("resident_kilobytes", fmt::format("{} {}", first.resident_kilobytes, second.resident_kilobytes));
  EXPECT_LE(second.descriptors, first.descriptors + 2);
  EXPECT_LE(second.mounts, first.mounts + 2);
  EXPECT_LE(second.resident_kilobytes, first.resident_kilobytes + 1024);
  fs::remove(counted);
  ExpectNothingLeft();
}

TEST_F(Endurance, DeathAtAnyMomentLeavesNothingRunning) {
  constexpr unsigned kSeed = 20230901;
  constexpr int kRounds = 20;
  std::mt19937 random(kSeed);
  for (int round = 0; round < kRounds; ++round) {
    Program program(Shellab(
        state_, {"run", "--repeat", "1000", "--", "/bin/sh", "-c", "sleep 0.01 & setsid sleep 1000 & wait %1"}));
    // Anywhere from before its first sandbox to many later.
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 150'000));
    program.Signal(SIGKILL);
    program.Wait();
    SCOPED_TRACE(fmt::format("round {}", round));
    ExpectNothingLeft("cgroup ");
  }
  // Its control groups are what the kernel does not clear away by itself.
  EXPECT_EQ(RunToEnd(Shellab(state_, {"run", "--", "/bin/true"})).code, 0);
  ExpectNothingLeft();
}

TEST_F(Endurance, TheNextStartSweepsTheGroupsOfAKilledOne) {
  Program program(Shellab(state_, {"run", "--", "/bin/sleep", "987654"}));
  ASSERT_TRUE(WaitFor([] {
    const auto guests = GuestCommandLines();
    return std::find(guests.begin(), guests.end(), "/bin/sleep 987654 ") != guests.end();
  }));
  program.Signal(SIGKILL);
  program.Wait();
  ASSERT_TRUE(WaitFor([&] { return GuestCommandLines().empty(); }));
  EXPECT_THAT(Traces(state_.path()), Contains(StartsWith("cgroup ")));
  EXPECT_EQ(RunToEnd(Shellab(state_, {"run", "--", "/bin/true"})).code, 0);
  ExpectNothingLeft();
}

TEST_F(Endurance, ManyShellabsAtOnceEachGetTheirOwn) {
  std::vector<Program> programs;
  constexpr int kCount = 6;
  programs.reserve(kCount);
  for (int i = 0; i < kCount; ++i)
    programs.emplace_back(
        Shellab(state_, {"run", "--repeat", "5", "--", "/bin/sh", "-c", "echo $$ > /tmp/mine; ls /tmp"}));
  for (Program& program : programs) {
    const Ended ended = program.Wait();
    EXPECT_EQ(ended.code, 0) << ended.err;
    EXPECT_EQ(ended.out, "mine\nmine\nmine\nmine\nmine\n");
  }
  ExpectNothingLeft();
}

}  // namespace
}  // namespace shellab::testing
