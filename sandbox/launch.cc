#include "sandbox/launch.h"

#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <iterator>

#include "sandbox/masks.h"

namespace shellab {

const std::uint64_t kHostNamespaces =
    CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWUTS | CLONE_NEWIPC;

const std::uint64_t kDefaultCapabilities =
    (1ULL << CAP_CHOWN) | (1ULL << CAP_DAC_OVERRIDE) | (1ULL << CAP_FOWNER) | (1ULL << CAP_FSETID) |
    (1ULL << CAP_KILL) | (1ULL << CAP_SETGID) | (1ULL << CAP_SETUID) | (1ULL << CAP_SETPCAP) |
    (1ULL << CAP_NET_BIND_SERVICE) | (1ULL << CAP_SYS_CHROOT) | (1ULL << CAP_SETFCAP);

namespace {

enum Step {
  kNone,
  kAttachRoot,
  kSetHostname,
  kWaitForIds,
  kBecomeRoot,
  kMountProc,
  kMountSys,
  kMaskKernelFolders,
  kMountPts,
  kMountShm,
  kPivotRoot,
  kLoopbackUp,
  kDropCapabilities,
  kNoNewPrivileges,
  kArrangeDescriptors,
  kExecInit,
};

const char* const kStepNames[] = {
    "",
    "attach the root",
    "set the host name",
    "wait for the id maps",
    "become the sandbox's root",
    "mount /proc",
    "mount /sys",
    "make parts of /proc and /sys read-only or empty",
    "mount /dev/pts",
    "mount /dev/shm",
    "enter the root",
    "bring up the loopback interface",
    "drop capabilities",
    "set no_new_privs",
    "arrange the descriptors of init",
    "start init",
};
static_assert(std::size(kStepNames) == kExecInit + 1);

int LoopbackUp() {
  const int fd = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  ifreq request{};
  std::strcpy(request.ifr_name, "lo");
  request.ifr_flags = IFF_UP | IFF_RUNNING;
  return ::ioctl(fd, SIOCSIFFLAGS, &request);
}

// Closes all but 0-2 (the guest's /dev/null), 3 (lifeline), 4 (lease) and 5 (thaw file) at exec.
int ArrangeDescriptors(const BootPlan& plan) {
  const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  if (null < 0) return -1;
  // Sources out of the way of the targets first: any of them may be one of 0..4.
  const int lifeline = ::fcntl(plan.lifeline, F_DUPFD_CLOEXEC, 10);
  const int lease = ::fcntl(plan.id_lease, F_DUPFD_CLOEXEC, 10);
  const int high_null = ::fcntl(null, F_DUPFD_CLOEXEC, 10);
  if (lifeline < 0 || lease < 0 || high_null < 0) return -1;
  for (int fd = 0; fd < 3; ++fd)
    if (::dup2(high_null, fd) < 0) return -1;
  if (::dup2(lifeline, 3) < 0 || ::dup2(lease, 4) < 0) return -1;
  if (plan.thaw_file >= 0 && ::dup2(plan.thaw_file, 5) < 0) return -1;
  return ::close_range(plan.thaw_file >= 0 ? 6 : 5, ~0U, CLOSE_RANGE_CLOEXEC);
}

}  // namespace

const char* BootStepName(int step) { return kStepNames[step]; }

int BoundCapabilities(std::uint64_t allowed) {
  for (int capability = 0; ::prctl(PR_CAPBSET_READ, capability) >= 0; ++capability) {
    if (((allowed >> capability) & 1U) != 0) continue;
    if (::prctl(PR_CAPBSET_DROP, capability) != 0) return -1;
  }
  return ::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
}

int SetCapabilities(std::uint64_t capabilities) {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct data[2]{};
  for (unsigned half = 0; half < 2; ++half)
    data[half].permitted = data[half].effective = static_cast<std::uint32_t>(capabilities >> (32 * half));
  return static_cast<int>(::syscall(SYS_capset, &header, data));
}

void BootHost(const BootPlan& plan, const ChildReport& report) {
  const auto must = [&report](Step step, long result) {
    if (result < 0) report.Fail(step);
  };
  // Still the machine's root, to whom the staging folder belongs: the guest's root could not enter it.
  must(kAttachRoot, ::move_mount(plan.root_mount, "", AT_FDCWD, plan.pivot_folder.c_str(), MOVE_MOUNT_F_EMPTY_PATH));
  must(kAttachRoot, ::chdir(plan.pivot_folder.c_str()));
  must(kSetHostname, ::sethostname(plan.hostname.data(), plan.hostname.size()));
  ::setsid();
  ::umask(022);
  ::setpriority(PRIO_PROCESS, 0, 0);  // the engine's own is better

  char byte = 0;
  if (::read(plan.gate, &byte, 1) != 1) report.Fail(kWaitForIds);
  // The bare calls: glibc's would signal threads that this copy of the process does not have.
  must(kBecomeRoot, ::syscall(SYS_setgroups, 0, nullptr));
  must(kBecomeRoot, ::syscall(SYS_setresgid, 0, 0, 0));
  must(kBecomeRoot, ::syscall(SYS_setresuid, 0, 0, 0));
  constexpr unsigned long kInert = MS_NOSUID | MS_NODEV | MS_NOEXEC;
  must(kMountProc, ::mount("proc", "proc", "proc", kInert, nullptr));
  must(kMountSys, ::mount("sysfs", "sys", "sysfs", kInert | MS_RDONLY, nullptr));
  must(kMaskKernelFolders, MaskKernelFolders());
  must(kMountPts, ::mount("devpts", "dev/pts", "devpts", MS_NOSUID | MS_NOEXEC,
                          "newinstance,ptmxmode=0666,mode=0620,gid=5,max=256"));
  must(kMountShm, ::mount("tmpfs", "dev/shm", "tmpfs", MS_NOSUID | MS_NODEV, plan.shm_options.c_str()));
  // pivot_root(".", ".") stacks the old root over the new one, where it is unmounted with all below it
  // (pivot_root(2), NOTES).
  must(kPivotRoot, ::syscall(SYS_pivot_root, ".", "."));
  must(kPivotRoot, ::umount2(".", MNT_DETACH));
  must(kPivotRoot, ::chdir("/"));
  must(kLoopbackUp, LoopbackUp());

  must(kDropCapabilities, BoundCapabilities(plan.capabilities));
  must(kDropCapabilities, SetCapabilities(plan.capabilities));
  must(kNoNewPrivileges, ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
  must(kArrangeDescriptors, ArrangeDescriptors(plan));
  char name[] = "init";
  char* const argv[] = {name, nullptr};
  char* const envp[] = {nullptr};
  ::execveat(plan.init_program, "", argv, envp, AT_EMPTY_PATH);
  report.Fail(kExecInit);
}

}  // namespace shellab
