#include "grader/starved.h"

#include <algorithm>

namespace shellab {
namespace {

bool MayHaveWaited(const ExecResult& result) {
  return result.outcome.limit == Limit::kWall && result.cpu < result.wall / 2;
}

// Whether `is_so` is true of what was seen of the learner's host or of another one.
bool OfAnyHost(const Observation& seen, bool (*is_so)(const Observation&)) {
  if (is_so(seen)) return true;
  for (const auto& [name, hosts] : seen.elsewhere)
    for (const auto& [host, there] : hosts)
      if (is_so(there)) return true;
  return false;
}

}  // namespace

bool LostFrames(const Observation& seen) {
  return OfAnyHost(seen, [](const Observation& host) { return host.frames_lost; });
}

bool MayHaveStarved(const RunResult& result) {
  return MayHaveWaited(result.run) || LostFrames(result.seen) || OfAnyHost(result.seen, [](const Observation& host) {
           const auto waited = [](const auto& asked) { return MayHaveWaited(asked.second); };
           return std::any_of(host.probes.begin(), host.probes.end(), waited) ||
                  std::any_of(host.commands.begin(), host.commands.end(), waited);
         });
}

}  // namespace shellab
