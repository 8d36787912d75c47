// Follows in what a program prints whether a terminal shows its usual screen or the other one, on which editors and
// pagers draw (xterm's control sequences, "Alternate Screen Buffer"). Used by UserTerminal; what
// switches between them also by the practice session.
#pragma once

#include <string>
#include <string_view>

namespace shellab {

class ScreenMode {
 public:
  static constexpr std::string_view kEnter = "\x1b[?1049h";
  static constexpr std::string_view kLeave = "\x1b[?1049l";

  // Reads on; a sequence may come in pieces. Returns whether the screen has changed.
  bool Follow(std::string_view bytes);
  bool other() const { return other_; }

 private:
  std::string rest_;  // the last bytes, of what may be a sequence's beginning
  bool other_ = false;
};

}  // namespace shellab
