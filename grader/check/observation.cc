#include "grader/check/observation.h"

#include <algorithm>

namespace shellab {

const SeenProcess* FindProcess(const std::vector<SeenProcess>& processes, const ProcessId& id) {
  const auto found =
      std::find_if(processes.begin(), processes.end(), [&id](const SeenProcess& process) { return process.id == id; });
  return found != processes.end() ? &*found : nullptr;
}

}  // namespace shellab
