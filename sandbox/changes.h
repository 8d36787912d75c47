// What a guest changed on its disk since it booted, and what lies at a path: read from outside, by descriptors that no
// link of the guest leads astray, and without running anything of the guest's. Used by Host.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/root.h"

namespace shellab {

// One path at one moment. Times do not belong to it: setting up and answering happen at different ones.
struct FileState {
  enum class Type { kAbsent, kFile, kFolder, kLink, kOther };
  Type type = Type::kAbsent;
  mode_t mode = 0;        // permission bits, 07777
  std::uint32_t uid = 0;  // the guest's ids; 65534 for one that is not of its range
  std::uint32_t gid = 0;
  std::uint64_t size = 0;
  std::string sha256;   // of a file's content; empty where that was too large to be read (kMaxRead)
  std::string content;  // a file's first bytes (kMaxKept), or a link's target

  static constexpr std::uint64_t kMaxRead = 1ULL << 30U;
  static constexpr std::uint64_t kMaxKept = 1ULL << 20U;

  // Equal in all of it. A file that was too large to read equals nothing.
  bool SameAs(const FileState& other) const;
};

struct Change {
  FileState before;
  FileState after;
};

// By absolute path. A folder that came or went is listed with all that was in it.
using Changes = std::map<std::string, Change>;

// Reads what lies at `path` below `root`; the last component is not followed if it is a link. A path that leads nowhere
// is kAbsent. Only regular files are opened, without waiting. `id_base` is the guest's first id. Throws OsError.
FileState StateAt(int root, const std::string& path, std::uint32_t id_base);

// Compares the guest's disk with what it was at boot, by the overlay's upper folder: what is not in there was not
// touched. Paths at and below `ignored` are passed over. Folders deeper than 200 levels are not entered. Throws
// OsError.
Changes ReadChanges(const HostRoot& root, std::uint32_t id_base, const std::vector<std::string>& ignored);

}  // namespace shellab
