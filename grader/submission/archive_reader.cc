#include "grader/submission/archive_reader.h"

#include <archive_entry.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <locale.h>

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
  Utf8Names() : locale_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)), before_(::uselocale(locale_)) {}
  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;
  ~Utf8Names() {
    ::uselocale(before_);
    if (locale_ != nullptr) ::freelocale(locale_);
  }

 private:
  locale_t locale_;
  locale_t before_;
};

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

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

bool LooksLikeArchive(std::string_view head) {
  using std::string_view_literals::operator""sv;
  static constexpr std::string_view kMarks[] = {"PK\x03\x04"sv,
                                                "PK\x05\x06"sv,
                                                "7z\xBC\xAF\x27\x1C"sv,
                                                "Rar!\x1A\x07"sv,
                                                "\x1F\x8B"sv,
                                                "BZh"sv,
                                                "\xFD"
                                                "7zXZ\0"sv,
                                                "\x28\xB5\x2F\xFD"sv,
                                                "\x04\x22\x4D\x18"sv,
                                                "\x5D\0\0"sv};
  constexpr std::size_t kTarMark = 257;
  return std::any_of(std::begin(kMarks), std::end(kMarks),
                     [head](std::string_view mark) { return head.starts_with(mark); }) ||
         (head.size() > kTarMark && head.substr(kTarMark).starts_with("ustar"));
}

std::optional<std::string> ArchiveStem(std::string_view name) {
  const std::string lower = Lower(name);
  for (const std::string_view ending : {".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst", ".tar.lz4", ".tar.lzma", ".tgz",
                                        ".tbz", ".tbz2", ".txz", ".tzst", ".tar", ".zip", ".7z", ".rar"})
    if (lower.size() > ending.size() && lower.ends_with(ending))
      return std::string(name.substr(0, name.size() - ending.size()));
  return std::nullopt;
}

ArchiveReader::ArchiveReader(std::string_view bytes, std::string name, const ArchiveLimits& limits)
    : name_(std::move(name)), limits_(limits) {
  Prepare();
  Check(::archive_read_open_memory(archive_.get(), bytes.data(), bytes.size()));
}

ArchiveReader::ArchiveReader(const std::filesystem::path& file, std::string name, const ArchiveLimits& limits)
    : name_(std::move(name)),
      limits_(limits),
      file_(Open(file.native(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)) {
  Prepare();
  constexpr std::size_t kBlock = 1U << 16U;
  Check(::archive_read_open_fd(archive_.get(), file_.get(), kBlock));
}

void ArchiveReader::Prepare() {
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

void ArchiveReader::Check(int code) {
  if (code != ARCHIVE_OK) FailRead();
  is_open_ = true;
  // The count includes the reading of the file itself.
  if (::archive_filter_count(archive_.get()) > 2) Fail({"is compressed more than once", "被多次压缩"});
}

std::optional<ArchiveMember> ArchiveReader::Next() {
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

std::optional<std::string> ArchiveReader::Read(std::uint64_t max_bytes, bool only_archive) {
  constexpr std::size_t kHead = 512;
  std::string content;
  bool known = !only_archive;
  while (const std::optional<std::string_view> piece = Piece()) {
    if (piece->size() > max_bytes - content.size())
      throw FileFault(Unread{{fmt::format("{} is larger than the {} bytes that it may have", member_, max_bytes),
                              fmt::format("{} 超过了上限 {} 字节", member_, max_bytes)}});
    content += *piece;
    if (known || content.size() < kHead) continue;
    if (!LooksLikeArchive(content)) return std::nullopt;
    known = true;
  }
  if (!known && !LooksLikeArchive(content)) return std::nullopt;
  return content;
}

std::optional<std::string_view> ArchiveReader::Piece() {
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
    throw FileFault(Unread{{fmt::format("{} is damaged{}", member_, why), fmt::format("{} 已损坏{}", member_, why)}});
  }
  bytes_ += size;
  if (bytes_ > limits_.bytes)
    Fail({fmt::format("unpacks to more than {} MiB", limits_.bytes >> 20U),
          fmt::format("解压后超过 {} MiB", limits_.bytes >> 20U)});
  return std::string_view(static_cast<const char*>(buffer), size);
}

void ArchiveReader::SkipContent() {
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

void ArchiveReader::Fail(const Text& what) const {
  throw PackageFault(Unread{{fmt::format("{} {}", name_, what.en), fmt::format("{} {}", name_, what.zh)}});
}

void ArchiveReader::FailRead() const {
  // Where no format was found libarchive asks one behind the last that it knows.
  if (is_open_ && ::archive_read_has_encrypted_entries(archive_.get()) > 0) Fail({"is encrypted", "已加密"});
  const char* error = ::archive_error_string(archive_.get());
  const std::string why = error != nullptr ? fmt::format(" ({})", error) : "";
  Fail({"cannot be read as a zip, 7z, rar or tar archive" + why, "无法作为 zip、7z、rar 或 tar 压缩包读取" + why});
}

}  // namespace shellab
