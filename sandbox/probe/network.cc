// The networks between a sandbox's hosts, and what labs may want of them beyond that.
#include <fmt/format.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandbox/network/hub.h"
#include "sandbox/os/error.h"
#include "sandbox/os/fd.h"
#include "sandbox/probe/probes.h"

namespace shellab {

ProbeResult ProbeNetworks(const std::filesystem::path& /*state*/) {
  // This process stands for a host; its network ends with it.
  CheckCall(::unshare(CLONE_NEWNET), "make a network namespace");
  const Fd self(static_cast<int>(CheckCall(::syscall(SYS_pidfd_open, ::getpid(), 0), "pidfd_open")));
  Hub hub;
  const int network = hub.AddNetwork("doctor");
  hub.Attach({.network = network, .init_pidfd = self.get(), .interface = "eth0", .address = "10.0.0.1/24"});
  hub.Settle();
  return {ProbeResult::Status::kOk, "a bridge and an interface plugged into it, in namespaces of their own", ""};
}

MachineProbe ProbeOf(const KernelFeature& feature) {
  const auto run = [&feature](const std::filesystem::path& /*state*/) -> ProbeResult {
    EnterNetworkOfAGuest();
    feature.use();
    return {ProbeResult::Status::kOk, std::string(feature.purpose), ""};
  };
  return {std::string(feature.name), false, run,
          fmt::format("load it: modprobe -a {}; where there is no such module, boot a kernel with CONFIG_{}, such as "
                      "Debian's: apt-get install linux-image-amd64",
                      feature.module, feature.option)};
}

}  // namespace shellab
