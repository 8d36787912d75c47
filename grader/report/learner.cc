#include "grader/report/learner.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "grader/report/excerpt.h"
#include "grader/report/printable.h"

namespace shellab {
namespace {

// A reason names the check that is missing, which may be a hidden one.
bool NamesHidden(const Report& report, const Text& reason) {
  return std::any_of(report.checks.begin(), report.checks.end(), [&reason](const CheckReport& check) {
    return check.hidden &&
           (reason.en.find(check.id) != std::string::npos || reason.zh.find(check.id) != std::string::npos);
  });
}

CheckReport CheckForLearner(const CheckReport& check, const Report& report, Feedback feedback) {
  CheckReport shown;
  shown.id = check.id;
  shown.name = check.name;
  shown.status = check.status;
  shown.points = check.points;
  shown.max_points = check.max_points;
  shown.hint = check.hint;
  if (check.status == CheckStatus::kSkipped && !NamesHidden(report, check.reason)) shown.reason = check.reason;
  const SeedFinding* failed = FirstFailed(check);
  if (failed != nullptr) shown.seeds.emplace_back();
  if (feedback != Feedback::kFull) return shown;
  shown.message = check.message;
  if (failed != nullptr) shown.seeds.back().finding = failed->finding;
  return shown;
}

// The run to tell about, with what of it a learner may see.
RunReport RunForLearner(const RunReport& run, Feedback feedback) {
  RunReport shown;
  shown.result.outcome = run.result.outcome;
  if (feedback == Feedback::kFull) shown.result.err = run.result.err;
  return shown;
}

std::string Say(Language language, std::string_view en, std::string_view zh) {
  return std::string(language == Language::kChinese ? zh : en);
}

LearnerItem::Status StatusOf(bool passed) {
  return passed ? LearnerItem::Status::kPassed : LearnerItem::Status::kFailed;
}

// Goes through one lab's cell.
class Items {
 public:
  Items(const ClassHead& head, std::size_t column, const ClassCell& cell, Language language)
      : head_(head), column_(head.columns[column]), cell_(cell), language_(language) {
    for (const std::string& remark : LearnerRemarks(cell, language)) remarks_ += remark + "\n";
  }

  void AddTo(std::vector<LearnerItem>& items) {
    const std::optional<int> raw = cell_.RawPoints();
    if (!raw) {
      Add(items, Title(), LearnerItem::Status::kNeither, 0, cell_.given ? column_.max_points : 0, remarks_);
    } else if (cell_.status != ClassCell::Status::kReported) {
      Add(items, Title(), LearnerItem::Status::kFailed, 0, column_.max_points, remarks_);
    } else if (head_.feedback == Feedback::kScore) {
      Add(items, Title(), LearnerItem::Status::kNeither, *raw, column_.max_points, "");
    } else {
      Checks(items);
    }
    if (raw && cell_.late_penalty > 0)
      Add(items, Named(Say(language_, "handed in late", "迟交")), LearnerItem::Status::kNeither,
          std::max(0, *raw - cell_.late_penalty) - *raw, 0, cell_.given ? "" : remarks_);
    if (!cell_.given) return;
    const int before = raw ? std::max(0, *raw - cell_.late_penalty) : 0;
    Add(items, Named(Say(language_, "set by the teacher", "教师调整")), LearnerItem::Status::kNeither,
        cell_.given->points - before, 0, cell_.status == ClassCell::Status::kReported ? remarks_ : "");
  }

 private:
  std::string Title() const {
    const std::string& title = column_.title.In(language_);
    return PrintableLine(title.empty() ? column_.lab : title);
  }

  // Of several labs each name says which it is about.
  std::string Named(const std::string& name) const {
    return head_.columns.size() == 1 ? name : fmt::format("{}{}{}", Title(), Say(language_, ": ", "："), name);
  }

  void Add(std::vector<LearnerItem>& items, std::string name, LearnerItem::Status status, std::int64_t score,
           std::int64_t max_score, std::string text) const {
    items.push_back({std::move(name), status, score * column_.weight, max_score * column_.weight, std::move(text)});
  }

  void Checks(std::vector<LearnerItem>& items) {
    const Report shown = ForLearner(cell_.report, head_.feedback);
    // How the run ended belongs to the first check that failed.
    std::string run = RunExplanation(shown, language_);
    int hidden = cell_.report.points;
    int max_hidden = column_.max_points;
    for (const CheckReport& check : shown.checks) {
      std::string text = Explanation(check, language_);
      if (check.status == CheckStatus::kFailed) text += std::exchange(run, {});
      Add(items, Named(PrintableLine(check.name.In(language_))), StatusOf(check.status == CheckStatus::kPassed),
          check.points, check.max_points, std::move(text));
      hidden -= check.points;
      max_hidden -= check.max_points;
    }
    if (HidesChecks(cell_.report))
      Add(items, Named(Say(language_, "checks that are not shown", "不公开的检查")), StatusOf(hidden == max_hidden),
          hidden, max_hidden, "");
  }

  const ClassHead& head_;
  const ClassColumn& column_;
  const ClassCell& cell_;
  Language language_;
  std::string remarks_;
};

}  // namespace

Report ForLearner(const Report& report, Feedback feedback) {
  Report shown;
  shown.lab = report.lab;
  shown.lab_title = report.lab_title;
  shown.set = report.set;
  shown.learner = report.learner;
  shown.status = report.status;
  shown.points = report.points;
  shown.max_points = report.max_points;
  shown.started_at = report.started_at;
  if (feedback == Feedback::kScore) return shown;
  for (const CheckReport& check : report.checks) {
    if (check.hidden) continue;
    shown.checks.push_back(CheckForLearner(check, report, feedback));
    const SeedFinding* failed = FirstFailed(check);
    if (failed == nullptr || !shown.runs.empty()) continue;
    for (const RunReport& run : report.runs)
      if (shown.runs.empty() && run.seed == failed->seed) shown.runs.push_back(RunForLearner(run, feedback));
  }
  shown.notes = report.notes;
  return shown;
}

Report WithoutHidden(Report report) {
  for (CheckReport& check : report.checks)
    if (NamesHidden(report, check.reason)) check.reason = {};
  std::erase_if(report.checks, [](const CheckReport& check) { return check.hidden; });
  if (report.status != Report::Status::kGraded) return report;
  report.points = report.max_points = 0;
  for (const CheckReport& check : report.checks) {
    report.points += check.points;
    report.max_points += check.max_points;
  }
  return report;
}

bool HidesChecks(const Report& report) {
  return std::any_of(report.checks.begin(), report.checks.end(), [](const CheckReport& check) { return check.hidden; });
}

std::vector<LearnerItem> LearnerItems(const ClassHead& head, const ClassRow& row, Language language) {
  std::vector<LearnerItem> items;
  for (std::size_t i = 0; i < head.columns.size(); ++i) Items(head, i, row.cells[i], language).AddTo(items);
  return items;
}

std::vector<std::string> LearnerRemarks(const ClassCell& cell, Language language) {
  std::vector<std::string> remarks;
  for (const Text& remark : Remarks(cell, Reader::kLearner)) remarks.push_back(Printable(remark.In(language)));
  return remarks;
}

}  // namespace shellab
