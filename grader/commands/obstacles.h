// What keeps labs from running on this machine: images that are not built, features that the kernel lacks. Used by the
// commands that offer labs.
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "grader/lab/lab.h"
#include "grader/text.h"

namespace shellab {

class Obstacles {
 public:
  // `state` is the state folder, which may be unreadable: then that is what keeps every lab from running.
  explicit Obstacles(const std::filesystem::path& state);

  // Why the lab cannot run here and what to do about it; empty where it can.
  Text For(const Lab& lab) const;

 private:
  std::set<std::string> images_;
  Text for_all_;
};

}  // namespace shellab
