// The controllers that hold a sandbox's limits, one by one: a process enters a group and runs into its limit.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <csignal>
#include <ctime>
#include <fstream>
#include <sstream>

#include "sandbox/cgroup/controllers.h"
#include "sandbox/host.h"
#include "sandbox/id_range.h"
#include "sandbox/lease.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"
#include "sandbox/probe/probes.h"

namespace shellab {
namespace {

using Status = ProbeResult::Status;
namespace fs = std::filesystem;

// A group of its own in one hierarchy, removed with the value. It is named after an id range that it holds, so that the
// engine sweeps what a killed doctor left.
class ProbeGroup {
 public:
  explicit ProbeGroup(const Hierarchy& hierarchy)
      : range_(LeaseClean(FindControllers())),
        version_(hierarchy.version),
        folder_(hierarchy.folder / (Host::GroupPrefix(range_.index) + "doctor")) {
    CheckCall(::mkdir(folder_.c_str(), 0755), fmt::format("mkdir {}", folder_.native()));
  }
  ProbeGroup(const ProbeGroup&) = delete;
  ProbeGroup& operator=(const ProbeGroup&) = delete;
  ~ProbeGroup() { ::rmdir(folder_.c_str()); }

  int version() const { return version_; }
  fs::path operator/(const char* file) const { return folder_ / file; }

  // Runs `work` in a child that is in the group, and returns its status (wait(2)). `work` makes system calls only.
  template <typename Work>
  int RunInside(Work work) const {
    const Fd entrance = Open(folder_ / (version_ == 1 ? "tasks" : "cgroup.procs"), O_WRONLY);
    const pid_t child = CheckCall(::fork(), "fork");
    if (child == 0) {
      constexpr int kCannotEnter = 125;
      ::_exit(::write(entrance.get(), "0", 1) == 1 ? work() : kCannotEnter);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
      if (errno != EINTR) ThrowErrno("wait for a process in a cgroup");
    if (WIFEXITED(status) && WEXITSTATUS(status) == 125)
      throw HostError(fmt::format("a process could not enter the cgroup {}", folder_.native()));
    return status;
  }

 private:
  IdRange range_;
  int version_;
  fs::path folder_;
};

// How to get a controller that is nowhere mounted, by what /proc/cgroups says of it.
std::string FixForAbsent(std::string_view name) {
  std::ifstream file("/proc/cgroups");
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    std::string subsystem;
    int hierarchy = 0;
    int groups = 0;
    int enabled = 0;
    if (!(fields >> subsystem >> hierarchy >> groups >> enabled) || subsystem != name) continue;
    if (enabled == 0) return fmt::format("boot with cgroup_enable={} on the kernel's command line", name);
    if (hierarchy != 0)
      return fmt::format("mkdir -p /sys/fs/cgroup/{0} && mount -t cgroup -o {0} {0} /sys/fs/cgroup/{0}", name);
  }
  return "";
}

template <typename Try>
ProbeResult ProbeController(std::optional<Hierarchy> Controllers::*which, const char* v1_name, Try limit_holds) {
  const Controllers found = FindControllers();
  const std::optional<Hierarchy>& hierarchy = found.*which;
  if (!hierarchy)
    return {Status::kMissing, fmt::format("the controller {} is mounted nowhere", v1_name), FixForAbsent(v1_name)};
  Controllers only;
  only.*which = hierarchy;
  PrepareUnified(only);
  const ProbeGroup group(*hierarchy);
  const std::string where = fmt::format("v{} in {}", hierarchy->version, hierarchy->folder.native());
  if (!limit_holds(group)) return {Status::kMissing, where + ", but it does not bind a process", ""};
  return {Status::kOk, where, ""};
}

// Swap would let a process live above its limit; not every kernel counts it.
void ForbidSwap(const ProbeGroup& group, const std::string& bytes) {
  const bool v1 = group.version() == 1;
  const fs::path file = group / (v1 ? "memory.memsw.limit_in_bytes" : "memory.swap.max");
  if (::access(file.c_str(), W_OK) == 0) WriteKernelFile(file, v1 ? bytes : "0");
}

bool MemoryLimitHolds(const ProbeGroup& group) {
  constexpr std::size_t kLimit = 8U << 20U;
  WriteKernelFile(group / (group.version() == 1 ? "memory.limit_in_bytes" : "memory.max"), std::to_string(kLimit));
  ForbidSwap(group, std::to_string(kLimit));
  const int status = group.RunInside([] {
    void* memory =
        ::mmap(nullptr, 4 * kLimit, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    return memory == MAP_FAILED ? 1 : 0;
  });
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

bool PidsLimitHolds(const ProbeGroup& group) {
  WriteKernelFile(group / "pids.max", "1");
  const int status = group.RunInside([] {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(0);
    return child < 0 && errno == EAGAIN ? 0 : 1;
  });
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// The processor time of the group in the unit of its file; nothing but its growth matters.
std::uint64_t CpuTime(const ProbeGroup& group) {
  std::string text = ReadFile(group / (group.version() == 1 ? "cpuacct.usage" : "cpu.stat"));
  constexpr std::string_view kKey = "usage_usec ";
  if (text.starts_with(kKey)) text.erase(0, kKey.size());
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

bool CpuTimeIsCounted(const ProbeGroup& group) {
  const std::uint64_t before = CpuTime(group);
  group.RunInside([] {
    timespec used{};
    constexpr long kNanoseconds = 5'000'000;
    while (used.tv_sec == 0 && used.tv_nsec < kNanoseconds) ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return 0;
  });
  return CpuTime(group) > before;
}

}  // namespace

ProbeResult ProbeMemoryController(const fs::path& /*state*/) {
  return ProbeController(&Controllers::memory, "memory", MemoryLimitHolds);
}

ProbeResult ProbePidsController(const fs::path& /*state*/) {
  return ProbeController(&Controllers::pids, "pids", PidsLimitHolds);
}

ProbeResult ProbeCpuController(const fs::path& /*state*/) {
  return ProbeController(&Controllers::cpu, "cpuacct", CpuTimeIsCounted);
}

}  // namespace shellab
