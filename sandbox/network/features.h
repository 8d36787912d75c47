// What a kernel may have for networks beyond what the engine itself needs, and how to find out: by using it. The closed
// list of what a lab may require; read by the lab loader and by the probes of `doctor`, `list` and the grader.
#pragma once

#include <string_view>
#include <vector>

namespace shellab {

struct KernelFeature {
  std::string_view name;     // what lab.toml calls it
  std::string_view purpose;  // what it is for: "virtual servers (IPVS)"
  std::string_view module;   // of modprobe(8)
  std::string_view option;   // of the kernel's configuration, without CONFIG_
  void (*use)();             // throws HostError where it cannot be used
};

// All of them, by name.
const std::vector<KernelFeature>& KernelFeatures();

// Enters a network of its own with no more rights over it than a guest's root has, for good: what needs the machine's
// root is of no use to a lab. For a process that ends soon, and has one thread. Throws OsError.
void EnterNetworkOfAGuest();

}  // namespace shellab
