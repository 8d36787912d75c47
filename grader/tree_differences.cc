#include "grader/tree_differences.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <map>

#include "sandbox/image/digest.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

struct Entry {
  mode_t mode = 0;
  uid_t uid = 0;
  gid_t gid = 0;
  std::string content;  // a link's target, a file's digest
};

using Tree = std::map<std::string, Entry>;

bool IsIgnored(const std::string& path, const std::vector<std::string>& ignored) {
  return std::any_of(ignored.begin(), ignored.end(), [&path](const std::string& top) {
    return path == top || (path.starts_with(top) && path[top.size()] == '/');
  });
}

void Read(const fs::path& folder, const std::string& above, const std::vector<std::string>& ignored, Tree& tree) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string path = above + "/" + entry.path().filename().native();
    if (IsIgnored(path, ignored)) continue;
    struct stat info {};
    CheckCall(::lstat(entry.path().c_str(), &info), "stat " + entry.path().native());
    Entry& seen = tree[path];
    seen = {info.st_mode, info.st_uid, info.st_gid, ""};
    if (S_ISLNK(info.st_mode)) seen.content = fs::read_symlink(entry.path()).native();
    if (S_ISREG(info.st_mode)) seen.content = Sha256(ReadFile(entry.path(), 1ULL << 32U));
    if (S_ISDIR(info.st_mode)) Read(entry.path(), path, ignored, tree);
  }
}

}  // namespace

std::vector<std::string> TreeDifferences(const fs::path& one, const fs::path& other,
                                         const std::vector<std::string>& ignored) {
  Tree first;
  Tree second;
  Read(one, "", ignored, first);
  Read(other, "", ignored, second);
  std::vector<std::string> differences;
  for (const auto& [path, entry] : first) {
    const auto found = second.find(path);
    if (found == second.end()) {
      differences.push_back(path + ": is there on one day only");
    } else if (entry.mode != found->second.mode) {
      differences.push_back(fmt::format("{}: mode {:o} and {:o}", path, entry.mode, found->second.mode));
    } else if (entry.uid != found->second.uid || entry.gid != found->second.gid) {
      differences.push_back(path + ": owner");
    } else if (entry.content != found->second.content) {
      differences.push_back(path + ": content");
    }
  }
  for (const auto& [path, entry] : second)
    if (!first.contains(path)) differences.push_back(path + ": is there on one day only");
  return differences;
}

}  // namespace shellab
