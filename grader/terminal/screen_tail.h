// What a terminal has shown last, so that it can be shown again on another. Used by the practice session, whose
// terminals come and go.
#pragma once

#include <string>
#include <string_view>

#include "grader/terminal/terminal_filter.h"

namespace shellab {

class ScreenTail {
 public:
  // Reads on in what programs print.
  void Follow(std::string_view bytes);
  // What shows the last `rows` lines of the usual screen, what of a line has begun, and then the other screen if that
  // is shown, which is empty: who draws there must do it again.
  std::string Again(unsigned rows) const;
  // Whether the terminal shows the other screen, on which editors and pagers draw.
  bool shows_other_screen() const { return filter_.shows_other_screen(); }
  // Whether something of another's may be printed in between: no control sequence or character has begun whose end is
  // still to come.
  bool is_whole() const { return filter_.is_whole(); }

 private:
  void FollowPiece(std::string_view piece);

  TerminalFilter filter_;
  // Of the usual screen:
  std::string lines_;      // as they may be drawn again
  std::string last_line_;  // as it was printed, since the last newline: a prompt sets modes as well
};

}  // namespace shellab
