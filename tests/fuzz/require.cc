#include "tests/fuzz/require.h"

#include <algorithm>
#include <string>

namespace shellab::testing {

std::size_t LineLength(std::string_view text, std::size_t line) {
  for (; line > 1; --line) {
    const std::size_t end = text.find('\n');
    Require(end != std::string_view::npos, "a line's number lies inside the text");
    text.remove_prefix(end + 1);
  }
  return std::min(text.find('\n'), text.size());
}

void RequireFaultsInside(const AuthorError& error, std::string_view text) {
  Require(!error.faults().empty(), "an error names a fault");
  for (const Fault& fault : error.faults()) {
    Require(!fault.message.empty(), "a fault says what is wrong");
    Require(fault.line >= 1 && fault.column >= 1, "a fault has a line and a column");
    Require(fault.column <= LineLength(text, fault.line) + 1, "a fault's column lies inside its line");
    const std::string shown = Describe(fault);
    Require(std::none_of(shown.begin(), shown.end(), [](char c) { return c == '\n' || c == '\r' || c == '\0'; }),
            "a fault is described in one line");
  }
  const std::string_view what = error.what();
  const auto line_ends = static_cast<std::size_t>(std::count(what.begin(), what.end(), '\n'));
  Require(line_ends + 1 == error.faults().size(), "the error has a line for each fault");
}

}  // namespace shellab::testing
