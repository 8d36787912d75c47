// Makes what was printed on one terminal harmless on another: text and the sequences that draw pass (ECMA-48 and
// xterm's "Control Sequences"), everything else does not: what makes a terminal answer, titles, the clipboard, windows,
// printers, keys, mouse and paste modes. Used by `shellab replay`, and where a practice session is shown again.
#pragma once

#include <string>
#include <string_view>

#include "grader/terminal/utf8_stream.h"

namespace shellab {

class TerminalFilter {
 public:
  // What passes of `bytes`. A sequence may come in pieces: it passes whole, in its 7-bit form, once its end is there.
  // What it lets through is valid UTF-8.
  std::string Pass(std::string_view bytes);
  // Takes back what passed may have left set: the other screen, scroll region, colours, character sets, a hidden
  // cursor.
  std::string Restore() const;
  // Whether what passed shows the other screen, on which editors and pagers draw.
  bool shows_other_screen() const { return other_screen_; }
  // Whether everything so far was whole: no sequence or character has begun whose end is still to come.
  bool is_whole() const { return state_ == State::kGround && text_.is_whole(); }

 private:
  enum class State { kGround, kEscape, kIntermediate, kControl, kDropped, kString, kStringEscape };

  void Take(char32_t code, std::string_view bytes);
  void TakeEscape(char32_t code);
  void TakeSequence(char32_t code);
  void PassSequence(std::string_view parameters, char end);
  void PassModes(std::string_view list, char end);
  void Begin(State state);

  Utf8Stream text_;
  State state_ = State::kGround;
  bool bell_ends_ = false;     // of kString: it is an operating system command
  bool other_screen_ = false;  // is shown, by what passed
  std::string sequence_;       // what came of it after ESC, or ESC [
  std::string passed_;
};

}  // namespace shellab
