#include "sandbox/image/layer_tree.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <span>
#include <system_error>

#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kMaxId = 65535;
// What an entry takes beside its content.
constexpr std::uint64_t kEntryBytes = 4096;

constexpr std::string_view kWhiteout = ".wh.";
constexpr std::string_view kOwn = ".wh..wh.";  // what the tools that make layers note for themselves
constexpr std::string_view kOpaque = ".wh..wh..opq";

std::string NameOf(archive_entry* entry) {
  const char* name = ::archive_entry_pathname(entry);
  if (name == nullptr) throw ArchiveFault("an entry has no name that can be read");
  return name;
}

// Calls `handle` for every entry that the tree could have. What goes wrong is told with the entry's name.
template <typename Handle>
void ForEachEntry(TarReader& reader, Handle handle) {
  while (archive_entry* entry = reader.Next()) {
    const std::string name = NameOf(entry);
    try {
      handle(entry, PathParts(name));
    } catch (const ArchiveFault& fault) {
      throw ArchiveFault(fmt::format("entry {}: {}", name, fault.what()));
    }
  }
}

bool IsWhiteout(const std::vector<std::string>& parts) { return !parts.empty() && parts.back().starts_with(kWhiteout); }

// Whether the entry is none of the tree: below /dev, or a tool's own note.
bool IsLeftOut(const std::vector<std::string>& parts) {
  if (parts.size() > 1 && parts.front() == "dev") return true;
  return std::any_of(parts.begin(), parts.end(),
                     [](const std::string& part) { return part.starts_with(kOwn) && part != kOpaque; });
}

void RefuseFoldersOfWhiteouts(const std::vector<std::string>& parts) {
  if (std::any_of(parts.begin(), parts.end() - 1, [](const std::string& part) { return part.starts_with(kWhiteout); }))
    throw ArchiveFault("it lies in a folder that has a whiteout's name (.wh.*)");
}

std::uint64_t SizeOf(archive_entry* entry) {
  const la_int64_t size = ::archive_entry_size(entry);
  if (size < 0) throw ArchiveFault("its size is negative");
  return static_cast<std::uint64_t>(size);
}

struct Owner {
  uid_t uid;
  gid_t gid;
};

Owner OwnerOf(archive_entry* entry) {
  const la_int64_t uid = ::archive_entry_uid(entry);
  const la_int64_t gid = ::archive_entry_gid(entry);
  if (uid < 0 || uid > kMaxId || gid < 0 || gid > kMaxId)
    throw ArchiveFault(fmt::format("its owner is {}:{}, but sandboxes have ids up to {} only", uid, gid, kMaxId));
  return {static_cast<uid_t>(uid), static_cast<gid_t>(gid)};
}

timespec TimeOf(archive_entry* entry) {
  return {::archive_entry_mtime(entry), std::clamp(::archive_entry_mtime_nsec(entry), 0L, 999'999'999L)};
}

// Only what belongs to the image: trusted.* above all would steer the sandbox's own overlay.
bool IsKept(std::string_view attribute) { return attribute == "security.capability" || attribute.starts_with("user."); }

void SetAttributes(const Fd& file, archive_entry* entry) {
  ::archive_entry_xattr_reset(entry);
  const char* name = nullptr;
  const void* value = nullptr;
  std::size_t size = 0;
  while (::archive_entry_xattr_next(entry, &name, &value, &size) == ARCHIVE_OK) {
    if (!IsKept(name) || ::fsetxattr(file.get(), name, value, size, 0) == 0) continue;
    throw ArchiveFault(fmt::format("its attribute {} of {} bytes cannot be stored: {}", name, size,
                                   std::generic_category().message(errno)));
  }
}

void SetOwnerModeAndAttributes(const Fd& file, archive_entry* entry) {
  // In this order: chown(2) clears set-id bits and capabilities.
  const auto [uid, gid] = OwnerOf(entry);
  CheckCall(::fchown(file.get(), uid, gid), "chown an entry");
  CheckCall(::fchmod(file.get(), ::archive_entry_perm(entry) & 07777U), "chmod an entry");
  SetAttributes(file, entry);
}

void WriteAt(const Fd& file, std::string_view piece, std::uint64_t offset) {
  while (!piece.empty()) {
    const ssize_t written = ::pwrite(file.get(), piece.data(), piece.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    CheckCall(written, "write an entry");
    piece.remove_prefix(static_cast<std::size_t>(written));
    offset += static_cast<std::uint64_t>(written);
  }
}

// `name` is one component: no link lies on the way.
void Remove(const Fd& folder, const std::string& name) { RemoveTree(fs::path(DescriptorPath(folder.get())) / name); }

void MakeFolder(archive_entry* entry, const Fd& parent, const std::string& name) {
  if (::mkdirat(parent.get(), name.c_str(), 0700) != 0) {
    if (errno != EEXIST) ThrowErrno(fmt::format("create folder {}", name));
    struct stat info {};
    CheckCall(::fstatat(parent.get(), name.c_str(), &info, AT_SYMLINK_NOFOLLOW), fmt::format("stat {}", name));
    if (!S_ISDIR(info.st_mode)) {
      Remove(parent, name);
      CheckCall(::mkdirat(parent.get(), name.c_str(), 0700), fmt::format("create folder {}", name));
    }
  }
  SetOwnerModeAndAttributes(OpenAt(parent.get(), name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW), entry);
}

void MakeSymlink(archive_entry* entry, const Fd& parent, const std::string& name) {
  const char* target = ::archive_entry_symlink(entry);
  if (target == nullptr || *target == '\0') throw ArchiveFault("it is a symbolic link to nothing");
  if (std::strlen(target) > 4095) throw ArchiveFault("its target is longer than 4095 bytes");  // symlink(2)
  const auto [uid, gid] = OwnerOf(entry);
  Remove(parent, name);
  const std::string what = fmt::format("link {}", name);
  CheckCall(::symlinkat(target, parent.get(), name.c_str()), what);
  CheckCall(::fchownat(parent.get(), name.c_str(), uid, gid, AT_SYMLINK_NOFOLLOW), what);
  const timespec time = TimeOf(entry);
  const timespec times[] = {time, time};
  CheckCall(::utimensat(parent.get(), name.c_str(), times, AT_SYMLINK_NOFOLLOW), what);
}

[[noreturn]] void RefuseType(archive_entry* entry) {
  if (::archive_entry_filetype(entry) == AE_IFCHR && ::archive_entry_rdev(entry) == 0)
    throw ArchiveFault("it is a device 0:0, by which an overlay says that a file is gone; layers say .wh.NAME");
  throw ArchiveFault("it is a device, a FIFO or a socket; images have none outside /dev");
}

// The folder `name` in `folder`, which no link is followed to; EXDEV, ELOOP, ENOTDIR and ENOENT say why not.
int OpenBeneath(int folder, const std::string& name) {
  open_how how{};
  how.flags = O_PATH | O_DIRECTORY | O_CLOEXEC;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_XDEV;
  return static_cast<int>(::syscall(SYS_openat2, folder, name.c_str(), &how, sizeof how));
}

}  // namespace

LayerTree::LayerTree(const fs::path& root) : path_(root), root_(Open(root.native(), O_RDONLY | O_DIRECTORY)) {}

void LayerTree::Apply(const LayerArchive& layer, Budget& budget) {
  RequireFreeSpace(path_, Survey(layer, budget));
  TarReader reader(layer.file, budget.limits().bytes);
  ForEachEntry(reader, [&](archive_entry* entry, const Parts& parts) {
    if (!IsWhiteout(parts) && !IsLeftOut(parts)) Make(reader, entry, parts);
  });
}

std::uint64_t LayerTree::Survey(const LayerArchive& layer, Budget& budget) {
  TarReader reader(layer.file, budget.limits().bytes);
  std::uint64_t bytes = 0;
  ForEachEntry(reader, [&](archive_entry* entry, const Parts& parts) {
    budget.TakeEntry();
    budget.TakeBytes(SizeOf(entry));
    bytes += SizeOf(entry) + kEntryBytes;
    if (!IsLeftOut(parts) && IsWhiteout(parts)) Hide(parts);
  });
  if (const std::string digest = reader.Sha256(); digest != layer.digest)
    throw ArchiveFault(
        fmt::format("its unpacked content has the digest {}, but the image names {}", digest, layer.digest));
  return bytes;
}

void LayerTree::Hide(const Parts& parts) {
  RefuseFoldersOfWhiteouts(parts);
  const std::string& name = parts.back();
  const std::string hidden = name.substr(kWhiteout.size());
  if (hidden.empty() || hidden == "." || hidden == "..") throw ArchiveFault("it is a whiteout of no file");
  Fd folder;
  try {
    folder = OpenFolder({parts.begin(), parts.end() - 1}, false);
  } catch (const OsError& error) {
    if (error.error() == ENOENT || error.error() == ENOTDIR) return;
    throw;
  } catch (const ArchiveFault&) {
    // A layer that puts a folder in the place of a link says so; then nothing of the link's shows through.
    if (name == kOpaque) return;
    throw;
  }
  if (name != kOpaque) return Remove(folder, hidden);
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(DescriptorPath(folder.get())))
    names.push_back(entry.path().filename().native());
  for (const std::string& each : names) Remove(folder, each);
}

void LayerTree::Make(TarReader& reader, archive_entry* entry, const Parts& parts) {
  const bool is_folder = ::archive_entry_filetype(entry) == AE_IFDIR && ::archive_entry_hardlink(entry) == nullptr;
  if (parts.empty()) {
    if (!is_folder) throw ArchiveFault("the root is no folder");
    return SetOwnerModeAndAttributes(root_, entry);
  }
  RefuseFoldersOfWhiteouts(parts);
  Fd parent;
  try {
    parent = OpenFolder({parts.begin(), parts.end() - 1}, true);
  } catch (const OsError& error) {
    if (error.error() == ENOTDIR) throw ArchiveFault("its path goes through a file");
    throw;
  }
  const std::string& name = parts.back();
  if (const char* target = ::archive_entry_hardlink(entry)) return MakeHardLink(target, parent, name);
  switch (::archive_entry_filetype(entry)) {
    case AE_IFDIR:
      return MakeFolder(entry, parent, name);
    case AE_IFREG:
      return MakeFile(reader, entry, parent, name);
    case AE_IFLNK:
      return MakeSymlink(entry, parent, name);
    default:
      RefuseType(entry);
  }
}

void LayerTree::MakeFile(TarReader& reader, archive_entry* entry, const Fd& parent, const std::string& name) {
  // A new file each time: the old one's other names keep what they had.
  Remove(parent, name);
  const Fd file = OpenAt(parent.get(), name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
  reader.ReadContent(entry, [&](std::string_view piece, std::uint64_t offset) { WriteAt(file, piece, offset); });
  CheckCall(::ftruncate(file.get(), static_cast<off_t>(SizeOf(entry))), fmt::format("write {}", name));
  SetOwnerModeAndAttributes(file, entry);
  const timespec time = TimeOf(entry);
  const timespec times[] = {time, time};
  CheckCall(::futimens(file.get(), times), fmt::format("set the time of {}", name));
}

void LayerTree::MakeHardLink(const std::string& target, const Fd& parent, const std::string& name) {
  const auto fail = [&](std::string_view why) {
    throw ArchiveFault(fmt::format("it is a hard link to {}: {}", target, why));
  };
  Parts parts;
  Fd folder;
  struct stat old {};
  try {
    parts = PathParts(target);
    if (parts.empty()) fail("that is the root");
    folder = OpenFolder({parts.begin(), parts.end() - 1}, false);
    CheckCall(::fstatat(folder.get(), parts.back().c_str(), &old, AT_SYMLINK_NOFOLLOW), "stat a hard link's target");
  } catch (const OsError& error) {
    if (error.error() == ENOENT || error.error() == ENOTDIR) fail("there is no such file");
    throw;
  }
  if (S_ISDIR(old.st_mode)) fail("that is a folder");
  struct stat present {};
  if (::fstatat(parent.get(), name.c_str(), &present, AT_SYMLINK_NOFOLLOW) == 0 && present.st_dev == old.st_dev &&
      present.st_ino == old.st_ino)
    return;
  Remove(parent, name);
  if (::linkat(folder.get(), parts.back().c_str(), parent.get(), name.c_str(), 0) == 0) return;
  if (errno == EMLINK) fail("that has too many names");
  if (errno == ENOENT) fail("that lies in what the link replaces");
  ThrowErrno(fmt::format("link {}", name));
}

Fd LayerTree::OpenFolder(const Parts& parts, bool make) {
  Fd folder = Duplicate(root_.get());
  if (parts.empty()) return folder;
  int opened = OpenBeneath(folder.get(), fmt::format("{}", fmt::join(parts, "/")));
  if (opened < 0 && errno == ENOENT && make) {
    for (const std::string& part : parts) {
      opened = OpenBeneath(folder.get(), part);
      if (opened < 0 && errno == ENOENT) {
        CheckCall(::mkdirat(folder.get(), part.c_str(), 0755), fmt::format("create folder {}", part));
        CheckCall(::fchmodat(folder.get(), part.c_str(), 0755, 0), "chmod a folder");  // mkdir(2) obeys the umask
        opened = OpenBeneath(folder.get(), part);
      }
      if (opened < 0) break;
      folder = Fd(opened);
    }
    if (opened >= 0) return folder;
  }
  if (opened < 0 && (errno == ELOOP || errno == EXDEV)) throw ArchiveFault("the path goes through a symbolic link");
  CheckCall(opened, "open a folder of the image");
  return Fd(opened);
}

}  // namespace shellab
