#include "sandbox/changes.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <memory>
#include <optional>
#include <set>

#include "sandbox/id_range.h"
#include "sandbox/image/digest.h"
#include "sandbox/os/error.h"

namespace shellab {
namespace {

constexpr int kMaxDepth = 200;

std::uint32_t GuestId(std::uint32_t id, std::uint32_t id_base) {
  constexpr std::uint32_t kNobody = 65534;
  return id - id_base < kIdsPerRange ? id - id_base : kNobody;
}

// Opens what hostile code may have put there, or nothing when the path leads nowhere (any more).
std::optional<Fd> OpenIfThere(int root, const std::string& path, int flags) {
  try {
    return OpenInRoot(root, path.empty() ? "/" : path, flags | O_NOFOLLOW);
  } catch (const OsError& error) {
    switch (error.error()) {
      case ENOENT:
      case ENOTDIR:
      case ELOOP:
      case ENAMETOOLONG:
      case EACCES:
        return std::nullopt;
      default:
        throw;
    }
  }
}

void ReadContent(int fd, FileState& state) {
  if (state.size > FileState::kMaxRead) return;
  Sha256Stream hash;
  char buffer[65536];
  std::uint64_t total = 0;
  for (ssize_t n = 0; total <= FileState::kMaxRead && (n = ::read(fd, buffer, sizeof buffer)) > 0;) {
    const std::string_view bytes(buffer, static_cast<std::size_t>(n));
    hash.Add(bytes.data(), bytes.size());
    total += bytes.size();
    state.content += bytes.substr(0, FileState::kMaxKept - state.content.size());
  }
  state.sha256 = hash.Hex();
}

std::string ReadLink(int fd) {
  std::string target(PATH_MAX, '\0');
  const ssize_t n = ::readlinkat(fd, "", target.data(), target.size());
  target.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
  return target;
}

std::set<std::string> Names(int root, const std::string& path) {
  std::set<std::string> names;
  std::optional<Fd> fd = OpenIfThere(root, path, O_RDONLY | O_DIRECTORY);
  if (!fd) return names;
  const std::unique_ptr<DIR, int (*)(DIR*)> stream(::fdopendir(fd->get()), ::closedir);
  if (!stream) ThrowErrno(fmt::format("read the folder {} of a sandbox", path));
  fd->Release();
  while (const dirent* entry = ::readdir(stream.get())) {  // NOLINT(concurrency-mt-unsafe): its own stream
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace(name);
  }
  return names;
}

// The comparison of two views of one disk, guided by the overlay's upper folder.
class Comparison {
 public:
  Comparison(const HostRoot& root, std::uint32_t id_base, const std::vector<std::string>& ignored)
      : root_(root), id_base_(id_base), ignored_(ignored.begin(), ignored.end()) {}

  Changes Run() {
    Folder("", true, 0);
    return std::move(changes_);
  }

 private:
  // Compares what is in the folder `path`. `by_upper`: only what the upper folder names can differ.
  void Folder(const std::string& path, bool by_upper, int depth) {
    std::set<std::string> names;
    if (by_upper) {
      names = Names(root_.upper.get(), path);
    } else {
      names = Names(root_.before.get(), path);
      names.merge(Names(root_.mount.get(), path));
    }
    for (const std::string& name : names) Path(path + "/" + name, by_upper, depth);
  }

  void Path(const std::string& path, bool by_upper, int depth) {
    if (ignored_.contains(path)) return;
    FileState before = StateAt(root_.before.get(), path, id_base_);
    FileState after = StateAt(root_.mount.get(), path, id_base_);
    const bool both_folders = before.type == FileState::Type::kFolder && after.type == FileState::Type::kFolder;
    const bool any_folder = before.type == FileState::Type::kFolder || after.type == FileState::Type::kFolder;
    if (!before.SameAs(after)) changes_.emplace(path, Change{std::move(before), std::move(after)});
    if (!any_folder || depth == kMaxDepth) return;
    Folder(path, by_upper && both_folders && IsMerged(path), depth + 1);
  }

  // Whether the upper's folder adds to the lower one of the same name, rather than hiding it or standing for another
  // (overlayfs.rst: "opaque" and "redirect").
  bool IsMerged(const std::string& path) const {
    const std::optional<Fd> fd = OpenIfThere(root_.upper.get(), path, O_RDONLY | O_DIRECTORY);
    if (!fd) return false;
    return ::fgetxattr(fd->get(), "trusted.overlay.opaque", nullptr, 0) < 0 &&
           ::fgetxattr(fd->get(), "trusted.overlay.redirect", nullptr, 0) < 0;
  }

  const HostRoot& root_;
  std::uint32_t id_base_;
  std::set<std::string> ignored_;
  Changes changes_;
};

}  // namespace

bool FileState::SameAs(const FileState& other) const {
  if (type != other.type) return false;
  if (type == Type::kAbsent) return true;
  if (mode != other.mode || uid != other.uid || gid != other.gid) return false;
  if (type == Type::kFile) return size == other.size && !sha256.empty() && sha256 == other.sha256;
  return content == other.content;
}

FileState StateAt(int root, const std::string& path, std::uint32_t id_base) {
  FileState state;
  const std::optional<Fd> fd = OpenIfThere(root, path, O_PATH);
  if (!fd) return state;
  struct stat info {};
  CheckCall(::fstat(fd->get(), &info), fmt::format("stat {} of a sandbox", path));
  state.mode = info.st_mode & 07777U;
  state.uid = GuestId(info.st_uid, id_base);
  state.gid = GuestId(info.st_gid, id_base);
  if (S_ISDIR(info.st_mode)) {
    state.type = FileState::Type::kFolder;
  } else if (S_ISLNK(info.st_mode)) {
    state.type = FileState::Type::kLink;
    state.content = ReadLink(fd->get());
  } else if (S_ISREG(info.st_mode)) {
    state.type = FileState::Type::kFile;
    state.size = static_cast<std::uint64_t>(info.st_size);
    // The descriptor's own file, whatever lies at the path by now; a regular file's open never waits. O_NOATIME:
    // reading must leave no trace.
    ReadContent(Open(DescriptorPath(fd->get()), O_RDONLY | O_NOATIME | O_NONBLOCK).get(), state);
  } else {
    state.type = FileState::Type::kOther;
    state.content = fmt::format("{:o} {}:{}", info.st_mode & S_IFMT, major(info.st_rdev), minor(info.st_rdev));
  }
  return state;
}

Changes ReadChanges(const HostRoot& root, std::uint32_t id_base, const std::vector<std::string>& ignored) {
  return Comparison(root, id_base, ignored).Run();
}

}  // namespace shellab
