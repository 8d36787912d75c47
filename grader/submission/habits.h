// What a script may owe to how it was typed or pasted rather than to what was meant: Windows line ends, characters of
// an input method or a word processor, a copied prompt. Called by the grader for answers that lost points.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "grader/text.h"

namespace shellab {

struct Note {
  std::size_t line = 0;    // from 1
  std::size_t column = 0;  // from 1, in characters; a byte order mark has none
  Text message;            // where, what character, and what to type instead; may quote the script's raw bytes
};

// Looks for what makes a script fail though it looks right on a screen. At most five notes, one for each character or
// habit, those that are most likely at fault first. Characters in comments, or amid text of another script
// ("你好，世界"), are no habits; for those in other quoted text, where they may be meant, the note says so. Never
// fails.
std::vector<Note> InspectScript(std::string_view script);

}  // namespace shellab
