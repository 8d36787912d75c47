// What a service is: a long-running program of a host, when it is ready and how it is stopped. Plain values, read from
// fixtures/services/<name>.toml by the lab loader, run by the Supervisor.
#pragma once

#include <chrono>
#include <csignal>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sandbox/exec.h"

namespace re2 {
class RE2;
}

namespace shellab {

// Somebody accepts connections at 127.0.0.1; with `greeting` it has spoken first.
struct TcpReady {
  std::uint16_t port = 0;
  bool greeting = false;
};
// A GET of `path` is answered with `status`.
struct HttpReady {
  std::uint16_t port = 80;
  std::string path = "/";
  int status = 200;
};
// A command of bash, run as the guest's root, exits with 0.
struct ExecReady {
  std::string script;
};
// A line of what it prints, or of its log file, matches.
struct LogReady {
  std::shared_ptr<const re2::RE2> pattern;
};
// monostate: as soon as the program has been executed.
using Readiness = std::variant<std::monostate, TcpReady, HttpReady, ExecReady, LogReady>;

struct ServiceSpec {
  enum class Restart { kNo, kOnFailure, kAlways };

  std::string name;
  ExecSpec exec;        // its limits bind the service alone; wall and cpu do not count
  std::string prepare;  // for bash, as the guest's root, before each start; may be empty
  std::string log;      // the guest's file that its output is appended to; empty: only the last of it is kept
  Readiness ready;
  std::chrono::milliseconds ready_within{60'000};
  bool beside = false;  // is started when those before it execute, whether they are ready or not
  int stop_signal = SIGTERM;
  std::chrono::milliseconds stop_within{10'000};
  std::optional<int> reload_signal;
  Restart restart = Restart::kNo;
  std::vector<std::string> units;  // names by which systemctl and service know it; none: they do not
};

}  // namespace shellab
