// What the system call filter answers, call by call.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/sandbox/engine/harness.h"
#include "tests/sandbox/isolation/programs.h"

namespace shellab::testing {
namespace {

namespace asio = boost::asio;

// pivot_root, fsopen, fsmount, fspick, move_mount, the module and kexec calls, reboot, swapoff, acct and vhangup would
// be refused by the kernel too, since the guest lacks the capability.
constexpr char kAnswers[] = R"(unshare=EPERM
setns=EPERM
pidfd_getfd=EPERM
open_by_handle_at=EPERM
clone3=ENOSYS
clone=ok
clone newuser=EPERM
clone newns=EPERM
clone newcgroup=EPERM
clone newuts=EPERM
clone newipc=EPERM
clone newpid=EPERM
clone newnet=EPERM
mount=EPERM
umount2=EPERM
pivot_root=EPERM
fsopen=EPERM
fsconfig=EPERM
fsmount=EPERM
fspick=EPERM
move_mount=EPERM
open_tree=EPERM
mount_setattr=EPERM
quotactl=EPERM
quotactl_fd=EPERM
bpf=EPERM
perf_event_open=EPERM
userfaultfd=EPERM
io_uring_setup=EPERM
io_uring_enter=EPERM
io_uring_register=EPERM
add_key=EPERM
request_key=EPERM
keyctl=EPERM
fanotify_init=EPERM
fanotify_mark=EPERM
lookup_dcookie=EPERM
nfsservctl=EPERM
init_module=EPERM
finit_module=EPERM
delete_module=EPERM
kexec_load=EPERM
kexec_file_load=EPERM
reboot=EPERM
swapon=EPERM
swapoff=EPERM
syslog=EPERM
acct=EPERM
settimeofday=EPERM
clock_settime=EPERM
adjtimex=EPERM
clock_adjtime=EPERM
iopl=EPERM
ioperm=EPERM
vhangup=EPERM
mbind=EPERM
get_mempolicy=EPERM
set_mempolicy=EPERM
migrate_pages=EPERM
move_pages=EPERM
modify_ldt=ENOSYS
memfd_secret=ENOSYS
personality query=ok
personality without random addresses=ok
personality bsd=ENOSYS
socket unix=ok
socket inet=ok
socket inet6=ok
socket netlink=ok
socket packet=EPERM
socket alg=EAFNOSUPPORT
socket vsock=EAFNOSUPPORT
socket can=EAFNOSUPPORT
socket bluetooth=EAFNOSUPPORT
socket unix, upper half set=EAFNOSUPPORT
ioctl=ENOTTY
ioctl tiocsti=EPERM
ioctl tiocsti, upper half set=EPERM
ioctl tioclinux=EPERM
ptrace init=EPERM
process_vm_readv init=EPERM
process_vm_readv self=ok
)"
#ifdef __x86_64__
                            R"(i386 getpid=ENOSYS
x32 getpid=ENOSYS
)"
#endif
    ;

std::string Answers(ExecSpec spec) {
  ExecResult result;
  const std::function<asio::awaitable<void>(Host&)> work = [&](Host& host) -> asio::awaitable<void> {
    spec.argv = {Install(host, "calls")};
    result = co_await host.Exec(spec);
  };
  WithHost(BaseHost(), work);
  return Print(result);
}

TEST(Calls, OfTheGuestsRoot) { EXPECT_EQ(Answers(ScriptAsRoot("")), kAnswers); }

TEST(Calls, OfAnOrdinaryUser) { EXPECT_EQ(Answers(Script("")), kAnswers); }

// The filter is loaded by the capability then, and must not depend on no_new_privs.
TEST(Calls, WithPrivilegesLifted) {
  ExecSpec spec = Script("");
  spec.no_new_privs = false;
  EXPECT_EQ(Answers(spec), kAnswers);
}

TEST(Calls, AFilterIsInForceEvenAfterExec) {
  EXPECT_THAT(Print(RunOnce(Script("grep -E '^Seccomp(_filters)?:' /proc/self/status"))),
              ::testing::StrEq("Seccomp:\t2\nSeccomp_filters:\t2\n"));
}

TEST(Calls, ToolsAreToldToo) {
  const ExecResult result = RunOnce(ScriptAsRoot("unshare -U true; nsenter -t $$ -n true; dmesg"));
  EXPECT_EQ(result.err.content,
            "unshare: unshare failed: Operation not permitted\n"
            "nsenter: reassociate to namespace 'ns/net' failed: Operation not permitted\n"
            "dmesg: read kernel buffer failed: Operation not permitted\n");
}

TEST(Calls, AChildCanBeDebugged) {
  ExecResult result;
  ExecSpec spec = Script("");
  const std::function<asio::awaitable<void>(Host&)> work = [&](Host& host) -> asio::awaitable<void> {
    spec.argv = {Install(host, "debugger")};
    result = co_await host.Exec(spec);
  };
  WithHost(BaseHost(), work);
  EXPECT_EQ(Print(result), "child ended with 42\n");
}

}  // namespace
}  // namespace shellab::testing
