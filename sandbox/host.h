// One container of a sandbox: a booted root with an init, in which programs are run and files are read and written from
// outside. Made by the engine.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/cgroup/cgroup.h"
#include "sandbox/cgroup/freezer.h"
#include "sandbox/changes.h"
#include "sandbox/exec.h"
#include "sandbox/id_range.h"
#include "sandbox/os/process.h"
#include "sandbox/outcome.h"
#include "sandbox/root.h"

namespace shellab {

class Host {
 public:
  // `init` is the host's running first process, `lifeline` the end of init's socket that keeps it running. `ids` is its
  // range; its control groups are made in `controllers` and named after it.
  // `freezer` is for a host that will be observed, else null.
  Host(const IdRange& ids, const Controllers& controllers, std::unique_ptr<Freezer> freezer, HostRoot root,
       Process init, Fd lifeline)
      : id_base_(ids.base),
        group_prefix_(GroupPrefix(ids.index)),
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
  // What lies at `path`, and what lay there at boot (HostSpec::observe). Throws OsError.
  FileState ReadState(const std::string& path) const;
  FileState ReadStateBefore(const std::string& path) const;

  // Kills everything in the host and returns when all of it is gone.
  boost::asio::awaitable<void> Stop();

 private:
  std::uint32_t id_base_;
  std::string group_prefix_;
  const Controllers& controllers_;
  std::unique_ptr<Freezer> freezer_;
  std::vector<std::unique_ptr<Cgroup>> groups_;  // one a program; removed once init and all with it are gone
  HostRoot root_;
  Fd lifeline_;
  Process init_;
};

}  // namespace shellab
