#include "tests/grader/submission/collecting.h"

#include <archive.h>
#include <archive_entry.h>
#include <unistd.h>
#include <zlib.h>

#include <clocale>
#include <fstream>
#include <map>
#include <memory>
#include <stdexcept>

namespace shellab {
namespace {

// By name libarchive would have all that it knows, some of which needs further libraries.
const std::map<std::string, int (*)(archive*)> kFormats = {{"zip", &::archive_write_set_format_zip},
                                                           {"7zip", &::archive_write_set_format_7zip},
                                                           {"gnutar", &::archive_write_set_format_gnutar},
                                                           {"pax", &::archive_write_set_format_pax},
                                                           {"ustar", &::archive_write_set_format_ustar}};
const std::map<std::string, int (*)(archive*)> kFilters = {
    {"none", &::archive_write_add_filter_none},   {"gzip", &::archive_write_add_filter_gzip},
    {"bzip2", &::archive_write_add_filter_bzip2}, {"xz", &::archive_write_add_filter_xz},
    {"zstd", &::archive_write_add_filter_zstd},   {"lz4", &::archive_write_add_filter_lz4},
    {"lzma", &::archive_write_add_filter_lzma}};

void Require(bool holds, archive* writer) {
  if (!holds) throw std::runtime_error(::archive_error_string(writer));
}

// A number in RAR 5's form: seven bits a byte, the lowest first.
std::string Varint(std::uint64_t number) {
  std::string bytes;
  for (; number >= 0x80; number >>= 7U) bytes += static_cast<char>(number | 0x80U);
  return bytes + static_cast<char>(number);
}

std::string Little(std::uint64_t number, int size) {
  std::string bytes;
  for (int i = 0; i < size; ++i, number >>= 8U) bytes += static_cast<char>(number & 0xFFU);
  return bytes;
}

std::uint64_t Crc(const std::string& bytes) {
  return ::crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size()));
}

std::string RarBlock(const std::string& header) {
  const std::string sized = Varint(header.size()) + header;
  return Little(Crc(sized), 4) + sized;
}

}  // namespace

std::string Pack(const std::vector<Packed>& files, const std::string& format, const std::string& filter,
                 const std::string& password) {
  const std::unique_ptr<archive, decltype(&::archive_write_free)> owned(::archive_write_new(), &::archive_write_free);
  archive* writer = owned.get();
  // Names in 7z are UTF-16, of which libarchive makes what the locale's characters are.
  std::setlocale(LC_CTYPE, "C.UTF-8");
  Require(kFormats.at(format)(writer) == ARCHIVE_OK, writer);
  Require(kFilters.at(filter)(writer) == ARCHIVE_OK, writer);
  ::archive_write_set_bytes_in_last_block(writer, 1);
  // What tests pack is large rather than interesting.
  if (format == "7zip") Require(::archive_write_set_options(writer, "7zip:compression=deflate") == ARCHIVE_OK, writer);
  if (filter == "gzip") Require(::archive_write_set_options(writer, "gzip:compression-level=1") == ARCHIVE_OK, writer);
  if (!password.empty()) {
    Require(::archive_write_set_options(writer, "zip:encryption=zipcrypt") == ARCHIVE_OK, writer);
    ::archive_write_set_passphrase(writer, password.c_str());
  }
  std::string out;
  const auto write = [](archive*, void* to, const void* data, std::size_t size) {
    static_cast<std::string*>(to)->append(static_cast<const char*>(data), size);
    return static_cast<la_ssize_t>(size);
  };
  Require(::archive_write_open(writer, &out, nullptr, write, nullptr) == ARCHIVE_OK, writer);
  for (const Packed& file : files) {
    const std::unique_ptr<archive_entry, decltype(&::archive_entry_free)> entry(::archive_entry_new(),
                                                                                &::archive_entry_free);
    ::archive_entry_set_pathname(entry.get(), file.name.c_str());
    ::archive_entry_set_mode(entry.get(), file.type | 0644U);
    ::archive_entry_set_mtime(entry.get(), file.mtime, 0);
    const bool has_content = file.type == 0100000 && !file.hard;
    ::archive_entry_set_size(entry.get(), has_content ? static_cast<la_int64_t>(file.content.size()) : 0);
    if (file.hard) ::archive_entry_set_hardlink(entry.get(), file.link.c_str());
    if (file.type == 0120000) ::archive_entry_set_symlink(entry.get(), file.link.c_str());
    Require(::archive_write_header(writer, entry.get()) >= ARCHIVE_WARN, writer);
    if (has_content) ::archive_write_data(writer, file.content.data(), file.content.size());
  }
  Require(::archive_write_close(writer) == ARCHIVE_OK, writer);
  std::setlocale(LC_CTYPE, "C");  // as it is in shellab
  return out;
}

// RAR 5.0 archive format, rarlab.com/technote.htm: general block, main, file and end headers.
std::string PackRar(const std::vector<Packed>& files) {
  std::string out("Rar!\x1A\x07\x01\x00", 8);
  out += RarBlock(Varint(1) + Varint(0) + Varint(0));
  for (const Packed& file : files) {
    constexpr unsigned kHasData = 2;
    constexpr unsigned kHasCrc = 4;
    out += RarBlock(Varint(2) + Varint(kHasData) + Varint(file.content.size()) + Varint(kHasCrc) +
                    Varint(file.content.size()) + Varint(0644) + Little(Crc(file.content), 4) + Varint(0) + Varint(1) +
                    Varint(file.name.size()) + file.name);
    out += file.content;
  }
  return out + RarBlock(Varint(5) + Varint(0) + Varint(0));
}

// APPNOTE.TXT 4.3: local headers with stored content, then the central directory.
std::string PackManyFolders(std::uint32_t count) {
  // A header with a list of files: how many; a bit for each, that it has no content; the end.
  const std::string bits((std::size_t{count} + 7) / 8, '\xFF');
  const std::string header = std::string("\x01\x05\xF0", 3) + Little(count, 4) + "\x0E\xF0" + Little(bits.size(), 4) +
                             bits + std::string(2, '\0');
  const std::string start = Little(0, 8) + Little(header.size(), 8) + Little(Crc(header), 4);
  return std::string("7z\xBC\xAF\x27\x1C\0\x04", 8) + Little(Crc(start), 4) + start + header;
}

std::string PackRawZip(const std::vector<Packed>& files) {
  std::string out;
  std::string directory;
  for (const Packed& file : files) {
    const std::string common = Little(20, 2) + Little(0, 2) + Little(0, 2) + Little(0, 4) +
                               Little(Crc(file.content), 4) + Little(file.content.size(), 4) +
                               Little(file.content.size(), 4) + Little(file.name.size(), 2) + Little(0, 2);
    directory += "PK\x01\x02" + Little(20, 2) + common + Little(0, 2) + Little(0, 2) + Little(0, 2) + Little(0, 4) +
                 Little(out.size(), 4) + file.name;
    out += "PK\x03\x04" + common + file.name + file.content;
  }
  const std::size_t start = out.size();
  return out + directory + "PK\x05\x06" + Little(0, 4) + Little(files.size(), 2) + Little(files.size(), 2) +
         Little(directory.size(), 4) + Little(start, 4) + Little(0, 2);
}

const Submission& Collected::Of(const std::string& learner) const {
  for (const Submission& submission : submissions)
    if (submission.learner == learner) return submission;
  throw std::runtime_error("nothing of " + learner);
}

std::filesystem::path Collecting::Write(const std::filesystem::path& name, std::string_view content) const {
  std::filesystem::create_directories(Path(name).parent_path());
  std::ofstream(Path(name), std::ios::binary) << content;  // without waiting for the disk
  return Path(name);
}

Collected Collecting::From(const std::vector<std::filesystem::path>& names) const {
  std::vector<std::filesystem::path> paths;
  for (const std::filesystem::path& name : names) paths.push_back(Path(name));
  Collected collected;
  collected.notes = Collect(paths, {labs_, roster_}, [&](Submission submission) {
    EXPECT_EQ(submission.answers.size(), labs_.size());
    collected.submissions.push_back(std::move(submission));
  });
  return collected;
}

pid_t OnlyChild() {
  pid_t child = 0;
  std::ifstream("/proc/self/task/" + std::to_string(::getpid()) + "/children") >> child;
  return child;
}

std::vector<std::string> Learners(const Collected& collected) {
  std::vector<std::string> learners;
  for (const Submission& submission : collected.submissions) learners.push_back(submission.learner);
  return learners;
}

std::vector<std::string> Files(const Submission& submission) {
  std::vector<std::string> files;
  for (const auto& attempts : submission.answers) {
    files.emplace_back();
    if (!attempts.empty()) files.back() = (attempts.back().unread ? "!" : "") + attempts.back().name;
  }
  return files;
}

std::vector<std::string> Notes(const std::vector<Text>& notes) {
  std::vector<std::string> texts;
  for (const Text& note : notes) {
    EXPECT_FALSE(note.zh.empty());
    texts.push_back(note.en);
  }
  return texts;
}

std::string Reason(const Submission& submission) { return submission.unread ? submission.unread->reason.en : ""; }

}  // namespace shellab
