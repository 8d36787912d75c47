#include "grader/practice/visit.h"

#include <fmt/format.h>

#include <cstring>
#include <vector>

namespace shellab {

// A letter for the kind and one for root, the size, and the two words, each with a NUL after it.
std::string EncodeVisit(const Visit& visit) {
  return fmt::format("{}{}{}", visit.kind == Visit::Kind::kShell ? 's' : 'f', visit.as_root ? 'r' : '-',
                     EncodeSize(visit.size))
      .append(visit.term)
      .append(1, '\0')
      .append(visit.host)
      .append(1, '\0');
}

std::optional<Visit> DecodeVisit(std::string_view bytes) {
  constexpr std::size_t kWords = 2 + sizeof(TerminalSize);
  if (bytes.size() < kWords) return std::nullopt;
  const std::string_view words = bytes.substr(kWords);
  const std::size_t end = words.find('\0');
  if (end == std::string_view::npos || end + 1 == words.size() || words.back() != '\0') return std::nullopt;
  Visit visit;
  visit.kind = bytes[0] == 's' ? Visit::Kind::kShell : Visit::Kind::kSeat;
  visit.as_root = bytes[1] == 'r';
  visit.size = *DecodeSize(bytes.substr(2, sizeof(TerminalSize)));
  visit.term = words.substr(0, end);
  visit.host = words.substr(end + 1, words.size() - end - 2);
  return visit;
}

std::string EncodeSize(const TerminalSize& size) {
  std::string bytes(sizeof size, '\0');
  std::memcpy(bytes.data(), &size, sizeof size);
  return bytes;
}

std::optional<TerminalSize> DecodeSize(std::string_view bytes) {
  TerminalSize size;
  if (bytes.size() != sizeof size) return std::nullopt;
  std::memcpy(&size, bytes.data(), sizeof size);
  return size;
}

}  // namespace shellab
