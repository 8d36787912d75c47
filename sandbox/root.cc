#include "sandbox/root.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/capability.h>
#include <sched.h>
#include <sys/fsuid.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

#include "sandbox/copy_in.h"
#include "sandbox/os/error.h"
#include "sandbox/os/mount.h"

namespace shellab {
namespace {

// Raises every permitted capability to effective: leaving fsuid 0 lowers the file ones (capabilities(7)).
void RaisePermitted() {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct data[2]{};
  CheckCall(::syscall(SYS_capget, &header, data), "capget");
  for (auto& half : data) half.effective = half.permitted;
  CheckCall(::syscall(SYS_capset, &header, data), "capset");
}

void MakeFolder(const std::string& path) { CheckCall(::mkdir(path.c_str(), 0755), fmt::format("mkdir {}", path)); }

// The folder `name` of `tree`, made for the ids of `range`: it becomes the guest's "/".
void MakeUpperFolders(const Fd& tree, const IdRange& range) {
  CheckCall(::mkdirat(tree.get(), "upper", 0755), "mkdir upper");
  CheckCall(::mkdirat(tree.get(), "work", 0755), "mkdir work");
  CheckCall(::fchownat(tree.get(), "upper", range.base, range.base, AT_SYMLINK_NOFOLLOW), "chown upper");
}

// What is copied in costs the guest none of its own.
Fd NewTmpfs(const TmpfsUpper& spec, const CopyPlan& copied) {
  FsContext tmpfs("tmpfs");
  tmpfs.Set("size", std::to_string(spec.bytes + copied.bytes));
  tmpfs.Set("nr_inodes", std::to_string(spec.inodes + copied.entries.size()));
  tmpfs.Set("mode", "0755");
  tmpfs.Create();
  return tmpfs.Mount(0);
}

// The lower folders by themselves, read-only. An overlay without an upper needs two; one is its own view.
Fd BeforeView(const std::string& lower_paths, std::size_t count) {
  if (count == 1) return Open(lower_paths, O_PATH | O_DIRECTORY);
  FsContext overlay("overlay");
  overlay.Set("source", "overlay");
  overlay.Set("lowerdir", lower_paths);
  overlay.Set("redirect_dir", "follow");
  overlay.Create();
  return overlay.Mount(MOUNT_ATTR_RDONLY);
}

// The kernel mounts an overlay read-only whose work folder it cannot prepare (as a maker without CAP_DAC_OVERRIDE
// cannot), and tells its log alone.
void RequireWritable(const Fd& mount) {
  struct statvfs info {};
  CheckCall(::fstatvfs(mount.get(), &info), "look at an overlay");
  if ((info.f_flag & ST_RDONLY) != 0) throw OsError(EROFS, "make an overlay");
}

// Attached at `path` while the value lives.
class Attached {
 public:
  Attached(const Fd& mount, std::string path) : path_(std::move(path)) { Attach(mount, path_); }
  Attached(const Attached&) = delete;
  Attached& operator=(const Attached&) = delete;
  ~Attached() { ::umount2(path_.c_str(), MNT_DETACH); }

 private:
  std::string path_;
};

}  // namespace

FileOwnerScope::FileOwnerScope(std::uint32_t uid, std::uint32_t gid) {
  ::setfsgid(gid);
  ::setfsuid(uid);
  RaisePermitted();
}

FileOwnerScope::~FileOwnerScope() {
  ::setfsuid(0);
  ::setfsgid(0);
}

Staging::Staging(const std::filesystem::path& state) : folder_(state / "staging") {
  std::filesystem::create_directories(folder_);
  CheckCall(::unshare(CLONE_NEWNS), "make a mount namespace (is this root?)");
  CheckCall(::mount(nullptr, "/", nullptr, MS_REC | MS_SLAVE, nullptr), "make the mount namespace private");
  CheckCall(::mount("tmpfs", folder_.c_str(), "tmpfs", MS_NOSUID | MS_NODEV, "mode=0700,size=4m"),
            fmt::format("mount a tmpfs at {}", folder_.native()));
  MakeFolder(pivot_folder());
}

std::string Staging::pivot_folder() const { return folder_ / "root"; }

std::string Staging::Folder(const IdRange& range) const { return folder_ / std::to_string(range.index); }

Staging::Range& Staging::Prepare(const IdRange& range) {
  const auto [entry, is_new] = ranges_.try_emplace(range.index);
  if (is_new) {
    MakeFolder(Folder(range));
    MakeFolder(Folder(range) + "/upper");
    entry->second.user_ns = MakeUserNamespace(range);
  }
  return entry->second;
}

const std::string& Staging::AttachLower(const IdRange& range, const std::filesystem::path& lower) {
  Range& prepared = Prepare(range);
  const auto found = prepared.attached.find(lower);
  if (found != prepared.attached.end()) return found->second;
  // Short names: all of them together must fit fsconfig(2)'s 255 bytes.
  const std::string path = fmt::format("{}/{}", Folder(range), prepared.attached.size());
  const Fd tree = CloneTree(lower);
  MapIds(tree, prepared.user_ns, MOUNT_ATTR_RDONLY);
  MakeFolder(path);
  Attach(tree, path);
  return prepared.attached.emplace(lower, path).first->second;
}

HostRoot Staging::Make(const IdRange& range, const std::vector<std::filesystem::path>& lowers, const Upper& upper,
                       bool keep_before) {
  std::string lower_paths;
  for (const auto& lower : lowers) {
    if (!lower_paths.empty()) lower_paths += ':';
    lower_paths += AttachLower(range, lower);
  }
  Fd tree;
  FolderUpper at_upper;  // the names of its two folders
  if (const auto* tmpfs = std::get_if<TmpfsUpper>(&upper)) {
    const CopyPlan copied = PlanCopy(AttachLower(range, lowers.front()), tmpfs->copied);
    tree = NewTmpfs(*tmpfs, copied);
    MakeUpperFolders(tree, range);
    CopyIn(copied, OpenAt(tree.get(), "upper", O_PATH | O_DIRECTORY));
  } else {
    at_upper = std::get<FolderUpper>(upper);
    tree = CloneTree(at_upper.folder);
    MapIds(tree, Prepare(range).user_ns, 0);
  }
  // Layers are attached while the overlay is made: before Linux 6.15 it takes no detached ones. It keeps private
  // clones.
  const std::filesystem::path at = Folder(range) + "/upper";
  const Attached attached(tree, at);
  FsContext overlay("overlay");
  overlay.Set("source", "overlay");
  overlay.Set("lowerdir", lower_paths);
  overlay.Set("upperdir", at / at_upper.upper);
  overlay.Set("workdir", at / at_upper.work);
  // Renaming a folder of the image works as on a disk. Needs the trusted.* xattrs, which only an overlay made outside
  // the guest's user namespace has; `userxattr` on a tmpfs before Linux 6.6 cannot even remove such a folder.
  overlay.Set("redirect_dir", "on");
  // Files of both layers have the device number of "/", which `lsof +L1 /` and `du -x` go by (overlayfs documentation,
  // "Inode properties").
  overlay.Set("xino", "on");
  {
    // The overlay copies files up with its maker's ids, which an id-mapped upper must know.
    const FileOwnerScope owner(range.base, range.base);
    overlay.Create();
  }
  HostRoot root;
  root.mount = overlay.Mount(0);
  RequireWritable(root.mount);
  root.bounded = std::holds_alternative<TmpfsUpper>(upper);
  root.upper = OpenAt(tree.get(), at_upper.upper.c_str(), O_PATH | O_DIRECTORY);
  if (keep_before) root.before = BeforeView(lower_paths, lowers.size());
  root.null = OpenInRoot(root.mount.get(), "dev/null", O_RDONLY | O_NOFOLLOW);
  return root;
}

}  // namespace shellab
