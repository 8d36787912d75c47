// A table of text for a terminal, aligned also where characters are two columns wide. Used by the summary of reports
// and by `shellab list`.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace shellab {

// The columns of a table whose rows need not be in memory together: told of each first, then asked for its line.
class TableColumns {
 public:
  using Row = std::vector<std::string>;

  explicit TableColumns(std::set<std::size_t> right_aligned = {}) : right_aligned_(std::move(right_aligned)) {}

  void Widen(const Row& row);
  // The row's line, with its newline.
  std::string Line(const Row& row) const;

 private:
  std::set<std::size_t> right_aligned_;
  std::vector<std::size_t> widths_;
};

// The rows, a line each, with columns as wide as their widest cell and two blanks between them; the columns in
// `right_aligned` end flush. Cells hold printable text on one line; every row has as many as the first.
std::string RenderTable(const std::vector<std::vector<std::string>>& rows, const std::set<std::size_t>& right_aligned);

// A bar of `width` columns between two brackets: how much of `total` is done.
std::string RenderBar(std::size_t done, std::size_t total, std::size_t width);

}  // namespace shellab
