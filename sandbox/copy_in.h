// Copies a small prepared layer into a host's fresh upper folder, so that its fixture files are the upper's own from
// the start: hard links and inode numbers are then what they are on a plain disk. Used by Staging.
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sandbox/os/fd.h"

namespace shellab {

// What would be copied: nothing where `entries` is empty.
struct CopyPlan {
  struct Entry {
    std::string path;  // within the layer; "." is the layer itself
    struct stat info;
  };
  Fd layer;
  std::vector<Entry> entries;  // a folder stands before what is in it
  std::uint64_t bytes = 0;     // what the copies take at most of a tmpfs

  static constexpr std::uint64_t kMaxBytes = 8ULL << 20U;
  static constexpr std::size_t kMaxEntries = 2048;
};

// Looks at what lies in the folders `folders` of the guest (absolute; most wanted first) in the layer at `layer`, and
// plans to copy the first that stays within both bounds, or nothing. Sizes count with their holes. Throws OsError.
CopyPlan PlanCopy(const std::filesystem::path& layer, const std::vector<std::string>& folders);

// Copies folders, regular files and symbolic links into the empty folder `upper`, with the ids that the layer's mount
// shows, modes, times, holes, hard links among them, capabilities, access lists and user attributes. All else
// (whiteouts, FIFOs) and the overlay's own attributes are left to the layer below, which stays in the overlay. The
// layer's access times stay. Throws OsError.
void CopyIn(const CopyPlan& plan, const Fd& upper);

}  // namespace shellab
