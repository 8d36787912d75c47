// An archive as libarchive reads it, in the process that calls: in the confined child of archive_reader.cc, and where
// it is fuzzed.
#pragma once

#include <archive.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "grader/submission/archive.h"
#include "grader/text.h"

namespace shellab {

// What libarchive needs of this machine's files (time zone, locale), so that it opens none later. May be called often.
void PrepareToReadArchives();

// One pass over the members, as ArchiveReader's, whose comments say what the functions do; a PackageFault lacks the
// archive's name, which it says something of ("is encrypted").
class OpenArchive {
 public:
  // The bytes must outlive this.
  OpenArchive(std::string_view bytes, const ArchiveLimits& limits);
  // Of an open file, whose descriptor the caller keeps open.
  OpenArchive(int fd, const ArchiveLimits& limits);

  std::optional<ArchiveMember> Next();
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
  [[noreturn]] void FailRead() const;

  std::string member_;
  ArchiveLimits limits_;
  std::uint64_t entries_ = 0;
  std::uint64_t bytes_ = 0;
  bool is_open_ = false;
  bool open_content_ = false;
  std::unique_ptr<archive, Free> archive_;
};

}  // namespace shellab
