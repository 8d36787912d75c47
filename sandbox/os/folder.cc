#include "sandbox/os/folder.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>

#include "sandbox/os/error.h"

namespace shellab {
namespace {

bool Make(const std::filesystem::path& folder, mode_t mode) {
  if (::mkdir(folder.c_str(), mode) == 0) return true;
  if (errno != EEXIST) return false;
  struct stat status {};
  if (::stat(folder.c_str(), &status) != 0) return false;
  errno = ENOTDIR;
  return S_ISDIR(status.st_mode);
}

bool MakeAll(const std::filesystem::path& folder, mode_t mode) {
  if (Make(folder, mode)) return true;
  if (errno != ENOENT || !folder.has_parent_path()) return false;
  return MakeAll(folder.parent_path(), mode) && Make(folder, mode);
}

}  // namespace

void MakeFolders(const std::filesystem::path& folder, mode_t mode) {
  if (!MakeAll(folder, mode)) ThrowErrno(fmt::format("make the folder {}", folder.native()));
}

}  // namespace shellab
