#include "sandbox/masks.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/mount.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cerrno>

namespace shellab {
namespace {

// Settings. Those of the guest's own namespaces (System V IPC, message queues, pid_max) belong to the guest's root;
// anybody may write to pressure, which starts threads of the kernel; the rest is the machine's root's.
constexpr const char* kReadOnly[] = {"bus", "fs", "irq", "pressure", "sys", "sysrq-trigger"};

// Descriptions of the machine that everybody may read.
constexpr const char* kHiddenInProc[] = {"acpi", "asound", "scsi"};
constexpr const char* kHiddenInSys[] = {"firmware"};

// A folder of /proc that is always empty and in which nobody can make anything; costs half of a new tmpfs.
constexpr char kEmptyFolder[] = "tty/ldisc";

// Opens the root of what is mounted on `name`, if that is a file system of the type `magic`.
int OpenRoot(const char* name, long magic) {
  const int fd = ::open(name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0) return -1;
  struct statfs info {};
  if (::fstatfs(fd, &info) != 0) return -1;
  if (info.f_type == magic) return fd;
  errno = ENODEV;
  return -1;
}

// Mounts a private read-only copy of `from_dir`/`from` on `to_dir`/`to`. Only names of the kernel's own trees are
// looked up, in which no guest can put a link.
int Cover(int from_dir, const char* from, int to_dir, const char* to) {
  const int tree = ::open_tree(from_dir, from, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_SYMLINK_NOFOLLOW);
  if (tree < 0) return -1;
  mount_attr read_only{};
  read_only.attr_set = MOUNT_ATTR_RDONLY;
  int result = ::mount_setattr(tree, "", AT_EMPTY_PATH, &read_only, sizeof read_only);
  if (result == 0) result = ::move_mount(tree, "", to_dir, to, MOVE_MOUNT_F_EMPTY_PATH);
  const int error = errno;
  ::close(tree);
  errno = error;
  return result;
}

bool IsThere(int dir, const char* path) { return ::faccessat(dir, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0; }

}  // namespace

int MaskKernelFolders() {
  const int proc = OpenRoot("proc", PROC_SUPER_MAGIC);
  const int sys = OpenRoot("sys", SYSFS_MAGIC);
  if (proc < 0 || sys < 0) return -1;
  for (const char* path : kReadOnly)
    if (Cover(proc, path, proc, path) != 0 && errno != ENOENT) return -1;
  for (const char* path : kHiddenInProc)
    if (IsThere(proc, path) && Cover(proc, kEmptyFolder, proc, path) != 0) return -1;
  for (const char* path : kHiddenInSys)
    if (IsThere(sys, path) && Cover(proc, kEmptyFolder, sys, path) != 0) return -1;
  ::close(proc);
  ::close(sys);
  return 0;
}

}  // namespace shellab
