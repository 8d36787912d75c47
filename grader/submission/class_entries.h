// What lies in a class's folder, kept in few bytes an entry: all of it, since the disk lists names in no order.
// Internal to submission/.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "grader/submission/disk_files.h"

namespace shellab {

class ClassEntries {
 public:
  struct Entry {
    std::string_view owner;  // the owner's key, or nothing
    std::string_view name;
    std::filesystem::file_type type;

    DiskEntry OnDisk() const { return {std::string(name), type}; }
  };

  void Add(std::string_view owner, const DiskEntry& entry);
  // By their owners' keys, those of one owner by name. Until then they have no order.
  void Sort();

  std::size_t size() const { return starts_.size(); }
  // Valid until the next Add.
  Entry operator[](std::size_t index) const { return At(starts_[index]); }

 private:
  Entry At(std::size_t start) const;

  std::string bytes_;                // of each entry: key, NUL, name, NUL, type; no name holds NUL
  std::vector<std::size_t> starts_;  // of each in bytes_
};

}  // namespace shellab
