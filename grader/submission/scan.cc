#include "grader/submission/scan.h"

#include <unistr.h>

#include <deque>
#include <set>
#include <string>

namespace shellab {
namespace {

using Place = ScriptCharacter::Place;

std::vector<ScriptCharacter> Decode(std::string_view script) {
  std::vector<ScriptCharacter> characters;
  characters.reserve(script.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(script.data());  // libunistring's type of UTF-8
  for (std::size_t at = 0; at < script.size();) {
    ucs4_t code = 0;
    const int length = u8_mbtouc(&code, bytes + at, script.size() - at);  // U+FFFD where invalid
    characters.push_back({code, at, Place::kCode});
    at += static_cast<std::size_t>(length);
  }
  return characters;
}

bool IsBlank(char32_t code) { return code == ' ' || code == '\t'; }

class Scanner {
 public:
  explicit Scanner(std::vector<ScriptCharacter>& characters) : characters_(characters) {}

  void Scan() {
    while (at_ < characters_.size()) {
      switch (Code(at_)) {
        case '\\':
          at_ += 2;
          break;
        case '\'':
        case '"':
          SkipQuotes(Code(at_));
          break;
        case '#':
          SkipComment();
          break;
        case '<':
          NoteHereDocument();
          break;
        case '\n':
          ++at_;
          SkipHereDocuments();
          break;
        default:
          ++at_;
      }
    }
  }

 private:
  // The character there; a newline past the end, as every line has one.
  char32_t Code(std::size_t at) const { return at < characters_.size() ? characters_[at].code : '\n'; }

  void MarkTo(std::size_t end, Place place) {
    for (; at_ < end && at_ < characters_.size(); ++at_) characters_[at_].place = place;
  }

  void SkipQuotes(char32_t quote) {
    std::size_t end = at_ + 1;
    while (end < characters_.size() && Code(end) != quote) end += quote == '"' && Code(end) == '\\' ? 2 : 1;
    ++at_;
    MarkTo(end, Place::kQuoted);
    ++at_;
  }

  void SkipComment() {
    const bool begins_word = at_ == 0 || std::u32string_view(U" \t\n;|&()").find(Code(at_ - 1)) != std::string::npos;
    MarkTo(begins_word ? LineEnd(at_) : at_ + 1, begins_word ? Place::kComment : Place::kCode);
  }

  std::size_t LineEnd(std::size_t at) const {
    while (Code(at) != '\n') ++at;
    return at;
  }

  // The line that begins there, without leading tabs (<<- drops them) and a carriage return at its end.
  std::u32string Line(std::size_t at) const {
    std::u32string line;
    for (; Code(at) != '\n'; ++at) line += Code(at);
    line.erase(0, line.find_first_not_of(U'\t'));
    if (line.ends_with(U'\r')) line.pop_back();
    return line;
  }

  // << begins a here-document only where a later line ends it: it also shifts numbers.
  void NoteHereDocument() {
    const std::size_t run = at_;
    while (Code(at_) == '<') ++at_;
    if (at_ - run != 2) return;
    if (Code(at_) == '-') ++at_;
    while (IsBlank(Code(at_))) ++at_;
    std::u32string delimiter;
    for (; std::u32string_view(U" \t\r\n;|&<>()").find(Code(at_)) == std::string::npos; ++at_)
      if (std::u32string_view(U"'\"\\").find(Code(at_)) == std::string::npos) delimiter += Code(at_);
    if (lines_.empty())
      for (std::size_t at = 0; at < characters_.size(); at = LineEnd(at) + 1) lines_.insert(Line(at));
    if (lines_.contains(delimiter)) delimiters_.push_back(std::move(delimiter));
  }

  void SkipHereDocuments() {
    while (!delimiters_.empty() && at_ < characters_.size()) {
      if (Line(at_) == delimiters_.front()) {
        delimiters_.pop_front();
        at_ = LineEnd(at_) + 1;
      } else {
        MarkTo(LineEnd(at_) + 1, Place::kQuoted);
      }
    }
  }

  std::vector<ScriptCharacter>& characters_;
  std::size_t at_ = 0;
  std::set<std::u32string> lines_;         // of the whole script, once they are asked for
  std::deque<std::u32string> delimiters_;  // of the here-documents that begin on this line
};

}  // namespace

std::vector<ScriptCharacter> ScanScript(std::string_view script, bool is_shell) {
  std::vector<ScriptCharacter> characters = Decode(script);
  if (is_shell) {
    Scanner(characters).Scan();
  } else {
    for (ScriptCharacter& character : characters) character.place = Place::kQuoted;
  }
  return characters;
}

}  // namespace shellab
