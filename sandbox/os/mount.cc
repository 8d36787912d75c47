#include "sandbox/os/mount.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>

#include "sandbox/os/error.h"

namespace shellab {

FsContext::FsContext(const std::string& type) : type_(type), context_(::fsopen(type.c_str(), FSOPEN_CLOEXEC)) {
  if (!context_) ThrowErrno(fmt::format("open a {} file system context", type));
}

void FsContext::Set(const std::string& key, const std::string& value) {
  if (::fsconfig(context_.get(), FSCONFIG_SET_STRING, key.c_str(), value.c_str(), 0) != 0)
    Fail(fmt::format("set {}={}", key, value));
}

void FsContext::Set(const std::string& key) {
  if (::fsconfig(context_.get(), FSCONFIG_SET_FLAG, key.c_str(), nullptr, 0) != 0) Fail(fmt::format("set {}", key));
}

void FsContext::Create() {
  if (::fsconfig(context_.get(), FSCONFIG_CMD_CREATE, nullptr, nullptr, 0) != 0) Fail("create the file system");
}

Fd FsContext::Mount(unsigned attributes) {
  Fd mount(::fsmount(context_.get(), FSMOUNT_CLOEXEC, attributes));
  if (!mount) Fail("mount");
  return mount;
}

void FsContext::Fail(const std::string& what) {
  const int error = errno;
  std::string words;
  char line[512];
  for (ssize_t n = 0; (n = ::read(context_.get(), line, sizeof line)) > 0;)
    words += fmt::format(" ({})", std::string_view(line, static_cast<std::size_t>(n)));
  throw OsError(error, fmt::format("{} of {}{}", what, type_, words));
}

Fd CloneTree(const std::string& path) {
  Fd tree(::open_tree(AT_FDCWD, path.c_str(), OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC));
  if (!tree) ThrowErrno(fmt::format("clone the mount of {}", path));
  return tree;
}

void MapIds(const Fd& tree, const Fd& user_ns, std::uint64_t attributes) {
  mount_attr attr{};
  attr.attr_set = attributes | MOUNT_ATTR_IDMAP;
  attr.userns_fd = static_cast<std::uint64_t>(user_ns.get());
  if (::mount_setattr(tree.get(), "", AT_EMPTY_PATH, &attr, sizeof attr) == 0) return;
  if (errno == EINVAL)
    throw HostError(
        "the file system that holds shellab's state folder has no id-mapped mounts; put the folder on ext4, xfs or "
        "btrfs (set SHELLAB_STATE), on Linux 5.19 or newer");
  ThrowErrno("map the ids of an image");
}

void Attach(const Fd& mount, const std::string& path) {
  CheckCall(::move_mount(mount.get(), "", AT_FDCWD, path.c_str(), MOVE_MOUNT_F_EMPTY_PATH),
            fmt::format("attach a mount at {}", path));
}

void Detach(const std::string& path) {
  CheckCall(::umount2(path.c_str(), MNT_DETACH | UMOUNT_NOFOLLOW), fmt::format("unmount {}", path));
}

}  // namespace shellab
