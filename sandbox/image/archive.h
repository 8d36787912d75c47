// Tar archives made elsewhere, plain or compressed, read with libarchive. They may be hostile: what they say is checked
// by the callers, which are the import of images (image_archive.cc and layer_tree.cc).
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/image/digest.h"
#include "sandbox/os/fd.h"

namespace shellab {

// The archive is at fault. UnpackImageArchive turns it into an AuthorError that names the file.
class ArchiveFault : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// What an import may take. Larger images are taken for bombs.
struct ImportLimits {
  std::uint64_t entries = 2'000'000;
  std::uint64_t bytes = 32ULL << 30U;  // of all layers unpacked, files with holes at full size
};

// What an import has taken so far. Each call throws ArchiveFault past the limit.
class Budget {
 public:
  explicit Budget(const ImportLimits& limits) : limits_(limits) {}
  void TakeEntry();
  void TakeBytes(std::uint64_t bytes);
  const ImportLimits& limits() const { return limits_; }

 private:
  ImportLimits limits_;
  std::uint64_t entries_ = 0;
  std::uint64_t bytes_ = 0;
};

// The components of an archive's name or of a hard link's target, without "." and empty ones. Throws ArchiveFault for
// one that is absolute, has "..", or is longer or deeper than a tree may be.
std::vector<std::string> PathParts(std::string_view name);

// Throws HostError unless the disk of `folder` has room for so much more, and a reserve for everybody else.
void RequireFreeSpace(const std::filesystem::path& folder, std::uint64_t bytes);

// One pass over a tar archive that is plain or compressed once (gzip, zstd, xz, bzip2).
class TarReader {
 public:
  // Throws OsError where `file` cannot be opened, ArchiveFault where it is no such archive. More than `max_bytes` of
  // unpacked stream, or an entry that says it has more, are refused while reading.
  TarReader(const std::filesystem::path& file, std::uint64_t max_bytes);
  TarReader(const TarReader&) = delete;
  TarReader& operator=(const TarReader&) = delete;

  // The next entry, valid until the call after; null at the end. Throws ArchiveFault.
  archive_entry* Next();
  // Gives the entry's content piece by piece with its offset; what lies between the pieces is a hole. No piece ends
  // past the entry's size. Throws ArchiveFault where it is cut short.
  void ReadContent(archive_entry* entry, const std::function<void(std::string_view, std::uint64_t)>& take);
  // SHA-256 of the unpacked stream, when Next() has given null.
  std::string Sha256() { return hash_.Hex(); }

 private:
  struct Free {
    void operator()(archive* reader) const { ::archive_read_free(reader); }
  };
  static la_ssize_t OnRead(archive* tar, void* self, const void** buffer);
  // The next piece of the unpacked stream: its size, 0 at the end, negative with fault_ set.
  la_ssize_t Pull(const void** buffer);
  [[noreturn]] void Fail();

  Fd file_;
  std::uint64_t max_bytes_;
  std::uint64_t bytes_ = 0;
  Sha256Stream hash_;
  std::string fault_;  // what the stream below the tar reader failed with
  std::unique_ptr<archive, Free> stream_;
  std::unique_ptr<archive, Free> tar_;
};

}  // namespace shellab
