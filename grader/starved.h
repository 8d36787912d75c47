// Tells whether a busy machine may have spoiled a run, so that it must not count. Used by the runner and by practice.
#pragma once

#include <chrono>

#include "grader/check/observation.h"

namespace shellab {

// Whether a network was recorded with gaps, seen from any host: then what was captured there cannot be judged.
bool LostFrames(const Observation& seen);

// The same, or whether something may have waited for the processor rather than for itself: what was killed for its wall
// clock, be it the answer or what looked at its world afterwards, or what was to come within a time that ran out.
bool MayHaveStarved(const RunResult& result);

// Tells how busy the whole machine was while the value lived (proc_stat(5): idle and iowait).
class SpareTime {
 public:
  // Reads what there is to read again later; throws OsError.
  SpareTime();
  // Whether there was hardly a moment in which a processor had nothing to do. Throws OsError.
  bool WasNone() const;
  // How many processors had something to do, on average, whoever's it was. Throws OsError.
  double BusyProcessors() const;

 private:
  struct Spent {
    std::chrono::milliseconds elapsed;
    std::chrono::milliseconds idle;  // of all processors
    unsigned processors;
  };
  Spent SinceBegin() const;

  std::chrono::steady_clock::time_point begin_;
  std::chrono::milliseconds idle_;
};

// Whether `idle`, which is that of all `processors`, is too little of `elapsed` to have been to spare.
bool IsNoneToSpare(std::chrono::milliseconds idle, std::chrono::milliseconds elapsed, unsigned processors);

}  // namespace shellab
