// Tells whether a busy machine may have spoiled a run, so that it must not count. Used by the runner and by practice.
#pragma once

#include "grader/check/observation.h"

namespace shellab {

// Whether a network was recorded with gaps, seen from any host: then what was captured there cannot be judged.
bool LostFrames(const Observation& seen);

// The same, or whether something was killed for its wall clock that may have waited for the processor rather than for
// itself: the answer, or what looked at its world afterwards.
bool MayHaveStarved(const RunResult& result);

}  // namespace shellab
