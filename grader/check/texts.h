// Names and texts as lab.toml writes them. Called for the keys of a lab (grader/lab) and of its checks.
#pragma once

#include <string_view>

#include "grader/text.h"
#include "sandbox/toml/reader.h"

namespace shellab {

// Lower-case words of letters and digits joined by single dashes: "awk-last-but-one".
bool IsKebabCase(std::string_view text);

// Reads { en = "...", zh = "..." }; both must be there. Faults are noted in the table's document. Calls RefuseUnknown.
Text ReadText(TomlTable table);

}  // namespace shellab
