#include "grader/report/excerpt.h"

#include <fmt/format.h>

#include <algorithm>

#include "grader/check/lines.h"
#include "grader/check/wording.h"
#include "grader/report/printable.h"

namespace shellab {
namespace {

constexpr std::size_t kColumns = 160;
constexpr std::size_t kErrorLines = 5;

std::string_view Say(Language language, std::string_view en, std::string_view zh) {
  return language == Language::kChinese ? zh : en;
}

// A learner's line may be as long as the output limit: what is cut off need not be made printable first.
std::string CutLine(std::string_view line) { return CutToWidth(Printable(line.substr(0, 4 * kColumns)), kColumns); }

}  // namespace

std::string_view Mark(CheckStatus status) {
  switch (status) {
    case CheckStatus::kPassed:
      return "✓";
    case CheckStatus::kFailed:
      return "✗";
    case CheckStatus::kSkipped:
      return "–";
    case CheckStatus::kError:
      break;
  }
  return "!";
}

const SeedFinding* FirstFailed(const CheckReport& check) {
  const auto failed = std::find_if(check.seeds.begin(), check.seeds.end(), [](const SeedFinding& seed) {
    return seed.finding.status == Finding::Status::kFailed;
  });
  return failed == check.seeds.end() ? nullptr : &*failed;
}

const RunReport* FirstFailedRun(const Report& report) {
  for (const CheckReport& check : report.checks) {
    const SeedFinding* failed = FirstFailed(check);
    if (failed == nullptr) continue;
    const auto run = std::find_if(report.runs.begin(), report.runs.end(),
                                  [&](const RunReport& candidate) { return candidate.seed == failed->seed; });
    if (run != report.runs.end()) return &*run;
  }
  return nullptr;
}

Text RunEnd(const Outcome& outcome) {
  Text end;
  switch (outcome.ended) {
    case Outcome::Ended::kKilledBy:
      return wording::StoppedByLimit(outcome.limit.value());
    case Outcome::Ended::kSignalled:
      end = wording::EndedBySignal(outcome.signal);
      break;
    case Outcome::Ended::kExited:
      if (outcome.code != 0) end = wording::ExitCode(outcome.code);
      break;
  }
  for (const Limit limit : outcome.limits_hit) end = wording::Join(end, wording::ReachedLimit(limit));
  return end;
}

ErrorLines ErrorLinesOf(const RunReport& run) {
  const Lines error = SplitLines(run.result.err.content);
  ErrorLines shown;
  for (std::size_t i = 0; i < std::min(error.lines.size(), kErrorLines); ++i)
    shown.lines.push_back(CutLine(error.lines[i]));
  shown.more = error.lines.size() - shown.lines.size();
  return shown;
}

std::vector<std::string> DiffLinesOf(const DiffText& diff, Language language) {
  std::vector<std::string> lines;
  for (const std::string_view line : SplitLines(diff.text).lines)
    lines.push_back(line == kNoNewline ? std::string(Say(language, "\\ no newline at the end", "\\ 末尾没有换行符"))
                                       : CutLine(line));
  const Text left_out = wording::LeftOut(diff);
  if (!left_out.empty()) lines.push_back("… " + Printable(left_out.In(language)));
  return lines;
}

std::string Explanation(const CheckReport& check, Language language) {
  std::string text;
  const auto add = [&text](std::string_view line) { text.append(line).append("\n"); };
  if (check.status == CheckStatus::kSkipped) add(Say(language, "skipped", "已跳过"));
  if (check.status == CheckStatus::kError) add(Say(language, "could not be checked", "无法检查"));
  if (!check.reason.empty()) add(Printable(check.reason.In(language)));
  if (!check.message.empty()) add(Printable(check.message.In(language)));
  if (!check.hint.empty())
    add(fmt::format("{}{}", Say(language, "Hint: ", "提示："), Printable(check.hint.In(language))));
  const SeedFinding* failed = FirstFailed(check);
  if (failed == nullptr || !failed->finding.diff) return text;
  add(Say(language, "- expected  + yours", "- 应为  + 你的"));
  for (const std::string& line : DiffLinesOf(*failed->finding.diff, language)) add(line);
  return text;
}

std::string RunExplanation(const Report& report, Language language) {
  std::string text;
  const auto add = [&text](std::string_view line) { text.append(line).append("\n"); };
  if (const RunReport* run = FirstFailedRun(report)) {
    const Text end = RunEnd(run->result.outcome);
    if (!end.empty()) add(Printable(end.In(language)));
    const ErrorLines error = ErrorLinesOf(*run);
    if (!error.lines.empty()) add(Say(language, "Standard error:", "标准错误："));
    for (const std::string& line : error.lines) add(line);
    if (error.more > 0) add(fmt::format(fmt::runtime(Say(language, "… {} more", "… 另有 {} 行")), error.more));
  }
  if (!report.notes.empty()) add(Say(language, "Look at the script itself:", "请看脚本本身："));
  for (const Text& note : report.notes) add(Printable(note.In(language)));
  return text;
}

}  // namespace shellab
