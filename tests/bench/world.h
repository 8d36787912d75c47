// A shellab in this process whose layers are its own, for the programs of this folder.
#pragma once

#include <sys/mount.h>
#include <sys/resource.h>

#include "grader/commands/session.h"
#include "tests/support/program.h"

namespace shellab::bench {

// One a process. Needs root and the image `base`; throws HostError or OsError.
struct OwnShellab {
  OwnShellab() : session(state.path()) {
    // The engine raises its priority, which the programs that are compared with it would inherit.
    ::setpriority(PRIO_PROCESS, 0, 0);
  }
  OwnShellab(const OwnShellab&) = delete;
  OwnShellab& operator=(const OwnShellab&) = delete;
  // The engine's mount ends with its process, but the state folder goes before.
  ~OwnShellab() { ::umount2((state.path() / "staging").c_str(), MNT_DETACH); }

  testing::OwnState state;
  Session session;
};

}  // namespace shellab::bench
