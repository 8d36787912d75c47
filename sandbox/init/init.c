// Process 1 of every host: reaps, and ends when shellab does. Static, started from a sealed memfd that the guest may
// execute nothing else of; the kernel makes it non-dumpable since the guest cannot read that file, so that its memory
// and descriptors are out of reach even for the guest's root.
//
// Descriptor 3 is one end of a socket pair whose other end only shellab holds: its hang-up means that shellab is gone,
// even by SIGKILL; when process 1 ends, the kernel kills all that is left in the host (pid_namespaces(7)).
// Descriptor 4 is the lease of the host's id range, held until the last process is gone.
// Descriptor 5, where there is one, thaws the host's processes: frozen ones would outlive shellab (freezer.h).
//
// Without a C library: what that asks of the processor as it starts (cpuid traps in a virtual machine) takes longer
// than all else that a host's start does after clone.
#include <asm/unistd.h>
#include <linux/fcntl.h>
#include <linux/poll.h>
#include <linux/signalfd.h>
#include <linux/wait.h>
#include <stddef.h>

#include "sandbox/init/call.h"

enum { kLifeline = 3, kThawFile = 5, kNonBlock = 04000, kCloseOnExec = 02000000, kChildEnded = 17, kBlock = 0 };

static int Run(void) {
  // Not started as a host's first process: there is nothing to wait for.
  if (Call(__NR_fcntl, kLifeline, F_GETFD, 0, 0, 0) < 0) return 0;
  const int can_thaw = Call(__NR_fcntl, kThawFile, F_GETFD, 0, 0, 0) >= 0;
  const unsigned long child = 1UL << (kChildEnded - 1);
  Call(__NR_rt_sigprocmask, kBlock, (long)&child, 0, sizeof child, 0);
  const long children = Call(__NR_signalfd4, -1, (long)&child, sizeof child, kNonBlock | kCloseOnExec, 0);
  if (children < 0) return 1;
  struct pollfd events[] = {{.fd = kLifeline, .events = 0}, {.fd = (int)children, .events = POLLIN}};
  for (;;) {
    Call(__NR_ppoll, (long)events, 2, 0, 0, sizeof child);
    if (events[0].revents != 0) return can_thaw && Call(__NR_write, kThawFile, (long)"THAWED", 6, 0, 0) < 0;
    struct signalfd_siginfo info;
    while (Call(__NR_read, children, (long)&info, sizeof info, 0, 0) > 0) {
    }
    while (Call(__NR_wait4, -1, 0, WNOHANG, 0, 0) > 0) {
    }
  }
}

__attribute__((noreturn, used)) void _start(void) {
  const int code = Run();
  for (;;) Call(__NR_exit_group, code, 0, 0, 0, 0);
}
