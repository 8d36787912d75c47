// Runs the services of one host: starts them in order and waits until they are ready, stops them cleanly, starts again
// what ended as its policy says, and does what systemctl and service in the guest ask for. It lives outside, where no
// program of the guest can harm it. Used by the grader.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sandbox/host.h"
#include "sandbox/os/error.h"
#include "sandbox/service/control.h"
#include "sandbox/service/spec.h"

namespace shellab {

// A service did not come up, or did not end when asked to. what() says which, how it ended, and the last of its log.
class ServiceError : public HostError {
 public:
  ServiceError(std::string service, const std::string& message) : HostError(message), service_(std::move(service)) {}
  const std::string& service() const { return service_; }

 private:
  std::string service_;
};

class Supervisor {
 public:
  // `host` must outlive it. Makes the control socket if any of `specs` has units. Throws OsError.
  Supervisor(const boost::asio::any_io_executor& executor, Host& host, std::vector<ServiceSpec> specs);
  Supervisor(const Supervisor&) = delete;
  Supervisor& operator=(const Supervisor&) = delete;
  // From then on nothing is started again. The host's end is to come after it.
  ~Supervisor();

  // Starts all, one after the other in their order, each when those before are ready, or when they execute
  // (ServiceSpec::beside); returns when all are ready. Throws ServiceError or OsError.
  boost::asio::awaitable<void> StartAll();
  // Stops all that run, in reverse order. Throws ServiceError when one had to be killed.
  boost::asio::awaitable<void> StopAll();
  // Only inside During's work: "start", "stop", "restart" (cleanly) or "kill" (SIGKILL, at once) the service `name`, as
  // somebody at the machine would, before all that the guest asks for: one that does not come up or end is simply not
  // up, or killed. Throws OsError when the machine could not.
  boost::asio::awaitable<void> Do(const std::string& verb, const std::string& name);
  // The same of the whole host: kills all that runs in it, whoever started it. From then on nothing starts again by its
  // policy or because the guest asks for it, until PowerOn starts all services in their order. Throw as Do does.
  boost::asio::awaitable<void> PowerOff();
  boost::asio::awaitable<void> PowerOn();
  // Runs `work`; meanwhile the guest's requests are answered and services start again by their policy. Throws what
  // `work` throws.
  boost::asio::awaitable<void> During(std::function<boost::asio::awaitable<void>()> work);

  // Takes notice of what has ended, rather than when the loop comes to it.
  void Look() const;
  // The process that runs the service now, or that ran it last; null before its first start.
  std::shared_ptr<const Child> MainProcess(const std::string& name) const;

 private:
  struct Service;
  // What Serve does, one after the other: no two ever work on one service at once.
  struct Order;
  struct Job {
    Service* service = nullptr;    // one that ended by itself and is to be started again
    std::shared_ptr<Order> order;  // else what the grader wants
    ControlRequest request;        // else
  };

  boost::asio::awaitable<void> Start(Service& service);
  boost::asio::awaitable<void> Begin(Service& service);                                         // until it executes
  boost::asio::awaitable<void> AwaitReady(Service& service, std::chrono::milliseconds within);  // after that
  boost::asio::awaitable<bool> Stop(Service& service);  // false when it had to be killed
  boost::asio::awaitable<void> Kill(Service& service);
  boost::asio::awaitable<void> Restart(Service& service);
  boost::asio::awaitable<void> Serve();
  // Has Serve do it before all else, and returns when it is done.
  boost::asio::awaitable<void> InTurn(std::function<boost::asio::awaitable<void>()> work);
  boost::asio::awaitable<void> Carry(std::shared_ptr<Order> order);
  boost::asio::awaitable<void> Obey(const std::string& verb, Service& service);
  boost::asio::awaitable<void> Handle(ControlRequest request);
  boost::asio::awaitable<std::string> Act(const ControlRequest& request, Service& service);
  std::string Show(const Service& service) const;
  Service* Named(const std::string& name) const;  // null where there is none
  Service* Find(const std::string& unit) const;   // the same
  void Enqueue(Job job);

  boost::asio::any_io_executor executor_;
  Host& host_;
  std::vector<std::unique_ptr<Service>> services_;
  std::shared_ptr<Control> control_;
  std::deque<Job> jobs_;
  std::shared_ptr<Event> wake_;  // of the Serve that waits for a job
  bool serving_ = false;
  bool has_power_ = true;
  std::shared_ptr<Supervisor*> self_;  // for handlers that may be called when it is gone: they hold it weakly
};

}  // namespace shellab
