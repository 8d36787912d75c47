// A host's files, read and written from outside.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "sandbox/host.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {

Fd Host::OpenLog(const std::string& path, const Identity& owner) const {
  const FileOwnerScope scope(id_base_ + owner.uid, id_base_ + owner.gid);
  return OpenInRoot(root_.mount.get(), path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0640);
}

std::string Host::ReadTail(const std::string& path, std::size_t max_bytes, std::size_t skipped) const {
  try {
    const Fd file = OpenInRoot(root_.mount.get(), path, O_RDONLY | O_NONBLOCK | O_NOATIME);
    struct stat info {};
    CheckCall(::fstat(file.get(), &info), path);
    if (!S_ISREG(info.st_mode)) return "";
    const auto size = static_cast<std::size_t>(info.st_size);
    if (skipped > size) skipped = 0;  // it was written anew
    const std::size_t from = size - std::min(size - skipped, max_bytes);
    std::string tail(size - from, '\0');
    const ssize_t got = ::pread(file.get(), tail.data(), tail.size(), static_cast<off_t>(from));
    tail.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return tail;
  } catch (const OsError&) {  // not there, or made unreadable
    return "";
  }
}

std::optional<std::string> Host::ReadRegular(const std::string& path, std::size_t max_bytes) const {
  try {
    const Fd file = OpenInRoot(root_.mount.get(), path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOATIME);
    struct stat info {};
    CheckCall(::fstat(file.get(), &info), path);
    if (!S_ISREG(info.st_mode) || static_cast<std::uint64_t>(info.st_size) > max_bytes) return std::nullopt;
    return ReadAll(file.get(), max_bytes, path);
  } catch (const HostError&) {  // not there, or it grew
    return std::nullopt;
  }
}

void Host::WriteFile(const std::string& path, std::string_view content, const Identity& owner, mode_t mode) {
  const FileOwnerScope scope(id_base_ + owner.uid, id_base_ + owner.gid);
  const Fd file = OpenInRoot(root_.mount.get(), path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
  WriteAll(file.get(), content, path);
  CheckCall(::fchmod(file.get(), mode), fmt::format("chmod {} in the sandbox", path));
}

void Host::CopyFolder(const std::filesystem::path& from, const std::string& to, const Identity& owner) {
  const FileOwnerScope scope(id_base_ + owner.uid, id_base_ + owner.gid);
  const Fd folder = OpenInRoot(root_.mount.get(), to, O_PATH | O_DIRECTORY);
  for (const auto& entry : std::filesystem::directory_iterator(from)) {
    const std::string name = entry.path().filename();
    const auto mode = static_cast<mode_t>(entry.status().permissions()) & 07777U;
    if (entry.is_directory()) {
      if (::mkdirat(folder.get(), name.c_str(), 0700) != 0 && errno != EEXIST)
        ThrowErrno(fmt::format("mkdir {}/{} in the sandbox", to, name));
      CopyFolder(entry.path(), to + "/" + name, owner);
      CheckCall(::fchmodat(folder.get(), name.c_str(), mode, 0), fmt::format("chmod {}/{} in the sandbox", to, name));
    } else {
      WriteFile(to + "/" + name, ReadFile(entry.path()), owner, mode);
    }
  }
}

Changes Host::ReadChanges(const std::vector<std::string>& ignored) const {
  return shellab::ReadChanges(root_, id_base_, ignored);
}

std::uint64_t Host::FreeBytes() const {
  struct statfs disk {};
  CheckCall(::fstatfs(root_.upper.get(), &disk), "fstatfs of a sandbox's disk");
  return std::uint64_t{disk.f_bavail} * static_cast<std::uint64_t>(disk.f_bsize);
}

FileState Host::ReadStateBefore(const std::string& path) const { return StateAt(root_.before.get(), path, id_base_); }

FileState Host::ReadState(const std::string& path) const { return StateAt(root_.mount.get(), path, id_base_); }

}  // namespace shellab
