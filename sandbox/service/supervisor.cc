#include "sandbox/service/supervisor.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <charconv>
#include <csignal>
#include <cstring>
#include <exception>
#include <string_view>
#include <utility>

#include "sandbox/service/readiness.h"
#include "sandbox/service/tail.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

constexpr std::size_t kShownBytes = 2000;  // of a log, in a message
// What systemd waits before it starts a service again (RestartSec in systemd.service(5)).
constexpr std::chrono::milliseconds kRestartDelay{100};
// Exit codes of systemctl (systemctl(1), "Exit status") and of LSB init scripts.
constexpr int kFailure = 1;
constexpr int kNotRunning = 3;
constexpr int kNoPermission = 4;
constexpr int kNoSuchUnit = 5;

std::string Describe(const ExitStatus& status) {
  if (status.signalled) return fmt::format("was ended by signal {}", status.signal);
  return fmt::format("exited with code {}", status.code);
}

// Ended as it was asked to: what "on-failure" does not count (systemd.service(5), SuccessExitStatus). Java says 143.
bool EndedWell(const ExitStatus& status) {
  if (!status.signalled) return status.code == 0 || status.code == 128 + SIGTERM;
  return status.signal == SIGHUP || status.signal == SIGINT || status.signal == SIGTERM || status.signal == SIGPIPE;
}

}  // namespace

struct Supervisor::Service {
  Service(const asio::any_io_executor& executor, ServiceSpec specification, Cgroup& control_group)
      : spec(std::move(specification)), group(control_group), restart_timer(executor) {}

  bool running() const { return child && child->running(); }
  // Its last run did not end as it was asked to, and nobody has taken note of it.
  bool failed() const { return child && !child->running() && !is_forgiven && !EndedWell(*child->status()); }
  std::string_view state() const {
    if (running()) return "active";
    return failed() ? "failed" : "inactive";
  }
  std::string_view substate() const {
    if (running()) return "running";
    return failed() ? "failed" : "dead";
  }

  ServiceSpec spec;
  Cgroup& group;
  std::shared_ptr<Child> child;
  std::shared_ptr<Tail> tail;                   // where it has no log file
  std::chrono::system_clock::time_point since;  // when it was started or ended last
  bool is_forgiven = false;                     // by reset-failed
  asio::steady_timer restart_timer;
};

struct Supervisor::Order {
  Order(const asio::any_io_executor& executor, std::string what, std::string whom)
      : verb(std::move(what)), name(std::move(whom)), done(executor) {}

  std::string verb;
  std::string name;
  Event done;
  std::exception_ptr failure;
};

Supervisor::Supervisor(const asio::any_io_executor& executor, Host& host, std::vector<ServiceSpec> specs)
    : executor_(executor), host_(host), self_(std::make_shared<Supervisor*>(this)) {
  bool has_units = false;
  for (ServiceSpec& spec : specs) {
    has_units = has_units || !spec.units.empty();
    Cgroup& group = host.NewGroup(spec.exec.limits);
    services_.push_back(std::make_unique<Service>(executor, std::move(spec), group));
  }
  if (!has_units) return;
  control_ =
      std::make_shared<Control>(executor, host.Listen(Control::kPath), host.id_base(), [this](ControlRequest request) {
        Enqueue({nullptr, nullptr, std::move(request)});
      });
  control_->Accept();
}

Supervisor::~Supervisor() {
  if (control_) control_->Close();
  for (const auto& service : services_)
    if (service->child) service->child->OnEnd(nullptr);
}

void Supervisor::Enqueue(Job job) {
  jobs_.push_back(std::move(job));
  if (wake_) wake_->Set();
}

asio::awaitable<void> Supervisor::Start(Service& service) {
  const ServiceSpec& spec = service.spec;
  const auto fail = [&spec, &service, this](const std::string& why) {
    std::string log = service.tail ? service.tail->text() : host_.ReadTail(spec.log, kShownBytes);
    if (log.size() > kShownBytes) log.erase(0, log.size() - kShownBytes);
    return ServiceError(spec.name,
                        fmt::format("the service {} {}{}", spec.name, why,
                                    log.empty() ? "; it printed nothing" : "; the last it printed:\n" + log));
  };
  service.restart_timer.cancel();
  service.tail.reset();
  co_await host_.KillGroup(service.group);  // what its last run left
  if (!spec.prepare.empty()) {
    ExecSpec prepare;
    prepare.argv = {"/bin/bash", "-c", spec.prepare};
    prepare.env = spec.exec.env;
    prepare.wall = spec.ready_within;
    const ExecResult result = co_await host_.Exec(prepare);
    if (result.outcome.ended != Outcome::Ended::kExited || result.outcome.code != 0)
      throw ServiceError(spec.name, fmt::format("the service {} could not be prepared: {}{}", spec.name,
                                                result.err.content, result.out.content));
  }
  Fd output;
  if (spec.log.empty()) {
    PipeEnds pipe = Pipe();
    output = std::move(pipe.write);
    service.tail = std::make_shared<Tail>(executor_, std::move(pipe.read));
    service.tail->Read();
  } else {
    output = host_.OpenLog(spec.log, spec.exec.user);
  }
  int exec_errno = 0;
  service.child = co_await host_.Launch(spec.exec, service.group, output.get(), &exec_errno);
  output.Close();
  if (!service.child)
    throw ServiceError(spec.name, fmt::format("the service {} cannot be executed: {}: {}", spec.name,
                                              spec.exec.argv.front(), std::strerror(exec_errno)));
  service.since = std::chrono::system_clock::now();
  service.is_forgiven = false;
  const std::function<bool()> hopeless = [&service] { return !service.running(); };
  const std::function<std::string()> printed = [&service, this] {
    return service.tail ? service.tail->text() : host_.ReadTail(service.spec.log, Tail::kKept);
  };
  const bool ready = co_await WaitReady(host_, spec, hopeless, printed);
  if (!ready && service.running()) throw fail(fmt::format("was not ready after {}", spec.ready_within));
  if (!ready) throw fail(Describe(*service.child->status()));
  service.child->OnEnd([this, &service] {
    service.since = std::chrono::system_clock::now();
    const auto policy = service.spec.restart;
    if (policy == ServiceSpec::Restart::kNo || (policy == ServiceSpec::Restart::kOnFailure && !service.failed()))
      return;
    service.restart_timer.expires_after(kRestartDelay);
    // It may have expired, and its handler be on its way, when all this is destroyed.
    service.restart_timer.async_wait([self = std::weak_ptr(self_), &service](const boost::system::error_code& error) {
      if (const auto alive = self.lock(); alive && !error) (*alive)->Enqueue({&service, nullptr, {}});
    });
  });
}

asio::awaitable<bool> Supervisor::Stop(Service& service) {
  service.restart_timer.cancel();
  if (!service.running()) co_return true;
  const std::shared_ptr<Child> child = service.child;
  child->OnEnd(nullptr);
  child->Signal(service.spec.stop_signal);
  co_await child->ended().WaitUntil(std::chrono::steady_clock::now() + service.spec.stop_within);
  const bool clean = !child->running();
  child->Signal(SIGKILL);
  co_await child->ended().Wait();
  service.since = std::chrono::system_clock::now();
  co_await host_.KillGroup(service.group);
  co_return clean;
}

asio::awaitable<void> Supervisor::StartAll() {
  for (const auto& service : services_) co_await Start(*service);
}

asio::awaitable<void> Supervisor::StopAll() {
  for (auto service = services_.rbegin(); service != services_.rend(); ++service) {
    const bool clean = co_await Stop(**service);
    if (!clean)
      throw ServiceError((*service)->spec.name,
                         fmt::format("the service {} did not end within {} of signal {}", (*service)->spec.name,
                                     (*service)->spec.stop_within, (*service)->spec.stop_signal));
  }
}

asio::awaitable<void> Supervisor::Do(const std::string& verb, const std::string& name) {
  const auto order = std::make_shared<Order>(executor_, verb, name);
  jobs_.push_front({nullptr, order, {}});
  if (wake_) wake_->Set();
  co_await order->done.Wait();
  if (order->failure) std::rethrow_exception(order->failure);
}

asio::awaitable<void> Supervisor::Carry(std::shared_ptr<Order> order) {
  const auto found = std::find_if(services_.begin(), services_.end(),
                                  [&order](const auto& service) { return service->spec.name == order->name; });
  Service& service = **found;
  try {
    if (order->verb == "kill") {
      service.restart_timer.cancel();
      if (service.running()) {
        service.child->OnEnd(nullptr);  // it is the grader who decides when it starts again
        service.child->Signal(SIGKILL);
        co_await service.child->ended().Wait();
      }
    } else {
      if (order->verb != "start") co_await Stop(service);
      if (order->verb != "stop" && !service.running()) co_await Start(service);
    }
  } catch (const ServiceError&) {  // what the learner left does not come up: whoever asks it sees that
  } catch (const HostError&) {
    order->failure = std::current_exception();
  }
  order->done.Set();
}

asio::awaitable<void> Supervisor::During(std::function<asio::awaitable<void>()> work) {
  const auto served = std::make_shared<Event>(executor_);
  std::exception_ptr failure;
  serving_ = true;
  asio::co_spawn(executor_, Serve(), [served, &failure](const std::exception_ptr& error) {
    failure = error;
    served->Set();
  });
  std::exception_ptr error;
  try {
    co_await work();
  } catch (...) {
    error = std::current_exception();
  }
  serving_ = false;
  if (wake_) wake_->Set();
  co_await served->Wait();
  if (!error) error = failure;
  if (error) std::rethrow_exception(error);
}

asio::awaitable<void> Supervisor::Serve() {
  while (serving_) {
    if (jobs_.empty()) {
      wake_ = std::make_shared<Event>(executor_);
      const std::shared_ptr<Event> wake = wake_;
      co_await wake->Wait();
      wake_.reset();
      continue;
    }
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    if (job.service != nullptr) {
      co_await Restart(*job.service);
    } else if (job.order) {
      co_await Carry(std::move(job.order));
    } else {
      co_await Handle(std::move(job.request));
    }
  }
}

asio::awaitable<void> Supervisor::Restart(Service& service) {
  if (service.running()) co_return;
  try {
    co_await Start(service);
  } catch (const HostError&) {  // as with systemd it stays down; whoever looks for it sees that
  }
}

Supervisor::Service* Supervisor::Find(const std::string& unit) const {
  for (const auto& service : services_) {
    const auto& units = service->spec.units;
    if (std::find(units.begin(), units.end(), unit) != units.end()) return service.get();
  }
  return nullptr;
}

asio::awaitable<void> Supervisor::Handle(ControlRequest request) {
  Service* service = Find(request.unit);
  const std::string& verb = request.verb;
  if (service == nullptr) {
    request.answer(kNoSuchUnit, fmt::format("Unit {}.service not found.\n", request.unit));
  } else if (verb == "is-active") {
    request.answer(service->running() ? 0 : kNotRunning, fmt::format("{}\n", service->state()));
  } else if (verb == "show") {
    request.answer(0, Show(*service));
  } else if (!request.from_root) {
    request.answer(kNoPermission, "Access denied\n");
  } else {
    std::string trouble = co_await Act(request, *service);
    request.answer(trouble.empty() ? 0 : kFailure, trouble);
  }
}

// What is known of it, by the names of systemd's properties (org.freedesktop.systemd1(5)).
std::string Supervisor::Show(const Service& service) const {
  std::string text = fmt::format("Id={}.service\nActiveState={}\nSubState={}\n", service.spec.units[0], service.state(),
                                 service.substate());
  if (!service.child) return text + "MainPID=0\n";
  text += fmt::format("StateChangeTimestamp={:%a %Y-%m-%d %H:%M:%S} UTC\n", fmt::gmtime(service.since));
  pid_t pid = 0;
  if (service.running()) {
    for (const ProcessInfo& process : ReadProcesses({service.child->id().pid}, host_.id_base()))
      pid = process.guest_pid;
  }
  return text + fmt::format("MainPID={}\n", pid);
}

// Returns what went wrong, for the learner.
asio::awaitable<std::string> Supervisor::Act(const ControlRequest& request, Service& service) {
  const std::string& verb = request.verb;
  const std::string& unit = service.spec.units[0];
  std::string trouble;
  try {
    if (verb == "reload") {
      if (!service.running()) co_return fmt::format("{}.service is not active, cannot reload.\n", unit);
      if (!service.spec.reload_signal)
        co_return fmt::format("Failed to reload {0}.service: Job type reload is not applicable for unit {0}.service.\n",
                              unit);
      service.child->Signal(*service.spec.reload_signal);
      co_return "";
    }
    if (verb == "reset-failed") {
      if (!service.running()) service.is_forgiven = true;
      co_return "";
    }
    if (verb == "kill") {
      int signal = 0;
      std::from_chars(request.argument.data(), request.argument.data() + request.argument.size(), signal);
      if (signal < 1 || signal > SIGRTMAX)
        co_return fmt::format("Failed to kill unit {}.service: not a signal\n", unit);
      host_.SignalGroup(service.group, signal);
      co_return "";
    }
    if (verb != "start" && verb != "stop" && verb != "restart")
      co_return fmt::format("Unknown command verb {}.\n", verb);
    if (verb != "start") co_await Stop(service);
    if (verb != "stop" && !service.running()) co_await Start(service);
  } catch (const HostError& error) {
    trouble = fmt::format("Job for {}.service failed: {}\n", unit, error.what());
  }
  co_return trouble;
}

void Supervisor::Look() const {
  for (const auto& service : services_)
    if (service->child) service->child->Look();
}

std::shared_ptr<const Child> Supervisor::MainProcess(const std::string& name) const {
  for (const auto& service : services_)
    if (service->spec.name == name) return service->child;
  return nullptr;
}

}  // namespace shellab
