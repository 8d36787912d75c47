#include "grader/submission/open_archive.h"

#include <archive_entry.h>
#include <fmt/format.h>
#include <locale.h>
#include <time.h>

#include <algorithm>
#include <new>
#include <utility>

#include "grader/submission/fault.h"
#include "grader/submission/readable.h"

namespace shellab {
namespace {

// libarchive gives names in the locale's characters, and this program's is the C locale, which has few. C.UTF-8 is part
// of the C library itself.
class Utf8Names {
 public:
  Utf8Names() : before_(::uselocale(Locale())) {}
  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;
  ~Utf8Names() { ::uselocale(before_); }

  static locale_t Locale() {
    static const locale_t locale = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return locale;
  }

 private:
  locale_t before_;
};

[[noreturn]] void Fail(const Text& what) { throw PackageFault(Unread{what}); }

std::optional<Text> NotAFile(archive_entry* entry) {
  if (::archive_entry_is_encrypted(entry) != 0) return Text{"is encrypted", "已加密"};
  if (::archive_entry_hardlink(entry) != nullptr)
    return Text{"is a hard link, which is not followed", "是硬链接，不会跟随"};
  const auto type = ::archive_entry_filetype(entry);
  if (type == AE_IFLNK) return Text{"is a symbolic link, which is not followed", "是符号链接，不会跟随"};
  // Formats that know no types, such as a zip made on Windows, have none.
  if (type != AE_IFREG && type != AE_IFDIR && type != 0) return Text{"is no regular file", "不是普通文件"};
  return std::nullopt;
}

}  // namespace

void PrepareToReadArchives() {
  Utf8Names::Locale();
  ::tzset();  // a zip's times are local
}

OpenArchive::OpenArchive(std::string_view bytes, const ArchiveLimits& limits) : limits_(limits) {
  Prepare();
  Check(::archive_read_open_memory(archive_.get(), bytes.data(), bytes.size()));
}

OpenArchive::OpenArchive(int fd, const ArchiveLimits& limits) : limits_(limits) {
  Prepare();
  constexpr std::size_t kBlock = 1U << 16U;
  Check(::archive_read_open_fd(archive_.get(), fd, kBlock));
}

void OpenArchive::Prepare() {
  archive_.reset(::archive_read_new());
  if (!archive_) throw std::bad_alloc();
  archive* reader = archive_.get();
  // Not all that libarchive has: some filters run other programs.
  ::archive_read_support_filter_gzip(reader);
  ::archive_read_support_filter_bzip2(reader);
  ::archive_read_support_filter_xz(reader);
  ::archive_read_support_filter_lzma(reader);
  ::archive_read_support_filter_zstd(reader);
  ::archive_read_support_filter_lz4(reader);
  // By its list of contents, so that what is not wanted need not be unpacked to get past it.
  ::archive_read_support_format_zip_seekable(reader);
  ::archive_read_support_format_7zip(reader);
  ::archive_read_support_format_rar(reader);
  ::archive_read_support_format_rar5(reader);
  ::archive_read_support_format_tar(reader);
}

void OpenArchive::Check(int code) {
  if (code != ARCHIVE_OK) FailRead();
  is_open_ = true;
  // The count includes the reading of the file itself.
  if (::archive_filter_count(archive_.get()) > 2) Fail({"is compressed more than once", "被多次压缩"});
}

std::optional<ArchiveMember> OpenArchive::Next() {
  const Utf8Names names;
  SkipContent();
  archive_entry* entry = nullptr;
  const int code = ::archive_read_next_header(archive_.get(), &entry);
  if (code == ARCHIVE_EOF) return std::nullopt;
  // A warning is about a name that is not of this locale's characters.
  if (code != ARCHIVE_OK && code != ARCHIVE_WARN) FailRead();
  if (++entries_ > limits_.entries)
    Fail({fmt::format("has more than {} entries", limits_.entries), fmt::format("的条目超过 {} 个", limits_.entries)});
  ArchiveMember member;
  if (const char* path = ::archive_entry_pathname(entry)) member.path = Readable(path);
  member.not_a_file = NotAFile(entry);
  member.is_folder = !member.not_a_file && (::archive_entry_filetype(entry) == AE_IFDIR || member.path.ends_with('/'));
  if (::archive_entry_mtime_is_set(entry) != 0)
    member.at = std::chrono::system_clock::from_time_t(::archive_entry_mtime(entry));
  member_ = member.path;
  open_content_ = !member.is_folder && ::archive_entry_is_encrypted(entry) == 0;
  return member;
}

std::optional<std::string> OpenArchive::Read(std::uint64_t max_bytes, bool only_archive) {
  constexpr std::size_t kHead = 512;
  std::string content;
  bool known = !only_archive;
  while (const std::optional<std::string_view> piece = Piece()) {
    if (piece->size() > max_bytes - content.size())
      throw FileFault(Refused(member_, {fmt::format("is larger than the {} bytes that it may have", max_bytes),
                                        fmt::format("超过了上限 {} 字节", max_bytes)}));
    content += *piece;
    if (known || content.size() < kHead) continue;
    if (!LooksLikeArchive(content)) return std::nullopt;
    known = true;
  }
  if (!known && !LooksLikeArchive(content)) return std::nullopt;
  return content;
}

std::optional<std::string_view> OpenArchive::Piece() {
  if (!open_content_) return std::nullopt;
  const void* buffer = nullptr;
  std::size_t size = 0;
  la_int64_t offset = 0;
  const int code = ::archive_read_data_block(archive_.get(), &buffer, &size, &offset);
  open_content_ = code == ARCHIVE_OK;
  if (code == ARCHIVE_EOF) return std::nullopt;
  if (code == ARCHIVE_FATAL) FailRead();
  // A warning too: that is how it tells of a wrong checksum.
  if (code != ARCHIVE_OK) {
    const char* error = ::archive_error_string(archive_.get());
    const std::string why = error != nullptr ? fmt::format(" ({})", error) : "";
    throw FileFault(Refused(member_, {"is damaged" + why, "已损坏" + why}));
  }
  bytes_ += size;
  if (bytes_ > limits_.bytes)
    Fail({fmt::format("unpacks to more than {} MiB", limits_.bytes >> 20U),
          fmt::format("解压后超过 {} MiB", limits_.bytes >> 20U)});
  return std::string_view(static_cast<const char*>(buffer), size);
}

void OpenArchive::SkipContent() {
  // In a zip the next member is found without this one; elsewhere libarchive would unpack all of it in one call, which
  // no limit ends.
  const bool is_zip = (::archive_format(archive_.get()) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP;
  if (is_zip) open_content_ = false;
  try {
    while (Piece()) {
    }
  } catch (const FileFault&) {  // nobody asked for this one
  }
}

void OpenArchive::FailRead() const {
  // Where no format was found libarchive asks one behind the last that it knows.
  if (is_open_ && ::archive_read_has_encrypted_entries(archive_.get()) > 0) Fail({"is encrypted", "已加密"});
  const char* error = ::archive_error_string(archive_.get());
  const std::string why = error != nullptr ? fmt::format(" ({})", error) : "";
  Fail({"cannot be read as a zip, 7z, rar or tar archive" + why, "无法作为 zip、7z、rar 或 tar 压缩包读取" + why});
}

}  // namespace shellab
