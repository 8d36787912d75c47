#include "grader/markdown/wrap.h"

#include <unilbrk.h>

namespace shellab {
namespace {

std::string Escape(std::uint8_t style) {
  std::string escape = "\x1b[0";
  if ((style & kBold) != 0) escape += ";1";
  if ((style & kItalic) != 0) escape += ";3";
  if ((style & kCode) != 0) escape += ";36";
  return escape + "m";
}

}  // namespace

void StyledText::Append(std::string_view text, std::uint8_t style) {
  text_ += text;
  styles_.resize(text_.size(), style);
}

std::vector<std::string> StyledText::Wrap(std::size_t columns, bool colour) const {
  if (text_.empty()) return {};
  std::vector<char> breaks(text_.size());
  u8_width_linebreaks(reinterpret_cast<const std::uint8_t*>(text_.data()), text_.size(), static_cast<int>(columns), 0,
                      0, nullptr, "UTF-8", breaks.data());
  std::vector<std::string> lines;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text_.size(); ++at) {
    const bool breaks_here = breaks[at] == UC_BREAK_POSSIBLE || breaks[at] == UC_BREAK_MANDATORY;
    if (!breaks_here) continue;
    // A possible break stands before a line's first character, a mandatory one on the newline itself.
    lines.push_back(Render(begin, at, colour));
    begin = text_[at] == '\n' ? at + 1 : at;
  }
  lines.push_back(Render(begin, text_.size(), colour));
  return lines;
}

// The blanks at which a line was broken are left out.
std::string StyledText::Render(std::size_t begin, std::size_t end, bool colour) const {
  while (end > begin && text_[end - 1] == ' ') --end;
  if (!colour) return text_.substr(begin, end - begin);
  std::string line;
  std::uint8_t style = 0;
  for (std::size_t at = begin; at < end; ++at) {
    if (styles_[at] != style) line += Escape(styles_[at]);
    style = styles_[at];
    line += text_[at];
  }
  if (style != 0) line += Escape(0);
  return line;
}

}  // namespace shellab
