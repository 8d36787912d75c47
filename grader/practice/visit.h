// What somebody at a terminal wants of a practice session: the first frame that they send. Used by both ends.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "grader/terminal/terminal_size.h"

namespace shellab {

struct Visit {
  enum class Kind { kSeat, kShell };
  Kind kind = Kind::kSeat;  // the first shell's seat, or a shell of one's own
  TerminalSize size;
  // For a shell of one's own:
  std::string term;  // what $TERM is there
  std::string host;  // empty: the learner's
  bool as_root = false;
};

std::string EncodeVisit(const Visit& visit);
// Nothing where it is none.
std::optional<Visit> DecodeVisit(std::string_view bytes);

std::string EncodeSize(const TerminalSize& size);
std::optional<TerminalSize> DecodeSize(std::string_view bytes);

}  // namespace shellab
