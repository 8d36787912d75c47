// Comparison of lines whose numbers may differ a little: `compare = "numbers"`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace shellab {

// How far two numbers may be apart.
struct Tolerance {
  long double amount = 0;
  bool relative = false;  // to the expected number
  std::string text;       // as the author wrote it; empty where there is none

  // Reads "0.01" (absolute) or "1%" (relative). Nothing for other text, negative or infinite amounts.
  static std::optional<Tolerance> Parse(std::string_view text);
};

// Whether two lines have the same words, split at blanks, with numbers (1, -1.50, 2e3) compared by value and all other
// words byte for byte.
bool SameWithNumbers(std::string_view expected, std::string_view actual, const Tolerance& tolerance);

}  // namespace shellab
