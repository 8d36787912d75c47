// From findings to points. Called by the grader once all seeds of an answer were judged.
#pragma once

#include <cstdint>
#include <vector>

#include "grader/lab/lab.h"
#include "grader/report/report.h"

namespace shellab {

// What every check of a lab found on one seed, in the lab's order.
struct SeedFindings {
  std::uint64_t seed = 0;
  std::vector<Finding> findings;
};

// Which of the checks that passed count: those that need none that does not. All in the lab's order.
std::vector<bool> Counting(const Lab& lab, std::vector<bool> passed);

// A check earns its points when it passed on every seed and all it needs passed; else none. A failed one carries the
// message of the first seed that failed, one that was not looked at is skipped.
std::vector<CheckReport> Score(const Lab& lab, const std::vector<SeedFindings>& seeds);

}  // namespace shellab
