// `kind = "port"`: who listens on the learner's network, told by the machine's kernel.
#pragma once

#include <memory>

#include "grader/check/check.h"

namespace shellab {

// Keys: `port`, `protocol` = "tcp" | "udp", `state` = "listening" | "free" or `expect` = "before" (who listened when
// the answer began), `address`, `of` (names of [[service]] or [[process]]: each socket that listens there must be held
// by some of them or their children, and by nobody else).
std::shared_ptr<const Check> ParsePortCheck(TomlTable& table);

}  // namespace shellab
