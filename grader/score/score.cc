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
    if (finding.status == Finding::Status::kSkipped) {
      if (report.status == CheckStatus::kFailed) continue;
      report.status = CheckStatus::kSkipped;
      report.reason = finding.message;
      continue;
    }
    report.seeds.push_back({seeds[i].seed, finding});
    if (finding.status == Finding::Status::kPassed || report.status == CheckStatus::kFailed) continue;
    report.status = CheckStatus::kFailed;
    report.reason = {};
    report.message = WithDataSet(finding.message, i, seeds.size());
    report.hint = check.hint;
  }
  return report;
}

// The first of its needs that does not count, or null.
const std::string* MissingOf(const Lab& lab, const CheckSpec& check, const std::vector<bool>& counting) {
  for (const std::string& need : check.needs) {
    bool met = false;
    for (std::size_t i = 0; i < lab.checks.size(); ++i) met = met || (lab.checks[i].id == need && counting[i]);
    if (!met) return &need;
  }
  return nullptr;
}

}  // namespace

// Needs may name later checks, and one that does not count satisfies nobody: repeated until nothing changes.
std::vector<bool> Counting(const Lab& lab, std::vector<bool> passed) {
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < lab.checks.size(); ++i) {
      if (!passed[i] || MissingOf(lab, lab.checks[i], passed) == nullptr) continue;
      passed[i] = false;
      changed = true;
    }
  }
  return passed;
}

std::vector<CheckReport> Score(const Lab& lab, const std::vector<SeedFindings>& seeds) {
  std::vector<CheckReport> reports;
  reports.reserve(lab.checks.size());
  for (std::size_t i = 0; i < lab.checks.size(); ++i) reports.push_back(Judge(lab.checks[i], i, seeds));
  std::vector<bool> passed;
  for (const CheckReport& report : reports) passed.push_back(report.status == CheckStatus::kPassed);
  const std::vector<bool> counting = Counting(lab, passed);
  for (std::size_t i = 0; i < lab.checks.size(); ++i) {
    if (passed[i] == counting[i]) continue;
    const std::string& missing = *MissingOf(lab, lab.checks[i], counting);
    reports[i].status = CheckStatus::kSkipped;
    reports[i].reason = {fmt::format("counts only if {} passes", missing), fmt::format("只有 {} 通过才计分", missing)};
  }
  for (CheckReport& report : reports) report.points = report.status == CheckStatus::kPassed ? report.max_points : 0;
  return reports;
}

}  // namespace shellab
