// Which system calls a program in a sandbox may make, and with which arguments. Used by exec.cc.
//
// What is not listed as allowed answers ENOSYS, as if the kernel were too old for it: programs fall back, as the C
// library does from clone3 to clone. What a program should be told that it may not do answers EPERM.
#pragma once

#include <linux/filter.h>

#include <vector>

namespace shellab {

// Two BPF programs (seccomp(2)), of which the stricter answer counts. Values of it are made once and shared.
class SyscallFilter {
 public:
  // The one that all sandboxes use. The first call compiles it, some milliseconds. Throws HostError.
  static const SyscallFilter& Default();

  // Binds the calling thread and all it starts. System calls only. The thread must have no_new_privs or CAP_SYS_ADMIN
  // in its user namespace. Returns -1 with errno on failure.
  int Load() const;

 private:
  SyscallFilter();

  std::vector<sock_filter> calls_;      // by number
  std::vector<sock_filter> arguments_;  // of calls that the other allows
};

}  // namespace shellab
