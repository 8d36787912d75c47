#include "grader/submission/readable.h"

#include <unistr.h>

#include <cstdint>

#include "sandbox/os/embed.h"

SHELLAB_EMBED(gbk, SHELLAB_GBK_TABLE);

namespace shellab {

bool IsUtf8(std::string_view bytes) {
  return u8_check(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()) == nullptr;
}

std::optional<std::string> FromGbk(std::string_view bytes) {
  constexpr unsigned kFirst = 0x81;
  constexpr unsigned kSecond = 0x40;
  constexpr unsigned kLast = 0xFE;
  constexpr unsigned kRow = kLast - kSecond + 1;
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    if (first < 0x80) {
      text += bytes[at];
      continue;
    }
    if (first < kFirst || first > kLast || at + 1 == bytes.size()) return std::nullopt;
    const auto second = static_cast<unsigned char>(bytes[++at]);
    if (second < kSecond || second > kLast) return std::nullopt;
    const std::string_view cell =
        SHELLAB_EMBEDDED(gbk).substr(std::size_t{2} * ((first - kFirst) * kRow + second - kSecond), 2);
    const auto code =
        static_cast<ucs4_t>(static_cast<unsigned char>(cell[0]) | static_cast<unsigned char>(cell[1]) << 8U);
    if (code == 0) return std::nullopt;
    std::uint8_t utf8[4];
    const int length = u8_uctomb(utf8, code, sizeof(utf8));
    if (length < 0) return std::nullopt;
    text.append(reinterpret_cast<const char*>(utf8), static_cast<std::size_t>(length));
  }
  return text;
}

std::string Readable(std::string_view bytes) {
  if (!IsUtf8(bytes))
    if (std::optional<std::string> text = FromGbk(bytes)) return *std::move(text);
  return std::string(bytes);
}

}  // namespace shellab
