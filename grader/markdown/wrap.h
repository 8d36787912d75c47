// Text with styles, broken into lines that fit a terminal: at blanks, and between Chinese characters as Unicode allows.
// Internal to markdown/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shellab {

// Bits of a byte's style.
inline constexpr std::uint8_t kBold = 1;
inline constexpr std::uint8_t kItalic = 2;
inline constexpr std::uint8_t kCode = 4;

class StyledText {
 public:
  // Adds text that a terminal may print; a newline ends the line there.
  void Append(std::string_view text, std::uint8_t style);
  const std::string& text() const { return text_; }

  // The lines of at most `columns`, where there is a place to break them, with the escape sequences of their styles
  // when `colour` is set; none for empty text.
  std::vector<std::string> Wrap(std::size_t columns, bool colour) const;
  // All of it on one line.
  std::string Line(bool colour) const { return Render(0, text_.size(), colour); }

 private:
  std::string Render(std::size_t begin, std::size_t end, bool colour) const;

  std::string text_;
  std::vector<std::uint8_t> styles_;  // of each byte
};

}  // namespace shellab
