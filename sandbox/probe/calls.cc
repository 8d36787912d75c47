// System calls that the engine cannot do without.
#include <fcntl.h>
#include <fmt/format.h>
#include <linux/close_range.h>
#include <linux/magic.h>
#include <poll.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <fstream>
#include <memory>

#include "sandbox/init/embed.h"
#include "sandbox/os/error.h"
#include "sandbox/os/process.h"
#include "sandbox/probe/probes.h"
#include "sandbox/probe/tree.h"

namespace shellab {
namespace {

using Status = ProbeResult::Status;

// vm.memfd_noexec (Linux 6.3): from 1 on, a memfd may not be executed.
bool MemfdsAreNoexec() {
  std::ifstream file("/proc/sys/vm/memfd_noexec");
  int value = 0;
  return file >> value && value > 0;
}

}  // namespace

ProbeResult ProbeSealedProgram(const std::filesystem::path& /*state*/) {
  try {
    const Fd program = SealedMemFd("doctor", InitProgram(), 0111);
    // Out of the way of descriptor 3.
    const Fd high(CheckCall(::fcntl(program.get(), F_DUPFD_CLOEXEC, 10), "dup"));
    const int code = RunInitProgram(
        [&high](char* const* argv, char* const* envp) { ::execveat(high.get(), "", argv, envp, AT_EMPTY_PATH); });
    if (code != 0) throw HostError(fmt::format("execute a sealed memfd: exit code {}", code));
  } catch (const HostError& error) {
    if (!MemfdsAreNoexec()) throw;
    return {Status::kMissing, error.what(), "sysctl -w vm.memfd_noexec=0"};
  }
  return {Status::kOk, "a program runs from a sealed memfd", ""};
}

ProbeResult ProbePidfd(const std::filesystem::path& /*state*/) {
  const pid_t pid = CheckCall(::fork(), "fork");
  if (pid == 0)
    for (;;) ::pause();
  Process child;
  try {
    child = Process::FromPid(pid);
  } catch (const OsError&) {
    ::kill(pid, SIGKILL);
    throw;
  }
  child.Kill();
  pollfd event{child.pidfd(), POLLIN, 0};
  CheckCall(::poll(&event, 1, -1), "poll a pidfd");
  const ExitStatus status = child.Reap();
  if (!status.signalled || status.signal != SIGKILL) throw HostError("a process killed by its pidfd ended otherwise");
  return {Status::kOk, "a process is watched, killed and reaped by its pidfd", ""};
}

ProbeResult ProbeCloseRange(const std::filesystem::path& /*state*/) {
  const Fd fd(CheckCall(::open("/dev/null", O_RDONLY), "open /dev/null"));  // NOLINT(android-cloexec-open)
  const auto number = static_cast<unsigned>(fd.get());
  CheckCall(::close_range(number, number, CLOSE_RANGE_CLOEXEC), "close_range");
  if (::fcntl(fd.get(), F_GETFD) != FD_CLOEXEC) throw HostError("close_range: done, but not to be seen");
  return {Status::kOk, "marks descriptors close-on-exec", ""};
}

ProbeResult ProbeOpenat2(const std::filesystem::path& /*state*/) {
  const Fd root = Open("/proc", O_PATH | O_DIRECTORY);
  // There is /sys/kernel on the machine, and /proc/sys/kernel for who cannot get out of /proc.
  const Fd found = OpenInRoot(root.get(), "../../sys/kernel", O_RDONLY | O_DIRECTORY);
  struct statfs system {};
  CheckCall(::fstatfs(found.get(), &system), "fstatfs");
  if (system.f_type != PROC_SUPER_MAGIC) throw HostError("openat2: a path led out of its root");
  return {Status::kOk, "no path leads out of its root", ""};
}

ProbeResult ProbeSeccomp(const std::filesystem::path& /*state*/) {
  const std::unique_ptr<void, decltype(&::seccomp_release)> filter(::seccomp_init(SCMP_ACT_ALLOW), ::seccomp_release);
  if (!filter) throw HostError("libseccomp could not begin a filter");
  const auto must = [](int result, const char* what) {
    if (result < 0) throw OsError(-result, what);
  };
  must(::seccomp_attr_set(filter.get(), SCMP_FLTATR_API_SYSRAWRC, 1), "libseccomp could not be set up");
  must(::seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EXDEV), SCMP_SYS(sched_yield), 0), "add a seccomp rule");
  must(::seccomp_load(filter.get()), "load a seccomp filter");
  if (::sched_yield() == 0 || errno != EXDEV) throw HostError("a seccomp filter was loaded and refuses nothing");
  return {Status::kOk, "a filter is loaded and refuses a call", ""};
}

}  // namespace shellab
