#include <fmt/format.h>

#include <algorithm>

#include "grader/check/lines.h"
#include "grader/report/excerpt.h"
#include "grader/report/formats.h"
#include "grader/report/learner.h"
#include "grader/report/printable.h"

namespace shellab {
namespace {

// Punctuation that means something to CommonMark or GitHub: links of bare addresses, names of people and formulas too.
constexpr std::string_view kMarkup = "\\`*_{}[]<>()#+-.!|~&@:=$^";

// Printable text of any number of lines as one paragraph with its line ends.
std::string Paragraph(std::string_view text) {
  std::string paragraph;
  for (std::string_view line : SplitLines(text).lines) {
    const auto start = line.find_first_not_of(" \t");
    if (start == std::string_view::npos) continue;
    if (!paragraph.empty()) paragraph += "\\\n";
    paragraph += EscapeMarkdown(line.substr(start));
  }
  return paragraph;
}

// A block of code whose fence is longer than any run of backticks in it.
std::string Fenced(const std::vector<std::string>& lines, std::string_view language) {
  std::size_t longest = 2;
  std::string content;
  for (const std::string& line : lines) {
    std::size_t run = 0;
    for (const char letter : line) {
      run = letter == '`' ? run + 1 : 0;
      longest = std::max(longest, run);
    }
    content += line + "\n";
  }
  const std::string fence(longest + 1, '`');
  return fmt::format("{}{}\n{}{}\n", fence, language, content, fence);
}

class LearnerPage {
 public:
  LearnerPage(const ClassHead& head, const ClassRow& row, Language language, std::size_t max_bytes)
      : head_(head), row_(row), language_(language), max_bytes_(max_bytes) {}

  std::string Render() && {
    Blocks();
    if (is_full_) text_ += fmt::format("\n{}\n", Say("(The rest is left out.)", "（其余省略）"));
    return std::move(text_);
  }

 private:
  void Blocks() {
    Add(fmt::format("# {}\n", EscapeMarkdown(head_.title.In(language_))));
    const std::string& name = row_.name.empty() ? row_.learner : row_.name;
    if (name != "-") Add(fmt::format("{}{}\n", Say("Learner: ", "学员："), EscapeMarkdown(name)));
    if (head_.columns.size() > 1 || head_.columns.front().weight != 1) Total();
    for (std::size_t i = 0; i < head_.columns.size(); ++i) Lab(head_.columns[i], row_.cells[i]);
    if (row_.notes.empty()) return;
    Add(fmt::format("## {}\n", Say("On what was handed in", "关于提交的内容")));
    for (const Text& note : row_.notes) Add(Paragraph(note.In(language_)) + "\n");
  }

  std::string_view Say(std::string_view en, std::string_view zh) const {
    return language_ == Language::kChinese ? zh : en;
  }

  // A block, with an empty line before it. Once one has no room none follows.
  void Add(std::string_view block) {
    is_full_ = is_full_ || block.size() > max_bytes_ - std::min(text_.size(), max_bytes_);
    if (is_full_) return;
    if (!text_.empty()) text_ += "\n";
    text_ += block;
  }

  void Total() {
    const std::optional<std::int64_t> total = head_.Total(row_);
    if (total) {
      Add(fmt::format("**{}{}/{}**\n", Say("Total: ", "总分："), *total, head_.MaxTotal()));
    } else {
      Add(fmt::format("**{}**\n", Say("The total is not known yet.", "总分尚未确定。")));
    }
  }

  void Lab(const ClassColumn& column, const ClassCell& cell) {
    const std::string title =
        EscapeMarkdown(column.title.In(language_).empty() ? column.lab : column.title.In(language_));
    const std::optional<int> points = cell.Points();
    Add(points ? fmt::format("## {} — {}/{}{}\n", title, *points, column.max_points,
                             column.weight == 1 ? "" : fmt::format(" (×{})", column.weight))
               : fmt::format("## {}\n", title));
    for (const Text& remark : Remarks(cell, Reader::kLearner)) Add(Paragraph(Printable(remark.In(language_))) + "\n");
    if (cell.status != ClassCell::Status::kReported || !cell.RawPoints()) return;
    const Report shown = ForLearner(cell.report, head_.feedback);
    for (const CheckReport& check : shown.checks) Check(check);
    if (HidesChecks(cell.report) && head_.feedback != Feedback::kScore)
      Add(fmt::format("{}\n", Say("There are checks that are not shown; their points are part of the score.",
                                  "还有不公开的检查，它们的分数已计入得分。")));
    if (const RunReport* run = FirstFailedRun(shown)) Run(*run);
    for (const Text& note : shown.notes) Add(Paragraph(Printable(note.In(language_))) + "\n");
  }

  void Check(const CheckReport& check) {
    Add(fmt::format("{} **{}** — {}/{}\n", Mark(check.status), EscapeMarkdown(check.name.In(language_)), check.points,
                    check.max_points));
    if (check.status == CheckStatus::kSkipped)
      Add(fmt::format("{}{}{}\n", Say("skipped", "已跳过"), check.reason.empty() ? "" : Say(": ", "："),
                      Paragraph(Printable(check.reason.In(language_)))));
    if (!check.message.empty()) Add(Paragraph(Printable(check.message.In(language_))) + "\n");
    if (!check.hint.empty())
      Add(fmt::format("{}{}\n", Say("Hint: ", "提示："), Paragraph(Printable(check.hint.In(language_)))));
    const SeedFinding* failed = FirstFailed(check);
    if (failed == nullptr || !failed->finding.diff) return;
    Add(fmt::format("{}\n", Say("Lines with `-` are expected, lines with `+` are yours:",
                                "以 `-` 开头的行是应有的，以 `+` 开头的行是你的：")));
    Add(Fenced(DiffLinesOf(*failed->finding.diff, language_), "diff"));
  }

  void Run(const RunReport& run) {
    const Text end = RunEnd(run.result.outcome);
    if (!end.empty()) Add(Paragraph(Printable(end.In(language_))) + "\n");
    ErrorLines error = ErrorLinesOf(run);
    if (error.lines.empty()) return;
    if (error.more > 0) error.lines.push_back(fmt::format(fmt::runtime(Say("… {} more", "… 另有 {} 行")), error.more));
    Add(fmt::format("{}\n", Say("Standard error:", "标准错误：")));
    Add(Fenced(error.lines, "text"));
  }

  const ClassHead& head_;
  const ClassRow& row_;
  const Language language_;
  const std::size_t max_bytes_;
  std::string text_;
  bool is_full_ = false;
};

}  // namespace

std::string EscapeMarkdown(std::string_view text) {
  std::string escaped;
  for (const char letter : PrintableLine(text)) {
    if (kMarkup.find(letter) != std::string_view::npos) escaped += '\\';
    escaped += letter;
  }
  return escaped;
}

std::string RenderFeedback(const ClassHead& head, const ClassRow& row, const RenderOptions& options,
                           std::size_t max_bytes) {
  return LearnerPage(head, row, options.language, max_bytes).Render();
}

std::vector<LearnerFile> MarkdownFiles(const ClassHead& head, const ClassRow& row, const RenderOptions& options) {
  return {{".md", RenderFeedback(head, row, options)}};
}

}  // namespace shellab
