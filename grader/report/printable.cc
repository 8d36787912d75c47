#include "grader/report/printable.h"

#include <fmt/format.h>
#include <unictype.h>
#include <unistr.h>
#include <uniwidth.h>

namespace shellab {
namespace {

constexpr std::size_t kTabWidth = 8;

// The next character of a text that may hold anything.
struct Character {
  std::string_view bytes;  // one byte where invalid
  bool valid = false;
  ucs4_t code = 0;
};

const std::uint8_t* Bytes(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());  // libunistring's type of UTF-8
}

// Takes the first character off `text`, which is not empty.
Character Next(std::string_view& text) {
  Character character;
  const int length = u8_mbtoucr(&character.code, Bytes(text), text.size());
  character.valid = length > 0;
  character.bytes = text.substr(0, character.valid ? static_cast<std::size_t>(length) : 1);
  text.remove_prefix(character.bytes.size());
  return character;
}

bool IsInvisible(ucs4_t code) {
  return uc_is_general_category_withtable(
      code, UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf | UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp);
}

std::string HexByte(char byte) { return fmt::format("\\x{:02x}", static_cast<unsigned char>(byte)); }

std::string Visible(const Character& character) {
  if (!character.valid) return HexByte(character.bytes[0]);
  switch (character.code) {
    case '\n':
      return "\\n";
    case '\t':
      return "\\t";
    case '\r':
      return "\\r";
    default:
      return character.code < 0x80 ? HexByte(character.bytes[0]) : fmt::format("\\u{{{:04x}}}", character.code);
  }
}

std::string MakeVisible(std::string_view bytes, std::string_view kept) {
  std::string text;
  while (!bytes.empty()) {
    const Character character = Next(bytes);
    const bool printable = character.valid && !IsInvisible(character.code);
    if (printable || kept.find(character.bytes) != std::string_view::npos) {
      text += character.bytes;
    } else {
      text += Visible(character);
    }
  }
  return text;
}

std::size_t Width(const Character& character, std::size_t column) {
  if (character.code == '\t') return kTabWidth - column % kTabWidth;
  const int width = uc_width(character.code, "UTF-8");
  return width > 0 ? static_cast<std::size_t>(width) : 0;
}

}  // namespace

std::string Printable(std::string_view bytes) { return MakeVisible(bytes, "\t\n"); }

std::string PrintableLine(std::string_view bytes) { return MakeVisible(bytes, ""); }

std::string ValidUtf8(std::string_view bytes) {
  std::string text;
  while (!bytes.empty()) {
    const Character character = Next(bytes);
    text += character.valid ? std::string(character.bytes) : HexByte(character.bytes[0]);
  }
  return text;
}

bool IsText(std::string_view bytes) {
  return bytes.find('\0') == std::string_view::npos && u8_check(Bytes(bytes), bytes.size()) == nullptr;
}

std::size_t DisplayWidth(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) width += Width(Next(text), width);
  return width;
}

std::string CutToWidth(std::string_view text, std::size_t columns) {
  // Combining marks take no column: a million of them on one letter would still be a million bytes.
  const std::size_t max_bytes = columns * 8;
  if (text.size() <= max_bytes && DisplayWidth(text) <= columns) return std::string(text);
  std::string cut;
  std::size_t width = 0;
  while (!text.empty()) {
    const Character character = Next(text);
    width += Width(character, width);
    if (width + 1 > columns || cut.size() + character.bytes.size() > max_bytes) break;
    cut += character.bytes;
  }
  return cut + "…";
}

std::string EscapeInvisible(std::string_view json) {
  std::string text;
  text.reserve(json.size());
  while (!json.empty()) {
    const Character character = Next(json);
    const ucs4_t code = character.code;
    if (code < 0x7f || !IsInvisible(code)) {
      text += character.bytes;
    } else if (code < 0x10000) {
      text += fmt::format("\\u{:04x}", code);
    } else {
      text += fmt::format("\\u{:04x}\\u{:04x}", 0xd800U + ((code - 0x10000U) >> 10U),
                          0xdc00U + ((code - 0x10000U) & 0x3ffU));
    }
  }
  return text;
}

}  // namespace shellab
