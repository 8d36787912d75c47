// The comparison of result sets, `compare = "rows"` and "rows-in-order": rows of cells, in whatever form a database
// client printed them. Called by Comparer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/check/compare.h"

namespace shellab {

// A row's cells without the blanks around them; views into the printed text. NULL is the word, not the empty cell.
using Row = std::vector<std::string_view>;

struct Rows {
  std::vector<Row> rows;
};

// Reads what `mariadb` prints, also several results one after the other, each in a form of its own:
// - cells with tabs between them (-B, or into a pipe); a column heading is a row here, since nothing tells it from one
// - a table (-t): +---+ borders and | cells |, where the heading is left out
// - names and values under "*** 1. row ***" (-E, \G), where the names are left out
// What the client says besides ("2 rows in set", "Empty set", statements that -v repeats) is left out. An empty line is
// a row of one empty cell.
Rows ParseRows(std::string_view text);

// A row as one text, its cells joined by `between`.
std::string JoinCells(const Row& row, std::string_view between);

// The same rows, each as often, and in the same order where `in_order`. Cells are equal byte by byte or as decimal
// numbers of the same value (exactly: 3.50 is 3.5, but a number with leading zeros is text), or within `tolerance`.
//
// Headings of the actual rows do not count. Where the expected rows have columns of numbers, that is every row with
// words in all of those, wherever it stands (a loop prints one for each of its results). Where they have none, it is
// the first row, if it could be names (no number, no NULL, no empty cell), is none of the expected ones and has no cell
// that is a value of its column, where the values of that differ. A wrong row of words that stand nowhere in the result
// is taken for a heading there, which a script may choose freely: so let results have a column of numbers, or every
// mistake add more than one row. The expected rows must be printed without a heading (-N, -t or \G).
std::optional<Difference> CompareRows(Rows expected, Rows actual, const Tolerance& tolerance, bool in_order);

}  // namespace shellab
