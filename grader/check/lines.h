// Bytes seen as lines, and excerpts of them short enough to quote. Used by the comparisons, diffs and findings.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace shellab {

// A text's lines without their newlines; views into the text. "a\n" and "a" are one line, "" is none, "\n" is an empty
// one.
struct Lines {
  std::vector<std::string_view> lines;
  bool ends_in_newline = true;  // false where the last line lacks its newline; true of no lines
};

Lines SplitLines(std::string_view text);

// The first `max_bytes` of `text`, cut before a UTF-8 character that would not fit and ended by an ellipsis, or all of
// it.
std::string Excerpt(std::string_view text, std::size_t max_bytes);

// Two excerpts that show where two unequal lines first differ: what long lines have in common before is left out.
struct ExcerptPair {
  std::string expected;
  std::string actual;
};
ExcerptPair ExcerptDifference(std::string_view expected, std::string_view actual);

}  // namespace shellab
