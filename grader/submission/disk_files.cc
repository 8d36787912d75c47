#include "grader/submission/disk_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>

#include "grader/submission/archive.h"
#include "grader/submission/fault.h"
#include "grader/submission/names.h"
#include "sandbox/os/error.h"
#include "sandbox/os/fd.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

// A FIFO without a writer would be waited for, and opening a device can do things: look before it is opened.
Fd OpenRegular(const fs::path& file) {
  struct stat status {};
  CheckCall(::lstat(file.c_str(), &status), "look at " + file.native());
  if (S_ISLNK(status.st_mode))
    throw FileFault(Refused(file.filename(), {"is a symbolic link, which is not followed", "是符号链接，不会跟随"}));
  if (!S_ISREG(status.st_mode)) throw FileFault(Refused(file.filename(), {"is no regular file", "不是普通文件"}));
  return Open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
}

// The file's beginning, as much as tells an archive.
std::string Head(int fd, const fs::path& file) {
  std::string head(512, '\0');
  head.resize(static_cast<std::size_t>(CheckCall(::pread(fd, head.data(), head.size(), 0), "read " + file.native())));
  return head;
}

}  // namespace

void ForEachHandedIn(const fs::path& folder, const std::function<void(const DiskEntry&)>& visit) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    const fs::file_type type = entry->symlink_status(error).type();
    if (error) break;
    const std::string name = entry->path().filename();
    if (!IsDropping(name)) visit({name, type});
  }
  if (error) throw OsError(error.value(), "list " + folder.native());
}

std::vector<DiskEntry> ListHandedIn(const fs::path& folder) {
  std::vector<DiskEntry> entries;
  ForEachHandedIn(folder, [&](const DiskEntry& entry) { entries.push_back(entry); });
  std::sort(entries.begin(), entries.end(), [](const DiskEntry& a, const DiskEntry& b) { return a.name < b.name; });
  return entries;
}

std::optional<std::string> ReadDiskFile(const fs::path& file, std::uint64_t max_bytes, bool only_archive) {
  try {
    const Fd opened = OpenRegular(file);
    if (only_archive && !LooksLikeArchive(Head(opened.get(), file))) return std::nullopt;
    struct stat status {};
    CheckCall(::fstat(opened.get(), &status), "look at " + file.native());
    if (static_cast<std::uint64_t>(status.st_size) > max_bytes)
      throw FileFault(Refused(file.filename(), {fmt::format("is larger than the {} bytes that it may have", max_bytes),
                                                fmt::format("超过了上限 {} 字节", max_bytes)}));
    return ReadAll(opened.get(), max_bytes, file.native());
  } catch (const HostError& error) {
    throw FileFault(Unread{{error.what(), error.what()}, true});
  }
}

bool IsArchiveFile(const fs::path& file) {
  try {
    return LooksLikeArchive(Head(OpenRegular(file).get(), file));
  } catch (const HostError&) {
    return false;
  } catch (const FileFault&) {
    return false;
  }
}

std::optional<std::chrono::system_clock::time_point> WrittenAt(const fs::path& file) {
  struct stat status {};
  if (::lstat(file.c_str(), &status) != 0) return std::nullopt;
  return std::chrono::system_clock::from_time_t(status.st_mtim.tv_sec);
}

}  // namespace shellab
