#include "sandbox/image/layers.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "sandbox/os/error.h"

namespace shellab {

LayerStore::LayerStore(const std::filesystem::path& state) : folder_(state / "layers") {
  std::filesystem::create_directories(folder_);
  Check(::chmod(folder_.c_str(), 0700), fmt::format("chmod {}", folder_.native()));
}

std::optional<Layer> LayerStore::Find(const std::string& digest) const {
  Layer layer{digest, folder_ / digest, {}};
  try {
    layer.lock = Open(layer.folder, O_RDONLY | O_DIRECTORY);
  } catch (const OsError& error) {
    if (error.error() == ENOENT) return std::nullopt;
    throw;
  }
  Check(::flock(layer.lock.get(), LOCK_SH), fmt::format("lock {}", layer.folder.native()));
  return layer;
}

TempDir LayerStore::Draft() const {
  TempDir draft(folder_, "draft");
  for (const char* name : {"upper", "work"}) {
    const auto path = draft.path() / name;
    Check(::mkdir(path.c_str(), 0755), fmt::format("mkdir {}", path.native()));
  }
  return draft;
}

Layer LayerStore::Commit(TempDir draft, const std::string& digest) const {
  const auto upper = draft.path() / "upper";
  for (const char* name : {"run", "tmp"}) RemoveTree(upper / name);
  Check(::syncfs(Open(upper, O_RDONLY | O_DIRECTORY).get()), fmt::format("sync {}", upper.native()));
  const auto target = folder_ / digest;
  // Never over a layer that is there: an empty one could be replaced while it is in use.
  if (::renameat2(AT_FDCWD, upper.c_str(), AT_FDCWD, target.c_str(), RENAME_NOREPLACE) != 0 && errno != EEXIST)
    ThrowErrno(fmt::format("rename {} to {}", upper.native(), target.native()));
  std::optional<Layer> layer = Find(digest);
  if (!layer) throw HostError(fmt::format("the layer {} vanished while it was put in place", digest));
  return std::move(*layer);
}

}  // namespace shellab
