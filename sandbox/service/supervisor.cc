#include "sandbox/service/supervisor.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <cstring>
#include <exception>
#include <string_view>
#include <utility>

#include "sandbox/for_each.h"
#include "sandbox/service/readiness.h"
#include "sandbox/service/supervised.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

constexpr std::size_t kShownBytes = 2000;  // of a log, in a message
// What systemd waits before it starts a service again (RestartSec in systemd.service(5)).
constexpr std::chrono::milliseconds kRestartDelay{100};

// By whomever a service is started later, it may be as the learner has set it up, to answer elsewhere: then nobody
// waits as long as while a world boots, and not those whose wall clock runs.
constexpr int kShareOfABoot = 4;

std::string Describe(const ExitStatus& status) {
  if (status.signalled) return fmt::format("was ended by signal {}", status.signal);
  return fmt::format("exited with code {}", status.code);
}

std::size_t SizeOf(int file) {
  struct stat info {};
  CheckCall(::fstat(file, &info), "look at a log");
  return static_cast<std::size_t>(info.st_size);
}

}  // namespace

struct Supervisor::Order {
  Order(const asio::any_io_executor& executor, std::function<asio::awaitable<void>()> what)
      : work(std::move(what)), done(executor) {}

  std::function<asio::awaitable<void>()> work;
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
  co_await Begin(service);
  co_await AwaitReady(service, service.spec.ready_within / kShareOfABoot);
}

asio::awaitable<void> Supervisor::Begin(Service& service) {
  const ServiceSpec& spec = service.spec;
  service.restart_timer.cancel();
  service.tail.reset();
  co_await host_.KillGroup(service.group);  // what its last run left
  if (!spec.prepare.empty()) {
    ExecSpec prepare;
    prepare.argv = {"/bin/bash", "-c", spec.prepare};
    prepare.env = spec.exec.env;
    prepare.wall = spec.ready_within / kShareOfABoot;
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
    service.logged_before = SizeOf(output.get());
  }
  int exec_errno = 0;
  service.child = co_await host_.Launch(spec.exec, service.group, output.get(), &exec_errno);
  output.Close();
  if (!service.child)
    throw ServiceError(spec.name, fmt::format("the service {} cannot be executed: {}: {}", spec.name,
                                              spec.exec.argv.front(), std::strerror(exec_errno)));
  service.since = std::chrono::system_clock::now();
  service.is_forgiven = false;
}

asio::awaitable<void> Supervisor::AwaitReady(Service& service, std::chrono::milliseconds within) {
  const ServiceSpec& spec = service.spec;
  const std::function<bool()> hopeless = [&service] { return !service.running(); };
  const std::function<std::string()> printed = [&service, this] {
    return service.tail ? service.tail->text() : host_.ReadTail(service.spec.log, Tail::kKept, service.logged_before);
  };
  const bool ready = co_await WaitReady(host_, spec, within, hopeless, printed);
  if (!ready) {
    const std::string why =
        service.running() ? fmt::format("was not ready after {}", within) : Describe(*service.child->status());
    std::string log = printed();
    if (log.size() > kShownBytes) log.erase(0, log.size() - kShownBytes);
    throw ServiceError(spec.name, fmt::format("the service {} {}{}", spec.name, why,
                                              log.empty() ? "; it printed nothing" : "; the last it printed:\n" + log));
  }
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
  for (std::size_t first = 0; first < services_.size();) {
    std::size_t end = first;
    do {
      co_await Begin(*services_[end++]);
    } while (end < services_.size() && services_[end]->spec.beside);
    const std::function<asio::awaitable<void>(std::size_t)> ready = [this, first](std::size_t number) {
      Service& service = *services_[first + number];
      return AwaitReady(service, service.spec.ready_within);
    };
    co_await ForEach(end - first, end - first, ready);
    first = end;
  }
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

asio::awaitable<void> Supervisor::Kill(Service& service) {
  service.restart_timer.cancel();
  if (!service.running()) co_return;
  service.child->OnEnd(nullptr);  // it is the grader who decides when it starts again
  service.child->Signal(SIGKILL);
  co_await service.child->ended().Wait();
}

asio::awaitable<void> Supervisor::Do(const std::string& verb, const std::string& name) {
  Service& service = *Named(name);
  const std::function<asio::awaitable<void>()> work = [this, verb, &service] { return Obey(verb, service); };
  co_await InTurn(work);
}

asio::awaitable<void> Supervisor::PowerOff() {
  const std::function<asio::awaitable<void>()> work = [this]() -> asio::awaitable<void> {
    has_power_ = false;
    for (const auto& service : services_) co_await Kill(*service);
    co_await host_.KillPrograms();
  };
  co_await InTurn(work);
}

asio::awaitable<void> Supervisor::PowerOn() {
  has_power_ = true;
  for (const auto& service : services_) co_await Do("start", service->spec.name);
}

asio::awaitable<void> Supervisor::InTurn(std::function<asio::awaitable<void>()> work) {
  const auto order = std::make_shared<Order>(executor_, std::move(work));
  jobs_.push_front({nullptr, order, {}});
  if (wake_) wake_->Set();
  co_await order->done.Wait();
  if (order->failure) std::rethrow_exception(order->failure);
}

asio::awaitable<void> Supervisor::Carry(std::shared_ptr<Order> order) {
  try {
    co_await order->work();
  } catch (const ServiceError&) {  // what the learner left does not come up: whoever asks it sees that
  } catch (const HostError&) {
    order->failure = std::current_exception();
  }
  order->done.Set();
}

asio::awaitable<void> Supervisor::Obey(const std::string& verb, Service& service) {
  if (verb == "kill") {
    co_await Kill(service);
    co_return;
  }
  if (verb != "start") co_await Stop(service);
  if (verb != "stop" && has_power_ && !service.running()) co_await Start(service);
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
  if (service.running() || !has_power_) co_return;
  try {
    co_await Start(service);
  } catch (const HostError&) {  // as with systemd it stays down; whoever looks for it sees that
  }
}

void Supervisor::Look() const {
  for (const auto& service : services_)
    if (service->child) service->child->Look();
}

Supervisor::Service* Supervisor::Named(const std::string& name) const {
  const auto found = std::find_if(services_.begin(), services_.end(),
                                  [&name](const auto& service) { return service->spec.name == name; });
  return found == services_.end() ? nullptr : found->get();
}

std::shared_ptr<const Child> Supervisor::MainProcess(const std::string& name) const {
  const Service* service = Named(name);
  return service == nullptr ? nullptr : service->child;
}

}  // namespace shellab
