// Id ranges and the control groups named after them, taken and cleared together. Used by the engine and by `doctor`.
#pragma once

#include "sandbox/cgroup/controllers.h"
#include "sandbox/id_range.h"

namespace shellab {

// Leases a range whose control groups, if a killed shellab left any, are gone, and notes in its lock file where this
// shellab's will lie: in cgroup v1 that is below its own group, which no other session could find. Throws OsError, or
// HostError when all ranges are taken.
IdRange LeaseClean(const Controllers& controllers);

// Removes the control groups that killed shellabs left behind, in whatever group they ran. Throws OsError.
void SweepAbandoned(const Controllers& controllers);

}  // namespace shellab
