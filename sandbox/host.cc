#include "sandbox/host.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <cerrno>
#include <csignal>

#include "sandbox/capture.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

using Clock = std::chrono::steady_clock;

// How long what the program's children print is waited for once it has ended itself.
constexpr std::chrono::seconds kDrainGrace{1};

// What the handlers of a running program share with the coroutine that waits for it, whichever lives longer.
struct Running {
  Process process;
  bool wall_hit = false;
  bool output_hit = false;
};

Outcome OutcomeOf(const ExitStatus& status, const Running& running) {
  Outcome outcome;
  const bool killed = status.signalled && status.signal == SIGKILL;
  // The timer may fire while a program that ended by itself is yet to be reaped.
  if (running.wall_hit && killed) outcome.limits_hit.push_back(Limit::kWall);
  if (running.output_hit) outcome.limits_hit.push_back(Limit::kOutput);
  if (killed && !outcome.limits_hit.empty()) {
    outcome.ended = Outcome::Ended::kKilledBy;
    outcome.limit = outcome.limits_hit.front();
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
  Check(::fchown(pipe.write.get(), id_base + user.uid, id_base + user.gid), "chown a pipe");
  return pipe;
}

}  // namespace

asio::awaitable<ExecResult> Host::Exec(const ExecSpec& spec) {
  const auto executor = co_await asio::this_coro::executor;
  PipeEnds out = PipeFor(id_base_, spec.user);
  PipeEnds err = PipeFor(id_base_, spec.user);
  const auto start = Clock::now();
  const auto deadline = start + spec.wall;

  auto running = std::make_shared<Running>();
  ExecResult result;
  {
    const int stdio[3] = {root_.null.get(), out.write.get(), err.write.get()};
    Spawned spawned = co_await Spawn(init_.pidfd(), spec, stdio);
    running->process = std::move(spawned.process);
    result.exec_errno = spawned.exec_errno;
  }
  out.write.Close();
  err.write.Close();
  if (result.exec_errno != 0) {
    running->process.Reap();
    result.outcome.code = result.exec_errno == ENOENT ? 127 : 126;
    co_return result;
  }

  const auto on_full = [running] {
    running->output_hit = true;
    if (running->process) running->process.Kill();
  };
  const auto out_capture = std::make_shared<Capture>(executor, std::move(out.read), spec.output_bytes, on_full);
  const auto err_capture = std::make_shared<Capture>(executor, std::move(err.read), spec.output_bytes, on_full);
  out_capture->Start();
  err_capture->Start();
  asio::steady_timer wall(executor, deadline);
  wall.async_wait([running](const boost::system::error_code& error) {
    if (error || !running->process) return;
    running->wall_hit = true;
    running->process.Kill();
  });

  co_await WaitReadable(running->process.pidfd());
  const auto ended = Clock::now();
  const ExitStatus status = running->process.Reap();
  wall.cancel();
  const auto drained = std::min(deadline, ended + kDrainGrace);
  for (const auto& capture : {out_capture, err_capture}) co_await capture->ended().WaitUntil(drained);
  for (const auto& capture : {out_capture, err_capture}) {
    capture->Stop();
    co_await capture->ended().Wait();
  }
  result.outcome = OutcomeOf(status, *running);
  result.wall = std::chrono::duration_cast<std::chrono::microseconds>(ended - start);
  result.cpu = status.cpu;
  result.peak_memory_bytes = status.peak_memory_bytes;
  result.out = out_capture->Take();
  result.err = err_capture->Take();
  co_return result;
}

void Host::WriteFile(const std::string& path, std::string_view content, const Identity& owner, mode_t mode) {
  const FileOwnerScope scope(id_base_ + owner.uid, id_base_ + owner.gid);
  const Fd file = OpenInRoot(root_.mount.get(), path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
  WriteAll(file.get(), content, path);
  Check(::fchmod(file.get(), mode), fmt::format("chmod {} in the sandbox", path));
}

void Host::CopyFolder(const std::filesystem::path& from, const std::string& to, const Identity& owner) {
  const FileOwnerScope scope(id_base_ + owner.uid, id_base_ + owner.gid);
  const Fd folder = OpenInRoot(root_.mount.get(), to, O_PATH | O_DIRECTORY);
  for (const auto& entry : std::filesystem::directory_iterator(from)) {
    const std::string name = entry.path().filename();
    const auto mode = static_cast<mode_t>(entry.status().permissions()) & 07777U;
    if (entry.is_directory()) {
      if (::mkdirat(folder.get(), name.c_str(), 0700) != 0 && errno != EEXIST)
        ThrowErrno(fmt::format("mkdir {}/{} in the sandbox", to, name));
      CopyFolder(entry.path(), to + "/" + name, owner);
      Check(::fchmodat(folder.get(), name.c_str(), mode, 0), fmt::format("chmod {}/{} in the sandbox", to, name));
    } else {
      WriteFile(to + "/" + name, ReadFile(entry.path()), owner, mode);
    }
  }
}

asio::awaitable<void> Host::Stop() {
  if (!init_) co_return;
  init_.Kill();
  co_await WaitReadable(init_.pidfd());
  init_.Reap();
}

}  // namespace shellab
