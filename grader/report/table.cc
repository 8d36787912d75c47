#include "grader/report/table.h"

#include <algorithm>

#include "grader/report/printable.h"

namespace shellab {

void TableColumns::Widen(const Row& row) {
  widths_.resize(std::max(widths_.size(), row.size()));
  for (std::size_t i = 0; i < row.size(); ++i) widths_[i] = std::max(widths_[i], DisplayWidth(row[i]));
}

std::string TableColumns::Line(const Row& row) const {
  std::string line;
  for (std::size_t i = 0; i < widths_.size(); ++i) {
    const std::string blanks(widths_[i] - DisplayWidth(row[i]), ' ');
    line += right_aligned_.contains(i) ? blanks + row[i] : row[i] + blanks;
    line += "  ";
  }
  return line.erase(line.find_last_not_of(' ') + 1) + "\n";
}

std::string RenderTable(const std::vector<std::vector<std::string>>& rows, const std::set<std::size_t>& right_aligned) {
  TableColumns columns(right_aligned);
  for (const auto& row : rows) columns.Widen(row);
  std::string text;
  for (const auto& row : rows) text += columns.Line(row);
  return text;
}

std::string RenderBar(std::size_t done, std::size_t total, std::size_t width) {
  const std::size_t filled = total == 0 ? width : done * width / total;
  return "[" + std::string(filled, '#') + std::string(width - filled, '.') + "]";
}

}  // namespace shellab
