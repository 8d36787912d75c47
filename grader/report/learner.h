// What learners are shown of their results: no hidden checks, nothing of the machine or the lab's insides, and of the
// rest as much as the set's feedback allows. Every format that a learner reads is made from this.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "grader/report/class_report.h"

namespace shellab {

// The report as a learner may see it. Points stay those of the whole. Kept are, of kFull, all findings with the first
// diff that failed and how that run ended; of kSummary, which checks passed, their hints and how the run ended, since
// messages quote what was expected; of kScore, no checks. Seeds are 0.
Report ForLearner(const Report& report, Feedback feedback);

// The report without its hidden checks and their points, and otherwise whole: for somebody who practises, whom a point
// that is missing would tell what a hidden check found.
Report WithoutHidden(Report report);

// Whether ForLearner keeps checks back that were hidden: then no learner may be told that all passed.
bool HidesChecks(const Report& report);

// One line of a learner's points, where a consumer adds them up itself: a check, what the hidden ones earned together,
// what was taken off or added. They sum up to the learner's total, points times weight.
struct LearnerItem {
  enum class Status { kPassed, kFailed, kNeither };
  std::string name;  // printable, on one line
  Status status = Status::kNeither;
  std::int64_t score = 0;
  std::int64_t max_score = 0;
  std::string text;  // printable lines; may be empty
};

// Of a learner whose total is known; else of the labs that were graded, with one of status kNeither and no points for
// each that was not.
std::vector<LearnerItem> LearnerItems(const ClassHead& head, const ClassRow& row, Language language);

// What learners are told about lateness, a teacher's points and so on, as printable text.
std::vector<std::string> LearnerRemarks(const ClassCell& cell, Language language);

}  // namespace shellab
