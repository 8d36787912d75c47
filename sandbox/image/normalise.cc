#include "sandbox/image/normalise.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/os/error.h"
#include "sandbox/os/fd.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

struct Device {
  const char* name;
  unsigned major;
  unsigned minor;
};
// Numbers by the kernel's admin-guide/devices.txt.
constexpr Device kDevices[] = {{"null", 1, 3},   {"zero", 1, 5},    {"full", 1, 7},
                               {"random", 1, 8}, {"urandom", 1, 9}, {"tty", 5, 0}};

struct Link {
  const char* name;
  const char* target;
};
constexpr Link kDeviceLinks[] = {{"fd", "/proc/self/fd"},
                                 {"stdin", "/proc/self/fd/0"},
                                 {"stdout", "/proc/self/fd/1"},
                                 {"stderr", "/proc/self/fd/2"},
                                 {"ptmx", "pts/ptmx"}};

struct Content {
  const char* name;
  std::string_view text;
};
constexpr Content kFilesOfEtc[] = {
    {"hostname", "lab\n"},
    {"hosts", "127.0.0.1\tlocalhost\n127.0.1.1\tlab\n::1\tlocalhost ip6-localhost ip6-loopback\n"},
    {"resolv.conf", ""},
    {"machine-id", ""}};

// What tools leave behind, by folder: a name, or "*" for all that is in the folder.
struct Leftover {
  const char* folder;
  const char* name;
};
constexpr Leftover kLeftovers[] = {{"etc", ".pwd.lock"},
                                   {"etc", "passwd-"},
                                   {"etc", "group-"},
                                   {"etc", "shadow-"},
                                   {"etc", "gshadow-"},
                                   {"etc", "subuid-"},
                                   {"etc", "subgid-"},
                                   {"etc/apt", "sources.list"},
                                   {"etc/apt/sources.list.d", "*"},
                                   {"etc/apt/apt.conf.d", "99mmdebstrap"},
                                   {"etc/dpkg/dpkg.cfg.d", "99mmdebstrap"},
                                   {"var/cache/apt", "*"},
                                   {"var/cache/ldconfig", "*"},
                                   {"var/cache/debconf", "config.dat-old"},
                                   {"var/cache/debconf", "templates.dat-old"},
                                   {"var/lib/apt/lists", "*"},
                                   {"var/lib/dbus", "machine-id"},
                                   {"var/lib/dpkg", "available"},
                                   {"var/lib/dpkg", "diversions-old"},
                                   {"var/lib/dpkg", "lock"},
                                   {"var/lib/dpkg", "lock-frontend"},
                                   {"var/lib/dpkg", "statoverride-old"},
                                   {"var/lib/dpkg", "status-old"},
                                   {"var/lib/dpkg/triggers", "Lock"},
                                   {"var/tmp", "*"}};

// The folder `path` of the tree, or nothing where the tree has none.
std::optional<Fd> FolderInTree(const Fd& root, const std::string& path) {
  try {
    return OpenInRoot(root.get(), path, O_RDONLY | O_DIRECTORY);
  } catch (const OsError& error) {
    if (error.error() == ENOENT || error.error() == ENOTDIR) return std::nullopt;
    throw;
  }
}

std::vector<std::string> Names(const Fd& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(DescriptorPath(folder.get())))
    names.push_back(entry.path().filename().native());
  return names;
}

// `name` is one component, so that no link of the tree lies on the way.
void Remove(const Fd& folder, const std::string& name) { RemoveTree(fs::path(DescriptorPath(folder.get())) / name); }

void SetOwnerAndMode(const Fd& file, mode_t mode, const std::string& name) {
  // In this order: chown(2) clears set-id bits.
  CheckCall(::fchown(file.get(), 0, 0), fmt::format("chown {}", name));
  CheckCall(::fchmod(file.get(), mode), fmt::format("chmod {}", name));
}

Fd MakeEmptyFolder(const Fd& parent, const std::string& name, mode_t mode) {
  Remove(parent, name);
  CheckCall(::mkdirat(parent.get(), name.c_str(), mode), fmt::format("create folder {}", name));
  Fd folder = OpenAt(parent.get(), name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  SetOwnerAndMode(folder, mode, name);
  return folder;
}

void MakeFile(const Fd& folder, const Content& content) {
  Remove(folder, content.name);
  const Fd file = OpenAt(folder.get(), content.name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0644);
  WriteAll(file.get(), content.text, content.name);
  SetOwnerAndMode(file, 0644, content.name);
}

void MakeDevices(const Fd& root) {
  const Fd dev = MakeEmptyFolder(root, "dev", 0755);
  for (const Device& device : kDevices) {
    const std::string what = fmt::format("make device /dev/{}", device.name);
    CheckCall(::mknodat(dev.get(), device.name, S_IFCHR | 0666, makedev(device.major, device.minor)), what);
    CheckCall(::fchmodat(dev.get(), device.name, 0666, 0), what);  // mknod(2) obeys the umask
  }
  for (const Link& link : kDeviceLinks)
    CheckCall(::symlinkat(link.target, dev.get(), link.name), fmt::format("link /dev/{}", link.name));
  MakeEmptyFolder(dev, "pts", 0755);
  MakeEmptyFolder(dev, "shm", 01777);
}

void RemoveLeftovers(const Fd& root) {
  for (const Leftover& leftover : kLeftovers) {
    const auto folder = FolderInTree(root, leftover.folder);
    if (!folder) continue;
    if (leftover.name == std::string_view("*")) {
      for (const std::string& name : Names(*folder)) Remove(*folder, name);
    } else {
      Remove(*folder, leftover.name);
    }
  }
}

// Programs expect their log files and folders with the owners that their packages gave them: only the content goes.
void CutLogs(const Fd& folder) {
  for (const std::string& name : Names(folder)) {
    struct stat info {};
    CheckCall(::fstatat(folder.get(), name.c_str(), &info, AT_SYMLINK_NOFOLLOW), fmt::format("stat {}", name));
    if (S_ISDIR(info.st_mode)) CutLogs(OpenAt(folder.get(), name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
    if (S_ISREG(info.st_mode)) OpenAt(folder.get(), name, O_WRONLY | O_TRUNC | O_NOFOLLOW);
  }
}

}  // namespace

void NormaliseTree(const fs::path& path) {
  const Fd root = Open(path.native(), O_RDONLY | O_DIRECTORY);
  SetOwnerAndMode(root, 0755, path.native());
  for (const char* name : {"proc", "sys", "run"}) MakeEmptyFolder(root, name, 0755);
  MakeEmptyFolder(root, "tmp", 01777);
  MakeDevices(root);
  RemoveLeftovers(root);
  if (const auto logs = FolderInTree(root, "var/log")) CutLogs(*logs);
  const auto etc = FolderInTree(root, "etc");
  if (!etc) throw HostError(fmt::format("{} is no root file system: it has no folder /etc", path.native()));
  for (const Content& file : kFilesOfEtc) MakeFile(*etc, file);
}

}  // namespace shellab
