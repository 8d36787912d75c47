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
  init_group_ = PrepareUnified(controllers_);
  SweepAbandoned(controllers_);
}

IdRange Engine::TakeRange() {
  if (free_ranges_.empty()) return LeaseClean(controllers_);
  IdRange range = std::move(free_ranges_.back());
  free_ranges_.pop_back();
  return range;
}

Sandbox::~Sandbox() {
  for (const auto& host : hosts_) host->Kill();
  hosts_.clear();  // first: a range is free only when its last process is gone
  engine_->free_ranges_.push_back(std::move(range_));
}

void Sandbox::Cut(std::size_t host) {
  for (const int port : ports_.at(host)) hub_->Cut(port);
}

void Sandbox::Restore(std::size_t host) {
  for (const int port : ports_.at(host)) hub_->Restore(port);
}

std::shared_ptr<Recorder> Sandbox::Record(const asio::any_io_executor& executor, std::size_t network,
                                          std::size_t max_bytes) {
  return hub_->Record(executor, networks_.at(network), max_bytes);
}

asio::awaitable<void> Sandbox::Stop() {
  for (const auto& host : hosts_) host->Kill();  // all at once; each takes the kernel a while
  for (const auto& host : hosts_) co_await host->Stop();
}

asio::awaitable<std::unique_ptr<Sandbox>> Engine::Start(HostSpec spec) {
  SandboxSpec sandbox;
  sandbox.hosts.push_back(std::move(spec));
  co_return co_await Start(std::move(sandbox));
}

asio::awaitable<std::unique_ptr<Sandbox>> Engine::Start(SandboxSpec spec) {
  auto sandbox = std::make_unique<Sandbox>(this, TakeRange());
  for (std::size_t number = 0; number < spec.hosts.size(); ++number)
    sandbox->hosts_.push_back(co_await Boot(sandbox->range_, number, spec.hosts[number]));
  if (spec.networks.empty()) co_return sandbox;
  Hub& hub = sandbox->hub_.emplace();
  for (const std::string& name : spec.networks) sandbox->networks_.push_back(hub.AddNetwork(name));
  for (std::size_t number = 0; number < spec.hosts.size(); ++number) {
    std::vector<int>& ports = sandbox->ports_.emplace_back();
    for (const InterfaceSpec& interface : spec.hosts[number].interfaces) {
      const Hub::Plug plug{sandbox->networks_.at(interface.network), sandbox->hosts_[number]->init_pidfd(),
                           fmt::format("eth{}", ports.size()), interface.address};
      ports.push_back(hub.Attach(plug));
    }
  }
  hub.Settle();
  co_return sandbox;
}

asio::awaitable<std::unique_ptr<Host>> Engine::Boot(const IdRange& range, std::size_t number, const HostSpec& spec) {
  const std::string group_prefix = fmt::format("{}{}-", Host::GroupPrefix(range.index), number);
  HostRoot root = staging_.Make(range, spec.lowers, spec.upper, spec.observe);
  std::unique_ptr<Freezer> freezer;
  if (spec.observe) freezer = std::make_unique<Freezer>(controllers_, group_prefix + "freezer");
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
  Process init = Clone(kHostNamespaces, init_group_.get());
  if (!init) {
    ::close(gate.write.get());
    BootHost(plan, report);
  }
  WriteIdMaps(init.pid(), range);
  WriteAll(gate.write.get(), "x", "the gate of a sandbox");
  const Fd booted = report.TakeReadEnd();
  auto host = std::make_unique<Host>(spec.name, range.base, group_prefix, controllers_, std::move(freezer),
                                     std::move(root), std::move(init), std::move(lifeline));
  host->PrepareGroup();  // while the child boots
  co_await WaitReadable(booted.get());
  ThrowIfFailed(*report.notes());
  co_return host;
}

}  // namespace shellab
