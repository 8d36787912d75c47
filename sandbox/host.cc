#include "sandbox/host.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/magic.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <set>
#include <thread>

#include "sandbox/capture.h"
#include "sandbox/network/visit.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

using Clock = std::chrono::steady_clock;

// How long what the program's children print is waited for once it has ended itself.
constexpr std::chrono::seconds kDrainGrace{1};
// How long freezing may take, and how often it is looked at.
constexpr std::chrono::seconds kFreezeDeadline{1};
constexpr std::chrono::milliseconds kFreezeTick{1};
// How often it is looked whether a killed group is empty.
constexpr std::chrono::milliseconds kKillTick{1};
// How often processor time is looked at when hardly any is left.
constexpr std::chrono::milliseconds kCpuTick{5};

// A running program and the timers that watch it. Shared by the coroutine that waits for it and the timers' handlers,
// whichever lives longer; once `process` was reaped the handlers do nothing.
struct Running : std::enable_shared_from_this<Running> {
  Running(const asio::any_io_executor& executor, const Cgroup& control_group)
      : group(control_group), wall_timer(executor), cpu_timer(executor) {}

  void Kill(Limit limit) {
    hit.insert(limit);
    if (process) process.Kill();
  }

  void WatchWall(Clock::time_point deadline) {
    wall_timer.expires_at(deadline);
    wall_timer.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
      if (!error && self->process) self->Kill(Limit::kWall);
    });
  }

  // Looks again at the earliest moment at which all processors together could have used up the rest of `limit`, of
  // which `used` was used.
  void WatchCpu(std::chrono::microseconds limit, std::chrono::microseconds used) {
    if (used >= limit) {
      Kill(Limit::kCpu);
      return;
    }
    const auto processors = std::max(1U, std::thread::hardware_concurrency());
    cpu_timer.expires_after(std::max<std::chrono::microseconds>((limit - used) / processors, kCpuTick));
    cpu_timer.async_wait([self = shared_from_this(), limit](const boost::system::error_code& error) {
      if (!error && self->process) self->WatchCpu(limit, self->group.Cpu());
    });
  }

  ExitStatus Reap() {
    const ExitStatus status = process.Reap();
    wall_timer.cancel();
    cpu_timer.cancel();
    return status;
  }

  Process process;
  std::set<Limit> hit;
  const Cgroup& group;
  asio::steady_timer wall_timer;
  asio::steady_timer cpu_timer;
};

// Kills and reaps a program whose coroutine is unwound: its timers' handlers keep the value alive, and no init dies
// before a process of its host that is this process's child has been reaped (pid_namespaces(7)).
class RunningGuard {
 public:
  explicit RunningGuard(std::shared_ptr<Running> running) : running_(std::move(running)) {}
  RunningGuard(const RunningGuard&) = delete;
  RunningGuard& operator=(const RunningGuard&) = delete;
  ~RunningGuard() { running_->process.KillAndReap(); }

 private:
  std::shared_ptr<Running> running_;
};

// Whether a tmpfs upper has no room left.
bool IsFull(const HostRoot& root) {
  struct statfs usage {};
  if (!root.bounded || ::fstatfs(root.upper.get(), &usage) != 0) return false;
  return usage.f_bfree == 0 || usage.f_ffree == 0;
}

Outcome OutcomeOf(const ExitStatus& status, std::set<Limit> hit) {
  const bool killed = status.signalled && status.signal == SIGKILL;
  // A timer may fire while a program that ended by itself is yet to be reaped.
  if (!killed) {
    hit.erase(Limit::kWall);
    hit.erase(Limit::kCpu);
  }
  Outcome outcome;
  outcome.limits_hit.assign(hit.begin(), hit.end());
  // Of these only the first that was hit can have killed it: being refused a fork or a block kills nobody.
  for (const Limit limit : {Limit::kWall, Limit::kCpu, Limit::kOutput, Limit::kMemory})
    if (killed && !outcome.limit && hit.contains(limit)) outcome.limit = limit;
  if (outcome.limit) {
    outcome.ended = Outcome::Ended::kKilledBy;
  } else if (status.signalled) {
    outcome.ended = Outcome::Ended::kSignalled;
    outcome.signal = status.signal;
  } else {
    outcome.code = status.code;
  }
  return outcome;
}

// The pipe's writing end, owned by the guest's user so that `> /dev/stdout` may open it again.
PipeEnds PipeFor(std::uint32_t id_base, const Identity& user) {
  PipeEnds pipe = Pipe();
  CheckCall(::fchown(pipe.write.get(), id_base + user.uid, id_base + user.gid), "chown a pipe");
  return pipe;
}

}  // namespace

asio::awaitable<ExecResult> Host::Exec(const ExecSpec& spec) {
  const auto executor = co_await asio::this_coro::executor;
  PipeEnds out = PipeFor(id_base_, spec.user);
  PipeEnds err = PipeFor(id_base_, spec.user);
  const Cgroup& group = NewGroup(spec.limits);
  const auto start = Clock::now();
  const auto deadline = start + spec.wall;

  const auto running = std::make_shared<Running>(executor, group);
  const RunningGuard guard(running);
  ExecResult result;
  {
    const int stdio[3] = {root_.null.get(), out.write.get(), err.write.get()};
    Spawned spawned = co_await Spawn(init_.pidfd(), group, freezer_.get(), spec, stdio);
    running->process = std::move(spawned.process);
    result.exec_errno = spawned.exec_errno;
    if (spawned.wall_hit) running->hit.insert(Limit::kWall);
  }
  out.write.Close();
  err.write.Close();
  if (result.exec_errno != 0) {
    running->Reap();
    over_.insert(&group);
    result.outcome.code = result.exec_errno == ENOENT ? 127 : 126;
    co_return result;
  }

  const auto on_full = [running] { running->Kill(Limit::kOutput); };
  const auto out_capture = std::make_shared<Capture>(executor, std::move(out.read), spec.output_bytes, on_full);
  const auto err_capture = std::make_shared<Capture>(executor, std::move(err.read), spec.output_bytes, on_full);
  out_capture->Start();
  err_capture->Start();
  running->WatchWall(deadline);
  running->WatchCpu(spec.cpu, std::chrono::microseconds(0));  // the group is new

  co_await WaitReadable(running->process.pidfd());
  const auto ended = Clock::now();
  const ExitStatus status = running->Reap();
  const auto drained = std::min(deadline, ended + kDrainGrace);
  for (const auto& capture : {out_capture, err_capture}) co_await capture->ended().WaitUntil(drained);
  for (const auto& capture : {out_capture, err_capture}) {
    capture->Stop();
    co_await capture->ended().Wait();
  }
  over_.insert(&group);
  const CgroupUsage usage = group.Usage();
  if (usage.oom_killed) running->hit.insert(Limit::kMemory);
  if (usage.fork_refused) running->hit.insert(Limit::kProcesses);
  if (IsFull(root_)) running->hit.insert(Limit::kDisk);
  result.outcome = OutcomeOf(status, running->hit);
  result.wall = std::chrono::duration_cast<std::chrono::microseconds>(ended - start);
  result.cpu = usage.cpu;
  result.peak_memory_bytes = usage.peak_memory_bytes;
  result.out = out_capture->Take();
  result.err = err_capture->Take();
  co_return result;
}

TerminalEnds Host::OpenTerminal(const Identity& owner) const {
  const std::string what = "open a terminal in the sandbox";
  const Fd root = Open(fmt::format("/proc/{}/root", init_.pid()), O_PATH | O_DIRECTORY);
  // Looked at before it is opened: the guest may have put something else there.
  const Fd found = OpenInRoot(root.get(), "dev/pts/ptmx", O_PATH);
  struct statfs system {};
  CheckCall(::fstatfs(found.get(), &system), what);
  if (system.f_type != DEVPTS_SUPER_MAGIC) throw OsError(ENOTTY, what);
  const FileOwnerScope scope(id_base_ + owner.uid, id_base_ + owner.gid);
  TerminalEnds ends;
  ends.master = Open(DescriptorPath(found.get()), O_RDWR | O_NOCTTY | O_NONBLOCK);
  const int unlocked = 0;
  CheckCall(::ioctl(ends.master.get(), TIOCSPTLCK, &unlocked), what);
  // By the master, not by a path of the guest's (ioctl_tty(2)).
  ends.slave =
      Fd(static_cast<int>(CheckCall(::ioctl(ends.master.get(), TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC), what)));
  return ends;
}

void Host::PrepareGroup() {
  next_group_ = std::make_unique<Cgroup>(controllers_, group_prefix_ + std::to_string(made_groups_++));
}

void Host::DropGroups() {
  for (auto group = groups_.begin(); group != groups_.end();) {
    const bool may_run = !over_.contains(group->get()) || !(*group)->Pids().empty();
    const auto used = may_run ? std::chrono::microseconds(0) : (*group)->Cpu();
    if (may_run || !(*group)->Remove()) {
      ++group;
      continue;
    }
    used_by_dropped_ += used;
    over_.erase(group->get());
    if (freezer_) freezer_->Leave(**group);
    group = groups_.erase(group);
  }
}

Cgroup& Host::NewGroup(const CgroupLimits& limits) {
  DropGroups();  // not where a program ends: a host's last goes with the host, which takes no time of its own
  if (!next_group_) PrepareGroup();
  next_group_->SetLimits(limits);
  groups_.push_back(std::move(next_group_));
  if (freezer_) freezer_->Add(*groups_.back());
  return *groups_.back();
}

asio::awaitable<std::shared_ptr<Child>> Host::Launch(const ExecSpec& spec, const Cgroup& group, int output,
                                                     int* exec_errno) {
  const auto executor = co_await asio::this_coro::executor;
  const int stdio[3] = {spec.terminal ? output : root_.null.get(), output, output};
  Spawned spawned = co_await Spawn(init_.pidfd(), group, freezer_.get(), spec, stdio);
  *exec_errno = spawned.exec_errno;
  if (spawned.exec_errno != 0) {
    spawned.process.KillAndReap();
    co_return nullptr;
  }
  auto child = std::make_shared<Child>(executor, std::move(spawned.process));
  child->Watch();
  std::erase_if(children_, [](const auto& other) { return other.expired(); });
  children_.push_back(child);
  co_return child;
}

void Host::SignalGroup(const Cgroup& group, int signal) const {
  for (const pid_t pid : group.Pids()) ::kill(pid, signal);
}

asio::awaitable<void> Host::KillGroup(const Cgroup& group) const {
  std::vector<const Cgroup*> groups;
  groups.push_back(&group);
  return KillGroups(std::move(groups));
}

asio::awaitable<void> Host::KillPrograms() const {
  const std::vector<std::shared_ptr<Cgroup>> held = groups_;  // meanwhile some may be dropped
  std::vector<const Cgroup*> groups;
  for (const auto& group : held) groups.push_back(group.get());
  co_await KillGroups(std::move(groups));
}

asio::awaitable<void> Host::KillGroups(std::vector<const Cgroup*> groups) const {
  const auto is_empty = [](const Cgroup& group) { return group.Pids().empty(); };
  // Or who forks without end would be ahead of the signals for ever. What was forked just before ends in a later round.
  std::vector<std::unique_ptr<const ForkBan>> bans;
  for (const Cgroup* group : groups)
    if (!is_empty(*group)) bans.push_back(std::make_unique<const ForkBan>(*group));
  asio::steady_timer tick(co_await asio::this_coro::executor);
  // No event tells of a v1 group's end.
  while (!bans.empty()) {
    for (const auto& ban : bans) SignalGroup(ban->group(), SIGKILL);
    tick.expires_after(kKillTick);
    co_await tick.async_wait(asio::use_awaitable);
    std::erase_if(bans, [&](const auto& ban) { return is_empty(ban->group()); });
  }
}

Fd Host::NewSocket(int domain, int type) const {
  const NetworkVisit visit(init_.pidfd());
  return Fd(
      CheckCall(::socket(domain, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), "make a socket in a sandbox's network"));
}

Fd Host::Listen(const std::string& path) const {
  Fd socket(
      static_cast<int>(CheckCall(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), "make a socket")));
  // What may connect is what may write to the socket's file, whose mode is the socket's own (unix(7)).
  CheckCall(::fchmod(socket.get(), 0666), "chmod a socket");
  const std::filesystem::path file(path);
  const Fd folder = OpenInRoot(root_.mount.get(), file.parent_path(), O_PATH | O_DIRECTORY);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string where = DescriptorPath(folder.get()) + "/" + file.filename().native();
  if (where.size() >= sizeof address.sun_path) throw HostError(fmt::format("{}: too long for a socket", path));
  std::memcpy(address.sun_path, where.data(), where.size());
  const FileOwnerScope scope(id_base_, id_base_);
  const mode_t mask = ::umask(0);
  const int bound = ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
  const int error = errno;
  ::umask(mask);
  if (bound != 0) throw OsError(error, fmt::format("make the socket {} in the sandbox", path));
  CheckCall(::listen(socket.get(), 64), "listen on a socket");
  return socket;
}

std::vector<ProcessInfo> Host::ReadProcesses() const {
  std::vector<pid_t> pids;
  for (const auto& group : groups_)
    for (const pid_t pid : group->Pids()) pids.push_back(pid);
  return shellab::ReadProcesses(pids, id_base_);
}

std::chrono::microseconds Host::CpuUsed() const {
  std::chrono::microseconds used = used_by_dropped_;
  for (const auto& group : groups_) used += group->Cpu();
  return used;
}

std::vector<Listener> Host::ReadListeners(const std::vector<ProcessInfo>& processes) const {
  return shellab::ReadListeners(init_.pid(), processes);
}

std::string Host::GroupPrefix(std::uint32_t range_index) { return fmt::format("shellab-{}-", range_index); }

asio::awaitable<void> Host::Freeze() {
  freezer_->Freeze();
  asio::steady_timer tick(co_await asio::this_coro::executor);
  const auto deadline = Clock::now() + kFreezeDeadline;
  // No event tells when a v1 group is frozen. One that a process in the kernel holds up is read as it is: reading is
  // safe against changes, only not a single moment.
  while (!freezer_->IsFrozen() && Clock::now() < deadline) {
    tick.expires_after(kFreezeTick);
    co_await tick.async_wait(asio::use_awaitable);
  }
}

void Host::Thaw() { freezer_->Thaw(); }

Host::~Host() {
  Kill();
  for (const auto& child : children_)
    if (const auto still = child.lock()) still->KillAndReap();
}

void Host::Kill() noexcept {
  try {
    if (freezer_) freezer_->Thaw();  // frozen processes of v1 do not die
  } catch (const HostError&) {       // then init does it when the lifeline closes
  }
  if (init_) init_.Kill();
}

asio::awaitable<void> Host::Stop() {
  if (!init_) co_return;
  Kill();
  // Before init, which waits in its end for the last process of its host to be reaped (pid_namespaces(7)).
  for (const auto& child : std::exchange(children_, {}))
    if (const auto still = child.lock()) co_await still->ended().Wait();
  // While the kernel takes the host down. A group that something is left in goes with the host.
  for (const auto& group : groups_) group->Remove();
  next_group_.reset();
  co_await WaitReadable(init_.pidfd());
  init_.Reap();
}

}  // namespace shellab
