// The files of an image archive, put into a scratch folder so that they can be read in any order. Made by
// UnpackImageArchive, read by ChooseImage.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "sandbox/image/archive.h"

namespace shellab {

struct Member {
  std::filesystem::path file;
  std::string sha256;  // lower-case hex
  std::uint64_t bytes = 0;
};

class Members {
 public:
  // Reads the whole archive and writes its files to `scratch`, which exists and is empty, under names of their own.
  // Folders and devices count for nothing. Throws ArchiveFault where it is none; HostError where the disk has no room;
  // OsError.
  Members(const std::filesystem::path& archive, const std::filesystem::path& scratch, Budget& budget);

  // The file called `name`, also by a link of the archive; null when there is none.
  const Member* Find(const std::string& name) const;
  // Some names of files that are there, for messages.
  std::string Sample() const;

 private:
  void Add(TarReader& reader, archive_entry* entry, const std::string& name);

  std::filesystem::path scratch_;
  std::uint64_t written_ = 0;
  std::map<std::string, Member> files_;
  std::map<std::string, std::string> links_;  // older docker save names a layer that occurs twice by a link
};

}  // namespace shellab
