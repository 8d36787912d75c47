// Markdown as a terminal shows it: headings, lists, quotes, code, emphasis. Called by `shellab show`.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace shellab {

struct TerminalStyle {
  std::size_t columns = 80;
  bool colour = false;  // escape sequences for styles; without them inline code keeps its backticks
};

// Renders CommonMark. Paragraphs are wrapped to the columns, code blocks are indented by four and never wrapped.
// Control bytes and invisible characters of the text are made visible. Every line ends with a newline; there is no
// empty line at either end.
std::string RenderMarkdown(std::string_view markdown, const TerminalStyle& style);

}  // namespace shellab
