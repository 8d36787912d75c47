// The differences between two lists of lines as a unified diff that fits on a screen. Used by the comparisons; part of
// a Finding.
#pragma once

#include <cstdint>
#include <string>

#include "grader/check/lines.h"

namespace shellab {

// The line that follows one which ends without a newline, in the words of diff(1).
inline constexpr std::string_view kNoNewline = "\\ No newline at end of file";

// A unified diff without file names: at most 24 lines besides the @@ headers and kNoNewline marks, each cut to 400
// bytes. Raw bytes, as the guest wrote them.
struct DiffText {
  std::string text;
  std::uint64_t more = 0;          // changed lines that are not in `text`
  std::uint64_t not_compared = 0;  // lines further on that were not looked at, of the longer side
};

// Compares expected (-) with actual (+). Time and memory are linear in the input: past what both have in common at
// their start and end, the first 1000 lines a side are compared. Equal lists give an empty text.
DiffText DiffLines(const Lines& expected, const Lines& actual);

}  // namespace shellab
