// Process 1 of every host: reaps, and ends when shellab does. Static, started from a sealed memfd that the guest may
// execute nothing else of; the kernel makes it non-dumpable since the guest cannot read that file, so that its memory
// and descriptors are out of reach even for the guest's root.
//
// Descriptor 3 is one end of a socket pair whose other end only shellab holds: its hang-up means that shellab is gone,
// even by SIGKILL; when process 1 ends, the kernel kills all that is left in the host (pid_namespaces(7)).
// Descriptor 4 is the lease of the host's id range, held until the last process is gone.
// Descriptor 5, where there is one, thaws the host's processes: frozen ones would outlive shellab (freezer.h).
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum { kLifeline = 3, kThawFile = 5 };

int main(void) {
  // Not started as a host's first process: there is nothing to wait for.
  if (fcntl(kLifeline, F_GETFD) < 0) return 0;
  const int can_thaw = fcntl(kThawFile, F_GETFD) >= 0;
  sigset_t child;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child, NULL);
  int children = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK);
  if (children < 0) return 1;
  struct pollfd events[] = {{.fd = kLifeline, .events = 0}, {.fd = children, .events = POLLIN}};
  for (;;) {
    poll(events, 2, -1);
    if (events[0].revents != 0) {
      if (can_thaw && write(kThawFile, "THAWED", 6) < 0) return 1;
      return 0;
    }
    struct signalfd_siginfo info;
    while (read(children, &info, sizeof info) > 0) {
    }
    while (waitpid(-1, NULL, WNOHANG) > 0) {
    }
  }
}
