#include "grader/submission/online_text.h"

#include <unistr.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>

#include "grader/submission/names.h"

namespace shellab {
namespace {

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

struct Entity {
  std::string_view name;
  std::string_view text;
};
// Those that editors write; other characters they leave as they are. Quotes and dashes stay what they are, so that the
// notes on the script can name them.
constexpr Entity kEntities[] = {{"amp", "&"},       {"lt", "<"},     {"gt", ">"},     {"quot", "\""},  {"apos", "'"},
                                {"nbsp", "\u00a0"}, {"lsquo", "‘"},  {"rsquo", "’"},  {"ldquo", "“"},  {"rdquo", "”"},
                                {"ndash", "–"},     {"mdash", "—"},  {"hellip", "…"}, {"middot", "·"}, {"yen", "¥"},
                                {"lbrace", "{"},    {"rbrace", "}"}, {"dollar", "$"}, {"grave", "`"},  {"vert", "|"},
                                {"bsol", "\\"},     {"num", "#"},    {"ast", "*"},    {"lbrack", "["}, {"rbrack", "]"},
                                {"lpar", "("},      {"rpar", ")"},   {"semi", ";"},   {"colon", ":"},  {"equals", "="},
                                {"lowbar", "_"},    {"percnt", "%"}, {"sol", "/"},    {"excl", "!"},   {"quest", "?"},
                                {"NewLine", "\n"},  {"Tab", "\t"},   {"commat", "@"}, {"plus", "+"},   {"comma", ","},
                                {"period", "."},    {"Hat", "^"},    {"tilde", "˜"},  {"copy", "©"}};

constexpr std::string_view kBlocks[] = {"p",  "div", "li", "ul", "ol", "tr", "table", "pre",     "blockquote",
                                        "h1", "h2",  "h3", "h4", "h5", "h6", "body",  "section", "article"};
// One of which every page has that an editor wrote.
constexpr std::string_view kSigns[] = {"<p>",   "<p ",   "<br",       "<div",   "<pre", "<span",
                                       "<body", "<html", "<!doctype", "&nbsp;", "&lt;", "&amp;"};
constexpr std::string_view kHidden[] = {"head", "script", "style", "title"};

template <std::size_t N>
bool IsOneOf(std::string_view word, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The character of "#60" or "#x3c".
std::optional<std::string> NumberedCharacter(std::string_view name) {
  name.remove_prefix(1);
  const bool hex = name.starts_with('x') || name.starts_with('X');
  if (hex) name.remove_prefix(1);
  constexpr std::size_t kMostDigits = 7;
  if (name.empty() || name.size() > kMostDigits) return std::nullopt;
  std::size_t read = 0;
  ucs4_t code = 0;
  try {
    code = static_cast<ucs4_t>(std::stoul(std::string(name), &read, hex ? 16 : 10));
  } catch (const std::logic_error&) {
    return std::nullopt;
  }
  std::uint8_t utf8[4];
  const int length = u8_uctomb(utf8, code, sizeof(utf8));
  if (read != name.size() || code == 0 || length < 0) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(utf8), static_cast<std::size_t>(length));
}

std::optional<std::string> CharacterOf(std::string_view name) {
  if (name.starts_with('#')) return NumberedCharacter(name);
  const auto* found = std::find_if(std::begin(kEntities), std::end(kEntities),
                                   [name](const Entity& entity) { return entity.name == name; });
  if (found == std::end(kEntities)) return std::nullopt;
  return std::string(found->text);
}

class Page {
 public:
  explicit Page(std::string_view html) : html_(html) {}

  std::string Script() && {
    while (at_ < html_.size()) {
      const char c = html_[at_];
      if (c == '<' && IsTag()) {
        Tag();
      } else if (c == '&') {
        Reference();
      } else {
        Character(c);
      }
    }
    while (text_.ends_with('\n') || text_.ends_with(' ')) text_.pop_back();
    if (!text_.empty()) text_ += '\n';
    return std::move(text_);
  }

 private:
  bool IsTag() const {
    const char next = at_ + 1 < html_.size() ? html_[at_ + 1] : ' ';
    return IsLetter(next) || next == '!' || next == '/';
  }

  void Tag() {
    if (html_.substr(at_).starts_with("<!--")) {
      SkipPast("-->");
      return;
    }
    std::size_t end = at_ + 1;
    const bool closes = end < html_.size() && html_[end] == '/';
    if (closes) ++end;
    const std::size_t begin = end;
    while (end < html_.size() && (IsLetter(html_[end]) || IsDigit(html_[end]))) ++end;
    const std::string name = LowerAscii(html_.substr(begin, end - begin));
    SkipAttributes(end);
    if (!closes && IsOneOf(name, kHidden)) {
      SkipPast("</" + name);
      SkipPast(">");
    } else if (name == "br") {
      EndLine();
    } else if (IsOneOf(name, kBlocks)) {
      if (name == "pre") pre_ = !closes;
      if (!line_empty_) EndLine();
    }
  }

  // To the tag's end, which no quoted > is.
  void SkipAttributes(std::size_t end) {
    char quote = '\0';
    for (; end < html_.size(); ++end) {
      const char c = html_[end];
      if (quote != '\0') {
        if (c == quote) quote = '\0';
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        break;
      }
    }
    at_ = std::min(end + 1, html_.size());
  }

  void SkipPast(std::string_view mark) {
    const auto found =
        std::search(html_.begin() + static_cast<std::ptrdiff_t>(at_), html_.end(), mark.begin(), mark.end(),
                    [](char a, char b) { return (IsLetter(a) ? a | 0x20 : a) == (IsLetter(b) ? b | 0x20 : b); });
    at_ = found == html_.end() ? html_.size() : static_cast<std::size_t>(found - html_.begin()) + mark.size();
  }

  void Reference() {
    constexpr std::size_t kLongest = 10;
    const std::size_t end = html_.substr(at_, kLongest).find(';');
    const std::optional<std::string> character =
        end == std::string_view::npos ? std::nullopt : CharacterOf(html_.substr(at_ + 1, end - 1));
    if (!character) {
      Character('&');
      return;
    }
    Put(*character == kNoBreakSpace ? " " : *character);
    at_ += end + 1;
  }

  void Character(char c) {
    ++at_;
    if (c == '\r' || (line_empty_ && !pre_ && (c == ' ' || c == '\t'))) return;
    if (html_.substr(at_ - 1).starts_with(kNoBreakSpace)) {
      ++at_;
      Put(" ");
    } else if (c != '\n') {
      Put({&c, 1});
    } else if (pre_) {
      EndLine();
    } else if (!line_empty_) {
      Put(" ");  // where the page's source is folded
    }
  }

  void Put(std::string_view text) {
    text_ += text;
    line_empty_ = false;
  }
  void EndLine() {
    text_ += '\n';
    line_empty_ = true;
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::string text_;
  bool line_empty_ = true;
  bool pre_ = false;
};

}  // namespace

std::string ScriptOfHtml(std::string_view html) {
  const std::string lower = LowerAscii(html);
  const bool is_page = std::any_of(std::begin(kSigns), std::end(kSigns),
                                   [&](std::string_view sign) { return lower.find(sign) != std::string::npos; });
  return is_page ? Page(html).Script() : std::string(html);
}

}  // namespace shellab
