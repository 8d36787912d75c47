// One container of a sandbox: a booted root with an init, in which programs are run and files are read and written from
// outside. Made by the engine.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/cgroup/cgroup.h"
#include "sandbox/cgroup/freezer.h"
#include "sandbox/changes.h"
#include "sandbox/exec.h"
#include "sandbox/os/process.h"
#include "sandbox/outcome.h"
#include "sandbox/processes.h"
#include "sandbox/root.h"
#include "sandbox/service/child.h"

namespace shellab {

// Both sides of a pseudo-terminal: what is written to one is read from the other.
struct TerminalEnds {
  Fd master;  // of who shows the terminal; non-blocking
  Fd slave;   // of the programs on it
};

class Host {
 public:
  // `init` is the host's running first process, `lifeline` the end of init's socket that keeps it running. `id_base` is
  // the machine's id that is the guest's 0. Its control groups are made in `controllers`, their names begin with
  // `group_prefix`. `freezer` is for a host that will be observed, else null.
  Host(std::string name, std::uint32_t id_base, std::string group_prefix, const Controllers& controllers,
       std::unique_ptr<Freezer> freezer, HostRoot root, Process init, Fd lifeline)
      : name_(std::move(name)),
        id_base_(id_base),
        group_prefix_(std::move(group_prefix)),
        controllers_(controllers),
        freezer_(std::move(freezer)),
        root_(std::move(root)),
        lifeline_(std::move(lifeline)),
        init_(std::move(init)) {}

  // What the names of a range's control groups begin with.
  static std::string GroupPrefix(std::uint32_t range_index);

  // Runs a program in a control group of its own to its end, or until it is killed at one of its limits, stdin being
  // the guest's own /dev/null. What it left running goes on, within its limits of memory and processes. Its children
  // may print on for a second after it has ended, since a shell does not wait for `> >(tee file)`. A program that
  // cannot be executed exits with 127 (not found) or 126, as in a shell. Throws OsError when the machine could not.
  boost::asio::awaitable<ExecResult> Exec(const ExecSpec& spec);

  // A new pseudo-terminal of the guest's (pty(7)) that belongs to `owner`. Throws OsError.
  TerminalEnds OpenTerminal(const Identity& owner) const;

  // Makes the next program's control group ahead of time. Throws OsError.
  void PrepareGroup();
  // A control group for programs that Launch starts, one after the other: a service. Kept as long as the host. Throws
  // OsError.
  Cgroup& NewGroup(const CgroupLimits& limits);
  // Starts a program in `group` and returns once it executes; what its limits of time say does not count. Both streams
  // of its output go to `output`, which with ExecSpec::terminal is also its input. Null when it cannot be executed:
  // `*exec_errno` says why. Throws OsError when the machine could not.
  boost::asio::awaitable<std::shared_ptr<Child>> Launch(const ExecSpec& spec, const Cgroup& group, int output,
                                                        int* exec_errno);
  // Sends a signal to every process that is in `group` now. Throws OsError.
  void SignalGroup(const Cgroup& group, int signal) const;
  // Kills every process of `group` and returns when it is empty, whatever they do against it: meanwhile nothing can be
  // started in there. Only one at a time for a group. Throws OsError.
  boost::asio::awaitable<void> KillGroup(const Cgroup& group) const;
  // The same of all the host's programs at once.
  boost::asio::awaitable<void> KillPrograms() const;

  // A socket of the guest's network, made by this process. Throws OsError.
  Fd NewSocket(int domain, int type) const;
  // A Unix stream socket of the guest's that everybody in there may connect to. Throws OsError.
  Fd Listen(const std::string& path) const;
  // A file of the guest's to append to, made for `owner` where it is absent. Throws OsError.
  Fd OpenLog(const std::string& path, const Identity& owner) const;
  // The last `max_bytes` of what follows the first `skipped` in a regular file of the guest's, or of all where it is
  // shorter than that; empty where there is none. Throws OsError.
  std::string ReadTail(const std::string& path, std::size_t max_bytes, std::size_t skipped) const;

  // A regular file of the guest's; nothing where there is none, or a larger one. Throws OsError.
  std::optional<std::string> ReadRegular(const std::string& path, std::size_t max_bytes) const;

  // The processor time that its programs have used so far. Throws OsError.
  std::chrono::microseconds CpuUsed() const;
  // The host's programs with all their children. Throws OsError.
  std::vector<ProcessInfo> ReadProcesses() const;
  // Who listens on its network; `processes` are the possible owners. Throws OsError.
  std::vector<Listener> ReadListeners(const std::vector<ProcessInfo>& processes) const;

  const std::string& name() const { return name_; }
  // The machine's id that is the guest's 0.
  std::uint32_t id_base() const { return id_base_; }
  int init_pidfd() const { return init_.pidfd(); }

  // Makes the file `path` of the guest with `content`; it must not be there yet. No link of the guest leads out of its
  // root. Throws OsError.
  void WriteFile(const std::string& path, std::string_view content, const Identity& owner, mode_t mode);
  // Copies the content of the trusted folder `from` (folders and regular files, with their modes) into the guest's
  // folder `to`, which must be there. Throws OsError.
  void CopyFolder(const std::filesystem::path& from, const std::string& to, const Identity& owner);

  ~Host();

  // Stops every process of the host's programs where it stands, so that files can be read while nothing changes them,
  // and lets them go on (HostSpec::observe). Throws OsError.
  boost::asio::awaitable<void> Freeze();
  void Thaw();

  // What the guest changed on its disk since it booted (HostSpec::observe). Throws OsError.
  Changes ReadChanges(const std::vector<std::string>& ignored) const;
  // How many bytes can still be written to its disk. Throws OsError.
  std::uint64_t FreeBytes() const;
  // What lies at `path`, and what lay there at boot (HostSpec::observe). Throws OsError.
  FileState ReadState(const std::string& path) const;
  FileState ReadStateBefore(const std::string& path) const;

  // Kills everything in the host, without waiting for its end.
  void Kill() noexcept;
  // Kills everything in the host and returns when all of it is gone.
  boost::asio::awaitable<void> Stop();

 private:
  boost::asio::awaitable<void> KillGroups(std::vector<const Cgroup*> groups) const;
  // Removes the groups that nothing will run in again.
  void DropGroups();

  std::string name_;
  std::uint32_t id_base_;
  std::string group_prefix_;
  const Controllers& controllers_;
  std::unique_ptr<Freezer> freezer_;
  std::vector<std::shared_ptr<Cgroup>> groups_;  // one a program; removed when the host ends, or before (DropGroups)
  std::set<const Cgroup*> over_;                 // of these: nothing is started there any more
  std::chrono::microseconds used_by_dropped_{0};
  std::unique_ptr<Cgroup> next_group_;
  std::size_t made_groups_ = 0;
  HostRoot root_;
  Fd lifeline_;
  Process init_;
  std::vector<std::weak_ptr<Child>> children_;
};

}  // namespace shellab
