#include "grader/markdown/terminal.h"

#include <cmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "grader/check/lines.h"
#include "grader/markdown/wrap.h"
#include "grader/report/printable.h"

namespace shellab {
namespace {

using LinesOfText = std::vector<std::string>;

std::string_view Literal(cmark_node* node) {
  const char* literal = cmark_node_get_literal(node);
  return literal == nullptr ? "" : literal;
}

// The character that starts at or before `at`.
bool IsWideAt(std::string_view text, std::size_t at) {
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return DisplayWidth(text.substr(at, end - at)) == 2;
}

// A line's end in the source stands for a blank, but not between two Chinese characters.
std::string_view SoftBreak(std::string_view before, std::string_view after) {
  const bool joins = !before.empty() && !after.empty() && IsWideAt(before, before.size() - 1) && IsWideAt(after, 0);
  return joins ? "" : " ";
}

LinesOfText Prefixed(LinesOfText lines, std::string_view first, std::string_view others) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].empty() || i == 0) lines[i].insert(0, i == 0 ? first : others);
  }
  return lines;
}

std::size_t Narrower(std::size_t columns, std::size_t by) {
  constexpr std::size_t kMin = 10;
  return std::max(columns, by + kMin) - by;
}

class Renderer {
 public:
  explicit Renderer(bool colour) : colour_(colour) {}

  // The lines of all blocks inside of `parent`, with an empty line between two unless they are `tight`.
  LinesOfText Blocks(cmark_node* parent, std::size_t columns, bool tight) const {
    LinesOfText lines;
    for (cmark_node* node = cmark_node_first_child(parent); node != nullptr; node = cmark_node_next(node)) {
      if (!tight && !lines.empty()) lines.emplace_back();
      for (std::string& line : Block(node, columns)) lines.push_back(std::move(line));
    }
    return lines;
  }

 private:
  LinesOfText Block(cmark_node* node, std::size_t columns) const {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_PARAGRAPH:
        return Inline(node, 0).Wrap(columns, colour_);
      case CMARK_NODE_HEADING:
        return Inline(node, kBold).Wrap(columns, colour_);
      case CMARK_NODE_CODE_BLOCK:
        return Prefixed(Verbatim(node, kCode), "    ", "    ");
      case CMARK_NODE_LIST:
        return List(node, columns);
      case CMARK_NODE_BLOCK_QUOTE:
        return Prefixed(Blocks(node, Narrower(columns, 2), false), "│ ", "│ ");
      case CMARK_NODE_THEMATIC_BREAK:
        return {fmt::format("{:─<{}}", "", columns)};
      default:  // HTML: a terminal shows it as it stands
        return Verbatim(node, 0);
    }
  }

  LinesOfText Verbatim(cmark_node* node, std::uint8_t style) const {
    LinesOfText lines;
    for (const std::string_view line : SplitLines(Literal(node)).lines) {
      StyledText text;
      text.Append(Printable(line), style);
      lines.push_back(text.Line(colour_));
    }
    return lines;
  }

  LinesOfText List(cmark_node* list, std::size_t columns) const {
    const bool ordered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
    const bool tight = cmark_node_get_list_tight(list) != 0;
    const char end = cmark_node_get_list_delim(list) == CMARK_PAREN_DELIM ? ')' : '.';
    int number = cmark_node_get_list_start(list);
    LinesOfText lines;
    for (cmark_node* item = cmark_node_first_child(list); item != nullptr; item = cmark_node_next(item)) {
      if (!tight && !lines.empty()) lines.emplace_back();
      const std::string marker = ordered ? fmt::format("{}{} ", number++, end) : "- ";
      const std::string blanks(marker.size(), ' ');
      LinesOfText content = Blocks(item, Narrower(columns, marker.size()), tight);
      if (content.empty()) content.emplace_back();
      for (std::string& line : Prefixed(std::move(content), marker, blanks)) lines.push_back(std::move(line));
    }
    return lines;
  }

  StyledText Inline(cmark_node* parent, std::uint8_t style) const {
    StyledText text;
    AppendInline(parent, style, text);
    return text;
  }

  void AppendInline(cmark_node* parent, std::uint8_t style, StyledText& text) const {
    for (cmark_node* node = cmark_node_first_child(parent); node != nullptr; node = cmark_node_next(node)) {
      switch (cmark_node_get_type(node)) {
        case CMARK_NODE_SOFTBREAK:
          text.Append(SoftBreak(text.text(), Literal(cmark_node_next(node))), style);
          break;
        case CMARK_NODE_LINEBREAK:
          text.Append("\n", style);
          break;
        case CMARK_NODE_CODE:
          text.Append(colour_ ? PrintableLine(Literal(node)) : fmt::format("`{}`", PrintableLine(Literal(node))),
                      style | kCode);
          break;
        case CMARK_NODE_EMPH:
          AppendInline(node, style | kItalic, text);
          break;
        case CMARK_NODE_STRONG:
          AppendInline(node, style | kBold, text);
          break;
        case CMARK_NODE_LINK:
        case CMARK_NODE_IMAGE:
          AppendLink(node, style, text);
          break;
        default:
          text.Append(PrintableLine(Literal(node)), style);
      }
    }
  }

  // The text, and where it leads unless the text says that.
  void AppendLink(cmark_node* node, std::uint8_t style, StyledText& text) const {
    const std::size_t begin = text.text().size();
    AppendInline(node, style, text);
    const std::string url = PrintableLine(cmark_node_get_url(node));
    if (text.text().compare(begin, std::string::npos, url) != 0) text.Append(fmt::format(" ({})", url), style);
  }

  bool colour_;
};

}  // namespace

std::string RenderMarkdown(std::string_view markdown, const TerminalStyle& style) {
  const std::unique_ptr<cmark_node, decltype(&cmark_node_free)> document(
      cmark_parse_document(markdown.data(), markdown.size(), CMARK_OPT_DEFAULT), cmark_node_free);
  std::string text;
  for (const std::string& line : Renderer(style.colour).Blocks(document.get(), style.columns, false))
    text += line + "\n";
  return text;
}

}  // namespace shellab
