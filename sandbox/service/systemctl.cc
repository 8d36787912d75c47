// What a supervisor answers whoever in the guest asks it by systemctl and service.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <string>

#include "sandbox/service/supervised.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

// Exit codes of systemctl (systemctl(1), "Exit status") and of LSB init scripts.
constexpr int kFailure = 1;
constexpr int kNotRunning = 3;
constexpr int kNoPermission = 4;
constexpr int kNoSuchUnit = 5;

}  // namespace

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
  if (!has_power_) {  // who asked before has been killed; the grader's own scripts may ask still
    request.answer(kFailure, "This machine has no power.\n");
  } else if (service == nullptr) {
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
    co_await Obey(verb, service);
  } catch (const HostError& error) {
    trouble = fmt::format("Job for {}.service failed: {}\n", unit, error.what());
  }
  co_return trouble;
}

}  // namespace shellab
