// The comparison of what was expected with what is there, shared by all kinds of checks: the keys `compare`, `ignore`,
// `only` and `tolerance`. Bytes are compared as bytes.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/check/diff.h"
#include "grader/check/lines.h"
#include "grader/check/numbers.h"
#include "grader/text.h"
#include "sandbox/toml/reader.h"

namespace re2 {
class RE2;
}

namespace shellab {

struct Rows;

enum class Comparison {
  kExact,        // every byte
  kLines,        // every line; the newline after the last one may be missing
  kUnordered,    // the same lines in any order, each as often
  kNumbers,      // every line by its words, numbers by value within `tolerance`
  kPattern,      // the whole, but for the last newline, matches a regular expression
  kRows,         // the rows of a database client's results in any order, each as often (rows.h)
  kRowsInOrder,  // the same, in that order
};

// How two texts differ: what to tell the learner, and a diff where one helps.
struct Difference {
  Text message;
  std::optional<DiffText> diff;
};

// One check's rules. Regular expressions are RE2's (no backtracking: time is linear in the guest's output), UTF-8.
class Comparer {
 public:
  // Reads the four keys from a check's table; lines is the default. `literal` is the expected text where the lab
  // spells it out: the expression of kPattern. What is wrong is noted in the table's document.
  static Comparer Parse(TomlTable& table, const std::optional<std::string>& literal);

  // Nothing when `actual` is right. Lines that match an `ignore` expression anywhere, or none of `only` where that is
  // given, are left out of both sides first; of rows, those that do as one line with a tab between the cells.
  // For kPattern `expected` is the expression given to Parse.
  std::optional<Difference> Compare(std::string_view expected, std::string_view actual) const;

  // How many lines or rows of `text` are compared: those that are not left out.
  std::size_t CountLines(std::string_view text) const;
  // Whether `only` leaves nothing of `expected`, so that nothing is compared.
  bool LeavesNothing(std::string_view expected) const;

 private:
  using Expressions = std::vector<std::shared_ptr<const re2::RE2>>;

  static Expressions ReadExpressions(TomlTable& table, std::string_view key);
  bool IsLeftOut(std::string_view line) const;
  bool ComparesRows() const { return comparison_ == Comparison::kRows || comparison_ == Comparison::kRowsInOrder; }
  Lines Kept(std::string_view text) const;
  Rows KeptRows(std::string_view text) const;

  Comparison comparison_ = Comparison::kLines;
  Tolerance tolerance_;
  Expressions ignore_;
  std::optional<Expressions> only_;
  std::shared_ptr<const re2::RE2> pattern_;
};

}  // namespace shellab
