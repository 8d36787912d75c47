#include "grader/check/lines.h"

#include <algorithm>

namespace shellab {
namespace {

constexpr std::size_t kQuotedBytes = 80;
constexpr std::size_t kBytesBeforeDifference = 20;
constexpr std::string_view kEllipsis = "…";

// The nearest place at or before `position` that is not inside a UTF-8 character. Invalid input may hold any number of
// continuation bytes: no character has more than three.
std::size_t CharacterStart(std::string_view text, std::size_t position) {
  std::size_t start = position;
  while (start > 0 && position - start < 4 && start < text.size() &&
         (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U) {
    --start;
  }
  return position - start < 4 ? start : position;
}

}  // namespace

Lines SplitLines(std::string_view text) {
  Lines result;
  while (!text.empty()) {
    const std::size_t newline = text.find('\n');
    result.lines.push_back(text.substr(0, newline));
    result.ends_in_newline = newline != std::string_view::npos;
    text.remove_prefix(result.ends_in_newline ? newline + 1 : text.size());
  }
  return result;
}

std::string Excerpt(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return std::string(text);
  return std::string(text.substr(0, CharacterStart(text, max_bytes))).append(kEllipsis);
}

ExcerptPair ExcerptDifference(std::string_view expected, std::string_view actual) {
  const auto differ = std::mismatch(expected.begin(), expected.end(), actual.begin(), actual.end()).first;
  const auto common = static_cast<std::size_t>(differ - expected.begin());
  if (common < kQuotedBytes / 2) return {Excerpt(expected, kQuotedBytes), Excerpt(actual, kQuotedBytes)};
  const std::size_t start = CharacterStart(expected, common - kBytesBeforeDifference);
  const auto from_start = [&](std::string_view text) {
    return std::string(kEllipsis) + Excerpt(text.substr(start), kQuotedBytes);
  };
  return {from_start(expected), from_start(actual)};
}

}  // namespace shellab
