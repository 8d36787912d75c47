// Reads the commands of checks that run beside the learner's host: a probe's own, and those that tell what to expect.
#pragma once

#include <string_view>

#include "grader/check/observation.h"
#include "sandbox/toml/reader.h"

namespace shellab {

// Reads the script at `key`, which must be there, with `files` and `wall`. Faults are noted in the table's document.
Probe ReadCommand(TomlTable& table, std::string_view key);

}  // namespace shellab
