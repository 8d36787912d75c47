#include "grader/report/table.h"

#include <algorithm>

#include "grader/report/printable.h"

namespace shellab {

std::string RenderTable(const std::vector<std::vector<std::string>>& rows, const std::set<std::size_t>& right_aligned) {
  if (rows.empty()) return {};
  std::vector<std::size_t> widths(rows.front().size());
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], DisplayWidth(row[i]));
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const std::string blanks(widths[i] - DisplayWidth(row[i]), ' ');
      line += right_aligned.contains(i) ? blanks + row[i] : row[i] + blanks;
      line += "  ";
    }
    text += line.erase(line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::string RenderBar(std::size_t done, std::size_t total, std::size_t width) {
  const std::size_t filled = total == 0 ? width : done * width / total;
  return "[" + std::string(filled, '#') + std::string(width - filled, '.') + "]";
}

}  // namespace shellab
