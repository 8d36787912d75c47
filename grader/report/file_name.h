// File names for learners, whatever they are called. Used for the formats that have a file a learner.
#pragma once

#include <string>
#include <string_view>

#include "grader/seen.h"

namespace shellab {

// Gives each learner of a class a name that is no other's, also on disks that do not tell upper from lower case.
class FileNames {
 public:
  // The name, without an ending, of at most 120 bytes of UTF-8. As it is where every system takes it; other bytes are
  // %XX, as in addresses; a name that is too long is cut and ends with ~ and a digest of the whole; one that was given
  // out before ends with ~2, ~3 and so on.
  std::string Next(std::string_view learner);

 private:
  Seen used_;  // folded to one case
};

}  // namespace shellab
