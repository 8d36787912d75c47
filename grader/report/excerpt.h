// What of a report is worth showing of an answer that lost points: which finding, which run, how much of each. Used by
// the formats for people.
#pragma once

#include <string>
#include <vector>

#include "grader/report/report.h"

namespace shellab {

// The first seed's finding that failed, or null.
const SeedFinding* FirstFailed(const CheckReport& check);

// How a run ended; empty if it simply exited with 0.
Text RunEnd(const Outcome& outcome);

}  // namespace shellab
