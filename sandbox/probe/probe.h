// What a sandbox needs of this machine, each feature found out by using it. Called by `shellab doctor`.
//
// A probe runs in a child of its own and undoes what it did: none leaves anything behind or disturbs running sandboxes.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace shellab {

// What a probe saw. kDegraded: sandboxes run, but something less than all is there. `fix` says what to do, with the
// command where there is one; empty when all is well.
struct ProbeResult {
  enum class Status { kOk, kDegraded, kMissing };
  Status status = Status::kOk;
  std::string detail;
  std::string fix;
};

struct MachineProbe {
  std::string id;
  bool needed = true;                                                  // grading is impossible where it is missing
  std::function<ProbeResult(const std::filesystem::path& state)> run;  // may throw HostError: missing
  std::string fix;                                                     // what to do when `run` throws
};

// Every probe, in the order in which a person mends a machine; last those of what only some labs require
// (KernelFeatures), each called as it is.
const std::vector<MachineProbe>& AllProbes();
// The one of that id, which is there.
const MachineProbe& ProbeCalled(std::string_view id);

// Runs a probe for the state folder `state`. Never throws for what the machine lacks: that is what it returns. Throws
// OsError where not even a child process can be made.
ProbeResult RunProbe(const MachineProbe& probe, const std::filesystem::path& state);

// Runs `work` in a child of this process and returns what it returns; a HostError, a crash or half a minute without an
// end is kMissing. What the child does to itself (namespaces, limits, identity) ends with it. Throws OsError where no
// child can be made.
ProbeResult RunInChild(const std::function<ProbeResult()>& work);

}  // namespace shellab
