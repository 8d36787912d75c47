// A program of a host that was started and is not waited for: a service, or a process that a lab wants to be there.
// Made by Host::Launch.
#pragma once

#include <boost/asio/posix/stream_descriptor.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "sandbox/event.h"
#include "sandbox/os/process.h"
#include "sandbox/processes.h"

namespace shellab {

// Reaped as soon as it ends. Its host kills and reaps it at the latest when it stops, since no init of a host ends
// while a process of the host is this process's unreaped child (pid_namespaces(7)).
class Child : public std::enable_shared_from_this<Child> {
 public:
  Child(const boost::asio::any_io_executor& executor, Process process);
  // Starts to look for its end; once, right after it was made.
  void Watch();

  bool running() const { return static_cast<bool>(process_); }
  // Who it is, also when it has ended.
  const ProcessId& id() const { return id_; }
  // How it ended; nothing while it runs.
  const std::optional<ExitStatus>& status() const { return status_; }
  // Set when it has ended and is reaped.
  Event& ended() { return ended_; }
  // Called once, when it has ended by itself or by a signal, but not by KillAndReap.
  void OnEnd(std::function<void()> callback) { on_end_ = std::move(callback); }

  // Reaps it now if it has ended, rather than when the loop comes to it.
  void Look();
  // Sends a signal; one that has ended already is fine.
  void Signal(int signal) const;
  // Kills it and waits, blocking, until it is gone.
  void KillAndReap() noexcept;

 private:
  void Reap();

  Process process_;
  ProcessId id_;
  std::optional<ExitStatus> status_;
  boost::asio::posix::stream_descriptor watched_;
  Event ended_;
  std::function<void()> on_end_;
};

}  // namespace shellab
