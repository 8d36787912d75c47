#include "sandbox/probe/probe.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <string_view>

#include "sandbox/os/error.h"
#include "sandbox/os/file.h"
#include "sandbox/probe/probes.h"

namespace shellab {
namespace {

constexpr std::chrono::seconds kPatience{30};

// One probe's finding on its way through a pipe: the status, the detail, a NUL, the fix.
std::string Encode(const ProbeResult& finding) {
  std::string message(1, static_cast<char>('0' + static_cast<int>(finding.status)));
  return message.append(finding.detail).append(1, '\0').append(finding.fix);
}

ProbeResult Decode(std::string_view message) {
  const auto end = message.find('\0');
  return {static_cast<ProbeResult::Status>(message.front() - '0'), std::string(message.substr(1, end - 1)),
          std::string(message.substr(end + 1))};
}

[[noreturn]] void WorkAndTell(const std::function<ProbeResult()>& work, int pipe) {
  // A Ctrl-C ends shellab, while what was begun here is undone first.
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) ::signal(signal, SIG_IGN);
  ProbeResult finding;
  try {
    finding = work();
  } catch (const std::exception& error) {
    finding = {ProbeResult::Status::kMissing, error.what(), ""};
  }
  const std::string message = Encode(finding);
  // Whoever asked may be gone.
  const bool told = ::write(pipe, message.data(), message.size()) == static_cast<ssize_t>(message.size());
  ::_exit(told ? 0 : 1);
}

// All that comes through the pipe until its end, or until `kPatience` is over.
std::string Listen(int pipe) {
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  std::string message;
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
    pollfd event{pipe, POLLIN, 0};
    if (left <= 0 || (::poll(&event, 1, static_cast<int>(left)) < 0 && errno != EINTR)) return message;
    if (event.revents == 0) continue;
    char buffer[4096];
    const ssize_t n = ::read(pipe, buffer, sizeof buffer);
    if (n <= 0) return message;
    message.append(buffer, static_cast<std::size_t>(n));
  }
}

}  // namespace

ProbeResult RunInChild(const std::function<ProbeResult()>& work) {
  // The plainest calls there are: what is probed may be the very lack of the newer ones.
  PipeEnds pipe = Pipe();
  const pid_t child = CheckCall(::fork(), "fork");
  if (child == 0) WorkAndTell(work, pipe.write.get());
  pipe.write.Close();
  const std::string message = Listen(pipe.read.get());
  if (message.empty()) ::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!message.empty()) return Decode(message);
  // strsignal(3) is of no harm here: one thread.
  const std::string end = WIFSIGNALED(status) ? ::strsignal(WTERMSIG(status))  // NOLINT(concurrency-mt-unsafe)
                                              : fmt::format("exit code {}", WEXITSTATUS(status));
  return {ProbeResult::Status::kMissing, fmt::format("the probe did not come to an end ({})", end), ""};
}

ProbeResult RunProbe(const MachineProbe& probe, const std::filesystem::path& state) {
  ProbeResult finding = RunInChild([&] { return probe.run(state); });
  if (finding.status == ProbeResult::Status::kOk || !finding.fix.empty()) return finding;
  finding.fix = ::geteuid() == 0 ? probe.fix : kRunAsRoot;
  return finding;
}

namespace {

std::vector<MachineProbe> MakeProbes() {
  std::vector<MachineProbe> probes = {
      {"root", true, ProbeRoot, kRunAsRoot},
      {"kernel", true, ProbeKernel, "boot Linux 5.19 or newer"},
      {"state-folder", true, ProbeStateFolder,
       "give the folder room and root the right to write to it, or choose another one: export "
       "SHELLAB_STATE=/path/on/a/local/disk"},
      {"user-namespaces", true, ProbeUserNamespaces, kContainerFix},
      {"id-mapped-mounts", true, ProbeIdMappedMounts,
       "put the state folder on ext4, xfs or btrfs: export SHELLAB_STATE=/path/on/such/a/disk"},
      {"overlay", true, ProbeOverlay, "mend what is missing above; where nothing is, load overlayfs: modprobe overlay"},
      {"tmpfs", true, ProbeTmpfs, kContainerFix},
      {"sealed-program", true, ProbeSealedProgram, kContainerFix},
      {"pidfd", true, ProbePidfd, kCallFix},
      {"close-range", true, ProbeCloseRange, kCallFix},
      {"openat2", true, ProbeOpenat2, kCallFix},
      {"seccomp", true, ProbeSeccomp, "boot a kernel with CONFIG_SECCOMP_FILTER; in a container, allow seccomp(2)"},
      {"cgroup-memory", true, ProbeMemoryController, kContainerFix},
      {"cgroup-pids", true, ProbePidsController, kContainerFix},
      {"cgroup-cpu", true, ProbeCpuController, kContainerFix},
      {"sandbox", true, ProbeSandbox, "mend what is missing above"},
      {"networks", false, ProbeNetworks,
       "boot a kernel with CONFIG_BRIDGE, CONFIG_VETH and CONFIG_PACKET, or load them: modprobe -a bridge veth "
       "af_packet; in a container, start it with: docker run --privileged"},
      {"base-image", true, ProbeBaseImage, "shellab image build base"},
      {"mmdebstrap", false, ProbeMmdebstrap, "apt-get install mmdebstrap"},
      {"newuidmap", false, ProbeNewuidmap, "apt-get install uidmap"},
  };
  for (const KernelFeature& feature : KernelFeatures()) probes.push_back(ProbeOf(feature));
  return probes;
}

}  // namespace

const std::vector<MachineProbe>& AllProbes() {
  static const std::vector<MachineProbe> probes = MakeProbes();
  return probes;
}

const MachineProbe& ProbeCalled(std::string_view id) {
  const std::vector<MachineProbe>& all = AllProbes();
  return *std::find_if(all.begin(), all.end(), [id](const MachineProbe& probe) { return probe.id == id; });
}

}  // namespace shellab
