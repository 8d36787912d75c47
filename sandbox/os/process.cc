#include "sandbox/os/process.h"

#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "sandbox/os/error.h"

namespace shellab {
namespace {

// By number, which stays the child's until it is reaped: by a pidfd that an event loop has made non-blocking it would
// fail with EAGAIN while the child lives.
int WaitFor(pid_t pid, siginfo_t* info) {
  int result = 0;
  do {
    result = ::waitid(P_PID, static_cast<id_t>(pid), info, WEXITED);
  } while (result != 0 && errno == EINTR);
  return result;
}

}  // namespace

Process& Process::operator=(Process&& other) noexcept {
  if (this != &other) {
    KillAndReap();
    pid_ = std::exchange(other.pid_, -1);
    pidfd_ = std::move(other.pidfd_);
  }
  return *this;
}

Process Process::FromPid(pid_t pid) {
  // By number: glibc 2.36 declares its wrappers without C linkage. A pidfd is always close-on-exec.
  return {pid, Fd(static_cast<int>(CheckCall(::syscall(SYS_pidfd_open, pid, 0), "pidfd_open")))};
}

void Process::Kill() const { ::syscall(SYS_pidfd_send_signal, pidfd_.get(), SIGKILL, nullptr, 0); }

ExitStatus Process::Reap() {
  siginfo_t info{};
  CheckCall(WaitFor(pid_, &info), "wait for a process");
  pidfd_.Close();
  ExitStatus status;
  status.signalled = info.si_code != CLD_EXITED;
  (status.signalled ? status.signal : status.code) = info.si_status;
  return status;
}

void Process::KillAndReap() noexcept {
  if (!pidfd_) return;
  Kill();
  siginfo_t info{};
  WaitFor(pid_, &info);
  pidfd_.Close();
}

}  // namespace shellab
