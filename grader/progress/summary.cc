#include "grader/progress/summary.h"

#include <algorithm>
#include <utility>

namespace shellab {
namespace {

void Add(const LabProgress* done, ProgressSum& sum) {
  ++sum.labs;
  if (done == nullptr) return;
  ++(done->SolvedAt() ? sum.solved : sum.begun);
  sum.attempts += static_cast<int>(done->attempts.size());
  sum.hints += done->hints;
  sum.active += done->active;
  sum.seen_at = std::max(sum.seen_at.value_or(done->seen_at), done->seen_at);
}

}  // namespace

ProgressSummary Summarise(const std::vector<Lab>& labs, std::map<std::string, LabProgress> record,
                          const std::vector<std::chrono::sys_days>& days, std::chrono::sys_days today) {
  ProgressSummary summary;
  std::map<std::string, ProgressSum> topics;
  for (const Lab& lab : labs) {
    const auto found = record.find(lab.id);
    const LabProgress* done = found == record.end() ? nullptr : &found->second;
    Add(done, topics[lab.topic]);
    Add(done, summary.all);
    summary.topic_of[lab.id] = lab.topic;
  }
  for (auto& [topic, sum] : topics) {
    sum.topic = topic;
    summary.topics.push_back(std::move(sum));
  }
  summary.record = std::move(record);
  summary.streak = Streak(days, today);
  summary.active_days = days.size();
  return summary;
}

}  // namespace shellab
