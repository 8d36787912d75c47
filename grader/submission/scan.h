// A script's characters, each with what it is to the shell: good enough to tell what a learner typed as a command from
// what the script prints, no more. Internal to submission/.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace shellab {

struct ScriptCharacter {
  enum class Place { kCode, kQuoted, kComment };  // kQuoted: in quotes, or the text of a here-document

  char32_t code = 0;       // U+FFFD for a byte that is no UTF-8
  std::size_t offset = 0;  // in bytes
  Place place = Place::kCode;
};

// Reads the script as the shell does, as far as quotes, backslashes, comments and here-documents go; what stands inside
// of "$(...)" counts as quoted. With `is_shell` false (a script for another interpreter) nothing is known of any
// character, and all are quoted.
std::vector<ScriptCharacter> ScanScript(std::string_view script, bool is_shell);

}  // namespace shellab
