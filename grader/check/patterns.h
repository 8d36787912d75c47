// Regular expressions as labs write them. Used by the checks and where services are described.
#pragma once

#include <re2/re2.h>

#include <memory>
#include <string>
#include <string_view>

#include "sandbox/toml/reader.h"

namespace shellab {

// Compiles an RE2 expression; what is wrong with it is noted at `key`.
std::shared_ptr<const re2::RE2> ParsePattern(TomlTable& table, std::string_view key, const std::string& expression);

}  // namespace shellab
