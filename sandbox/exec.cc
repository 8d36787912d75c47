#include "sandbox/exec.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <iterator>
#include <optional>
#include <string_view>

#include "sandbox/event.h"
#include "sandbox/launch.h"
#include "sandbox/os/clone.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"
#include "sandbox/seccomp.h"

namespace shellab {
namespace {

enum Step {
  kNone,
  kEnterGroup,
  kJoinHost,
  kFork,
  kCgroupNamespace,
  kStdio,
  kTerminal,
  kDropCapabilities,
  kSetIds,
  kFilterCalls,
  kNoNewPrivileges,
  kLimits,
  kDirectory,
  kCloseDescriptors,
  kExec,
};

const char* const kStepNames[] = {
    "",
    "enter its control group",
    "join the host's namespaces",
    "fork",
    "make a cgroup namespace",
    "arrange stdin, stdout and stderr",
    "take its terminal",
    "drop capabilities",
    "set user and groups",
    "filter system calls",
    "set no_new_privs",
    "set resource limits",
    "enter the folder",
    "close descriptors",
    "execute",
};
static_assert(std::size(kStepNames) == kExec + 1);

// Null-terminated pointers into strings that outlive them, as execve(2) wants them.
std::vector<char*> Pointers(const std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  pointers.reserve(strings.size() + 1);
  for (const auto& text : strings) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

// The paths that a shell would try for argv[0].
std::vector<std::string> Candidates(const ExecSpec& spec) {
  const std::string& name = spec.argv.front();
  if (name.find('/') != std::string::npos) return {name};
  constexpr std::string_view kPrefix = "PATH=";
  std::vector<std::string> paths;
  for (const auto& variable : spec.env) {
    if (!variable.starts_with(kPrefix)) continue;
    std::string_view folders = std::string_view(variable).substr(kPrefix.size());
    while (!folders.empty()) {
      const auto end = std::min(folders.find(':'), folders.size());
      if (end > 0) paths.push_back(fmt::format("{}/{}", folders.substr(0, end), name));
      folders.remove_prefix(std::min(end + 1, folders.size()));
    }
  }
  return paths;
}

// The memory that /proc/PID/cmdline shows of this process (proc_pid_stat(5), arg_start and arg_end).
struct CommandLine {
  char* begin = nullptr;
  std::size_t size = 0;
};

CommandLine ReadCommandLine() {
  const std::string stat = ReadFile("/proc/self/stat");
  std::string_view rest = std::string_view(stat).substr(stat.rfind(')') + 2);
  std::uintptr_t fields[50] = {};
  for (int field = 3; field < 50 && !rest.empty(); ++field) {
    const auto end = std::min(rest.find(' '), rest.size());
    if (field >= 48) fields[field] = std::stoull(std::string(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {reinterpret_cast<char*>(fields[48]), fields[49] - fields[48]};  // NOLINT(performance-no-int-to-ptr)
}

// It never moves: read once.
const CommandLine& FindCommandLine() {
  static const CommandLine found = ReadCommandLine();
  return found;
}

// What helper and program need, prepared before the fork: they make system calls only.
struct Plan {
  const ExecSpec& spec;
  const int (&stdio)[3];
  int init_pidfd;
  const Cgroup& group;
  const Freezer* freezer;
  std::vector<std::string> candidates;
  std::vector<char*> paths;
  std::vector<char*> argv;
  std::vector<char*> envp;
  CommandLine command_line;
  const SyscallFilter& filter;
  const ChildReport& report;
};

// Where RunProgram runs. Only a helper ever writes to it, and has it to itself, being a copy of this process.
alignas(16) std::array<char, 65536> program_stack;

void Must(const Plan& plan, Step step, long result) {
  if (result < 0) plan.report.Fail(step);
}

// Lowers a limit; raising one can be refused (CAP_SYS_RESOURCE may be missing).
int LowerLimit(__rlimit_resource_t resource, rlim_t soft, rlim_t hard) {
  rlimit limit{};
  if (::getrlimit(resource, &limit) != 0) return -1;
  limit.rlim_max = std::min(limit.rlim_max, hard);
  limit.rlim_cur = std::min(soft, limit.rlim_max);
  return ::setrlimit(resource, &limit);
}

void ResetSignals() {
  for (int signal = 1; signal < NSIG; ++signal) ::signal(signal, SIG_DFL);  // refused for SIGKILL and SIGSTOP
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

int SetIds(const Identity& user) {
  // The bare calls: glibc's would signal threads that this copy of the process does not have.
  if (::syscall(SYS_setgroups, user.groups.size(), user.groups.data()) != 0) return -1;
  if (::syscall(SYS_setresgid, user.gid, user.gid, user.gid) != 0) return -1;
  return static_cast<int>(::syscall(SYS_setresuid, user.uid, user.uid, user.uid));
}

// The program's own process, in the host's pid namespace, on the helper's memory until it executes.
int RunProgram(void* argument) {
  const Plan& plan = *static_cast<const Plan*>(argument);
  const ExecSpec& spec = plan.spec;
  // Of its own: its group is the "/" of /proc/self/cgroup, whatever hangs above it on the machine.
  Must(plan, kCgroupNamespace, ::unshare(CLONE_NEWCGROUP));
  for (int fd = 0; fd < 3; ++fd) Must(plan, kStdio, ::dup2(plan.stdio[fd], fd));
  ::setsid();
  if (spec.terminal) Must(plan, kTerminal, ::ioctl(0, TIOCSCTTY, 0));
  ::umask(022);
  ::setpriority(PRIO_PROCESS, 0, 0);  // the engine's own is better
  ResetSignals();
  Must(plan, kDropCapabilities, BoundCapabilities(spec.capabilities));
  Must(plan, kSetIds, SetIds(spec.user));
  // With CAP_SYS_ADMIN still held, which stands for no_new_privs where a lab lifts that (seccomp(2)).
  Must(plan, kFilterCalls, plan.filter.Load());
  // Root of the machine is no root of the guest's namespace, so that leaving it clears no capability by itself.
  Must(plan, kDropCapabilities, SetCapabilities(spec.user.uid == 0 ? spec.capabilities : 0));
  if (spec.no_new_privs) Must(plan, kNoNewPrivileges, ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
  Must(plan, kLimits, LowerLimit(RLIMIT_CORE, 0, 0));
  Must(plan, kLimits, LowerLimit(RLIMIT_NOFILE, spec.open_files, std::max(spec.open_files, 4096U)));
  Must(plan, kDirectory, ::chdir(spec.directory.c_str()));
  Must(plan, kCloseDescriptors, ::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC));
  // As execvp(3): a file that may not be executed is remembered while the search goes on.
  int error = ENOENT;
  for (char* const* path = plan.paths.data(); *path != nullptr; ++path) {
    ::execve(*path, plan.argv.data(), plan.envp.data());
    if (errno == EACCES) error = EACCES;
    if (errno != ENOENT && errno != ENOTDIR && errno != EACCES) {
      error = errno;
      break;
    }
  }
  errno = error;
  plan.report.Fail(kExec);
}

// Between: a copy of this process that joins the host and makes the program a child of this process. Nothing of it can
// be seen or touched from inside: it stays in this machine's pid namespace; the program runs on its memory until exec,
// which is not dumpable and whose command line and name are blank.
[[noreturn]] void RunHelper(Plan& plan) {
  ::prctl(PR_SET_DUMPABLE, 0);
  ::prctl(PR_SET_NAME, "exec");
  std::memset(plan.command_line.begin, 0, plan.command_line.size);
  // Before anything else, so that nothing of the program is outside; "0" is the writer itself (cgroups(7)).
  for (const Fd& entrance : plan.group.entrances()) Must(plan, kEnterGroup, ::write(entrance.get(), "0", 1));
  if (plan.freezer != nullptr && plan.freezer->entrance())
    Must(plan, kEnterGroup, ::write(plan.freezer->entrance().get(), "0", 1));
  // The network first: it may be of a sandbox to whose user namespace the own one gives no right.
  const int network = plan.spec.network >= 0 ? plan.spec.network : plan.init_pidfd;
  Must(plan, kJoinHost, ::setns(network, CLONE_NEWNET));
  constexpr int kOthers = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUTS | CLONE_NEWIPC;
  Must(plan, kJoinHost, ::setns(plan.init_pidfd, kOthers));
  const int flags = CLONE_VM | CLONE_VFORK | CLONE_PARENT | CLONE_PARENT_SETTID;
  Must(plan, kFork,
       ::clone(RunProgram, program_stack.data() + program_stack.size(), flags, &plan, &plan.report.notes()->pid));
  ::_exit(0);
}

// Reaps the program's process if the coroutine that started it is gone before it could be handed over.
class Orphan {
 public:
  explicit Orphan(const ChildNotes* notes) : notes_(notes) {}
  Orphan(const Orphan&) = delete;
  Orphan& operator=(const Orphan&) = delete;
  ~Orphan() {
    if (notes_ != nullptr && notes_->pid > 0) Process::FromPid(notes_->pid).KillAndReap();
  }
  void Kill() const {
    if (notes_->pid > 0) ::kill(notes_->pid, SIGKILL);
  }
  Process Take() { return Process::FromPid(std::exchange(notes_, nullptr)->pid); }

 private:
  const ChildNotes* notes_;
};

}  // namespace

boost::asio::awaitable<void> WaitReadable(int fd) {
  const auto executor = co_await boost::asio::this_coro::executor;
  boost::asio::posix::stream_descriptor watched(executor, Duplicate(fd).Release());
  // Asked again: an event may be that of a descriptor that was closed. Asio uses its state anew at once, though an
  // event of it may stand in the line that the same epoll_wait(2) has filled (epoll_reactor.ipp, descriptor_state).
  pollfd state{fd, POLLIN, 0};
  while (::poll(&state, 1, 0) == 0)
    co_await watched.async_wait(boost::asio::posix::descriptor_base::wait_read, boost::asio::use_awaitable);
}

boost::asio::awaitable<Spawned> Spawn(int init_pidfd, const Cgroup& group, const Freezer* freezer, const ExecSpec& spec,
                                      const int (&stdio)[3]) {
  ChildReport report;
  auto plan = std::make_unique<Plan>(Plan{.spec = spec,
                                          .stdio = stdio,
                                          .init_pidfd = init_pidfd,
                                          .group = group,
                                          .freezer = freezer,
                                          .candidates = Candidates(spec),
                                          .paths = {},
                                          .argv = Pointers(spec.argv),
                                          .envp = Pointers(spec.env),
                                          .command_line = FindCommandLine(),
                                          .filter = SyscallFilter::Default(),
                                          .report = report});
  plan->paths = Pointers(plan->candidates);
  Orphan program(report.notes());
  Process helper = Clone(0, group.unified().get());
  if (!helper) RunHelper(*plan);
  const Fd done = report.TakeReadEnd();
  const auto executor = co_await boost::asio::this_coro::executor;
  const auto executed = std::make_shared<Event>(executor);
  boost::asio::co_spawn(executor, WaitReadable(done.get()), [executed](const std::exception_ptr&) { executed->Set(); });
  co_await executed->WaitUntil(std::chrono::steady_clock::now() + spec.wall);
  const bool wall_hit = !executed->is_set();
  if (wall_hit) {
    // It has joined the host, where anybody who may signal it can stop it before it executes.
    program.Kill();
    co_await executed->Wait();
  }
  helper.Reap();
  const ChildNotes notes = *report.notes();
  // The folder is the guest's to remove, as the program is.
  if (notes.step != kNone && notes.step != kExec && notes.step != kDirectory)
    throw OsError(notes.error, fmt::format("start {} in a sandbox: {}", spec.argv.front(), kStepNames[notes.step]));
  if (notes.pid == 0) throw HostError(fmt::format("start {} in a sandbox: the helper was killed", spec.argv.front()));
  co_return Spawned{program.Take(), notes.error, wall_hit};
}

}  // namespace shellab
