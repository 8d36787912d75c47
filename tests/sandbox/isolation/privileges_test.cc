// What a program is and holds: capabilities, ids, namespaces, descriptors, limits.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <sstream>
#include <string>

#include "sandbox/os/error.h"
#include "sandbox/os/fd.h"
#include "sandbox/os/file.h"
#include "tests/sandbox/engine/harness.h"

namespace shellab::testing {
namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kCapabilities[] = "grep -E '^Cap|^NoNew' /proc/self/status";

TEST(Privileges, OfTheGuestsRoot) {
  // chown dac_override fowner fsetid kill setgid setuid setpcap net_bind_service sys_chroot setfcap
  EXPECT_EQ(Print(RunOnce(ScriptAsRoot(kCapabilities))),
            "CapInh:\t0000000000000000\n"
            "CapPrm:\t00000000800405fb\n"
            "CapEff:\t00000000800405fb\n"
            "CapBnd:\t00000000800405fb\n"
            "CapAmb:\t0000000000000000\n"
            "NoNewPrivs:\t1\n");
}

TEST(Privileges, OfAnOrdinaryUser) {
  EXPECT_EQ(Print(RunOnce(Script(kCapabilities))),
            "CapInh:\t0000000000000000\n"
            "CapPrm:\t0000000000000000\n"
            "CapEff:\t0000000000000000\n"
            "CapBnd:\t00000000800405fb\n"
            "CapAmb:\t0000000000000000\n"
            "NoNewPrivs:\t1\n");
}

// A copy of a shell with the set-user-id bit, made by root in advance.
TEST(Privileges, SetUserIdCountsOnlyWhereTheLabLiftsNoNewPrivs) {
  const auto user_of_copy = [](bool no_new_privs) {
    ExecResult result;
    const std::function<asio::awaitable<void>(Host&)> work = [&](Host& host) -> asio::awaitable<void> {
      const ExecSpec prepare = ScriptAsRoot("cp /usr/bin/id /run/id && chmod 4755 /run/id");
      result = co_await host.Exec(prepare);
      Print(result);
      ExecSpec spec = Script("/run/id -u");
      spec.no_new_privs = no_new_privs;
      result = co_await host.Exec(spec);
    };
    WithHost(BaseHost(), work);
    return Print(result);
  };
  EXPECT_EQ(user_of_copy(true), "1000\n");
  EXPECT_EQ(user_of_copy(false), "0\n");
}

TEST(Privileges, NamespacesAreNotShellabs) {
  std::istringstream lines(Print(RunOnce(Script("cd /proc/self/ns; for ns in *; do echo $ns $(readlink $ns); done"))));
  int seen = 0;
  for (std::string name, target; lines >> name >> target;) {
    if (name.starts_with("time")) continue;  // not separated: it would slow down every clock_gettime
    ++seen;
    EXPECT_NE(target, fs::read_symlink("/proc/self/ns/" + name).native());
  }
  EXPECT_EQ(seen, 8) << "cgroup ipc mnt net pid pid_for_children user uts";
}

TEST(Privileges, DescriptorsAreThreeAndTheGuestsOwn) {
  const Fd inheritable(::open("/", O_RDONLY | O_DIRECTORY));
  const std::string out = Print(RunOnce(Script(R"sh(
    sleep 100 <&0 &
    for fd in /proc/$!/fd/*; do echo "${fd##*/} $(readlink $fd)"; done
    [ /proc/$!/fd/0 -ef /dev/null ] && echo its own null
    kill $!)sh")));
  EXPECT_THAT(out, ::testing::MatchesRegex("0 /dev/null\n1 pipe:\\[[0-9]+\\]\n2 pipe:\\[[0-9]+\\]\nits own null\n"));
}

TEST(Privileges, NothingDumpsCore) {
  const ExecResult result = RunOnce(Script("ulimit -Sc; ulimit -Hc; bash -c 'kill -SEGV $$'; ls -A | grep -c core"));
  EXPECT_EQ(result.out.content, "0\n0\n0\n");
  EXPECT_THAT(result.err.content, HasSubstr("Segmentation fault"));
  EXPECT_THAT(result.err.content, Not(HasSubstr("dumped")));
}

TEST(Privileges, TheHostNameCannotBeChanged) {
  const ExecResult result = RunOnce(ScriptAsRoot("hostname; echo other > /proc/sys/kernel/hostname; hostname"));
  EXPECT_EQ(result.out.content, "lab\nlab\n");
}

// Of all sandboxes (sandbox/id_range.cc).
constexpr std::uint32_t kFirst = 0x70000000;
constexpr std::uint32_t kLast = 0x7FFDFFFF;

// The process of the machine with this command line, by its folder in /proc.
fs::path FindProcess(const std::string& command_line) {
  for (const auto& entry : fs::directory_iterator("/proc")) {
    try {
      if (ReadFile(entry.path() / "cmdline") == command_line) return entry.path();
    } catch (const OsError&) {
      continue;  // no process, or one that has just ended
    }
  }
  throw HostError("no such process");
}

TEST(Privileges, IdsAreOfARangeThatNobodyElseUses) {
  const std::function<asio::awaitable<void>(Host&)> work = [](Host& host) -> asio::awaitable<void> {
    const std::string seconds = std::to_string(1'000'000 + ::getpid());
    const ExecSpec spec = ScriptAsRoot("touch /tmp/made; sleep " + seconds + " > /dev/null 2>&1 &");
    const ExecResult result = co_await host.Exec(spec);
    Print(result);
    // The shell's child may not have come to its exec yet.
    const ExecSpec wait = ScriptAsRoot("until pgrep -x sleep; do :; done");
    const ExecResult waited = co_await host.Exec(wait);
    Print(waited);
    const fs::path process = FindProcess(std::string("sleep\0", 6) + seconds + '\0');
    std::istringstream status(ReadFile(process / "status"));
    int lines = 0;
    for (std::string line; std::getline(status, line);) {
      if (!line.starts_with("Uid:") && !line.starts_with("Gid:")) continue;
      ++lines;
      std::istringstream ids(line.substr(4));
      for (std::uint32_t id = 0; ids >> id;) EXPECT_TRUE(id >= kFirst && id <= kLast) << line;
    }
    EXPECT_EQ(lines, 2);
    struct stat made {};
    EXPECT_EQ(::stat((process / "root/tmp/made").c_str(), &made), 0);
    EXPECT_GE(made.st_uid, kFirst);
    EXPECT_LE(made.st_uid, kLast);
    EXPECT_EQ(made.st_uid, made.st_gid);
  };
  WithHost(BaseHost(), work);
}

}  // namespace
}  // namespace shellab::testing
