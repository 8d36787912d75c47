// `kind = "probe"`: what a command finds that runs beside the learner's host, in a fresh container of the pristine
// image: SQL, HTTP, Redis. The learner's programs reach neither the command nor what it prints.
#pragma once

#include <memory>

#include "grader/check/check.h"

namespace shellab {

// Keys: `command`, `files`, `services`, `do`, `wall`, `code`, and what is expected (expected.h).
std::shared_ptr<const Check> ParseProbeCheck(TomlTable& table);

}  // namespace shellab
