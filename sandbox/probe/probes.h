// The probes one by one. Used by probe.cc's list; each runs in a child of its own (RunInChild) and throws HostError, or
// returns kMissing where it knows the fix better than the list does.
#pragma once

#include <filesystem>

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
Finding ProbeRoot(const std::filesystem::path& state);
Finding ProbeKernel(const std::filesystem::path& state);
Finding ProbeUserNamespaces(const std::filesystem::path& state);
// state.cc
Finding ProbeStateFolder(const std::filesystem::path& state);
Finding ProbeBaseImage(const std::filesystem::path& state);
Finding ProbeMmdebstrap(const std::filesystem::path& state);
Finding ProbeNewuidmap(const std::filesystem::path& state);
// mounts.cc
Finding ProbeIdMappedMounts(const std::filesystem::path& state);
Finding ProbeOverlay(const std::filesystem::path& state);
Finding ProbeTmpfs(const std::filesystem::path& state);
// calls.cc
Finding ProbeSealedProgram(const std::filesystem::path& state);
Finding ProbePidfd(const std::filesystem::path& state);
Finding ProbeCloseRange(const std::filesystem::path& state);
Finding ProbeOpenat2(const std::filesystem::path& state);
Finding ProbeSeccomp(const std::filesystem::path& state);
// cgroups.cc
Finding ProbeMemoryController(const std::filesystem::path& state);
Finding ProbePidsController(const std::filesystem::path& state);
Finding ProbeCpuController(const std::filesystem::path& state);
// boot.cc
Finding ProbeSandbox(const std::filesystem::path& state);

}  // namespace shellab
