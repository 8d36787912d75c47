// Makes image archives for tests, right ones and hostile ones, with libarchive.
#pragma once

#include <archive_entry.h>

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace shellab {

struct Item {
  std::string name;
  unsigned type = AE_IFREG;
  std::string content;
  std::string target;  // of a symbolic link
  std::string hard;    // of a hard link
  unsigned mode = 0644;
  std::int64_t uid = 0;
  std::int64_t gid = 0;
  std::int64_t mtime = 0;
  std::pair<unsigned, unsigned> device;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::int64_t hole = 0;  // so many bytes at the beginning of `content` are stored as a hole
};
using Items = std::vector<Item>;

Item File(const std::string& name, const std::string& content);
Item Folder(const std::string& name);
Item Link(const std::string& name, const std::string& target);
Item HardLink(const std::string& name, const std::string& target);
Item Device(const std::string& name, unsigned type, unsigned major, unsigned minor);

enum class Compression { kNone, kGzip, kZstd, kXz };

// A pax archive of the items, names and attributes as they are.
std::string Tar(const Items& items, Compression compression = Compression::kNone);
// The same, with names declared to be UTF-8, as Go's writer (docker, podman) does.
std::string TarInUtf8(const Items& items);
// The archive whose first entry says that it has so many bytes.
std::string SayingSize(std::string tar, std::uint64_t bytes);
std::string Compress(const std::string& bytes, Compression compression);

// This machine's architecture in the words of image archives: "amd64".
std::string MachineArchitecture();
// An image's configuration for layers that are unpacked tars.
std::string ConfigOf(const std::vector<std::string>& layers, const std::string& architecture);

// What `docker save` writes, the archive as a whole compressed.
std::string DockerArchive(const std::vector<std::string>& layers, Compression compression = Compression::kNone,
                          const std::string& architecture = MachineArchitecture());

// An OCI archive, to be changed before it is packed.
struct OciArchive {
  explicit OciArchive(const std::vector<std::string>& tars, Compression compression = Compression::kNone);
  // Returns the blob's digest in hex.
  std::string AddBlob(const std::string& content);
  std::string Pack() const;

  std::map<std::string, std::string> blobs;  // by digest
  std::string index;
  std::string manifest;  // digests
  std::string config;
  std::vector<std::string> layers;
};

}  // namespace shellab
