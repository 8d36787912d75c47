#include "grader/progress/recorder.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "grader/report/printable.h"

namespace shellab {
namespace {

// Longer without a sign of the learner is a pause, of which only so much was spent on the lab.
constexpr std::chrono::minutes kPause(5);
// While the learner types, the time spent is written so often: a killed program loses no more.
constexpr std::chrono::seconds kWriteEvery(30);

}  // namespace

ProgressRecorder::ProgressRecorder(const RecordPlace& place, Language language, Clock clock)
    : language_(language), clock_(std::move(clock)) {
  try {
    record_.emplace(place);
  } catch (const std::exception& error) {
    fault_ = error.what();
  }
}

std::string ProgressRecorder::FaultText() const {
  if (fault_.empty()) return "";
  const Text what = {"Your progress is not recorded: ", "练习进度未能记录："};
  return what.In(language_) + PrintableLine(fault_);
}

std::string ProgressRecorder::Notice() const { return fault_.empty() ? "" : FaultText() + "\n"; }

void ProgressRecorder::Write(Step step, bool patiently) {
  if (!record_) return;
  try {
    unwritten_.push_back(std::move(step));
    record_->SetPatient(patiently);
    for (; !unwritten_.empty(); unwritten_.pop_front()) unwritten_.front()(*record_);
    fault_.clear();
  } catch (const std::exception& error) {
    fault_ = error.what();
  }
}

void ProgressRecorder::Count() {
  const Time now = clock_();
  const auto gap = std::chrono::floor<std::chrono::milliseconds>(now - seen_at_);
  active_ += std::clamp<std::chrono::milliseconds>(gap, std::chrono::milliseconds(0), kPause);
  seen_at_ = now;
}

void ProgressRecorder::See(bool patiently) {
  Count();
  written_at_ = seen_at_;
  Write([this, at = seen_at_, active = active_](ProgressRecord& record) { record.See(stay_, at, active); }, patiently);
}

void ProgressRecorder::Began(const Lab& lab) {
  seen_at_ = written_at_ = clock_();
  active_ = std::chrono::milliseconds(0);
  Write([this, id = lab.id, at = seen_at_](ProgressRecord& record) { stay_ = record.Begin(id, at); });
}

void ProgressRecorder::Ended(const Lab& /*lab*/) { See(); }
void ProgressRecorder::Checked(const Lab& /*lab*/, const Report& /*report*/) { See(); }
void ProgressRecorder::Tried(const Lab& /*lab*/, const std::string& /*command*/, const Report& /*report*/) { See(); }
void ProgressRecorder::ResetBegun(const Lab& /*lab*/) { See(); }

void ProgressRecorder::HintShown(const Lab& lab, std::size_t number) {
  See();
  Write([id = lab.id, number, at = seen_at_](ProgressRecord& record) { record.AddHint(id, number, at); });
}

void ProgressRecorder::Submitted(const Lab& /*lab*/, const std::string& /*command*/, const Report& report) {
  See();
  if (report.status != Report::Status::kGraded) return;
  const Attempt attempt{seen_at_, report.points, report.max_points};
  Write([this, attempt](ProgressRecord& record) { record.AddAttempt(stay_, attempt); });
}

void ProgressRecorder::Typed(std::string_view /*bytes*/) {
  Count();
  // Keys and what they show wait meanwhile, so nobody else is waited for.
  if (seen_at_ - written_at_ >= kWriteEvery) See(false);
}

}  // namespace shellab
