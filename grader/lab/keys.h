// The keys of lab.toml: each one's type, range and default. Internal to lab/.
#pragma once

#include <string>
#include <vector>

#include "grader/lab/lab.h"
#include "sandbox/toml/reader.h"

namespace shellab {

// Fills `lab` from lab.toml's keys; faults are noted in the table's document. Returns the ids of all checks, also of
// those with other faults, so that what names them is not called wrong as well.
std::vector<std::string> ReadKeys(TomlTable root, Lab& lab);

}  // namespace shellab
