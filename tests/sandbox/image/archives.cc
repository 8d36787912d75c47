#include "tests/sandbox/image/archives.h"

#include <archive.h>
#include <fmt/format.h>
#include <locale.h>

#include <stdexcept>

#include "sandbox/image/choose_image.h"
#include "sandbox/image/digest.h"

namespace shellab {
namespace {

la_ssize_t Append(archive* /*writer*/, void* text, const void* data, std::size_t size) {
  static_cast<std::string*>(text)->append(static_cast<const char*>(data), size);
  return static_cast<la_ssize_t>(size);
}

void Need(archive* writer, int code) {
  if (code != ARCHIVE_OK) throw std::runtime_error(::archive_error_string(writer));
}

archive* NewWriter(Compression compression) {
  archive* writer = ::archive_write_new();
  ::archive_write_set_bytes_in_last_block(writer, 1);  // no padding after what is compressed
  switch (compression) {
    case Compression::kNone:
      break;
    case Compression::kGzip:
      Need(writer, ::archive_write_add_filter_gzip(writer));
      break;
    case Compression::kZstd:
      Need(writer, ::archive_write_add_filter_zstd(writer));
      break;
    case Compression::kXz:
      Need(writer, ::archive_write_add_filter_xz(writer));
      break;
  }
  return writer;
}

void Write(archive* writer, const Item& item) {
  archive_entry* entry = ::archive_entry_new();
  ::archive_entry_set_pathname(entry, item.name.c_str());
  ::archive_entry_set_filetype(entry, item.type);
  ::archive_entry_set_perm(entry, static_cast<mode_t>(item.mode));
  ::archive_entry_set_uid(entry, item.uid);
  ::archive_entry_set_gid(entry, item.gid);
  ::archive_entry_set_mtime(entry, item.mtime, 0);
  if (!item.target.empty()) ::archive_entry_set_symlink(entry, item.target.c_str());
  if (!item.hard.empty()) ::archive_entry_set_hardlink(entry, item.hard.c_str());
  ::archive_entry_set_rdevmajor(entry, item.device.first);
  ::archive_entry_set_rdevminor(entry, item.device.second);
  for (const auto& [name, value] : item.attributes)
    ::archive_entry_xattr_add_entry(entry, name.c_str(), value.data(), value.size());
  if (item.type == AE_IFREG) ::archive_entry_set_size(entry, static_cast<la_int64_t>(item.content.size()));
  if (item.hole > 0)
    ::archive_entry_sparse_add_entry(entry, item.hole, static_cast<la_int64_t>(item.content.size()) - item.hole);
  // A warning is about a name that is not of this locale; it is written as bytes.
  if (::archive_write_header(writer, entry) < ARCHIVE_WARN) throw std::runtime_error(::archive_error_string(writer));
  if (!item.content.empty() && item.hard.empty() &&
      ::archive_write_data(writer, item.content.data(), item.content.size()) < 0)
    throw std::runtime_error(::archive_error_string(writer));
  ::archive_entry_free(entry);
}

void Finish(archive* writer) {
  Need(writer, ::archive_write_close(writer));
  ::archive_write_free(writer);
}

}  // namespace

Item File(const std::string& name, const std::string& content) {
  Item item;
  item.name = name;
  item.content = content;
  return item;
}

Item Folder(const std::string& name) {
  Item item;
  item.name = name + "/";
  item.type = AE_IFDIR;
  item.mode = 0755;
  return item;
}

Item Link(const std::string& name, const std::string& target) {
  Item item;
  item.name = name;
  item.type = AE_IFLNK;
  item.target = target;
  return item;
}

Item HardLink(const std::string& name, const std::string& target) {
  Item item;
  item.name = name;
  item.hard = target;
  return item;
}

Item Device(const std::string& name, unsigned type, unsigned major, unsigned minor) {
  Item item;
  item.name = name;
  item.type = type;
  item.device = {major, minor};
  return item;
}

std::string Tar(const Items& items, Compression compression) {
  std::string tar;
  archive* writer = NewWriter(compression);
  Need(writer, ::archive_write_set_format_pax(writer));
  Need(writer, ::archive_write_open(writer, &tar, nullptr, Append, nullptr));
  for (const Item& item : items) Write(writer, item);
  Finish(writer);
  return tar;
}

std::string TarInUtf8(const Items& items) {
  const locale_t utf8 = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  const locale_t old = ::uselocale(utf8);
  std::string tar = Tar(items);
  ::uselocale(old);
  ::freelocale(utf8);
  return tar;
}

std::string SayingSize(std::string tar, std::uint64_t bytes) {
  // tar(5): twelve bytes at 124, binary where the first is 0x80; at 148 the sum of the header with blanks there.
  constexpr std::size_t kHeader = 512;
  std::string size(12, '\0');
  size[0] = '\x80';
  for (std::size_t i = size.size() - 1; bytes > 0; bytes >>= 8U, --i) size[i] = static_cast<char>(bytes & 0xffU);
  tar.replace(124, size.size(), size);
  tar.replace(148, 8, 8, ' ');
  unsigned sum = 0;
  for (std::size_t i = 0; i < kHeader; ++i) sum += static_cast<unsigned char>(tar[i]);
  return tar.replace(148, 7, fmt::format("{:06o}", sum) + std::string(1, '\0'));
}

std::string Compress(const std::string& bytes, Compression compression) {
  std::string packed;
  archive* writer = NewWriter(compression);
  Need(writer, ::archive_write_set_format_raw(writer));
  Need(writer, ::archive_write_open(writer, &packed, nullptr, Append, nullptr));
  Write(writer, File("data", bytes));
  Finish(writer);
  return packed;
}

std::string MachineArchitecture() { return MachinePlatform().substr(std::string("linux/").size()); }

std::string ConfigOf(const std::vector<std::string>& layers, const std::string& architecture) {
  std::vector<std::string> ids;
  ids.reserve(layers.size());
  for (const std::string& layer : layers) ids.push_back(fmt::format("\"sha256:{}\"", Sha256(layer)));
  return fmt::format(R"({{"architecture":"{}","os":"linux","rootfs":{{"type":"layers","diff_ids":[{}]}}}})",
                     architecture, fmt::join(ids, ","));
}

std::string DockerArchive(const std::vector<std::string>& layers, Compression compression,
                          const std::string& architecture) {
  Items items = {File("config.json", ConfigOf(layers, architecture))};
  std::vector<std::string> names;
  for (const std::string& layer : layers) {
    const std::string name = fmt::format("{}/layer.tar", Sha256(layer));
    items.push_back(File(name, layer));
    names.push_back(fmt::format("\"{}\"", name));
  }
  items.push_back(File(
      "manifest.json",
      fmt::format(R"([{{"Config":"config.json","RepoTags":["it:latest"],"Layers":[{}]}}])", fmt::join(names, ","))));
  return Tar(items, compression);
}

OciArchive::OciArchive(const std::vector<std::string>& tars, Compression compression) {
  std::vector<std::string> descriptors;
  const auto descriptor = [this](const std::string& digest) {
    return fmt::format(R"({{"digest":"sha256:{}","size":{}}})", digest, blobs.at(digest).size());
  };
  for (const std::string& tar : tars) {
    layers.push_back(AddBlob(compression == Compression::kNone ? tar : Compress(tar, compression)));
    descriptors.push_back(descriptor(layers.back()));
  }
  config = AddBlob(ConfigOf(tars, MachineArchitecture()));
  manifest = AddBlob(fmt::format(R"({{"schemaVersion":2,"config":{},"layers":[{}]}})", descriptor(config),
                                 fmt::join(descriptors, ",")));
  index = fmt::format(R"({{"schemaVersion":2,"manifests":[{}]}})", descriptor(manifest));
}

std::string OciArchive::AddBlob(const std::string& content) {
  std::string digest = Sha256(content);
  blobs[digest] = content;
  return digest;
}

std::string OciArchive::Pack() const {
  Items items = {File("./oci-layout", R"({"imageLayoutVersion":"1.0.0"})"), File("./index.json", index)};
  for (const auto& [digest, content] : blobs) items.push_back(File("./blobs/sha256/" + digest, content));
  return Tar(items);
}

}  // namespace shellab
