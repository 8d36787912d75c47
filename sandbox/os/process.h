// Child processes, held by pidfd so that a recycled pid is never hit.
#pragma once

#include <sys/types.h>

#include "sandbox/os/fd.h"

namespace shellab {

// How a child ended, as wait(2) tells it.
struct ExitStatus {
  bool signalled = false;
  int code = 0;    // exit code, when not signalled
  int signal = 0;  // signal number, when signalled
};

// Owns one child of this process: kills and reaps it when the value dies before Reap() was called.
class Process {
 public:
  Process() = default;
  Process(pid_t pid, Fd pidfd) : pid_(pid), pidfd_(std::move(pidfd)) {}
  Process(Process&&) noexcept = default;
  Process& operator=(Process&& other) noexcept;
  ~Process() { KillAndReap(); }

  // A child whose pid is known and that was not reaped yet. Throws OsError.
  static Process FromPid(pid_t pid);

  explicit operator bool() const { return static_cast<bool>(pidfd_); }
  pid_t pid() const { return pid_; }
  // Readable when the process has ended (pidfd_open(2)).
  int pidfd() const { return pidfd_.get(); }

  // Sends SIGKILL; a process that has ended already is fine.
  void Kill() const;
  // Waits until it has ended (at once, when the pidfd is readable) and forgets it. Throws OsError.
  ExitStatus Reap();
  void KillAndReap() noexcept;

 private:
  pid_t pid_ = -1;
  Fd pidfd_;
};

}  // namespace shellab
