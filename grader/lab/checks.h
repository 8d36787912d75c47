// The [[check]] and [[probe]] tables of lab.toml, and what checks say of each other. Internal to lab/.
#pragma once

#include <string>
#include <vector>

#include "grader/lab/lab.h"
#include "sandbox/toml/reader.h"

namespace shellab {

// Fills `lab.checks`, after its hosts are known; faults are noted in the table's document. Returns the ids of all
// checks, also of those with other faults, so that what names them is not called wrong as well.
std::vector<std::string> ReadChecks(TomlTable& root, Lab& lab);

}  // namespace shellab
