#include <array>
#include <charconv>
#include <limits>

#include "sandbox/toml/reader.h"

namespace shellab {
namespace {

struct Unit {
  std::string_view suffix;
  std::uint64_t factor;
};

constexpr std::array kTimeUnits = {Unit{"ms", 1}, Unit{"s", 1'000}, Unit{"m", 60'000}};
constexpr std::array kByteUnits = {Unit{"", 1}, Unit{"K", 1U << 10U}, Unit{"M", 1U << 20U}, Unit{"G", 1U << 30U}};

template <std::size_t N>
std::optional<std::uint64_t> ParseQuantity(std::string_view text, const std::array<Unit, N>& units) {
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc()) return std::nullopt;
  const bool leading_zero = text.front() == '0' && rest - text.data() > 1;
  if (leading_zero) return std::nullopt;
  const std::string_view suffix(rest, static_cast<std::size_t>(end - rest));
  for (const Unit& unit : units) {
    if (unit.suffix != suffix) continue;
    if (number > std::numeric_limits<std::uint64_t>::max() / unit.factor) return std::nullopt;
    return number * unit.factor;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::uint64_t> ParseMilliseconds(std::string_view text) { return ParseQuantity(text, kTimeUnits); }

std::optional<std::uint64_t> ParseBytes(std::string_view text) { return ParseQuantity(text, kByteUnits); }

}  // namespace shellab
