// Learners' files in folders of this machine, looked at without trust. Internal to submission/.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace shellab {

struct DiskEntry {
  std::string name;
  std::filesystem::file_type type = std::filesystem::file_type::none;  // the entry's own: links are not followed

  bool is_folder() const { return type == std::filesystem::file_type::directory; }
  bool is_file() const { return type == std::filesystem::file_type::regular; }
  bool is_link() const { return type == std::filesystem::file_type::symlink; }
};

// Calls `visit` for what the folder holds, in no order, without droppings (IsDropping). Throws OsError.
void ForEachHandedIn(const std::filesystem::path& folder, const std::function<void(const DiskEntry&)>& visit);
// The same by name.
std::vector<DiskEntry> ListHandedIn(const std::filesystem::path& folder);

// Reads a regular file that is no link, at most `max_bytes`; with `only_archive` nothing unless it looks like an
// archive. Throws FileFault, by the machine where it cannot be read.
std::optional<std::string> ReadDiskFile(const std::filesystem::path& file, std::uint64_t max_bytes, bool only_archive);

// Whether it is a regular file that looks like an archive. No for what cannot be opened.
bool IsArchiveFile(const std::filesystem::path& file);

// When the file was last written; nothing where it cannot be told.
std::optional<std::chrono::system_clock::time_point> WrittenAt(const std::filesystem::path& file);

}  // namespace shellab
