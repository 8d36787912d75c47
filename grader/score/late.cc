#include "grader/score/late.h"

#include <algorithm>
#include <cstdint>

namespace shellab {
namespace {

// How often the penalty is due.
std::int64_t Times(const SetRules& rules, std::optional<std::chrono::system_clock::time_point> at, bool late_mark) {
  if (!rules.due) return 0;
  if (!at) return late_mark ? 1 : 0;
  const auto late_by = std::chrono::ceil<std::chrono::milliseconds>(*at - *rules.due);
  if (late_by.count() <= 0 || late_by <= rules.late.grace) return 0;
  if (!rules.late.per) return 1;
  return (late_by.count() + rules.late.per->count() - 1) / rules.late.per->count();
}

}  // namespace

int LatePenalty(const SetRules& rules, std::optional<std::chrono::system_clock::time_point> at, bool late_mark,
                int max_points) {
  const std::int64_t percent =
      std::min<std::int64_t>(Times(rules, at, late_mark) * rules.late.percent, rules.late.max_percent);
  constexpr std::int64_t kWhole = 100;
  // The learner's share is rounded half up, so the penalty half down.
  return static_cast<int>((percent * max_points + kWhole / 2 - 1) / kWhole);
}

}  // namespace shellab
