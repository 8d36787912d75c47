#include <fmt/format.h>

#include <algorithm>

#include "grader/check/lines.h"
#include "grader/report/excerpt.h"
#include "grader/report/printable.h"
#include "grader/report/report.h"
#include "grader/report/table.h"

namespace shellab {
namespace {

constexpr std::size_t kNameColumns = 40;

constexpr std::string_view kIndent = "        ";

enum class Style { kBold, kDim, kRed, kGreen, kYellow };

std::string_view Code(Style style) {
  switch (style) {
    case Style::kBold:
      return "\x1b[1m";
    case Style::kDim:
      return "\x1b[2m";
    case Style::kRed:
      return "\x1b[31m";
    case Style::kGreen:
      return "\x1b[32m";
    case Style::kYellow:
      return "\x1b[33m";
  }
  return {};
}

Style MarkStyle(CheckStatus status) {
  switch (status) {
    case CheckStatus::kPassed:
      return Style::kGreen;
    case CheckStatus::kFailed:
      return Style::kRed;
    default:
      return Style::kYellow;
  }
}

// One report as text, built from top to bottom.
class TextReport {
 public:
  explicit TextReport(const RenderOptions& options) : options_(options) {}

  std::string Render(const Report& report) {
    Heading(report);
    if (report.status == Report::Status::kGraded) {
      for (const CheckReport& check : report.checks) CheckLines(check, PointsWidth(report));
      if (const RunReport* run = FirstFailedRun(report)) RunLines(*run);
      NoteLines(report.notes);
      const bool full = report.points == report.max_points;
      Gap();
      Line(Styled(fmt::format("{}{}/{}", Say("Score: ", "得分："), report.points, report.max_points),
                  full ? Style::kGreen : Style::kBold));
    } else {
      NotGraded(report);
    }
    return std::move(text_);
  }

 private:
  std::string_view Say(std::string_view en, std::string_view zh) const {
    return options_.language == Language::kChinese ? zh : en;
  }
  std::string Say(const Text& text) const { return Printable(text.In(options_.language)); }

  std::string Styled(std::string_view text, Style style) const {
    return options_.colour && !text.empty() ? fmt::format("{}{}\x1b[0m", Code(style), text) : std::string(text);
  }

  // An empty line, unless there is one already.
  void Gap() {
    if (!text_.ends_with("\n\n")) Line("");
  }

  void Line(std::string_view line) { text_.append(line).append("\n"); }

  // Printable text of any number of lines, each indented.
  void Indented(std::string_view text) {
    for (const std::string_view line : SplitLines(text).lines) Line(fmt::format("{}{}", kIndent, line));
  }

  void Heading(const Report& report) {
    const std::string id = PrintableLine(report.lab);
    const std::string title = PrintableLine(report.lab_title.In(options_.language));
    Line(title.empty() ? Styled(id, Style::kBold)
                       : fmt::format("{}  {}", Styled(title, Style::kBold), Styled(id, Style::kDim)));
    if (report.learner != "-") Line(fmt::format("{}{}", Say("Learner: ", "学员："), PrintableLine(report.learner)));
    Gap();
  }

  void NotGraded(const Report& report) {
    Line(Styled(report.status == Report::Status::kLabError
                    ? Say("Not graded: the lab is at fault, not the answer.", "未评分：实验本身有误，不是答案的问题。")
                    : Say("Not graded: this machine could not do it. No points are lost; it can be graded again.",
                          "未评分：本机无法完成评分。不扣分，可以重新评分。"),
                Style::kYellow));
    Indented(Printable(report.error));
  }

  // The columns of the longest "points/max" of the report.
  static std::size_t PointsWidth(const Report& report) {
    std::size_t width = 0;
    for (const CheckReport& check : report.checks) width = std::max(width, Points(check).size());
    return width;
  }

  static std::string Points(const CheckReport& check) { return fmt::format("{}/{}", check.points, check.max_points); }

  void CheckLines(const CheckReport& check, std::size_t points_width) {
    Line(fmt::format("{} {:>{}}  {}{}{}", Styled(Mark(check.status), MarkStyle(check.status)), Points(check),
                     points_width, PrintableLine(check.name.In(options_.language)), Styled(Waited(check), Style::kDim),
                     check.hidden ? HiddenMark() : ""));
    if (check.status == CheckStatus::kPassed) return;
    if (check.status == CheckStatus::kSkipped) Reason(Say("skipped", "已跳过"), check.reason);
    if (check.status == CheckStatus::kError) Reason(Say("could not be checked", "无法检查"), check.reason);
    Indented(Say(check.message));
    if (!check.hint.empty()) Indented(fmt::format("{}{}", Say("Hint: ", "提示："), Say(check.hint)));
    const SeedFinding* failed = FirstFailed(check);
    if (failed != nullptr && failed->finding.diff) Diff(*failed->finding.diff, failed->seed);
  }

  std::string HiddenMark() const { return "  " + Styled(Say("(hidden)", "（不公开）"), Style::kDim); }

  // How long a check that waits took to pass, on the slowest seed; empty for others.
  std::string Waited(const CheckReport& check) const {
    const SeedFinding* told = FirstFailed(check);
    const bool passed = told == nullptr;
    for (const SeedFinding& seed : check.seeds)
      if (passed && (told == nullptr || told->finding.took < seed.finding.took)) told = &seed;
    if (told == nullptr || !told->finding.took) return "";
    const double seconds = static_cast<double>(told->finding.took->count()) / 1000;
    return passed ? fmt::format(fmt::runtime(Say(" (took {:.1f} s)", "（用时 {:.1f} 秒）")), seconds)
                  : fmt::format(fmt::runtime(Say(" (waited {:.1f} s)", "（等了 {:.1f} 秒）")), seconds);
  }

  void Reason(std::string_view what, const Text& reason) {
    Indented(reason.empty() ? std::string(what)
                            : fmt::format("{}{}{}", what, Say(": ", "："), Printable(reason.In(options_.language))));
  }

  void Diff(const DiffText& diff, std::uint64_t seed) {
    Gap();
    Line(fmt::format("{}{}  {}  {}", kIndent, Styled(Say("- expected", "- 应为"), Style::kRed),
                     Styled(Say("+ yours", "+ 你的"), Style::kGreen),
                     Styled(fmt::format("{} {}", Say("seed", "种子"), seed), Style::kDim)));
    for (const std::string& line : DiffLinesOf(diff, options_.language))
      Line(fmt::format("{}{}", kIndent, DiffLine(line)));
    Gap();
  }

  std::string DiffLine(std::string_view line) const {
    switch (line.front()) {
      case '-':
        return Styled(line, Style::kRed);
      case '+':
        return Styled(line, Style::kGreen);
      case ' ':
        return std::string(line);
      default:  // where it is, and what is left out
        return Styled(line, Style::kDim);
    }
  }

  void NoteLines(const std::vector<Text>& notes) {
    if (notes.empty()) return;
    Gap();
    Line(Styled(Say("Look at the script itself:", "请看脚本本身："), Style::kYellow));
    for (const Text& note : notes) Indented(Say(note));
  }

  void RunLines(const RunReport& run) {
    const std::string end = Say(RunEnd(run.result.outcome));
    const ErrorLines error = ErrorLinesOf(run);
    if (end.empty() && error.lines.empty()) return;
    Gap();
    const std::string ended = end.empty() ? std::string(Say("ended normally", "正常结束")) : end;
    Line(fmt::format(fmt::runtime(Say("Run with seed {}: {}", "种子 {} 的运行：{}")), run.seed, ended));
    if (error.lines.empty()) return;
    Line(Say("Standard error:", "标准错误："));
    for (const std::string& line : error.lines) Line(fmt::format("{}{}", kIndent, line));
    if (error.more > 0) {
      const std::string more = fmt::format(fmt::runtime(Say("… {} more", "… 另有 {} 行")), error.more);
      Line(fmt::format("{}{}", kIndent, Styled(more, Style::kDim)));
    }
  }

  const RenderOptions& options_;
  std::string text_;
};

using Row = std::vector<std::string>;
constexpr std::size_t kPointsColumn = 2;

Row SummaryRow(const Report& report, bool chinese) {
  Row row = {CutToWidth(PrintableLine(report.learner), kNameColumns),
             CutToWidth(PrintableLine(report.lab), kNameColumns), "–", ""};
  switch (report.status) {
    case Report::Status::kGraded:
      row[kPointsColumn] = fmt::format("{}/{}", report.points, report.max_points);
      row[3] = chinese ? "已评分" : "graded";
      break;
    case Report::Status::kLabError:
      row[3] = chinese ? "实验有误" : "lab at fault";
      break;
    case Report::Status::kError:
      row[3] = chinese ? "本机无法评分" : "not graded";
      break;
  }
  return row;
}

std::string Totals(const std::vector<Report>& reports, bool chinese) {
  std::int64_t graded = 0;
  std::int64_t points = 0;
  std::int64_t max_points = 0;
  for (const Report& report : reports) {
    if (report.status != Report::Status::kGraded) continue;
    ++graded;
    points += report.points;
    max_points += report.max_points;
  }
  const std::size_t not_graded = reports.size() - static_cast<std::size_t>(graded);
  std::string text =
      chinese ? fmt::format("共 {} 份答案，已评分 {} 份：{}/{} 分", reports.size(), graded, points, max_points)
              : fmt::format("{} {}, {} graded: {}/{} points", reports.size(),
                            reports.size() == 1 ? "answer" : "answers", graded, points, max_points);
  if (not_graded > 0)
    text += chinese ? fmt::format("；{} 份未评分", not_graded) : fmt::format("; {} not graded", not_graded);
  return text + "\n";
}

}  // namespace

std::string RenderText(const Report& report, const RenderOptions& options) {
  return TextReport(options).Render(report);
}

std::string RenderTextSummary(const std::vector<Report>& reports, const RenderOptions& options) {
  const bool chinese = options.language == Language::kChinese;
  std::vector<Row> rows = {chinese ? Row{"学员", "实验", "得分", "状态"} : Row{"Learner", "Lab", "Points", "Status"}};
  for (const Report& report : reports) rows.push_back(SummaryRow(report, chinese));
  return RenderTable(rows, {kPointsColumn}) + "\n" + Totals(reports, chinese);
}

}  // namespace shellab
