#include "grader/terminal/screen_tail.h"

#include <algorithm>

#include "grader/terminal/screen_mode.h"

namespace shellab {
namespace {

constexpr std::size_t kMaxLine = 4096;
constexpr std::size_t kMaxKept = 32768;

// Where in what the filter let through, each mode by itself, the screen changes.
std::size_t ChangeIn(std::string_view text) {
  std::size_t change = text.size();
  for (const std::string_view mode : {"\x1b[?47", "\x1b[?1047", "\x1b[?1049"})
    change = std::min(change, text.find(mode));
  return change;
}

// Where in `line` the control sequence begins that ends it.
std::size_t LastSequenceIn(std::string_view line) {
  std::size_t begin = 0;
  for (const std::string_view introducer : {"\x1b", "\u009b"})
    if (const std::size_t at = line.rfind(introducer); at != std::string_view::npos) begin = std::max(begin, at);
  return begin;
}

}  // namespace

// A sequence that sets or resets modes has one of these at its end: the screen changes only where a piece ends.
void ScreenTail::Follow(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::string_view piece = bytes.substr(0, std::min(bytes.find_first_of("hl"), bytes.size() - 1) + 1);
    FollowPiece(piece);
    bytes.remove_prefix(piece.size());
  }
  // From a line's beginning: within a line there may be a sequence.
  if (lines_.size() <= 2 * kMaxKept) return;
  const std::size_t newline = lines_.find('\n', lines_.size() - kMaxKept);
  lines_.erase(0, newline == std::string::npos ? newline : newline + 1);
}

void ScreenTail::FollowPiece(std::string_view piece) {
  const bool drawn_on_other = shows_other_screen();
  const std::string text = filter_.Pass(piece);
  if (drawn_on_other) return;
  lines_.append(text, 0, ChangeIn(text));
  const std::size_t newline = piece.rfind('\n');
  if (newline != std::string_view::npos) last_line_.clear();
  last_line_ += piece.substr(newline == std::string_view::npos ? 0 : newline + 1);
  if (last_line_.size() > kMaxLine) last_line_.clear();
  if (shows_other_screen()) last_line_.erase(LastSequenceIn(last_line_));
}

std::string ScreenTail::Again(unsigned rows) const {
  const std::size_t newline = lines_.rfind('\n');
  const std::string_view whole = std::string_view(lines_).substr(0, newline == std::string::npos ? 0 : newline + 1);
  std::size_t begin = whole.size();
  for (unsigned row = 0; row < rows && begin > 0; ++row) {
    const std::size_t before = begin > 1 ? whole.rfind('\n', begin - 2) : std::string_view::npos;
    begin = before == std::string_view::npos ? 0 : before + 1;
  }
  std::string again(whole.substr(begin));
  if (!again.empty()) again += "\x1b[0m";
  return again += shows_other_screen() ? ScreenMode::kEnter : std::string_view(last_line_);
}

}  // namespace shellab
