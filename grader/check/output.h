// The check kind `output`: what the answer printed, and its exit code where the lab asks for one.
//   expect = "solution" | text = "..." | reference = "..."   what must be printed, as expected.h says
//   stream = "stdout" (default) | "stderr"
//   code = N                                 the exit code, counted only where given; may stand alone
#pragma once

#include <memory>

#include "grader/check/check.h"

namespace shellab {

// Reads the kind's keys; faults are noted in the table's document. Called by ParseCheck.
std::shared_ptr<const Check> ParseOutputCheck(TomlTable& table);

}  // namespace shellab
