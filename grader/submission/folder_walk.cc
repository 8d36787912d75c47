#include "grader/submission/folder_walk.h"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <utility>

#include "grader/submission/disk_files.h"
#include "grader/submission/readable.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

// Deeper folders are no learner's work.
constexpr std::size_t kMaxDepth = 32;

class FolderWalk {
 public:
  FolderWalk(Gathering& gathering, const FolderTrait& trait) : gathering_(gathering), trait_(trait) {}

  void Walk(const fs::path& folder, const std::string& prefix, std::size_t depth) {
    for (const DiskEntry& entry : ListHandedIn(folder)) {
      if (entries_ > kMaxLearnersFiles) return;
      ++entries_;
      const std::string name = Readable(entry.name);
      if (entry.is_folder()) {
        if (depth == kMaxDepth) {
          gathering_.AddFault(name, {{fmt::format("{} lies deeper than {} folders", name, kMaxDepth),
                                      fmt::format("{} 的文件夹层数超过 {}", name, kMaxDepth)}});
        } else {
          Walk(folder / entry.name, prefix + name + "/", depth + 1);
        }
        continue;
      }
      FoundFile file = DiskFile(folder / entry.name, prefix + name);
      if (trait_.is_clone) file.at.reset();
      file.late = trait_.late;
      file.online_text = trait_.online_text && name == "onlinetext.html";
      gathering_.Add(file);
    }
  }

 private:
  Gathering& gathering_;
  FolderTrait trait_;
  std::size_t entries_ = 0;
};

}  // namespace

FoundFile DiskFile(const fs::path& file, std::string path) {
  FoundFile found;
  found.path = std::move(path);
  found.at = WrittenAt(file);
  found.read = [file](std::uint64_t max, bool only_archive) { return ReadDiskFile(file, max, only_archive); };
  return found;
}

void WalkFolder(Gathering& gathering, const fs::path& folder, const FolderTrait& trait) {
  FolderWalk(gathering, trait).Walk(folder, "", 0);
}

}  // namespace shellab
