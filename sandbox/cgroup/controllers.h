// Which cgroup controllers this machine has and where: v1, v2 or both at once (hybrid machines exist). Read once by the
// engine; `doctor` shows it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/os/fd.h"

namespace shellab {

enum class Controller { kMemory, kPids, kCpu };

// "memory", "pids", "cpu" (v1 counts time in a controller of its own, "cpuacct", which stands for kCpu
// there).
std::string_view ControllerName(Controller controller);

// The folder below which shellab makes its groups for one controller.
struct Hierarchy {
  int version = 1;
  std::filesystem::path folder;
};

struct Controllers {
  std::optional<Hierarchy> memory;
  std::optional<Hierarchy> pids;
  std::optional<Hierarchy> cpu;
  std::optional<Hierarchy> freezer;  // in v2 every group has one
};

// The folders below which shellab makes its groups, each once.
std::vector<std::filesystem::path> GroupFolders(const Controllers& controllers);

// Finds each controller by /proc/self/cgroup and /proc/self/mountinfo (cgroups(7)). A v1 controller is used below this
// process's own group, whose limits thereby bind the sandboxes too. In v2 a group that holds processes cannot give
// controllers to children, so that a folder "shellab" at the top of the mount is used. Throws OsError.
Controllers FindControllers();

// The same from the two files' text; `unified_controllers` is what cgroup.controllers at the top of the v2 mount holds.
Controllers FindControllers(std::string_view own_groups, std::string_view mountinfo,
                            std::string_view unified_controllers);

// Makes the v2 folder, if there is a v2 controller, and turns its controllers on for it and below it. Returns a group
// in there for the first processes of hosts, so that a guest that looks at theirs (/proc/1/cgroup) finds a neighbour of
// its own rather than the way to this process's; none without a v2 controller. Throws OsError.
Fd PrepareUnified(const Controllers& controllers);

}  // namespace shellab
