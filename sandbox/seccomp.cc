#include "sandbox/seccomp.h"

#include <fmt/format.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>

#include "sandbox/os/error.h"
#include "sandbox/os/fd.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

// Separated by blanks. Names that the machine's architecture does not have are passed over.
constexpr std::string_view kAllowed =
    // processes, threads, and how they end
    "clone fork vfork execve execveat exit exit_group wait4 waitid gettid getpid getppid getpgid getpgrp setpgid "
    "getsid setsid set_tid_address set_robust_list get_robust_list rseq futex futex_waitv membarrier prctl "
    "arch_prctl seccomp landlock_create_ruleset landlock_add_rule landlock_restrict_self pidfd_open "
    "pidfd_send_signal process_mrelease set_thread_area get_thread_area "
    // one's own children, as ptrace(2)'s access rules let
    "ptrace process_vm_readv process_vm_writev kcmp "
    // scheduling and limits
    "sched_yield sched_setparam sched_getparam sched_setscheduler sched_getscheduler sched_setattr sched_getattr "
    "sched_get_priority_max sched_get_priority_min sched_rr_get_interval sched_setaffinity sched_getaffinity "
    "getcpu getpriority setpriority ioprio_set ioprio_get getrlimit setrlimit prlimit64 getrusage times sysinfo "
    "uname "
    // ids and capabilities
    "getuid geteuid getgid getegid getresuid getresgid getgroups setuid setgid setreuid setregid setresuid "
    "setresgid setfsuid setfsgid setgroups capget capset chroot "
    // signals
    "rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait rt_sigqueueinfo rt_tgsigqueueinfo "
    "rt_sigsuspend sigaltstack kill tkill tgkill pause signalfd signalfd4 restart_syscall "
    // time
    "time gettimeofday clock_gettime clock_getres clock_nanosleep nanosleep alarm getitimer setitimer "
    "timer_create timer_settime timer_gettime timer_getoverrun timer_delete timerfd_create timerfd_settime "
    "timerfd_gettime "
    // memory
    "brk mmap munmap mremap mprotect msync mincore madvise mlock mlock2 munlock mlockall munlockall "
    "remap_file_pages pkey_alloc pkey_free pkey_mprotect memfd_create "
    // descriptors
    "read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 lseek close close_range dup dup2 "
    "dup3 fcntl flock ioctl pipe pipe2 splice tee vmsplice sendfile copy_file_range poll ppoll select pselect6 "
    "epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2 eventfd eventfd2 inotify_init "
    "inotify_init1 inotify_add_watch inotify_rm_watch io_setup io_destroy io_submit io_cancel io_getevents "
    "io_pgetevents "
    // files
    "open openat openat2 creat access faccessat faccessat2 stat fstat lstat newfstatat statx statfs fstatfs "
    "name_to_handle_at getdents getdents64 getcwd chdir fchdir mkdir mkdirat rmdir unlink unlinkat rename "
    "renameat renameat2 link linkat symlink symlinkat readlink readlinkat mknod mknodat umask chmod fchmod "
    "fchmodat chown fchown lchown fchownat utime utimes futimesat utimensat truncate ftruncate fallocate "
    "fadvise64 readahead sync syncfs fsync fdatasync sync_file_range setxattr lsetxattr fsetxattr getxattr "
    "lgetxattr fgetxattr listxattr llistxattr flistxattr removexattr lremovexattr fremovexattr "
    // sockets and messages
    "socket socketpair bind listen accept accept4 connect shutdown getsockname getpeername getsockopt setsockopt "
    "sendto sendmsg sendmmsg recvfrom recvmsg recvmmsg shmget shmat shmctl shmdt semget semop semtimedop semctl "
    "msgget msgsnd msgrcv msgctl mq_open mq_unlink mq_timedsend mq_timedreceive mq_notify mq_getsetattr "
    // the rest
    "getrandom ";

constexpr std::string_view kRefused =
    // other namespaces, and into them
    "unshare setns pidfd_getfd open_by_handle_at sethostname setdomainname "
    // mounts
    "mount umount2 pivot_root fsopen fsconfig fsmount fspick move_mount open_tree mount_setattr quotactl "
    "quotactl_fd "
    // parts of the kernel that are attacked often and that no exercise needs
    "bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register add_key keyctl request_key "
    "fanotify_init fanotify_mark lookup_dcookie nfsservctl "
    // the machine: its modules, clock, log, memory, power
    "init_module finit_module delete_module create_module kexec_load kexec_file_load reboot swapon swapoff syslog "
    "acct settimeofday clock_settime adjtimex clock_adjtime iopl ioperm vhangup mbind get_mempolicy set_mempolicy "
    "set_mempolicy_home_node migrate_pages move_pages ";

// The plain one, without random addresses (as gdb starts programs), with a 32-bit uname, and "tell me".
constexpr std::uint32_t kPersonalities[] = {PER_LINUX, ADDR_NO_RANDOMIZE, PER_LINUX32, 0xffffffff};

constexpr int kFamilies[] = {AF_UNIX, AF_INET, AF_INET6, AF_NETLINK, AF_PACKET};

constexpr std::uint64_t kNewNamespaces[] = {CLONE_NEWNS,   CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC,
                                            CLONE_NEWUSER, CLONE_NEWPID,    CLONE_NEWNET};

// Both put keystrokes into a terminal, whose other side may be more than the guest.
constexpr std::uint64_t kTerminalInjections[] = {TIOCSTI, TIOCLINUX};

// The kernel reads these arguments as 32 bits, whatever the upper half holds.
constexpr std::uint64_t kLow32 = 0xffffffff;

// libseccomp's functions return negative errno values.
void Must(int result, const std::string& what) {
  if (result < 0) throw OsError(-result, "compile the system call filter: " + what);
}

using Context = std::unique_ptr<void, decltype(&::seccomp_release)>;

Context NewContext(std::uint32_t default_action) {
  Context context(::seccomp_init(default_action), &::seccomp_release);
  if (!context) throw HostError("compile the system call filter: libseccomp cannot start");
  // Calls by another architecture's numbers (i386, x32). Not killed: that would write to the machine's log.
  Must(::seccomp_attr_set(context.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_ERRNO(ENOSYS)), "other architectures");
  // A binary search by number instead of a list.
  Must(::seccomp_attr_set(context.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2), "optimise");
  return context;
}

void AddAll(const Context& context, std::uint32_t action, std::string_view names) {
  std::istringstream words{std::string(names)};
  for (std::string name; words >> name;) {
    const int number = ::seccomp_syscall_resolve_name(name.c_str());
    if (number == __NR_SCMP_ERROR) throw HostError(fmt::format("libseccomp does not know the system call {}", name));
    if (number >= 0) Must(::seccomp_rule_add(context.get(), action, number, 0), name);
  }
}

void Add(const Context& context, std::uint32_t action, const char* name, const scmp_arg_cmp& argument) {
  const int number = ::seccomp_syscall_resolve_name(name);
  Must(::seccomp_rule_add_array(context.get(), action, number, 1, &argument), name);
}

std::vector<sock_filter> Export(const Context& context) {
  const Fd file(::memfd_create("filter", MFD_CLOEXEC));
  CheckCall(file.get(), "memfd_create");
  Must(::seccomp_export_bpf(context.get(), file.get()), "export");
  CheckCall(::lseek(file.get(), 0, SEEK_SET), "seek in the system call filter");
  const std::string bytes = ReadAll(file.get(), BPF_MAXINSNS * sizeof(sock_filter), "the system call filter");
  std::vector<sock_filter> program(bytes.size() / sizeof(sock_filter));
  std::memcpy(program.data(), bytes.data(), bytes.size());
  return program;
}

std::vector<sock_filter> CompileCalls() {
  const Context context = NewContext(SCMP_ACT_ERRNO(ENOSYS));
  AddAll(context, SCMP_ACT_ALLOW, kAllowed);
  AddAll(context, SCMP_ACT_ERRNO(EPERM), kRefused);
  for (const std::uint32_t value : kPersonalities)
    Add(context, SCMP_ACT_ALLOW, "personality", SCMP_A0(SCMP_CMP_MASKED_EQ, kLow32, value));
  return Export(context);
}

// A filter of its own: libseccomp cannot say "all but these" where all else is refused.
std::vector<sock_filter> CompileArguments() {
  const Context context = NewContext(SCMP_ACT_ALLOW);
  for (const std::uint64_t flag : kNewNamespaces)
    Add(context, SCMP_ACT_ERRNO(EPERM), "clone", SCMP_A0(SCMP_CMP_MASKED_EQ, flag, flag));
  for (const std::uint64_t request : kTerminalInjections)
    Add(context, SCMP_ACT_ERRNO(EPERM), "ioctl", SCMP_A1(SCMP_CMP_MASKED_EQ, kLow32, request));
  const int last = *std::max_element(std::begin(kFamilies), std::end(kFamilies));
  for (const char* name : {"socket", "socketpair"}) {
    for (int family = 0; family < last; ++family) {
      if (std::find(std::begin(kFamilies), std::end(kFamilies), family) != std::end(kFamilies)) continue;
      const auto value = static_cast<scmp_datum_t>(family);
      Add(context, SCMP_ACT_ERRNO(EAFNOSUPPORT), name, SCMP_A0(SCMP_CMP_MASKED_EQ, kLow32, value));
    }
    // Also what has bits in the upper half, be the rest as it may.
    Add(context, SCMP_ACT_ERRNO(EAFNOSUPPORT), name, SCMP_A0(SCMP_CMP_GT, static_cast<scmp_datum_t>(last)));
  }
  return Export(context);
}

}  // namespace

SyscallFilter::SyscallFilter() : calls_(CompileCalls()), arguments_(CompileArguments()) {}

const SyscallFilter& SyscallFilter::Default() {
  static const SyscallFilter filter;
  return filter;
}

int SyscallFilter::Load() const {
  for (const auto* filter : {&arguments_, &calls_}) {
    const sock_fprog program{static_cast<unsigned short>(filter->size()), const_cast<sock_filter*>(filter->data())};
    if (::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0) return -1;
  }
  return 0;
}

}  // namespace shellab
