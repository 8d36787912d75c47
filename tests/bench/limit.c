// The kernel's own cost of one throw-away sandbox: user (65,536 ids), mount, pid, net, uts, ipc and cgroup namespaces,
// id-mapped lower layer, overlay with a tmpfs upper, /proc, lo up, control groups with limits, pivot_root, exec, reap,
// remove. No seccomp, no /dev, no checks. Run by `launch`, or by hand as root:
//   limit RUNS SPACING_MS ROOT MEMORY_FOLDER PIDS_FOLDER CPU_FOLDER PROGRAM [ARG...]
// The folders are those of cgroup v1 or v2 below which groups may be made. Prints the milliseconds of each run.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define CHECK(x)                                        \
  do {                                                  \
    if ((long)(x) < 0) {                                \
      fprintf(stderr, "%s: %s\n", #x, strerror(errno)); \
      _exit(99);                                        \
    }                                                   \
  } while (0)

enum { kGroups = 3, kPath = 512 };

static double Now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void Write(const char* path, const char* text) {
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0 || write(fd, text, strlen(text)) < 0) {
    fprintf(stderr, "%s: %s\n", path, strerror(errno));
    _exit(98);
  }
  close(fd);
}

static void Map(pid_t pid) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/uid_map", pid);
  Write(path, "0 1000000 65536");
  snprintf(path, sizeof path, "/proc/%d/gid_map", pid);
  Write(path, "0 1000000 65536");
}

static int UserNamespace(void) {
  int p[2];
  CHECK(pipe(p));
  struct clone_args a = {.flags = CLONE_NEWUSER, .exit_signal = SIGCHLD};
  pid_t pid = (pid_t)syscall(SYS_clone3, &a, sizeof a);
  CHECK(pid);
  if (!pid) {
    char c;
    close(p[1]);
    if (read(p[0], &c, 1)) {
    }
    _exit(0);
  }
  close(p[0]);
  Map(pid);
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/ns/user", pid);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  CHECK(fd);
  close(p[1]);
  waitpid(pid, 0, 0);
  return fd;
}

// The groups of one run. v1: three folders, entered by writing 0 to `tasks`; v2: one, entered by clone3.
struct Groups {
  int count;
  char folder[kGroups][kPath];
  int entrance[kGroups];
  int is_v1;
};

static struct Groups MakeGroups(char** parents, int run) {
  char file[kPath + 32];
  snprintf(file, sizeof file, "%s/tasks", parents[0]);
  struct Groups groups = {.is_v1 = access(file, F_OK) == 0};
  groups.count = groups.is_v1 ? kGroups : 1;
  for (int k = 0; k < groups.count; k++) {
    char* folder = groups.folder[k];
    snprintf(folder, kPath, "%s/limit-%d-%d", parents[k], getpid(), run);
    CHECK(mkdir(folder, 0755));
    snprintf(file, sizeof file, groups.is_v1 ? "%s/tasks" : "%s", folder);
    CHECK(groups.entrance[k] = open(file, groups.is_v1 ? O_WRONLY | O_CLOEXEC : O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  }
  snprintf(file, sizeof file, groups.is_v1 ? "%s/memory.limit_in_bytes" : "%s/memory.max", groups.folder[0]);
  Write(file, "268435456");
  snprintf(file, sizeof file, "%s/pids.max", groups.folder[groups.is_v1 ? 1 : 0]);
  Write(file, "128");
  return groups;
}

static void RemoveGroups(const struct Groups* groups) {
  for (int k = 0; k < groups->count; k++) {
    close(groups->entrance[k]);
    CHECK(rmdir(groups->folder[k]));
  }
}

static void Boot(const struct Groups* groups, int gate, char** program) {
  char c;
  if (read(gate, &c, 1) != 1) _exit(97);
  for (int k = 0; groups->is_v1 && k < groups->count; k++) CHECK(write(groups->entrance[k], "0", 1));
  CHECK(unshare(CLONE_NEWCGROUP));
  CHECK(setresgid(0, 0, 0));
  CHECK(setresuid(0, 0, 0));
  CHECK(mount(0, "/", 0, MS_REC | MS_PRIVATE, 0));
  CHECK(mount("tmpfs", "/mnt/scratch", "tmpfs", 0, "size=64m,nr_inodes=10000"));
  CHECK(mkdir("/mnt/scratch/u", 0755));
  CHECK(mkdir("/mnt/scratch/w", 0755));
  CHECK(mkdir("/mnt/scratch/m", 0755));
  CHECK(mount("overlay", "/mnt/scratch/m", "overlay", 0,
              "lowerdir=/mnt/lower,upperdir=/mnt/scratch/u,workdir=/mnt/scratch/w,userxattr"));
  CHECK(chdir("/mnt/scratch/m"));
  CHECK(mount("proc", "proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, 0));
  int s = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  struct ifreq r = {.ifr_flags = IFF_UP | IFF_RUNNING};
  strcpy(r.ifr_name, "lo");
  CHECK(ioctl(s, SIOCSIFFLAGS, &r));
  CHECK(syscall(SYS_pivot_root, ".", "."));
  CHECK(umount2(".", MNT_DETACH));
  CHECK(chdir("/"));
  execv(program[0], program);
  _exit(96);
}

static void RunOnce(char** group_parents, int run, char** program) {
  struct Groups groups = MakeGroups(group_parents, run);
  int pair[2];
  CHECK(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair));
  struct clone_args a = {
      .flags = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWUTS | CLONE_NEWIPC,
      .exit_signal = SIGCHLD};
  if (!groups.is_v1) {
    a.flags |= CLONE_INTO_CGROUP;
    a.cgroup = (uint64_t)groups.entrance[0];
  }
  pid_t pid = (pid_t)syscall(SYS_clone3, &a, sizeof a);
  CHECK(pid);
  if (!pid) Boot(&groups, pair[1], program);
  Map(pid);
  CHECK(write(pair[0], "x", 1));
  int status;
  waitpid(pid, &status, 0);
  close(pair[0]);
  close(pair[1]);
  RemoveGroups(&groups);
  if (status) {
    fprintf(stderr, "the program ended with status %d\n", status);
    exit(1);
  }
}

int main(int argc, char** argv) {
  if (argc < 8) {
    fprintf(stderr, "usage: limit RUNS SPACING_MS ROOT MEMORY_FOLDER PIDS_FOLDER CPU_FOLDER PROGRAM [ARG...]\n");
    return 2;
  }
  int runs = atoi(argv[1]);
  useconds_t spacing = (useconds_t)atoi(argv[2]) * 1000;
  CHECK(unshare(CLONE_NEWNS));
  CHECK(mount(0, "/", 0, MS_REC | MS_PRIVATE, 0));
  CHECK(mount("tmpfs", "/mnt", "tmpfs", 0, ""));
  CHECK(mkdir("/mnt/lower", 0755));
  CHECK(mkdir("/mnt/scratch", 0755));
  struct mount_attr attr = {.attr_set = MOUNT_ATTR_IDMAP, .userns_fd = (uint64_t)UserNamespace()};
  int tree = open_tree(AT_FDCWD, argv[3], OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);
  CHECK(tree);
  CHECK(mount_setattr(tree, "", AT_EMPTY_PATH, &attr, sizeof attr));
  CHECK(move_mount(tree, "", AT_FDCWD, "/mnt/lower", MOVE_MOUNT_F_EMPTY_PATH));
  for (int i = 0; i < runs; i++) {
    if (spacing) usleep(spacing);
    double start = Now();
    RunOnce(argv + 4, i, argv + 7);
    printf("%.3f\n", Now() - start);
  }
  return 0;
}
