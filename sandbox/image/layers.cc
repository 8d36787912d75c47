#include "sandbox/image/layers.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <vector>

#include "sandbox/os/error.h"
#include "sandbox/os/folder.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

constexpr char kDraft[] = "draft";

Fd OpenFolder(const fs::path& path) { return Open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW); }

// The folder, if it is there.
std::optional<Fd> OpenIfThere(const fs::path& path) {
  try {
    return OpenFolder(path);
  } catch (const OsError& error) {
    if (error.error() == ENOENT) return std::nullopt;
    throw;
  }
}

// Whether nobody else holds a lock on the folder; then this descriptor does.
bool TryLock(const Fd& folder) { return ::flock(folder.get(), LOCK_EX | LOCK_NB) == 0; }

bool IsDraft(const fs::path& path) { return path.filename().native().starts_with(std::string(kDraft) + "."); }

// What the regular files of a layer hold. Overlay's whiteouts are devices and count nothing.
std::uint64_t BytesOf(const fs::path& folder) {
  std::uint64_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && !entry.is_symlink()) bytes += entry.file_size();
  return bytes;
}

void MakeFolder(const fs::path& path) {
  CheckCall(::mkdir(path.c_str(), 0755), fmt::format("mkdir {}", path.native()));
}

struct Candidate {
  fs::path folder;
  timespec used;
  std::uint64_t bytes;
};

std::vector<Candidate> LeastRecentFirst(const fs::path& store) {
  std::vector<Candidate> candidates;
  for (const auto& entry : fs::directory_iterator(store)) {
    struct stat info {};
    if (IsDraft(entry.path()) || ::lstat(entry.path().c_str(), &info) != 0 || !S_ISDIR(info.st_mode)) continue;
    candidates.push_back({entry.path(), info.st_mtim, BytesOf(entry.path())});
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::pair(a.used.tv_sec, a.used.tv_nsec) < std::pair(b.used.tv_sec, b.used.tv_nsec);
  });
  return candidates;
}

}  // namespace

void LayerDraft::AddHost(const std::string& name) const {
  for (const char* part : {"upper", "work"}) MakeFolder(path() / part / name);
}

LayerStore::LayerStore(const fs::path& state) : folder_(state / "layers") {
  MakeFolders(folder_);
  CheckCall(::chmod(folder_.c_str(), 0700), fmt::format("chmod {}", folder_.native()));
}

Fd LayerStore::Lock() const {
  Fd lock = Open(folder_ / ".lock", O_RDWR | O_CREAT, 0600);
  CheckCall(::flock(lock.get(), LOCK_EX), fmt::format("lock {}", folder_.native()));
  return lock;
}

std::optional<Layer> LayerStore::Find(const std::string& digest) const {
  const fs::path path = folder_ / digest;
  for (;;) {
    std::optional<Fd> folder = OpenIfThere(path);
    if (!folder) return std::nullopt;
    CheckCall(::flock(folder->get(), LOCK_SH), fmt::format("lock {}", path.native()));
    // A pruner may have held the lock until the folder was gone, or until another stood in its place.
    struct stat opened {};
    struct stat there {};
    CheckCall(::fstat(folder->get(), &opened), fmt::format("stat {}", path.native()));
    if (::lstat(path.c_str(), &there) != 0 || there.st_ino != opened.st_ino) continue;
    CheckCall(::futimens(folder->get(), nullptr), fmt::format("touch {}", path.native()));
    return Layer{digest, path, std::move(*folder)};
  }
}

LayerDraft LayerStore::Draft() const {
  const Fd lock = Lock();  // nobody sweeps a draft between its making and its own lock
  for (const auto& entry : fs::directory_iterator(folder_)) {
    if (!IsDraft(entry.path())) continue;
    const std::optional<Fd> abandoned = OpenIfThere(entry.path());
    if (abandoned && TryLock(*abandoned)) RemoveTree(entry.path());
  }
  TempDir draft(folder_, kDraft);
  Fd maker = OpenFolder(draft.path());
  CheckCall(::flock(maker.get(), LOCK_EX), fmt::format("lock {}", draft.path().native()));
  for (const char* name : {"upper", "work"}) MakeFolder(draft.path() / name);
  return {std::move(draft), std::move(maker)};
}

Layer LayerStore::Commit(LayerDraft draft, const std::string& digest) const {
  const auto upper = draft.path() / "upper";
  for (const auto& host : fs::directory_iterator(upper))
    for (const char* name : {"run", "tmp"}) RemoveTree(host.path() / name);
  CheckCall(::syncfs(OpenFolder(upper).get()), fmt::format("sync {}", upper.native()));
  const auto target = folder_ / digest;
  // Never over a layer that is there: an empty one could be replaced while it is in use.
  if (::renameat2(AT_FDCWD, upper.c_str(), AT_FDCWD, target.c_str(), RENAME_NOREPLACE) != 0 && errno != EEXIST)
    ThrowErrno(fmt::format("rename {} to {}", upper.native(), target.native()));
  std::optional<Layer> layer = Find(digest);
  if (!layer) throw HostError(fmt::format("the layer {} vanished while it was put in place", digest));
  Prune(kMaxBytes);
  return std::move(*layer);
}

LayerStore::Pruned LayerStore::Prune(std::uint64_t max_bytes) const {
  const Fd lock = Lock();
  const std::vector<Candidate> candidates = LeastRecentFirst(folder_);
  std::uint64_t total = 0;
  for (const Candidate& candidate : candidates) total += candidate.bytes;
  Pruned pruned;
  for (const Candidate& candidate : candidates) {
    if (total <= max_bytes) break;
    const std::optional<Fd> folder = OpenIfThere(candidate.folder);
    if (!folder || !TryLock(*folder)) continue;
    // Out of sight in one step: whoever finds it half removed would take it for whole.
    TempDir grave(folder_, kDraft);
    const auto buried = grave.path() / "pruned";
    CheckCall(::rename(candidate.folder.c_str(), buried.c_str()), fmt::format("rename {}", candidate.folder.native()));
    total -= candidate.bytes;
    ++pruned.layers;
    pruned.bytes += candidate.bytes;
  }
  return pruned;
}

}  // namespace shellab
