// What stops the reading of a file, or of all that lies in an archive or folder. Internal to submission/, whose Collect
// turns them into Unread.
#pragma once

#include <stdexcept>
#include <utility>

#include "grader/submission/handed_in.h"

namespace shellab {

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
