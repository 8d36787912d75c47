#include "grader/score/score.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace shellab {
namespace {

// The message of data set `index`, which says which of several it is.
Text WithDataSet(const Text& message, std::size_t index, std::size_t count) {
  if (count == 1) return message;
  return {fmt::format("data set {} of {}: {}", index + 1, count, message.en),
          fmt::format("第 {} 组数据（共 {} 组）：{}", index + 1, count, message.In(Language::kChinese))};
}

CheckReport Judge(const CheckSpec& check, std::size_t check_index, const std::vector<SeedFindings>& seeds) {
  CheckReport report;
  report.id = check.id;
  report.name = check.name;
  report.max_points = check.points;
  report.hidden = check.hidden;
  report.status = CheckStatus::kPassed;
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    const Finding& finding = seeds[i].findings[check_index];
    report.seeds.push_back({seeds[i].seed, finding});
    if (finding.status == Finding::Status::kPassed || report.status == CheckStatus::kFailed) continue;
    report.status = CheckStatus::kFailed;
    report.message = WithDataSet(finding.message, i, seeds.size());
    report.hint = check.hint;
  }
  return report;
}

}  // namespace

std::vector<CheckReport> Score(const Lab& lab, const std::vector<SeedFindings>& seeds) {
  std::vector<CheckReport> reports;
  reports.reserve(lab.checks.size());
  for (std::size_t i = 0; i < lab.checks.size(); ++i) reports.push_back(Judge(lab.checks[i], i, seeds));
  const auto passed = [&reports](const std::string& id) {
    return std::any_of(reports.begin(), reports.end(), [&id](const CheckReport& report) {
      return report.id == id && report.status == CheckStatus::kPassed;
    });
  };
  // Needs may name later checks, and a skipped check satisfies nobody: repeat until nothing changes.
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < lab.checks.size(); ++i) {
      if (reports[i].status != CheckStatus::kPassed) continue;
      const auto& needs = lab.checks[i].needs;
      const auto missing = std::find_if_not(needs.begin(), needs.end(), passed);
      if (missing == needs.end()) continue;
      reports[i].status = CheckStatus::kSkipped;
      reports[i].reason = {fmt::format("counts only if {} passes", *missing),
                           fmt::format("只有 {} 通过才计分", *missing)};
      changed = true;
    }
  }
  for (CheckReport& report : reports) report.points = report.status == CheckStatus::kPassed ? report.max_points : 0;
  return reports;
}

}  // namespace shellab
