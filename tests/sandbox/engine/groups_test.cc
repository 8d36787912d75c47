// A host keeps no control group that nothing will run in again, and forgets nothing of what was used there.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/sandbox/engine/harness.h"

namespace shellab::testing {
namespace {

namespace asio = boost::asio;

// How many groups lie where `group` does that are of the same host: their names end with a number.
std::ptrdiff_t GroupsBeside(const Cgroup& group) {
  const std::string name = group.pids_folder().filename();
  const std::string prefix = name.substr(0, name.rfind('-') + 1);
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(group.pids_folder().parent_path()))
    names.push_back(entry.path().filename());
  return std::count_if(names.begin(), names.end(), [&prefix](const std::string& other) {
    return other.starts_with(prefix) && other.find_first_not_of("0123456789", prefix.size()) == std::string::npos;
  });
}

TEST(Groups, GoWhenNothingRunsThere) {
  HostSpec spec = BaseHost();
  spec.observe = true;
  WithHost(spec, [](Host& host) -> asio::awaitable<void> {
    const Cgroup& own = host.NewGroup({256U << 20U, 64});
    const ExecSpec ends = Script("for ((i = 0; i < 10000; ++i)); do :; done");
    const ExecSpec leaves = Script("sleep 1000 > /dev/null 2>&1 &");
    const ExecSpec missing = [] {
      ExecSpec exec = Script("");
      exec.argv = {"/no/such/program"};
      return exec;
    }();
    std::chrono::microseconds used{0};
    for (int round = 0; round < 4; ++round) {
      const ExecResult result = co_await host.Exec(ends);
      used += result.cpu;
      co_await host.Exec(missing);
    }
    co_await host.Exec(leaves);
    co_await host.Exec(leaves);
    co_await host.Exec(ends);
    // The one that was asked for, the two that something was left in, and the last.
    EXPECT_EQ(GroupsBeside(own), 4);
    EXPECT_EQ(host.ReadProcesses().size(), 2U);
    EXPECT_GE(host.CpuUsed(), used);
    co_await host.Freeze();  // in v2 group by group
    host.Thaw();
    // What was left there has ended since.
    co_await host.KillPrograms();
    co_await host.Exec(ends);
    EXPECT_EQ(GroupsBeside(own), 2);
  });
}

}  // namespace
}  // namespace shellab::testing
