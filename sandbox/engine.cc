#include "sandbox/engine.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include "sandbox/init/embed.h"
#include "sandbox/launch.h"
#include "sandbox/lease.h"
#include "sandbox/os/clone.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

// Takes the descriptors below 10, so that what a child moves to 0..4 never lies there itself.
std::vector<Fd> ReserveLowDescriptors() {
  std::vector<Fd> reserved;
  for (;;) {
    Fd fd = Open("/dev/null", O_RDONLY);
    if (fd.get() >= 10) return reserved;
    reserved.push_back(std::move(fd));
  }
}

// What the child of clone3 ended with, or nothing when it became the host's init.
void ThrowIfFailed(const ChildNotes& notes) {
  if (notes.step != 0) throw OsError(notes.error, fmt::format("boot a sandbox: {}", BootStepName(notes.step)));
}

}  // namespace

Engine::Engine(const std::filesystem::path& state)
    : low_descriptors_(ReserveLowDescriptors()),
      controllers_(FindControllers()),
      staging_(state),
      init_program_(SealedMemFd("init", InitProgram(), 0111)) {
  // Guests may keep every processor busy; what watches their limits must not wait for its turn. Refused: as it was.
  constexpr int kAheadOfGuests = -10;
  ::setpriority(PRIO_PROCESS, 0, kAheadOfGuests);
  PrepareUnified(controllers_);
  SweepAbandoned(controllers_);
}

IdRange Engine::TakeRange() {
  if (free_ranges_.empty()) return LeaseClean(controllers_);
  IdRange range = std::move(free_ranges_.back());
  free_ranges_.pop_back();
  return range;
}

Sandbox::~Sandbox() {
  host_.reset();  // first: a range is free only when its last process is gone
  engine_->free_ranges_.push_back(std::move(range_));
}

asio::awaitable<std::unique_ptr<Sandbox>> Engine::Start(HostSpec spec) {
  auto sandbox = std::make_unique<Sandbox>(this, TakeRange());
  const IdRange& range = sandbox->range_;
  HostRoot root = staging_.Make(range, spec.lowers, spec.upper, spec.observe);
  std::unique_ptr<Freezer> freezer;
  if (spec.observe) freezer = std::make_unique<Freezer>(controllers_, Host::GroupPrefix(range.index) + "freezer");
  auto [lifeline, init_lifeline] = SocketPair();
  PipeEnds gate = Pipe();
  ChildReport report;
  const BootPlan plan{.root_mount = root.mount.get(),
                      .pivot_folder = staging_.pivot_folder(),
                      .hostname = spec.name,
                      .shm_options = fmt::format("mode=1777,size={}", spec.shm_bytes),
                      .init_program = init_program_.get(),
                      .lifeline = init_lifeline.get(),
                      .id_lease = range.lock.get(),
                      .thaw_file = freezer ? freezer->thaw_file().get() : -1,
                      .capabilities = spec.capabilities,
                      .gate = gate.read.get()};
  Process init = Clone(kHostNamespaces);
  if (!init) {
    ::close(gate.write.get());
    BootHost(plan, report);
  }
  WriteIdMaps(init.pid(), range);
  WriteAll(gate.write.get(), "x", "the gate of a sandbox");
  const Fd booted = report.TakeReadEnd();
  co_await WaitReadable(booted.get());
  ThrowIfFailed(*report.notes());
  sandbox->host_ = std::make_unique<Host>(range, controllers_, std::move(freezer), std::move(root), std::move(init),
                                          std::move(lifeline));
  co_return sandbox;
}

}  // namespace shellab
