#include "grader/check/numbers.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace shellab {
namespace {

constexpr std::string_view kBlanks = " \t\r\v\f";

// long double holds every 64-bit integer exactly; double would call 2^53 and 2^53 + 1 equal.
std::optional<long double> ParseNumber(std::string_view word) {
  if (word.size() > 1 && word[0] == '+' && word[1] != '-') word.remove_prefix(1);
  long double value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || end != word.data() + word.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

bool SameWord(std::string_view expected, std::string_view actual, const Tolerance& tolerance) {
  if (expected == actual) return true;
  const std::optional<long double> wanted = ParseNumber(expected);
  const std::optional<long double> got = ParseNumber(actual);
  if (!wanted || !got) return false;
  const long double allowed = tolerance.relative ? tolerance.amount * std::abs(*wanted) : tolerance.amount;
  if (allowed == 0) return *wanted == *got;
  // 0.3 against 0.31 is within 0.01, whatever rounding to binary fractions makes of the three.
  const long double rounding =
      4 * std::numeric_limits<long double>::epsilon() * std::max(std::abs(*wanted), std::abs(*got));
  return std::abs(*wanted - *got) <= allowed + rounding;
}

// Takes the next word off the line; empty at its end.
std::string_view NextWord(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(kBlanks), line.size()));
  const std::string_view word = line.substr(0, line.find_first_of(kBlanks));
  line.remove_prefix(word.size());
  return word;
}

}  // namespace

std::optional<Tolerance> Tolerance::Parse(std::string_view text) {
  Tolerance tolerance;
  tolerance.text = text;
  tolerance.relative = text.ends_with('%');
  if (tolerance.relative) text.remove_suffix(1);
  const std::optional<long double> amount = ParseNumber(text);
  if (!amount || *amount < 0) return std::nullopt;
  tolerance.amount = tolerance.relative ? *amount / 100 : *amount;
  return tolerance;
}

bool SameWithNumbers(std::string_view expected, std::string_view actual, const Tolerance& tolerance) {
  while (true) {
    const std::string_view wanted = NextWord(expected);
    const std::string_view got = NextWord(actual);
    if (wanted.empty() || got.empty()) return wanted.empty() && got.empty();
    if (!SameWord(wanted, got, tolerance)) return false;
  }
}

}  // namespace shellab
