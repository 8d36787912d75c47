#include "sandbox/image/archive.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/statvfs.h>

#include <boost/algorithm/string/split.hpp>
#include <new>

#include "sandbox/os/error.h"

namespace shellab {
namespace {

// A tree is walked with an open descriptor a level, and paths end at PATH_MAX (path_resolution(7)).
constexpr std::size_t kMaxDepth = 256;
constexpr std::size_t kMaxPath = 4000;
constexpr std::size_t kMaxName = 255;

constexpr std::uint64_t kReserve = 256U << 20U;

std::string ErrorOf(archive* reader) {
  const char* text = ::archive_error_string(reader);
  return text != nullptr ? text : "damaged";
}

std::string TooLarge(std::uint64_t bytes) { return fmt::format("it unpacks to more than {} bytes", bytes); }

}  // namespace

void Budget::TakeEntry() {
  if (++entries_ > limits_.entries) throw ArchiveFault(fmt::format("it has more than {} entries", limits_.entries));
}

void Budget::TakeBytes(std::uint64_t bytes) {
  if (bytes > limits_.bytes - bytes_) throw ArchiveFault(TooLarge(limits_.bytes));
  bytes_ += bytes;
}

std::vector<std::string> PathParts(std::string_view name) {
  if (name.starts_with('/')) throw ArchiveFault("the path is absolute");
  if (name.size() > kMaxPath) throw ArchiveFault(fmt::format("the path is longer than {} bytes", kMaxPath));
  std::vector<std::string> parts;
  boost::split(parts, name, [](char c) { return c == '/'; });
  std::erase_if(parts, [](const std::string& part) { return part.empty() || part == "."; });
  for (const std::string& part : parts) {
    if (part == "..") throw ArchiveFault("the path has \"..\"");
    if (part.size() > kMaxName) throw ArchiveFault(fmt::format("a name is longer than {} bytes", kMaxName));
  }
  if (parts.size() > kMaxDepth) throw ArchiveFault(fmt::format("it lies deeper than {} folders", kMaxDepth));
  return parts;
}

void RequireFreeSpace(const std::filesystem::path& folder, std::uint64_t bytes) {
  struct statvfs info {};
  CheckCall(::statvfs(folder.c_str(), &info), fmt::format("ask for the free space of {}", folder.native()));
  const std::uint64_t free = std::uint64_t{info.f_bavail} * info.f_frsize;
  if (free < bytes || free - bytes < kReserve)
    throw HostError(fmt::format("the disk of {} has {} MB free, but {} MB are needed", folder.native(),
                                free / 1'000'000, (bytes + kReserve) / 1'000'000));
}

TarReader::TarReader(const std::filesystem::path& file, std::uint64_t max_bytes)
    : file_(Open(file.native(), O_RDONLY)),
      max_bytes_(max_bytes),
      stream_(::archive_read_new()),
      tar_(::archive_read_new()) {
  if (!stream_ || !tar_) throw std::bad_alloc();
  constexpr std::size_t kBlock = 1U << 18U;
  // Two readers, the lower one only to decompress, since a layer's digest is that of the tar stream.
  archive* stream = stream_.get();
  ::archive_read_support_filter_gzip(stream);
  ::archive_read_support_filter_zstd(stream);
  ::archive_read_support_filter_xz(stream);
  ::archive_read_support_filter_bzip2(stream);
  ::archive_read_support_format_raw(stream);
  archive_entry* whole = nullptr;
  if (::archive_read_open_fd(stream, file_.get(), kBlock) != ARCHIVE_OK ||
      ::archive_read_next_header(stream, &whole) != ARCHIVE_OK)
    throw ArchiveFault(ErrorOf(stream));
  // The count includes the reading of the file itself.
  if (::archive_filter_count(stream) > 2) throw ArchiveFault("it is compressed more than once");
  ::archive_read_support_format_tar(tar_.get());
  if (::archive_read_open(tar_.get(), this, nullptr, &TarReader::OnRead, nullptr) != ARCHIVE_OK) Fail();
}

archive_entry* TarReader::Next() {
  archive_entry* entry = nullptr;
  const int code = ::archive_read_next_header(tar_.get(), &entry);
  // A warning is about a name that is not of this locale's characters; it is there as bytes all the same.
  if (code == ARCHIVE_OK || code == ARCHIVE_WARN) {
    // Before anybody makes room for it.
    if (static_cast<std::uint64_t>(::archive_entry_size(entry)) > max_bytes_) throw ArchiveFault(TooLarge(max_bytes_));
    return entry;
  }
  if (code != ARCHIVE_EOF) Fail();
  // What follows the end of the tar belongs to the stream that a digest is of.
  const void* buffer = nullptr;
  la_ssize_t size = 0;
  do size = Pull(&buffer);
  while (size > 0);
  if (size < 0) Fail();
  return nullptr;
}

void TarReader::ReadContent(archive_entry* entry, const std::function<void(std::string_view, std::uint64_t)>& take) {
  const la_int64_t whole = ::archive_entry_size(entry);
  for (;;) {
    const void* buffer = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int code = ::archive_read_data_block(tar_.get(), &buffer, &size, &offset);
    if (code == ARCHIVE_EOF) return;
    if (code != ARCHIVE_OK) Fail();
    if (offset < 0 || offset > whole || size > static_cast<std::uint64_t>(whole - offset))
      throw ArchiveFault("the list of its holes is damaged");
    take({static_cast<const char*>(buffer), size}, static_cast<std::uint64_t>(offset));
  }
}

la_ssize_t TarReader::OnRead(archive* /*tar*/, void* self, const void** buffer) {
  return static_cast<TarReader*>(self)->Pull(buffer);
}

la_ssize_t TarReader::Pull(const void** buffer) {
  std::size_t size = 0;
  la_int64_t offset = 0;
  const int code = ::archive_read_data_block(stream_.get(), buffer, &size, &offset);
  if (code == ARCHIVE_EOF) return 0;
  if (code != ARCHIVE_OK) {
    fault_ = ErrorOf(stream_.get());
    return -1;
  }
  if (size > max_bytes_ - bytes_) {
    fault_ = TooLarge(max_bytes_);
    return -1;
  }
  bytes_ += size;
  hash_.Add(*buffer, size);
  return static_cast<la_ssize_t>(size);
}

void TarReader::Fail() { throw ArchiveFault(fault_.empty() ? ErrorOf(tar_.get()) : fault_); }

}  // namespace shellab
