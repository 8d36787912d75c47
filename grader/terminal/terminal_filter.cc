#include "grader/terminal/terminal_filter.h"

#include <unistr.h>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <utility>

namespace shellab {
namespace {

constexpr char kEscape = '\x1b';
// A longer sequence is none that draws; nor has one a number of more digits.
constexpr std::size_t kMaxSequence = 128;
constexpr std::size_t kMaxDigits = 4;

bool IsIn(char32_t code, std::string_view set) { return code < 0x80 && set.find(static_cast<char>(code)) != set.npos; }

// Backspace, tab, line feed, vertical tab, form feed, carriage return, shift out and in.
bool IsFormat(char32_t code) { return IsIn(code, "\b\t\n\v\f\r\x0e\x0f"); }

bool IsParameters(std::string_view text) {
  std::size_t digits = 0;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit && c != ';') return false;
    digits = digit ? digits + 1 : 0;
    if (digits > kMaxDigits) return false;
  }
  return true;
}

bool IsOneOf(std::string_view text, std::initializer_list<std::string_view> choices) {
  return std::find(choices.begin(), choices.end(), text) != choices.end();
}

// The control sequence as it may pass, without ESC [; empty if it may not.
std::string Harmless(std::string_view parameters, char end) {
  const std::string whole = std::string(parameters) + end;
  if (end == 'h' || end == 'l') return parameters == "4" ? whole : "";  // insert mode
  if (end == 'm') {                                                     // colons are for colours
    std::string plain(parameters);
    std::replace(plain.begin(), plain.end(), ':', ';');
    return IsParameters(plain) ? whole : "";
  }
  // Not 3J: what scrolled away is the viewer's.
  if (end == 'J' || end == 'K') return IsOneOf(parameters, {"", "0", "1", "2"}) ? whole : "";
  // With parameters these are other things: margins, what follows the mouse.
  if (end == 's' || end == 'u') return parameters.empty() ? whole : "";
  if (end == 'T' && parameters.find(';') != parameters.npos) return "";
  return IsIn(static_cast<unsigned char>(end), "@ABCDEFGHILMPSTXZ`abdefr") && IsParameters(parameters) ? whole : "";
}

}  // namespace

std::string TerminalFilter::Pass(std::string_view bytes) {
  const std::string text = text_.Pass(bytes);
  std::string_view rest = text;
  while (!rest.empty()) {
    ucs4_t code = 0;
    const int length = u8_mbtouc(&code, reinterpret_cast<const std::uint8_t*>(rest.data()), rest.size());
    Take(code, rest.substr(0, static_cast<std::size_t>(length)));
    rest.remove_prefix(static_cast<std::size_t>(length));
  }
  return std::exchange(passed_, {});
}

std::string TerminalFilter::Restore() const {
  // Around the scroll region's end, which moves the cursor, that is saved (ESC 7) and restored (ESC 8) with its
  // colours.
  constexpr std::string_view kPlain = "\x1b\x37\x1b[r\x1b\x38\x1b[0m\x1b(B\x1b)B\x0f\x1b[4l\x1b[?7h\x1b[?25h";
  return std::string(other_screen_ ? "\x1b[?1049l" : "").append(kPlain);
}

void TerminalFilter::Begin(State state) {
  state_ = state;
  sequence_.clear();
}

void TerminalFilter::Take(char32_t code, std::string_view bytes) {
  constexpr char32_t kCancel = 0x18;
  constexpr char32_t kSubstitute = 0x1a;
  constexpr char32_t kBell = 0x07;
  constexpr char32_t kStringEnd = 0x9c;
  if (code == kCancel || code == kSubstitute) return Begin(State::kGround);
  if (state_ == State::kString) {
    if (code == kEscape) state_ = State::kStringEscape;
    if (code == kStringEnd || (code == kBell && bell_ends_)) Begin(State::kGround);
    return;
  }
  if (state_ == State::kStringEscape) {
    if (code == '\\') return Begin(State::kGround);
    Begin(State::kEscape);  // whatever it is, it has ended the string
  }
  if (code == kEscape) return Begin(State::kEscape);
  if (code < 0x20 || code == 0x7f) {  // which terminals obey also within a sequence
    if (IsFormat(code)) passed_ += static_cast<char>(code);
    return;
  }
  if (code >= 0x80 && code < 0xa0) {  // a control of one character, which is ESC and another in 7 bits
    Begin(State::kEscape);
    return TakeEscape(code - 0x40);
  }
  if (code >= 0xa0) Begin(State::kGround);
  switch (state_) {
    case State::kGround:
      passed_ += bytes;
      break;
    case State::kEscape:
    case State::kIntermediate:
      TakeEscape(code);
      break;
    default:
      TakeSequence(code);
  }
}

void TerminalFilter::TakeEscape(char32_t code) {
  const char c = static_cast<char>(code);
  if (code >= 0x20 && code < 0x30) {
    state_ = State::kIntermediate;
    if (sequence_.size() < kMaxSequence) sequence_ += c;
    return;
  }
  if (state_ == State::kIntermediate) {
    // Character sets: ASCII, line drawing, British.
    if ((sequence_ == "(" || sequence_ == ")") && IsIn(code, "B0A")) passed_ += kEscape + sequence_ + c;
    return Begin(State::kGround);
  }
  if (code == '[') return Begin(State::kControl);
  if (IsIn(code, "P]X^_")) {
    bell_ends_ = code == ']';
    return Begin(State::kString);
  }
  // Save and restore the cursor, index, next line, reverse index.
  if (IsIn(code, "78DEM")) passed_ += {kEscape, c};
  Begin(State::kGround);
}

void TerminalFilter::TakeSequence(char32_t code) {
  const bool ends = code >= 0x40;
  if (ends) {
    if (state_ == State::kControl) PassSequence(sequence_, static_cast<char>(code));
    return Begin(State::kGround);
  }
  if (sequence_.size() >= kMaxSequence) state_ = State::kDropped;
  if (state_ == State::kControl) sequence_ += static_cast<char>(code);
}

void TerminalFilter::PassSequence(std::string_view parameters, char end) {
  if (parameters.starts_with('?') && (end == 'h' || end == 'l')) return PassModes(parameters.substr(1), end);
  const std::string harmless = Harmless(parameters, end);
  if (!harmless.empty()) passed_.append({kEscape, '['}).append(harmless);
}

void TerminalFilter::PassModes(std::string_view list, char end) {
  while (!list.empty()) {
    const std::string_view mode = list.substr(0, list.find(';'));
    list.remove_prefix(std::min(mode.size() + 1, list.size()));
    const bool screen = IsOneOf(mode, {"47", "1047", "1049"});
    if (screen) other_screen_ = end == 'h';
    // Autowrap, the cursor's visibility, its saved place.
    if (screen || IsOneOf(mode, {"7", "25", "1048"})) passed_.append({kEscape, '[', '?'}).append(mode) += end;
  }
}

}  // namespace shellab
