// The check kind `run`: a hidden command that is run in the learner's own world after the answer, with NONCE in its
// environment. Its output is the learner's, so that only what depends on NONCE proves anything.
//   command = "bash -ic 'll \"$NONCE\"'"    a script for bash, run in the learner's home
//   user = "root"                           instead of the lab's user
//   expect = "solution" (default) | "before" | text = "..." | reference = "...", as expected.h says
#pragma once

#include <memory>

#include "grader/check/check.h"

namespace shellab {

// Reads the kind's keys; faults are noted in the table's document. Called by ParseCheck.
std::shared_ptr<const Check> ParseRunCheck(TomlTable& table);

}  // namespace shellab
