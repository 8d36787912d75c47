// Whole files and folder trees of the trusted side: read, write, replace, walk, remove.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "sandbox/os/fd.h"

namespace shellab {

// Writes all of `content` at the descriptor's position. `what` names the file in the error. Throws OsError.
void WriteAll(int fd, std::string_view content, std::string_view what);

// Reads from the descriptor's position to its end, at most `max_bytes`; a longer file throws HostError.
std::string ReadAll(int fd, std::uint64_t max_bytes, std::string_view what);

// The content of a file of the trusted side (labs, recipes, /proc). Throws OsError, or HostError past `max_bytes`.
std::string ReadFile(const std::filesystem::path& path, std::uint64_t max_bytes = 64U << 20U);

// Replaces `path` by a file with `content`, whole or not at all: written beside it, synced, renamed over it. Throws
// OsError; then the old file stands as it was.
void WriteFileAtomically(const std::filesystem::path& path, std::string_view content, mode_t mode = 0644);

// Writes to an existing kernel file such as /proc/N/uid_map in one write(2). Throws OsError.
void WriteKernelFile(const std::string& path, std::string_view content);

// Removes `path` and all below it without following links or crossing into what is mounted there; absent is fine.
// Depth and count are unlimited: memory does not grow with depth beyond one name a level. Throws OsError.
void RemoveTree(const std::filesystem::path& path);

// A new folder of its own, mode 0700, removed with its content when the value dies.
class TempDir {
 public:
  // Makes it inside `parent`, named "<prefix>.XXXXXX". Throws OsError.
  explicit TempDir(const std::filesystem::path& parent, std::string_view prefix = "shellab");
  TempDir(TempDir&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  TempDir& operator=(TempDir&&) = delete;
  ~TempDir();
  const std::filesystem::path& path() const { return path_; }
  // Keeps the folder: the caller has moved or now owns it.
  std::filesystem::path Release() { return std::exchange(path_, {}); }

 private:
  std::filesystem::path path_;
};

}  // namespace shellab
