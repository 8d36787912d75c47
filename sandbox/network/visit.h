// A thread's stay in another network namespace. Used by the hub to make sockets and devices in there.
#pragma once

#include "sandbox/os/fd.h"

namespace shellab {

// While it lives, this thread is in another network namespace; sockets that it makes meanwhile stay in there. A thread
// that cannot come back ends the program, since it would go on in a guest's network.
class NetworkVisit {
 public:
  // Makes an empty network namespace that belongs to this process's user namespace, and enters it. Throws OsError.
  NetworkVisit();
  // Enters the one that `target` names: a descriptor of it, or the pidfd of a process (setns(2)). Throws OsError, ESRCH
  // where that process has ended.
  explicit NetworkVisit(int target);
  NetworkVisit(const NetworkVisit&) = delete;
  NetworkVisit& operator=(const NetworkVisit&) = delete;
  ~NetworkVisit();

  // The namespace that this thread is in. Throws OsError.
  static Fd Here();

 private:
  Fd home_ = Here();
};

}  // namespace shellab
