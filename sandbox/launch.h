// The first process of a host, from clone3 to its init: what the child does between. Used by the engine.
#pragma once

#include <cstdint>
#include <string>

#include "sandbox/os/clone.h"
#include "sandbox/os/fd.h"

namespace shellab {

// Everything the child needs, prepared before clone3: the child makes system calls only.
struct BootPlan {
  int root_mount = -1;       // the overlay, attached nowhere
  std::string pivot_folder;  // an empty folder in the staging namespace
  std::string hostname;
  std::string shm_options;         // of the tmpfs at /dev/shm
  int init_program = -1;           // sealed memfd
  int lifeline = -1;               // becomes init's descriptor 3
  int id_lease = -1;               // becomes init's descriptor 4
  int thaw_file = -1;              // becomes init's descriptor 5, where there is one (freezer.h)
  std::uint64_t capabilities = 0;  // that anything in the host may ever hold
  int gate = -1;                   // one byte tells that the id maps are written; end of file that shellab is gone
};

// CLONE_NEW* of a host's first process. Each program makes a cgroup namespace for itself, once it is in its group.
extern const std::uint64_t kHostNamespaces;

// Runs in the child of Clone(kHostNamespaces): builds the host around itself and becomes its init.
[[noreturn]] void BootHost(const BootPlan& plan, const ChildReport& report);

// What step `step` of BootHost was doing.
const char* BootStepName(int step);

// Limits what this process and all it starts may ever hold to what a sandbox gives: bounding set, ambient and
// inheritable sets (capabilities(7)). Returns -1 with errno on failure. The mask has bit N for capability N.
int BoundCapabilities(std::uint64_t allowed);

// Sets permitted and effective to `capabilities` and inheritable to none. Returns -1 with errno on failure.
int SetCapabilities(std::uint64_t capabilities);

// What root in a sandbox may: what container engines give, less what a user namespace could not use or a learner
// should not (mknod, raw sockets, audit).
extern const std::uint64_t kDefaultCapabilities;

}  // namespace shellab
