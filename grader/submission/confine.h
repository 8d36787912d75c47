// What a process gives up before it reads bytes that a stranger made. Called by archive_service.cc, in
// archive_child.cc.
#pragma once

#include <cstdint>

namespace shellab {

struct Confinement {
  std::uint64_t memory = 0;       // bytes beyond what the process has mapped already
  std::uint64_t cpu_seconds = 0;  // then SIGXCPU ends it
};

// Takes from the calling process, for good, all but reading and writing the descriptors 0 to 3 and so much memory and
// processor time: every other descriptor, root's identity, and all system calls that this does not need, which fail
// with ENOSYS. Returns 0, or the errno of what failed: then the process must end.
int Confine(const Confinement& limits);

}  // namespace shellab
