// One container of a sandbox: a booted root with an init, in which programs are run and files are read and written from
// outside. Made by the engine.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <filesystem>
#include <string>
#include <string_view>

#include "sandbox/exec.h"
#include "sandbox/id_range.h"
#include "sandbox/os/process.h"
#include "sandbox/outcome.h"
#include "sandbox/root.h"

namespace shellab {

class Host {
 public:
  // `init` is the host's running first process, `lifeline` the end of init's socket that keeps it running. `id_base` is
  // the first id of its range.
  Host(std::uint32_t id_base, HostRoot root, Process init, Fd lifeline)
      : id_base_(id_base), root_(std::move(root)), lifeline_(std::move(lifeline)), init_(std::move(init)) {}

  // Runs a program to its end, or to its wall-clock limit, stdin being the guest's own /dev/null. What it left running
  // goes on. Its children may print on for a second after it has ended, since a shell does not wait for
  // `> >(tee file)`. A program that cannot be executed exits with 127 (not found) or 126, as in a shell. Throws OsError
  // when the machine could not.
  boost::asio::awaitable<ExecResult> Exec(const ExecSpec& spec);

  // Makes the file `path` of the guest with `content`; it must not be there yet. No link of the guest leads out of its
  // root. Throws OsError.
  void WriteFile(const std::string& path, std::string_view content, const Identity& owner, mode_t mode);
  // Copies the content of the trusted folder `from` (folders and regular files, with their modes) into the guest's
  // folder `to`, which must be there. Throws OsError.
  void CopyFolder(const std::filesystem::path& from, const std::string& to, const Identity& owner);

  // Kills everything in the host and returns when all of it is gone.
  boost::asio::awaitable<void> Stop();

 private:
  std::uint32_t id_base_;
  HostRoot root_;
  Fd lifeline_;
  Process init_;
};

}  // namespace shellab
