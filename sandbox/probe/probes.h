// The probes one by one. Used by probe.cc's list; each runs in a child of its own (RunInChild) and throws HostError, or
// returns kMissing where it knows the fix better than the list does.
#pragma once

#include <filesystem>

#include "sandbox/network/features.h"
#include "sandbox/probe/probe.h"

namespace shellab {

inline constexpr char kRunAsRoot[] = "run it as root: sudo shellab doctor";
inline constexpr char kContainerFix[] =
    "in a container, start it with: docker run --privileged --cgroupns=host; else boot Debian's own kernel: "
    "apt-get install linux-image-amd64";
inline constexpr char kCallFix[] =
    "boot Linux 5.19 or newer; in a container whose seccomp profile refuses the call, start it with: docker run "
    "--security-opt seccomp=unconfined";

// privileges.cc
ProbeResult ProbeRoot(const std::filesystem::path& state);
ProbeResult ProbeKernel(const std::filesystem::path& state);
ProbeResult ProbeUserNamespaces(const std::filesystem::path& state);
// state.cc
ProbeResult ProbeStateFolder(const std::filesystem::path& state);
ProbeResult ProbeBaseImage(const std::filesystem::path& state);
ProbeResult ProbeMmdebstrap(const std::filesystem::path& state);
ProbeResult ProbeNewuidmap(const std::filesystem::path& state);
// mounts.cc
ProbeResult ProbeIdMappedMounts(const std::filesystem::path& state);
ProbeResult ProbeOverlay(const std::filesystem::path& state);
ProbeResult ProbeTmpfs(const std::filesystem::path& state);
// calls.cc
ProbeResult ProbeSealedProgram(const std::filesystem::path& state);
ProbeResult ProbePidfd(const std::filesystem::path& state);
ProbeResult ProbeCloseRange(const std::filesystem::path& state);
ProbeResult ProbeOpenat2(const std::filesystem::path& state);
ProbeResult ProbeSeccomp(const std::filesystem::path& state);
// cgroups.cc
ProbeResult ProbeMemoryController(const std::filesystem::path& state);
ProbeResult ProbePidsController(const std::filesystem::path& state);
ProbeResult ProbeCpuController(const std::filesystem::path& state);
// boot.cc
ProbeResult ProbeSandbox(const std::filesystem::path& state);
// network.cc
ProbeResult ProbeNetworks(const std::filesystem::path& state);
MachineProbe ProbeOf(const KernelFeature& feature);

}  // namespace shellab
