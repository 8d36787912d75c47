// The files of an archive that a learner, or a course's system, made: zip, 7z, rar, tar plain or compressed. It may be
// hostile: nothing is written to disk, and what is read is bounded. Called by Collect.
#pragma once

#include <archive.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "grader/text.h"
#include "sandbox/os/fd.h"

namespace shellab {

// Where an archive is taken for a bomb.
struct ArchiveLimits {
  std::uint64_t entries = 0;
  std::uint64_t bytes = 0;  // of all that is unpacked on the way, wanted or not
};

// Whether a file that begins with these bytes (at least 512, or all of it) is an archive, whatever its name says.
bool LooksLikeArchive(std::string_view head);

// The name without its archive's ending (".zip", ".tar.gz"); nothing for other names.
std::optional<std::string> ArchiveStem(std::string_view name);

struct ArchiveMember {
  std::string path;  // readable (see readable.h), empty where it has no name; may lead anywhere
  bool is_folder = false;
  std::optional<Text> not_a_file;  // a link, a device, encrypted: "is ...", why it is not read
  std::optional<std::chrono::system_clock::time_point> at;
};

// One pass over the members. Every call may throw PackageFault: it is no archive, is damaged, or goes past the limits.
class ArchiveReader {
 public:
  // `name` is for messages. The bytes must outlive the reader.
  ArchiveReader(std::string_view bytes, std::string name, const ArchiveLimits& limits);
  // Throws OsError where the file cannot be opened.
  ArchiveReader(const std::filesystem::path& file, std::string name, const ArchiveLimits& limits);

  // The next member; nothing at the end.
  std::optional<ArchiveMember> Next();
  // The content of the file that Next gave, once. With `only_archive` nothing unless it looks like an archive. Throws
  // FileFault where it is larger than `max_bytes` or damaged.
  std::optional<std::string> Read(std::uint64_t max_bytes, bool only_archive);

 private:
  struct Free {
    void operator()(archive* reader) const { ::archive_read_free(reader); }
  };
  void Prepare();
  void Check(int code);
  // The current member's next piece; nothing at its end.
  std::optional<std::string_view> Piece();
  void SkipContent();
  [[noreturn]] void Fail(const Text& what) const;
  [[noreturn]] void FailRead() const;

  std::string name_;
  std::string member_;
  ArchiveLimits limits_;
  std::uint64_t entries_ = 0;
  std::uint64_t bytes_ = 0;
  bool is_open_ = false;
  bool open_content_ = false;
  Fd file_;
  std::unique_ptr<archive, Free> archive_;
};

}  // namespace shellab
