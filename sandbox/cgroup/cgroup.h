// One control group: the bounds of what a program and all its children may use together, and what they used. Made by a
// host for each program that has limits; removed when the host is gone.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sandbox/cgroup/controllers.h"
#include "sandbox/os/fd.h"

namespace shellab {

struct CgroupLimits {
  std::uint64_t memory_bytes = 0;
  std::uint32_t processes = 0;
};

struct CgroupUsage {
  std::chrono::microseconds cpu{0};
  std::uint64_t peak_memory_bytes = 0;
  bool oom_killed = false;    // the kernel killed one of its processes for memory
  bool fork_refused = false;  // a fork failed at the limit of processes
};

class Cgroup {
 public:
  // Makes a group `name` (one path component) in every hierarchy, without limits. Throws OsError, or HostError when a
  // controller is missing.
  Cgroup(const Controllers& controllers, const std::string& name);
  Cgroup(const Cgroup&) = delete;
  Cgroup& operator=(const Cgroup&) = delete;
  // As Remove; no process may be left in it.
  ~Cgroup();

  // Sets the limits, with swap forbidden. Throws OsError.
  void SetLimits(const CgroupLimits& limits);
  // Removes its folders; those that hold processes stay: false.
  bool Remove() noexcept;

  // v1: descriptors into which a process writes "0" to enter (one thread: `tasks` takes 0.1 ms where `cgroup.procs`
  // waits 8 to 15 ms for every processor).
  const std::vector<Fd>& entrances() const { return entrances_; }
  // v2: the group's folder for CLONE_INTO_CGROUP (clone3(2)), or none.
  const Fd& unified() const { return unified_; }

  const std::filesystem::path& pids_folder() const { return pids_.folder; }

  // The processes that are in it now; none once it was removed. Throws OsError.
  std::vector<pid_t> Pids() const;
  std::chrono::microseconds Cpu() const;
  CgroupUsage Usage() const;

 private:
  struct Part {
    int version;
    std::filesystem::path folder;
  };
  friend class ForkBan;
  void Add(const std::optional<Hierarchy>& hierarchy, Controller controller, const std::string& name, Part& part);

  std::vector<std::filesystem::path> folders_;  // each once, in order of making
  Part memory_;
  Part pids_;
  Part cpu_;
  std::vector<Fd> entrances_;
  Fd unified_;
  std::uint32_t max_processes_ = 0;
};

// While it lives every fork in the group is refused, then again only those above the group's limit. One a group at a
// time. It may outlive the group.
class ForkBan {
 public:
  // Throws OsError.
  explicit ForkBan(const Cgroup& group);
  ForkBan(const ForkBan&) = delete;
  ForkBan& operator=(const ForkBan&) = delete;
  ~ForkBan();

  // The group, while it lives.
  const Cgroup& group() const { return group_; }

 private:
  const Cgroup& group_;
  const std::filesystem::path limit_;  // the file
  const std::uint32_t max_processes_;
};

// Removes the groups below `folders` whose names begin with `prefix`, which a killed shellab left behind, and thaws
// frozen ones. Returns false when one still holds processes.
bool RemoveStale(const std::vector<std::filesystem::path>& folders, const std::string& prefix);

}  // namespace shellab
