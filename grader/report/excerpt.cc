#include "grader/report/excerpt.h"

#include <algorithm>

#include "grader/check/wording.h"

namespace shellab {

const SeedFinding* FirstFailed(const CheckReport& check) {
  const auto failed = std::find_if(check.seeds.begin(), check.seeds.end(), [](const SeedFinding& seed) {
    return seed.finding.status == Finding::Status::kFailed;
  });
  return failed == check.seeds.end() ? nullptr : &*failed;
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

}  // namespace shellab
