// The tree that an image's layers make, one laid over the other. The layers may be hostile: nothing outside the tree is
// written, whatever they hold. Called by UnpackImageArchive.
#pragma once

#include <archive_entry.h>

#include <filesystem>
#include <string>
#include <vector>

#include "sandbox/image/archive.h"
#include "sandbox/os/fd.h"

namespace shellab {

// One layer of an image, as a tar file.
struct LayerArchive {
  std::filesystem::path file;
  std::string digest;  // SHA-256 of the unpacked tar, lower-case hex
};

class LayerTree {
 public:
  // `root` is an empty folder that nobody else writes to. Throws OsError.
  explicit LayerTree(const std::filesystem::path& root);

  // Lays the layer over what is there (the OCI image specification's layer.md): entries replace those of their name,
  // folders are merged, and what the whiteouts ".wh.NAME" and ".wh..wh..opq" name of the layers below goes. Modes,
  // owners, times of files, security.capability and user.* attributes are kept, other attributes not: they are labels
  // of the machine where the layer was made. What is in /dev is left out, since shellab makes its own.
  // Throws ArchiveFault that names the entry: another digest, a path that leads out of the tree or through a link, a
  // device, an id above 65535, too much; HostError where the disk has no room for it; OsError.
  void Apply(const LayerArchive& layer, Budget& budget);

 private:
  using Parts = std::vector<std::string>;

  // Verifies the layer, takes it from the budget and applies its whiteouts: they are about the layers below, wherever
  // in the archive they come. Returns the bytes that it needs.
  std::uint64_t Survey(const LayerArchive& layer, Budget& budget);
  void Hide(const Parts& parts);
  void Make(TarReader& reader, archive_entry* entry, const Parts& parts);
  void MakeFile(TarReader& reader, archive_entry* entry, const Fd& parent, const std::string& name);
  void MakeHardLink(const std::string& target, const Fd& parent, const std::string& name);

  // The folder of the tree that `parts` name, reached through folders alone; missing ones are made.
  Fd OpenFolder(const Parts& parts, bool make);

  std::filesystem::path path_;
  Fd root_;
};

}  // namespace shellab
