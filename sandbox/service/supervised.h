// A service as its supervisor knows it. Internal to service/.
#pragma once

#include <sys/types.h>

#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <csignal>
#include <memory>
#include <string_view>
#include <utility>

#include "sandbox/cgroup/cgroup.h"
#include "sandbox/service/child.h"
#include "sandbox/service/spec.h"
#include "sandbox/service/supervisor.h"
#include "sandbox/service/tail.h"

namespace shellab {

// Ended as it was asked to: what "on-failure" does not count (systemd.service(5), SuccessExitStatus). Java says 143.
inline bool EndedWell(const ExitStatus& status) {
  if (!status.signalled) return status.code == 0 || status.code == 128 + SIGTERM;
  return status.signal == SIGHUP || status.signal == SIGINT || status.signal == SIGTERM || status.signal == SIGPIPE;
}

struct Supervisor::Service {
  Service(const boost::asio::any_io_executor& executor, ServiceSpec specification, Cgroup& control_group)
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
  std::size_t logged_before = 0;                // bytes of its log file when it was started last
  std::chrono::system_clock::time_point since;  // when it was started or ended last
  bool is_forgiven = false;                     // by reset-failed
  boost::asio::steady_timer restart_timer;
};

}  // namespace shellab
