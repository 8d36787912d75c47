// Does to its own child what gdb does: stops it at its start, reads and writes its memory, lets it go on.
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile long value = 1;

int main(void) {
  pid_t child = fork();
  if (child == 0) {
    if (ptrace(PTRACE_TRACEME, 0, 0, 0) != 0) _exit(99);
    raise(SIGSTOP);
    _exit((int)value);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (!WIFSTOPPED(status)) return 1;
  long seen = 0;
  struct iovec here = {&seen, sizeof seen};
  struct iovec there = {(void*)&value, sizeof value};
  if (process_vm_readv(child, &here, 1, &there, 1, 0) != sizeof seen || seen != 1) return 2;
  if (ptrace(PTRACE_PEEKDATA, child, &value, 0) != 1) return 3;
  if (ptrace(PTRACE_POKEDATA, child, &value, 42L) != 0) return 4;
  if (ptrace(PTRACE_CONT, child, 0, 0) != 0) return 5;
  waitpid(child, &status, 0);
  printf("child ended with %d\n", WEXITSTATUS(status));
  return 0;
}
