// Guest bytes made safe for a terminal and measured in its columns. Used by the text report and, for what JSON strings
// cannot hold, by the JSON report.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace shellab {

// `bytes` as UTF-8 that a terminal only prints: control bytes and invalid UTF-8 become \xNN (\r for a carriage return),
// invisible and direction-changing characters (general categories Cc, Cf, Zl, Zp) become \u{NNNN}. Tab and newline are
// kept.
std::string Printable(std::string_view bytes);

// The same on one line: tab and newline are shown as \t and \n. For names and table cells.
std::string PrintableLine(std::string_view bytes);

// `bytes` as valid UTF-8 that is otherwise unchanged: only invalid bytes become \xNN.
std::string ValidUtf8(std::string_view bytes);

// Whether all of `bytes` is UTF-8 without NUL.
bool IsText(std::string_view bytes);

// The columns that printable text takes: 2 for wide East Asian characters, 0 for combining marks, tabs to the next 8th.
std::size_t DisplayWidth(std::string_view text);

// The start of printable text that fits into `columns`, ended by an ellipsis if something was cut.
std::string CutToWidth(std::string_view text, std::size_t columns);

// JSON with the characters that Printable makes visible written as \uNNNN: the same JSON value, safe on a terminal.
std::string EscapeInvisible(std::string_view json);

}  // namespace shellab
