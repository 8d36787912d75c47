// What it costs to hand in late, by a set's rules. Called where a class's results are put together.
#pragma once

#include <chrono>
#include <optional>

#include "grader/lab/set.h"

namespace shellab {

// The points that a late answer loses of a lab of `max_points`: whole points, a half in the learner's favour; 0 where
// it is not late. `at` is when it was handed in; where nothing tells that, `late_mark` (the learning platform's own)
// stands for one begun `per`.
int LatePenalty(const SetRules& rules, std::optional<std::chrono::system_clock::time_point> at, bool late_mark,
                int max_points);

}  // namespace shellab
