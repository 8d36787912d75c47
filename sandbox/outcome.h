// How a program in a sandbox ended and what it printed: plain values, told by the kernel and never by the guest.
// Made by Host::Exec, stored in reports.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shellab {

// A bound that a sandbox enforces.
enum class Limit { kWall, kCpu, kMemory, kProcesses, kDisk, kOutput };

// The limit's name as lab.toml and reports spell it: "wall", "cpu", ...
std::string_view LimitName(Limit limit);

// How the program's own process ended (wait(2)). `limits_hit` holds every limit that was reached on the way, in the
// order of the enum, each once: a fork refused at the limit may still end in exit code 0.
struct Outcome {
  enum class Ended { kExited, kSignalled, kKilledBy };
  Ended ended = Ended::kExited;
  int code = 0;                // the exit code, when kExited
  int signal = 0;              // the signal's number, when kSignalled
  std::optional<Limit> limit;  // the limit the engine killed it for, when kKilledBy
  std::vector<Limit> limits_hit;
};

// One stream as captured: the first bytes up to the limit. `total_bytes` counts what was read of it, kept or not.
struct CapturedOutput {
  std::string content;
  std::uint64_t total_bytes = 0;
  bool truncated = false;
};

// A finished program: how it ended, what it used and what it printed.
struct ExecResult {
  Outcome outcome;
  int exec_errno = 0;  // why the kernel would not execute the program; 0 when it ran
  std::chrono::microseconds wall{0};
  std::chrono::microseconds cpu{0};     // user and system, of the program and all its children
  std::uint64_t peak_memory_bytes = 0;  // of all of them together, with what they wrote to disk
  CapturedOutput out;
  CapturedOutput err;
};

}  // namespace shellab
