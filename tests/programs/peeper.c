// Lies in wait for the next processes of the host, stops each as early as it can and prints what /proc shows of it, a
// line each. Ends after the given number of them.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// What the file says, with NULs shown as blanks, or why it cannot be read.
static void Show(pid_t pid, const char* name) {
  char path[64];
  char text[4096];
  snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
  int fd = open(path, O_RDONLY);
  ssize_t size = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
  if (size < 0) {
    printf("%s=%s ", name, strerrorname_np(errno));
  } else {
    for (ssize_t i = 0; i < size; ++i)
      if (text[i] == '\0' || text[i] == '\n') text[i] = ' ';
    printf("%s=[%.*s] ", name, (int)size, text);
  }
  if (fd >= 0) close(fd);
}

static void ShowLink(pid_t pid, const char* name) {
  char path[64];
  char text[4096];
  snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
  ssize_t size = readlink(path, text, sizeof text);
  if (size < 0)
    printf("%s=%s ", name, strerrorname_np(errno));
  else
    printf("%s=[%.*s] ", name, (int)size, text);
}

// The youngest process's id (proc(5), loadavg).
static pid_t LastPid(void) {
  FILE* file = fopen("/proc/loadavg", "re");
  pid_t pid = 0;
  if (file == NULL || fscanf(file, "%*s %*s %*s %*s %d", &pid) != 1) exit(2);
  fclose(file);
  return pid;
}

// A signal counts only once the system call, such as execve, is done.
static void WaitStopped(pid_t pid) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/stat", pid);
  for (char state = 'R'; state != 'T' && state != 'Z';) {
    FILE* file = fopen(path, "re");
    if (file == NULL) return;
    if (fscanf(file, "%*d %*s %c", &state) != 1) state = 'Z';
    fclose(file);
  }
}

int main(int argc, char** argv) {
  if (argc < 2) return 1;
  for (int victims = atoi(argv[1]); victims > 0; --victims) {
    pid_t last = LastPid();
    pid_t victim = 0;
    while (victim == 0) {
      for (pid_t pid = last + 1; pid < last + 16; ++pid)
        if (kill(pid, SIGSTOP) == 0) victim = pid;
      // While this program waited for a processor more may have come and gone than it lies in wait for.
      pid_t now = LastPid();
      if (now >= last + 15) last = now;
    }
    WaitStopped(victim);
    ShowLink(victim, "exe");
    Show(victim, "cmdline");
    Show(victim, "comm");
    Show(victim, "environ");
    Show(victim, "maps");
    Show(victim, "mem");
    ShowLink(victim, "cwd");
    ShowLink(victim, "fd/0");
    printf("\n");
    kill(victim, SIGCONT);
  }
  return 0;
}
