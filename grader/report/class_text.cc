#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ostream>
#include <set>
#include <sstream>
#include <utility>

#include "grader/report/class_report.h"
#include "grader/report/printable.h"
#include "grader/report/table.h"

namespace shellab {
namespace {

constexpr std::size_t kNameColumns = 40;
constexpr std::size_t kMostFailed = 10;
constexpr std::string_view kGap = "  ";

// What stands in a cell instead of points, or after them.
constexpr std::string_view kMissing = "–";
constexpr std::string_view kRefused = "×";
constexpr std::string_view kNotGraded = "!";
constexpr std::string_view kPending = "…";
constexpr std::string_view kLate = "L";
constexpr std::string_view kGiven = "T";
constexpr std::string_view kReused = "=";

using Row = std::vector<std::string>;

std::string Name(const ClassRow& row) {
  const bool named = !row.name.empty() && row.name != row.learner;
  return CutToWidth(PrintableLine(named ? fmt::format("{} ({})", row.name, row.learner) : row.learner), kNameColumns);
}

// The points, or what stands there instead.
std::string Value(const ClassCell& cell) {
  if (const std::optional<int> points = cell.Points();
      points && (cell.given || cell.status == ClassCell::Status::kReported))
    return fmt::format("{}", *points);
  switch (cell.status) {
    case ClassCell::Status::kMissing:
      return std::string(kMissing);
    case ClassCell::Status::kRefused:
      return std::string(kRefused);
    case ClassCell::Status::kPending:
      return std::string(kPending);
    default:
      return std::string(kNotGraded);
  }
}

std::string Suffix(const ClassCell& cell) {
  std::string marks;
  if (cell.late_penalty > 0) marks += kLate;
  if (cell.given) marks += kGiven;
  if (cell.reused) marks += kReused;
  return marks;
}

// What one pass over the class tells: how wide its columns are, and all sums.
struct Survey {
  struct CheckCount {
    Text name;
    std::size_t failed = 0;
    std::size_t answers = 0;
  };
  struct Column {
    std::size_t value_width = 0;
    std::size_t suffix_width = 0;
    std::int64_t points = 0;
    std::int64_t known = 0;                    // learners whose points are
    std::map<std::string, CheckCount> checks;  // by id
    std::set<std::string> errors;              // what ails a lab ails it for the whole class: each reason once
    std::size_t Width() const { return value_width + suffix_width; }
  };

  Survey(const ClassResults& results, Language language) : columns(results.head().columns.size()) {
    const ClassHead& head = results.head();
    for (std::size_t i = 0; i < columns.size(); ++i) columns[i].value_width = std::to_string(i + 1).size();
    results.ForEach([&](const ClassRow& row) {
      ++learners;
      name_width = std::max(name_width, DisplayWidth(Name(row)));
      has_notes = has_notes || !row.notes.empty();
      for (std::size_t i = 0; i < columns.size(); ++i) Add(row.cells[i], columns[i], language);
    });
    has_notes =
        has_notes || !head.notes.empty() ||
        std::any_of(columns.begin(), columns.end(), [](const Column& column) { return !column.errors.empty(); });
  }

  void Add(const ClassCell& cell, Column& column, Language language) {
    const std::string value = Value(cell);
    const std::string suffix = Suffix(cell);
    for (const std::string_view mark : {kMissing, kRefused, kNotGraded, kPending})
      if (value == mark) marks.insert(mark);
    for (const std::string_view mark : {kLate, kGiven, kReused})
      if (suffix.find(mark) != std::string::npos) marks.insert(mark);
    column.value_width = std::max(column.value_width, DisplayWidth(value));
    column.suffix_width = std::max(column.suffix_width, suffix.size());
    if (const std::optional<int> points = cell.Points()) {
      column.points += *points;
      ++column.known;
    }
    has_notes = has_notes || !cell.reason.In(language).empty();
    if (cell.status == ClassCell::Status::kMissing) {
      ++missing;
    } else if (cell.status == ClassCell::Status::kRefused) {
      ++refused;
    } else {
      ++(cell.Points() ? graded : not_graded);
    }
    if (!cell.report.error.empty()) column.errors.insert(cell.report.error);
    for (const CheckReport& check : cell.report.checks) {
      CheckCount& count = column.checks[check.id];
      count.name = check.name;
      ++count.answers;
      if (check.status == CheckStatus::kFailed) ++count.failed;
    }
  }

  std::vector<Column> columns;
  std::set<std::string_view> marks;  // that occur in the matrix
  std::size_t name_width = 0;
  std::size_t learners = 0;
  std::size_t graded = 0;
  std::size_t missing = 0;
  std::size_t refused = 0;
  std::size_t not_graded = 0;
  bool has_notes = false;
};

class ClassText {
 public:
  ClassText(const ClassResults& results, const RenderOptions& options, std::ostream& out)
      : results_(results), head_(results.head()), options_(options), out_(out), survey_(results, options.language) {}

  void Write() {
    Heading();
    for (const auto& [first, last] : Blocks()) Matrix(first, last);
    Labs();
    Legend();
    MostFailed();
    Notes();
    Totals();
  }

 private:
  std::string_view Say(std::string_view en, std::string_view zh) const {
    return options_.language == Language::kChinese ? zh : en;
  }
  std::string Say(const Text& text) const { return PrintableLine(text.In(options_.language)); }

  void Line(std::string_view line) { out_ << line << "\n"; }

  void Heading() {
    Line(options_.colour ? fmt::format("\x1b[1m{}\x1b[0m  \x1b[2m{}\x1b[0m", Say(head_.title), head_.set)
                         : fmt::format("{}  {}", Say(head_.title), head_.set));
    Line("");
  }

  std::string Total(const ClassRow& row) const {
    const std::optional<std::int64_t> total = head_.Total(row);
    return total ? fmt::format("{}/{}", *total, head_.MaxTotal()) : std::string(kNotGraded);
  }
  std::size_t TotalWidth() const {
    return std::max(DisplayWidth(Say("Total", "总分")), 2 * std::to_string(head_.MaxTotal()).size() + 1);
  }
  std::size_t NameWidth() const { return std::max(survey_.name_width, DisplayWidth(Say("Learner", "学员"))); }

  // The labs' columns that fit beside each other on the terminal, from the first to the one after the last. The last
  // block leaves room for the total.
  std::vector<std::pair<std::size_t, std::size_t>> Blocks() const {
    std::vector<std::pair<std::size_t, std::size_t>> blocks = {{0, 0}};
    const std::size_t room = options_.columns == 0 ? SIZE_MAX : options_.columns;
    std::size_t width = NameWidth();
    for (std::size_t i = 0; i < head_.columns.size(); ++i) {
      const std::size_t wanted = kGap.size() + survey_.columns[i].Width();
      const bool is_last = i + 1 == head_.columns.size();
      const std::size_t total = is_last ? kGap.size() + TotalWidth() : 0;
      if (width + wanted + total > room && blocks.back().second > blocks.back().first) {
        blocks.emplace_back(i, i);
        width = NameWidth();
      }
      width += wanted;
      blocks.back().second = i + 1;
    }
    return blocks;
  }

  static std::string RightAligned(std::string_view text, std::size_t width) {
    return std::string(width - std::min(width, DisplayWidth(text)), ' ').append(text);
  }

  void MatrixLine(const std::string& name, const Row& cells) {
    std::string line = name + std::string(NameWidth() - DisplayWidth(name), ' ');
    for (const std::string& cell : cells) line.append(kGap).append(cell);
    Line(std::string_view(line).substr(0, line.find_last_not_of(' ') + 1));
  }

  void Matrix(std::size_t first, std::size_t last) {
    const bool with_total = last == head_.columns.size();
    const auto padded = [this](std::size_t column, const std::string& value, std::string suffix) {
      const Survey::Column& widths = survey_.columns[column];
      suffix.resize(widths.suffix_width, ' ');
      return RightAligned(value, widths.value_width) + suffix;
    };
    Row heading;
    for (std::size_t i = first; i < last; ++i) heading.push_back(padded(i, std::to_string(i + 1), ""));
    if (with_total) heading.push_back(RightAligned(Say("Total", "总分"), TotalWidth()));
    MatrixLine(std::string(Say("Learner", "学员")), heading);
    results_.ForEach([&](const ClassRow& row) {
      Row cells;
      for (std::size_t i = first; i < last; ++i) cells.push_back(padded(i, Value(row.cells[i]), Suffix(row.cells[i])));
      if (with_total) cells.push_back(RightAligned(Total(row), TotalWidth()));
      MatrixLine(Name(row), cells);
    });
    Line("");
  }

  // The mean of the learners whose points are known.
  std::string Mean(std::size_t i) const {
    const Survey::Column& column = survey_.columns[i];
    if (column.known == 0) return std::string(kNotGraded);
    return fmt::format("{:.1f}/{}", static_cast<double>(column.points) / static_cast<double>(column.known),
                       head_.columns[i].max_points);
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
    out_ << RenderTable(rows, right_aligned);
  }

  void Legend() {
    if (survey_.marks.empty()) return;
    Line("");
    const auto explain = [this](std::string_view mark, std::string_view text) {
      if (survey_.marks.contains(mark)) Line(fmt::format("{}  {}", mark, text));
    };
    explain(kMissing, Say("nothing was handed in: 0 points", "没有提交：0 分"));
    explain(kRefused,
            Say("what was handed in is no answer that may be read: 0 points", "提交的不是可以读取的答案：0 分"));
    explain(kNotGraded, Say("not graded, which is no zero: see below", "未评分，不是 0 分：见下"));
    explain(kPending, Say("not graded yet, which is no zero", "尚未评分，不是 0 分"));
    explain(kLate, Say("handed in late: points were taken off", "迟交：已扣分"));
    explain(kGiven, Say("a teacher's points instead of the machine's", "教师评分，代替自动评分"));
    explain(kReused, Say("the result of an equal answer", "采用了相同答案的结果"));
  }

  // Where the class has lost its points.
  void MostFailed() {
    if (survey_.learners < 2) return;
    struct Entry {
      std::size_t column;
      const Survey::CheckCount* count;
      double Share() const { return static_cast<double>(count->failed) / static_cast<double>(count->answers); }
    };
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < survey_.columns.size(); ++i)
      for (const auto& [id, count] : survey_.columns[i].checks)
        if (count.failed > 0) entries.push_back({i, &count});
    if (entries.empty()) return;
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry& a, const Entry& b) { return a.Share() > b.Share(); });
    entries.resize(std::min(entries.size(), kMostFailed));
    std::vector<Row> rows;
    for (const Entry& entry : entries)
      rows.push_back({fmt::format("{:.0f} %", 100 * entry.Share()),
                      fmt::format("{}/{}", entry.count->failed, entry.count->answers),
                      PrintableLine(head_.columns[entry.column].lab), Say(entry.count->name)});
    Line("");
    Line(Say("Checks that most answers failed:", "失败最多的检查："));
    out_ << RenderTable(rows, {0, 1});
  }

  void Notes() {
    if (!survey_.has_notes) return;
    Line("");
    Line(Say("Notes:", "说明："));
    for (const Text& note : head_.notes) Line("  " + Say(note));
    results_.ForEach([&](const ClassRow& row) {
      for (const Text& note : row.notes) Line(fmt::format("  {}: {}", Name(row), Say(note)));
      std::string last;  // a folder that was not read gives all cells the same reason
      for (const ClassCell& cell : row.cells) {
        const std::string reason = Say(cell.reason);
        if (!reason.empty() && reason != last) Line(fmt::format("  {}: {}", Name(row), reason));
        last = reason;
      }
    });
    for (std::size_t i = 0; i < head_.columns.size(); ++i)
      for (const std::string& error : survey_.columns[i].errors)
        Line(fmt::format("  {}: {}", head_.columns[i].lab, PrintableLine(error)));
  }

  void Totals() {
    std::string line =
        options_.language == Language::kChinese
            ? fmt::format("{} 名学员，{} 个实验：已评分 {} 份", survey_.learners, head_.columns.size(), survey_.graded)
            : fmt::format("{} {}, {} {}: {} answers graded", survey_.learners,
                          survey_.learners == 1 ? "learner" : "learners", head_.columns.size(),
                          head_.columns.size() == 1 ? "lab" : "labs", survey_.graded);
    const auto add = [&](std::size_t count, std::string_view en, std::string_view zh) {
      if (count > 0) line += fmt::format(fmt::runtime(Say(en, zh)), count);
    };
    add(survey_.missing, ", {} missing", "，缺 {} 份");
    add(survey_.refused, ", {} unreadable", "，{} 份不可读");
    add(survey_.not_graded, ", {} not graded", "，{} 份未评分");
    Line("");
    Line(line);
  }

  const ClassResults& results_;
  const ClassHead& head_;
  const RenderOptions& options_;
  std::ostream& out_;
  Survey survey_;
};

// What there is to say of one lab where there is no report.
std::string Absent(const ClassColumn& column, const ClassRow& row, const ClassCell& cell,
                   const RenderOptions& options) {
  const bool chinese = options.language == Language::kChinese;
  std::string text = fmt::format("{}  {}\n{}{}\n\n", PrintableLine(column.title.In(options.language)), column.lab,
                                 chinese ? "学员：" : "Learner: ", PrintableLine(row.learner));
  for (const Text& remark : Remarks(cell, Reader::kTeacher)) text += PrintableLine(remark.In(options.language)) + "\n";
  if (const std::optional<int> points = cell.Points())
    text += fmt::format("\n{}{}/{}\n", chinese ? "得分：" : "Score: ", *points, column.max_points);
  return text;
}

// What there is to say beside a report.
std::string Beside(const ClassColumn& column, const ClassCell& cell, const RenderOptions& options) {
  std::string text;
  for (const Text& remark : PointRemarks(cell, Reader::kTeacher))
    text += PrintableLine(remark.In(options.language)) + "\n";
  if (cell.Points() && cell.Points() != cell.RawPoints())
    text += fmt::format("{}{}/{}\n", options.language == Language::kChinese ? "计分：" : "Counts as: ", *cell.Points(),
                        column.max_points);
  return text;
}

std::string Details(const ClassHead& head, const ClassRow& row, const RenderOptions& options) {
  std::string text;
  for (std::size_t i = 0; i < head.columns.size(); ++i) {
    const ClassCell& cell = row.cells[i];
    text += cell.status == ClassCell::Status::kReported
                ? RenderText(cell.report, options) + Beside(head.columns[i], cell, options)
                : Absent(head.columns[i], row, cell, options);
    text += "\n";
  }
  return text;
}

}  // namespace

void WriteText(const ClassResults& results, const RenderOptions& options, std::ostream& out) {
  if (results.Learners() == 1)
    results.ForEach([&](const ClassRow& row) { out << Details(results.head(), row, options); });
  ClassText(results, options, out).Write();
}

std::string RenderText(const ClassResults& results, const RenderOptions& options) {
  std::ostringstream out;
  ClassText(results, options, out).Write();
  return out.str();
}

std::string RenderTextDetail(const ClassResults& results, const ClassRow& row, const RenderOptions& options) {
  return Details(results.head(), row, options) + RenderText(results, options);
}

}  // namespace shellab
