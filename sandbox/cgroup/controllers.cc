#include "sandbox/cgroup/controllers.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <vector>

#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

bool Contains(const std::vector<std::string_view>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// One line of mountinfo, as far as it concerns cgroups (proc_pid_mountinfo(5)).
struct Mount {
  std::string_view root;
  std::string_view point;
  std::string_view type;
  std::vector<std::string_view> options;
};

std::vector<Mount> CgroupMounts(std::string_view mountinfo) {
  std::vector<Mount> mounts;
  for (const std::string_view line : Split(mountinfo, '\n')) {
    const std::vector<std::string_view> fields = Split(line, ' ');
    const auto dash = std::find(fields.begin(), fields.end(), "-");
    if (fields.size() < 10 || fields.end() - dash < 4) continue;
    if (!dash[1].starts_with("cgroup")) continue;
    mounts.push_back({fields[3], fields[4], dash[1], Split(dash[3], ',')});
  }
  return mounts;
}

// The path of this process's group in the hierarchy of a v1 controller, or of v2 for "".
std::optional<std::string_view> OwnPath(std::string_view own_groups, std::string_view controller) {
  for (const std::string_view line : Split(own_groups, '\n')) {
    const auto first = line.find(':');
    const auto second = line.find(':', first + 1);
    if (second == std::string_view::npos) continue;
    const std::string_view names = line.substr(first + 1, second - first - 1);
    if (controller.empty() ? names.empty() : Contains(Split(names, ','), controller)) return line.substr(second + 1);
  }
  return std::nullopt;
}

std::optional<Hierarchy> FindV1(std::string_view own_groups, const std::vector<Mount>& mounts,
                                std::string_view controller) {
  const auto own = OwnPath(own_groups, controller);
  if (!own) return std::nullopt;
  for (const Mount& mount : mounts) {
    if (mount.type != "cgroup" || !Contains(mount.options, controller)) continue;
    // A mount of a part of the hierarchy shows paths without that part.
    std::string_view below = *own;
    if (mount.root != "/" && below.starts_with(mount.root)) below.remove_prefix(mount.root.size());
    const auto inner = below.find_first_not_of('/');
    std::filesystem::path folder(mount.point);
    if (inner != std::string_view::npos) folder /= below.substr(inner);
    return Hierarchy{1, folder};
  }
  return std::nullopt;
}

std::optional<Hierarchy> FindV2(const std::vector<Mount>& mounts, std::string_view unified_controllers,
                                std::string_view controller) {
  std::string_view words = unified_controllers.substr(0, unified_controllers.find('\n'));
  if (!Contains(Split(words, ' '), controller)) return std::nullopt;
  for (const Mount& mount : mounts)
    if (mount.type == "cgroup2") return Hierarchy{2, std::filesystem::path(mount.point) / "shellab"};
  return std::nullopt;
}

}  // namespace

std::string_view ControllerName(Controller controller) {
  constexpr std::array<std::string_view, 3> kNames = {"memory", "pids", "cpu"};
  return kNames[static_cast<std::size_t>(controller)];
}

Controllers FindControllers(std::string_view own_groups, std::string_view mountinfo,
                            std::string_view unified_controllers) {
  const std::vector<Mount> mounts = CgroupMounts(mountinfo);
  const auto find = [&](std::string_view v1, std::string_view v2) {
    const auto unified = FindV2(mounts, unified_controllers, v2);
    return unified ? unified : FindV1(own_groups, mounts, v1);
  };
  Controllers controllers{find("memory", "memory"), find("pids", "pids"), find("cpuacct", "cpu"), {}};
  // v2 groups can always be frozen, but one is used only where some controller makes shellab have v2 groups at all.
  controllers.freezer =
      controllers.pids && controllers.pids->version == 2 ? controllers.pids : FindV1(own_groups, mounts, "freezer");
  return controllers;
}

Controllers FindControllers() {
  const std::string mountinfo = ReadFile("/proc/self/mountinfo");
  std::string unified;
  for (const Mount& mount : CgroupMounts(mountinfo))
    if (mount.type == "cgroup2") unified = ReadFile(std::filesystem::path(mount.point) / "cgroup.controllers");
  return FindControllers(ReadFile("/proc/self/cgroup"), mountinfo, unified);
}

std::vector<std::filesystem::path> GroupFolders(const Controllers& controllers) {
  std::vector<std::filesystem::path> folders;
  for (const auto* hierarchy : {&controllers.memory, &controllers.pids, &controllers.cpu, &controllers.freezer}) {
    if (!*hierarchy) continue;
    const std::filesystem::path& folder = (*hierarchy)->folder;
    if (std::find(folders.begin(), folders.end(), folder) == folders.end()) folders.push_back(folder);
  }
  return folders;
}

Fd PrepareUnified(const Controllers& controllers) {
  const auto make = [](const std::filesystem::path& folder) {
    if (::mkdir(folder.c_str(), 0755) != 0 && errno != EEXIST) ThrowErrno(fmt::format("mkdir {}", folder.native()));
  };
  Fd inits;
  for (const auto& [hierarchy, name] : {std::pair{&controllers.memory, "memory"}, std::pair{&controllers.pids, "pids"},
                                        std::pair{&controllers.cpu, "cpu"}}) {
    if (!*hierarchy || (*hierarchy)->version != 2) continue;
    const std::filesystem::path& folder = (*hierarchy)->folder;
    make(folder);
    const std::string turn_on = fmt::format("+{}", name);
    WriteKernelFile(folder.parent_path() / "cgroup.subtree_control", turn_on);
    WriteKernelFile(folder / "cgroup.subtree_control", turn_on);
    make(folder / "init");
    inits = Open(folder / "init", O_RDONLY | O_DIRECTORY);
  }
  return inits;
}

}  // namespace shellab
