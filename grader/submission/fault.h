// What stops the reading of a file, or of all that lies in an archive or folder. Internal to submission/, whose Collect
// turns them into Unread.
#pragma once

#include <fmt/format.h>

#include <stdexcept>
#include <string>
#include <utility>

#include "grader/submission/handed_in.h"

namespace shellab {

// Why something is not read: its name, then `why`, such as "is no regular file".
inline Unread Refused(const std::string& name, const Text& why) {
  return {{fmt::format("{} {}", name, why.en), fmt::format("{} {}", name, why.zh)}};
}

// libarchive takes some broken ones, such as a cut RAR 5, for archives without members.
inline Unread WithoutFiles(const std::string& name) {
  return Refused(name, {"is an archive without files: empty, or damaged", "是不含文件的压缩包：为空或已损坏"});
}

// One file is nothing that may be read.
class FileFault : public std::runtime_error {
 public:
  explicit FileFault(Unread unread) : std::runtime_error(unread.reason.en), unread_(std::move(unread)) {}
  const Unread& unread() const { return unread_; }

 private:
  Unread unread_;
};

// The rest of an archive or folder cannot be read.
class PackageFault : public std::runtime_error {
 public:
  explicit PackageFault(Unread unread) : std::runtime_error(unread.reason.en), unread_(std::move(unread)) {}
  const Unread& unread() const { return unread_; }

 private:
  Unread unread_;
};

}  // namespace shellab
