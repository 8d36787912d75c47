// `kind = "space"`: how much can still be written to a host's disk, told by the machine's kernel.
#pragma once

#include <memory>

#include "grader/check/check.h"

namespace shellab {

// Keys: `free`, the size that must be free, such as "24M".
std::shared_ptr<const Check> ParseSpaceCheck(TomlTable& table);

}  // namespace shellab
