#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "grader/report/class_report.h"
#include "grader/report/printable.h"
#include "grader/report/table.h"

namespace shellab {

std::optional<int> ClassCell::RawPoints() const {
  if (status == Status::kUnread || status == Status::kPending) return std::nullopt;
  if (status != Status::kReported) return 0;
  if (report.status != Report::Status::kGraded) return std::nullopt;
  return report.points;
}

std::optional<int> ClassCell::Points() const {
  if (given) return given->points;
  const std::optional<int> raw = RawPoints();
  return raw ? std::optional(std::max(0, *raw - late_penalty)) : std::nullopt;
}

std::optional<std::int64_t> ClassHead::Total(const ClassRow& row) const {
  std::int64_t total = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::optional<int> points = row.cells[i].Points();
    if (!points) return std::nullopt;
    total += std::int64_t{*points} * columns[i].weight;
  }
  return total;
}

std::int64_t ClassHead::MaxTotal() const {
  std::int64_t total = 0;
  for (const ClassColumn& column : columns) total += std::int64_t{column.max_points} * column.weight;
  return total;
}

namespace {

constexpr std::size_t kNameColumns = 40;
constexpr std::string_view kMissing = "–";
constexpr std::string_view kRefused = "×";
constexpr std::string_view kNotGraded = "!";

using Row = std::vector<std::string>;

class ClassText {
 public:
  ClassText(const ClassResults& results, const RenderOptions& options)
      : results_(results), head_(results.head()), options_(options) {}

  std::string Render() {
    Heading();
    Matrix();
    Labs();
    Legend();
    Notes();
    Totals();
    return std::move(text_);
  }

  // What there is to say of one lab where there is no report.
  std::string Absent(const ClassColumn& column, const std::string& learner, const ClassCell& cell) const {
    std::string text = fmt::format("{}  {}\n{}{}\n\n", PrintableLine(column.title.In(options_.language)), column.lab,
                                   Say("Learner: ", "学员："), PrintableLine(learner));
    if (cell.status == ClassCell::Status::kMissing) text += Say("Nothing was handed in.", "没有提交答案。");
    text += PrintableLine(cell.reason.In(options_.language)) + "\n";
    if (cell.Points()) text += fmt::format("\n{}0/{}\n", Say("Score: ", "得分："), column.max_points);
    return text;
  }

 private:
  std::string_view Say(std::string_view en, std::string_view zh) const {
    return options_.language == Language::kChinese ? zh : en;
  }
  std::string Say(const Text& text) const { return PrintableLine(text.In(options_.language)); }

  void Line(std::string_view line) { text_.append(line).append("\n"); }

  void Heading() {
    Line(options_.colour ? fmt::format("\x1b[1m{}\x1b[0m  \x1b[2m{}\x1b[0m", Say(head_.title), head_.set)
                         : fmt::format("{}  {}", Say(head_.title), head_.set));
    Line("");
  }

  std::string Cell(const ClassCell& cell) {
    const std::optional<int> points = cell.Points();
    std::string_view mark;
    if (!points) mark = kNotGraded;
    if (cell.status == ClassCell::Status::kMissing) mark = kMissing;
    if (cell.status == ClassCell::Status::kRefused) mark = kRefused;
    if (mark.empty()) return fmt::format("{}", *points);
    marks_.insert(mark);
    return std::string(mark);
  }

  static std::string Name(const ClassRow& row) { return CutToWidth(PrintableLine(row.learner), kNameColumns); }

  void Matrix() {
    Row heading = {std::string(Say("Learner", "学员"))};
    std::set<std::size_t> right_aligned;
    for (std::size_t i = 1; i <= head_.columns.size(); ++i) {
      heading.push_back(fmt::format("{}", i));
      right_aligned.insert(i);
    }
    heading.emplace_back(Say("Total", "总分"));
    right_aligned.insert(heading.size() - 1);
    std::vector<Row> rows = {heading};
    results_.ForEach([&](const ClassRow& row) {
      Row cells = {Name(row)};
      for (const ClassCell& cell : row.cells) cells.push_back(Cell(cell));
      const std::optional<std::int64_t> total = head_.Total(row);
      cells.push_back(total ? fmt::format("{}/{}", *total, head_.MaxTotal()) : std::string(kNotGraded));
      rows.push_back(std::move(cells));
    });
    text_ += RenderTable(rows, right_aligned);
    Line("");
  }

  // The mean of the learners whose points are known.
  std::string Mean(std::size_t column) const {
    int points = 0;
    int count = 0;
    results_.ForEach([&](const ClassRow& row) {
      const std::optional<int> known = row.cells[column].Points();
      if (!known) return;
      points += *known;
      ++count;
    });
    if (count == 0) return std::string(kNotGraded);
    return fmt::format("{:.1f}/{}", static_cast<double>(points) / count, head_.columns[column].max_points);
  }

  void Labs() {
    const bool weighted = std::any_of(head_.columns.begin(), head_.columns.end(),
                                      [](const ClassColumn& column) { return column.weight != 1; });
    std::vector<Row> rows = {
        {"", std::string(Say("Mean", "平均")), std::string(Say("Lab", "实验")), std::string(Say("Title", "标题"))}};
    if (weighted) rows[0].insert(rows[0].begin() + 1, std::string(Say("Weight", "权重")));
    for (std::size_t i = 0; i < head_.columns.size(); ++i) {
      const ClassColumn& column = head_.columns[i];
      Row row = {fmt::format("{}", i + 1), Mean(i), PrintableLine(column.lab), Say(column.title)};
      if (weighted) row.insert(row.begin() + 1, fmt::format("×{}", column.weight));
      rows.push_back(std::move(row));
    }
    std::set<std::size_t> right_aligned = {0, 1};
    if (weighted) right_aligned.insert(2);
    text_ += RenderTable(rows, right_aligned);
  }

  void Legend() {
    if (marks_.empty()) return;
    Line("");
    const auto explain = [this](std::string_view mark, std::string_view text) {
      if (marks_.contains(mark)) Line(fmt::format("{}  {}", mark, text));
    };
    explain(kMissing, Say("nothing was handed in: 0 points", "没有提交：0 分"));
    explain(kRefused,
            Say("what was handed in is no answer that may be read: 0 points", "提交的不是可以读取的答案：0 分"));
    explain(kNotGraded, Say("not graded, which is no zero: see below", "未评分，不是 0 分：见下"));
  }

  void Notes() {
    std::vector<std::string> lines;
    for (const Text& note : head_.notes) lines.push_back(Say(note));
    results_.ForEach([&](const ClassRow& row) {
      for (const Text& note : row.notes) lines.push_back(fmt::format("{}: {}", Name(row), Say(note)));
      std::string last;  // a folder that was not read gives all cells the same reason
      for (const ClassCell& cell : row.cells) {
        const std::string reason = Say(cell.reason);
        if (!reason.empty() && reason != last) lines.push_back(fmt::format("{}: {}", Name(row), reason));
        last = reason;
      }
    });
    for (const std::string& line : Failures()) lines.push_back(line);
    if (lines.empty()) return;
    Line("");
    Line(Say("Notes:", "说明："));
    for (const std::string& line : lines) Line("  " + line);
  }

  // Why answers were not graded, each reason of a lab once: what ails a lab ails it for the whole class.
  std::vector<std::string> Failures() const {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < head_.columns.size(); ++i) {
      std::set<std::string> seen;
      results_.ForEach([&](const ClassRow& row) {
        const std::string& error = row.cells[i].report.error;
        if (!error.empty() && seen.insert(error).second)
          lines.push_back(fmt::format("{}: {}", head_.columns[i].lab, PrintableLine(error)));
      });
    }
    return lines;
  }

  void Totals() {
    std::size_t learners = 0;
    std::size_t graded = 0;
    std::size_t missing = 0;
    std::size_t refused = 0;
    std::size_t not_graded = 0;
    results_.ForEach([&](const ClassRow& row) {
      ++learners;
      for (const ClassCell& cell : row.cells) {
        if (cell.status == ClassCell::Status::kMissing) {
          ++missing;
        } else if (cell.status == ClassCell::Status::kRefused) {
          ++refused;
        } else {
          ++(cell.Points() ? graded : not_graded);
        }
      }
    });
    std::string line =
        options_.language == Language::kChinese
            ? fmt::format("{} 名学员，{} 个实验：已评分 {} 份", learners, head_.columns.size(), graded)
            : fmt::format("{} {}, {} {}: {} answers graded", learners, learners == 1 ? "learner" : "learners",
                          head_.columns.size(), head_.columns.size() == 1 ? "lab" : "labs", graded);
    const auto add = [&](std::size_t count, std::string_view en, std::string_view zh) {
      if (count > 0) line += fmt::format(fmt::runtime(Say(en, zh)), count);
    };
    add(missing, ", {} missing", "，缺 {} 份");
    add(refused, ", {} unreadable", "，{} 份不可读");
    add(not_graded, ", {} not graded", "，{} 份未评分");
    Line("");
    Line(line);
  }

  const ClassResults& results_;
  const ClassHead& head_;
  const RenderOptions& options_;
  std::string text_;
  std::set<std::string_view> marks_;  // that occur in the matrix
};

}  // namespace

std::string RenderText(const ClassResults& results, const RenderOptions& options) {
  return ClassText(results, options).Render();
}

std::string RenderTextDetail(const ClassResults& results, const ClassRow& row, const RenderOptions& options) {
  ClassText matrix(results, options);
  const ClassHead& head = results.head();
  std::string text;
  for (std::size_t i = 0; i < head.columns.size(); ++i) {
    const ClassCell& cell = row.cells[i];
    text += cell.status == ClassCell::Status::kReported ? RenderText(cell.report, options)
                                                        : matrix.Absent(head.columns[i], row.learner, cell);
    text += "\n";
  }
  return text + matrix.Render();
}

}  // namespace shellab
