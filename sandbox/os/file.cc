#include "sandbox/os/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <memory>
#include <vector>

#include "sandbox/os/error.h"

namespace shellab {

void WriteAll(int fd, std::string_view content, std::string_view what) {
  while (!content.empty()) {
    const ssize_t n = ::write(fd, content.data(), content.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) ThrowErrno(fmt::format("write {}", what));
    content.remove_prefix(static_cast<std::size_t>(n));
  }
}

std::string ReadAll(int fd, std::uint64_t max_bytes, std::string_view what) {
  std::string content;
  char buffer[65536];
  for (;;) {
    const ssize_t n = ::read(fd, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) ThrowErrno(fmt::format("read {}", what));
    if (n == 0) return content;
    content.append(buffer, static_cast<std::size_t>(n));
    if (content.size() > max_bytes) throw HostError(fmt::format("read {}: larger than {} bytes", what, max_bytes));
  }
}

std::string ReadFile(const std::filesystem::path& path, std::uint64_t max_bytes) {
  return ReadAll(Open(path, O_RDONLY).get(), max_bytes, path.native());
}

void WriteFileAtomically(const std::filesystem::path& path, std::string_view content, mode_t mode) {
  std::string temporary = path.native() + ".XXXXXX";
  const Fd fd(::mkostemp(temporary.data(), O_CLOEXEC));
  if (!fd) ThrowErrno(fmt::format("create a file beside {}", path.native()));
  try {
    WriteAll(fd.get(), content, path.native());
    CheckCall(::fchmod(fd.get(), mode), fmt::format("chmod {}", temporary));
    CheckCall(::fsync(fd.get()), fmt::format("fsync {}", temporary));
    CheckCall(::rename(temporary.c_str(), path.c_str()), fmt::format("rename {} to {}", temporary, path.native()));
  } catch (...) {
    ::unlink(temporary.c_str());
    throw;
  }
}

void WriteKernelFile(const std::string& path, std::string_view content) {
  const Fd fd = Open(path, O_WRONLY);
  if (::write(fd.get(), content.data(), content.size()) < 0) ThrowErrno(fmt::format("write '{}' to {}", content, path));
}

namespace {

struct CloseDir {
  void operator()(DIR* dir) const { ::closedir(dir); }
};
using DirStream = std::unique_ptr<DIR, CloseDir>;

DirStream OpenStream(int parent, const char* name) {
  const int fd = ::openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0) return nullptr;
  return DirStream(::fdopendir(fd));
}

// The next entry that is not "." or "..", or null at the end.
const dirent* NextEntry(DIR* dir) {
  for (;;) {
    const dirent* entry = ::readdir(dir);  // NOLINT(concurrency-mt-unsafe): the stream is this thread's own
    if (entry == nullptr) return nullptr;
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") return entry;
  }
}

}  // namespace

void RemoveTree(const std::filesystem::path& path) {
  // A tree may be deeper than the descriptors a process may hold, so only the deepest folder is open at a time: the
  // way back up is "..", which is safe here since nobody else moves folders of a tree that is being removed.
  const auto unlink_here = [](int dir, const char* name) { return ::unlinkat(dir, name, 0) == 0; };
  if (unlink_here(AT_FDCWD, path.c_str()) || errno == ENOENT) return;
  DirStream dir = OpenStream(AT_FDCWD, path.c_str());
  if (!dir) ThrowErrno(fmt::format("remove {}", path.native()));
  std::vector<std::string> names;
  for (;;) {
    bool descended = false;
    while (const dirent* entry = NextEntry(dir.get())) {
      const std::string name = entry->d_name;
      if (unlink_here(::dirfd(dir.get()), name.c_str()) || errno == ENOENT) continue;
      if (errno != EISDIR && errno != EPERM) ThrowErrno(fmt::format("remove {} in {}", name, path.native()));
      if (::unlinkat(::dirfd(dir.get()), name.c_str(), AT_REMOVEDIR) == 0) continue;
      if (errno != ENOTEMPTY && errno != EEXIST) ThrowErrno(fmt::format("remove {} in {}", name, path.native()));
      DirStream child = OpenStream(::dirfd(dir.get()), name.c_str());
      if (!child) ThrowErrno(fmt::format("open {} in {}", name, path.native()));
      dir = std::move(child);
      names.push_back(name);
      descended = true;
      break;
    }
    if (descended) continue;
    if (names.empty()) break;
    DirStream parent = OpenStream(::dirfd(dir.get()), "..");
    if (!parent) ThrowErrno(fmt::format("open the folder above {} in {}", names.back(), path.native()));
    dir = std::move(parent);
    if (::unlinkat(::dirfd(dir.get()), names.back().c_str(), AT_REMOVEDIR) != 0)
      ThrowErrno(fmt::format("remove folder {} in {}", names.back(), path.native()));
    names.pop_back();
  }
  dir.reset();
  if (::rmdir(path.c_str()) != 0 && errno != ENOENT) ThrowErrno(fmt::format("remove {}", path.native()));
}

TempDir::TempDir(const std::filesystem::path& parent, std::string_view prefix) {
  std::string name = (parent / fmt::format("{}.XXXXXX", prefix)).native();
  if (::mkdtemp(name.data()) == nullptr) ThrowErrno(fmt::format("create a folder in {}", parent.native()));
  path_ = name;
}

TempDir::~TempDir() {
  if (path_.empty()) return;
  try {
    RemoveTree(path_);
  } catch (const HostError&) {  // a destructor has nobody to tell; the store's sweep finds what is left
  }
}

}  // namespace shellab
