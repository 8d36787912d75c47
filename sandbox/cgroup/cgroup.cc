#include "sandbox/cgroup/cgroup.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <sstream>
#include <string_view>

#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

std::uint64_t Number(std::string_view text) {
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::uint64_t ReadNumber(const std::filesystem::path& file) { return Number(ReadFile(file)); }

// The number behind `key` in a file of "key number" lines; 0 when the key is not there.
std::uint64_t ReadKey(const std::filesystem::path& file, std::string_view key) {
  const std::string text = ReadFile(file);
  for (std::string_view rest = text; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    if (line.starts_with(key) && line.size() > key.size() && line[key.size()] == ' ')
      return Number(line.substr(key.size() + 1));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return 0;
}

// Writes a limit whose file not every kernel has (swap accounting is optional).
void WriteIfThere(const std::filesystem::path& file, std::string_view value) {
  const Fd fd(::open(file.c_str(), O_WRONLY | O_CLOEXEC));
  if (!fd && errno == ENOENT) return;
  if (!fd || ::write(fd.get(), value.data(), value.size()) < 0)
    ThrowErrno(fmt::format("write '{}' to {}", value, file.native()));
}

}  // namespace

void Cgroup::Add(const std::optional<Hierarchy>& hierarchy, Controller controller, const std::string& name,
                 Part& part) {
  if (!hierarchy)
    throw HostError(fmt::format("the cgroup controller {} is not there: mount it, or boot with it enabled",
                                ControllerName(controller)));
  part = {hierarchy->version, hierarchy->folder / name};
  // Controllers may share a folder: all of v2, and v1 ones that are mounted together.
  if (std::find(folders_.begin(), folders_.end(), part.folder) != folders_.end()) return;
  CheckCall(::mkdir(part.folder.c_str(), 0755), fmt::format("mkdir {}", part.folder.native()));
  folders_.push_back(part.folder);
  if (part.version == 1) {
    entrances_.push_back(Open(part.folder / "tasks", O_WRONLY));
  } else {
    unified_ = Open(part.folder, O_RDONLY | O_DIRECTORY);
  }
}

Cgroup::Cgroup(const Controllers& controllers, const std::string& name) {
  try {
    Add(controllers.memory, Controller::kMemory, name, memory_);
    Add(controllers.pids, Controller::kPids, name, pids_);
    Add(controllers.cpu, Controller::kCpu, name, cpu_);
  } catch (...) {
    Remove();
    throw;
  }
}

Cgroup::~Cgroup() { Remove(); }

void Cgroup::SetLimits(const CgroupLimits& limits) {
  const std::string bytes = std::to_string(limits.memory_bytes);
  if (memory_.version == 1) {
    WriteKernelFile(memory_.folder / "memory.limit_in_bytes", bytes);
    WriteIfThere(memory_.folder / "memory.memsw.limit_in_bytes", bytes);
  } else {
    WriteKernelFile(memory_.folder / "memory.max", bytes);
    WriteIfThere(memory_.folder / "memory.swap.max", "0");
  }
  max_processes_ = limits.processes;
  WriteKernelFile(pids_.folder / "pids.max", std::to_string(max_processes_));
}

ForkBan::ForkBan(const Cgroup& group)
    : group_(group), limit_(group.pids_folder() / "pids.max"), max_processes_(group.max_processes_) {
  WriteKernelFile(limit_, "0");
}

ForkBan::~ForkBan() {
  try {
    WriteKernelFile(limit_, std::to_string(max_processes_));
  } catch (const HostError&) {  // whoever is started in there says so; or the group is gone
  }
}

bool Cgroup::Remove() noexcept {
  std::erase_if(folders_, [](const auto& folder) { return ::rmdir(folder.c_str()) == 0; });
  return folders_.empty();
}

std::vector<pid_t> Cgroup::Pids() const {
  if (std::find(folders_.begin(), folders_.end(), pids_.folder) == folders_.end()) return {};
  std::istringstream text(ReadFile(pids_.folder / "cgroup.procs"));
  std::vector<pid_t> pids;
  for (pid_t pid = 0; text >> pid;) pids.push_back(pid);
  return pids;
}

std::chrono::microseconds Cgroup::Cpu() const {
  if (cpu_.version == 1)
    return std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::nanoseconds(ReadNumber(cpu_.folder / "cpuacct.usage")));
  return std::chrono::microseconds(ReadKey(cpu_.folder / "cpu.stat", "usage_usec"));
}

CgroupUsage Cgroup::Usage() const {
  const bool v1 = memory_.version == 1;
  CgroupUsage usage;
  usage.cpu = Cpu();
  usage.peak_memory_bytes = ReadNumber(memory_.folder / (v1 ? "memory.max_usage_in_bytes" : "memory.peak"));
  usage.oom_killed = ReadKey(memory_.folder / (v1 ? "memory.oom_control" : "memory.events"), "oom_kill") > 0;
  usage.fork_refused = ReadKey(pids_.folder / "pids.events", "max") > 0;
  return usage;
}

bool RemoveStale(const std::vector<std::filesystem::path>& folders, const std::string& prefix) {
  bool removed = true;
  for (const auto& folder : folders) {
    std::vector<std::filesystem::path> groups;
    std::error_code gone;  // its session may have ended since
    for (const auto& entry : std::filesystem::directory_iterator(folder, gone))
      if (entry.path().filename().native().starts_with(prefix)) groups.push_back(entry.path());
    for (const auto& group : groups) {
      WriteIfThere(group / "freezer.state", "THAWED");  // v1: what is frozen does not even die
      if (::rmdir(group.c_str()) != 0 && errno != ENOENT) removed = false;
    }
  }
  return removed;
}

}  // namespace shellab
