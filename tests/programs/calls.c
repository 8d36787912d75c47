// Tries system calls and prints "name=" and how each was answered. Arguments are such that, wherever there are such,
// the bare kernel would answer otherwise than the filter: mostly by EFAULT, EBADF, EINVAL or success.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/keyctl.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/personality.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void Answer(const char* name, long result) {
  printf("%s=%s\n", name, result < 0 ? strerrorname_np(errno) : "ok");
}

#define CALL(name, ...) Answer(#name, syscall(SYS_##name, __VA_ARGS__))

// The child, where there is one, ends at once.
static void TryClone(const char* name, unsigned long flags) {
  long pid = syscall(SYS_clone, flags | SIGCHLD, 0, 0, 0, 0);
  if (pid == 0) _exit(0);
  Answer(name, pid);
  if (pid > 0) waitpid((int)pid, NULL, 0);
}

static void TrySocket(const char* name, long family, int type) { Answer(name, syscall(SYS_socket, family, type, 0)); }

// A call by another architecture's number answers with a negative errno in the register itself.
static void AnswerRaw(const char* name, long result) {
  errno = (int)-result;
  Answer(name, result < 0 ? -1 : result);
}

int main(void) {
  const long high = 1L << 32;  // the kernel looks at the lower half of what it takes as 32 bits

  CALL(unshare, 0);
  CALL(setns, -1, 0);
  CALL(pidfd_getfd, -1, 0, 0);
  CALL(open_by_handle_at, -1, 0, 0);
  CALL(clone3, 0, 0);
  TryClone("clone", 0);
  TryClone("clone newuser", CLONE_NEWUSER);
  TryClone("clone newns", CLONE_NEWNS);
  TryClone("clone newcgroup", CLONE_NEWCGROUP);
  TryClone("clone newuts", CLONE_NEWUTS);
  TryClone("clone newipc", CLONE_NEWIPC);
  TryClone("clone newpid", CLONE_NEWPID);
  TryClone("clone newnet", CLONE_NEWNET);

  CALL(mount, 0, 0, 0, 0, 0);
  CALL(umount2, 0, -1);
  CALL(pivot_root, 0, 0);
  CALL(fsopen, 0, -1);
  CALL(fsconfig, -1, -1, 0, 0, 0);
  CALL(fsmount, -1, -1, -1);
  CALL(fspick, -1, 0, -1);
  CALL(move_mount, -1, 0, -1, 0, -1);
  CALL(open_tree, AT_FDCWD, "/", 0);
  CALL(mount_setattr, -1, 0, -1, 0, 0);
  CALL(quotactl, 0, 0, 0, 0);
  CALL(quotactl_fd, -1, 0, 0, 0);

  CALL(bpf, -1, 0, 0);
  CALL(perf_event_open, 0, 0, 0, 0, 0);
  CALL(userfaultfd, -1);
  CALL(io_uring_setup, 1, 0);
  CALL(io_uring_enter, -1, 0, 0, 0, 0, 0);
  CALL(io_uring_register, -1, 0, 0, 0);
  CALL(add_key, 0, 0, 0, 0, 0);
  CALL(request_key, 0, 0, 0, 0);
  CALL(keyctl, KEYCTL_GET_KEYRING_ID, KEY_SPEC_PROCESS_KEYRING, 1);
  CALL(fanotify_init, -1, 0);
  CALL(fanotify_mark, -1, 0, 0, 0, 0);
  CALL(lookup_dcookie, 0, 0, 0);
  CALL(nfsservctl, 0, 0, 0);

  CALL(init_module, 0, 0, 0);
  CALL(finit_module, -1, 0, 0);
  CALL(delete_module, 0, 0);
  CALL(kexec_load, 0, 0, 0, -1);
  CALL(kexec_file_load, -1, -1, 0, 0, -1);
  CALL(reboot, 0, 0, 0, 0);
  CALL(swapon, 0, -1);
  CALL(swapoff, 0);
  CALL(syslog, -1, 0, 0);
  CALL(acct, 1);
  CALL(settimeofday, 1, 0);
  CALL(clock_settime, 99, 0);
  struct timex query = {0};
  CALL(adjtimex, &query);
  CALL(clock_adjtime, CLOCK_REALTIME, &query);
  CALL(iopl, 4);
  CALL(ioperm, 0, 0, 0);
  CALL(vhangup, 0);
  CALL(mbind, 0, 0, 99, 0, 0, 0);
  CALL(get_mempolicy, 0, 0, 0, 0, 0);
  CALL(set_mempolicy, 0, 0, 0);
  CALL(migrate_pages, 0, 0, 0, 0);
  CALL(move_pages, 0, 0, 0, 0, 0, 0);
  CALL(modify_ldt, 0, 0, 0);
  CALL(memfd_secret, 0);

  Answer("personality query", personality(0xffffffff));
  Answer("personality without random addresses", personality(ADDR_NO_RANDOMIZE));
  Answer("personality bsd", personality(PER_BSD));

  TrySocket("socket unix", AF_UNIX, SOCK_STREAM);
  TrySocket("socket inet", AF_INET, SOCK_STREAM);
  TrySocket("socket inet6", AF_INET6, SOCK_DGRAM);
  TrySocket("socket netlink", AF_NETLINK, SOCK_RAW);
  TrySocket("socket packet", AF_PACKET, SOCK_RAW);
  TrySocket("socket alg", AF_ALG, SOCK_SEQPACKET);
  TrySocket("socket vsock", AF_VSOCK, SOCK_STREAM);
  TrySocket("socket can", AF_CAN, SOCK_RAW);
  TrySocket("socket bluetooth", AF_BLUETOOTH, SOCK_RAW);
  TrySocket("socket unix, upper half set", high | AF_UNIX, SOCK_STREAM);

  // /dev/null, no terminal: what gets through answers ENOTTY
  CALL(ioctl, 0, TCGETS, 0);
  Answer("ioctl tiocsti", syscall(SYS_ioctl, 0, (long)TIOCSTI, "x"));
  Answer("ioctl tiocsti, upper half set", syscall(SYS_ioctl, 0, high | TIOCSTI, "x"));
  Answer("ioctl tioclinux", syscall(SYS_ioctl, 0, (long)TIOCLINUX, "x"));

  char byte = 0;
  struct iovec here = {&byte, 1};
  struct iovec there = {(void*)&main, 1};
  Answer("ptrace init", ptrace(PTRACE_ATTACH, 1, 0, 0));
  Answer("process_vm_readv init", process_vm_readv(1, &here, 1, &there, 1, 0));
  Answer("process_vm_readv self", process_vm_readv(getpid(), &here, 1, &there, 1, 0));

#ifdef __x86_64__
  enum { kGetpidOfI386 = 20, kX32 = 0x40000000 };
  long result = kGetpidOfI386;
  __asm__ volatile("int $0x80" : "+a"(result) : : "memory", "r8", "r9", "r10", "r11");
  AnswerRaw("i386 getpid", (int)result);
  Answer("x32 getpid", syscall(kX32 | SYS_getpid));
#endif
  return 0;
}
