// A host's root file system: an overlay over an image that, to the guest, behaves like a plain disk. Used by the
// engine.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "sandbox/id_range.h"
#include "sandbox/os/fd.h"

namespace shellab {

// Where a host's changes go. A tmpfs of its own, gone with the host; it counts against memory.
struct TmpfsUpper {
  std::uint64_t bytes = 0;
  std::uint64_t inodes = 0;
  // Folders of the guest, most wanted first: of the first that is small in the top lower (CopyPlan) what lies there is
  // copied into the tmpfs, which grows by it. Then renames and hard links in there are those of a plain disk.
  std::vector<std::string> copied = {};
};
// Or a folder on disk that keeps them with plain ids (0..65535), to become a lower folder of later hosts. It must hold
// the folders `upper` and `work`, both empty, which may lie deeper.
struct FolderUpper {
  std::filesystem::path folder;
  std::filesystem::path upper = "upper";
  std::filesystem::path work = "work";
};
using Upper = std::variant<TmpfsUpper, FolderUpper>;

struct HostRoot {
  Fd mount;   // the overlay, attached nowhere; also the folder by which the trusted side reaches the guest's files
  Fd upper;   // the folder that holds what was changed
  Fd before;  // the same disk as it was before anything was changed, read-only
  bool bounded = false;  // whether `upper` is a tmpfs, which can be full
  Fd null;               // its /dev/null, open for reading, as it was before any guest ran
};

// This process's private mount namespace and what lies ready in it: id-mapped images by range. One a process.
class Staging {
 public:
  // Moves the process into a mount namespace of its own (unmounts of the machine still reach it; nothing reaches the
  // machine) and mounts a small tmpfs at <state>/staging. Throws OsError.
  explicit Staging(const std::filesystem::path& state);

  // Builds a root from `lowers` (top first, plain ids) for the ids of `range`. Throws OsError or HostError.
  // `keep_before` makes HostRoot::before as well.
  HostRoot Make(const IdRange& range, const std::vector<std::filesystem::path>& lowers, const Upper& upper,
                bool keep_before = false);

  // Where a host, in its own copy of the namespace, attaches its root before it pivots into it.
  std::string pivot_folder() const;

 private:
  struct Range {
    Fd user_ns;
    std::map<std::filesystem::path, std::string> attached;  // lower folder -> where it is attached, id-mapped
  };
  Range& Prepare(const IdRange& range);
  const std::string& AttachLower(const IdRange& range, const std::filesystem::path& lower);
  std::string Folder(const IdRange& range) const;

  std::filesystem::path folder_;
  std::map<std::uint32_t, Range> ranges_;
};

// While it lives, what this thread creates belongs to these ids of the machine (setfsuid(2)), and it keeps its
// capabilities. Overlays made meanwhile create their files so.
class FileOwnerScope {
 public:
  FileOwnerScope(std::uint32_t uid, std::uint32_t gid);
  FileOwnerScope(const FileOwnerScope&) = delete;
  FileOwnerScope& operator=(const FileOwnerScope&) = delete;
  ~FileOwnerScope();
};

}  // namespace shellab
