// Who runs shellab, on which kernel, and whether it may make user namespaces.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <linux/capability.h>
#include <sched.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <fstream>

#include "sandbox/id_range.h"
#include "sandbox/os/error.h"
#include "sandbox/probe/probes.h"

namespace shellab {
namespace {

using Status = Finding::Status;

struct Capability {
  unsigned number;
  const char* name;
  const char* purpose;
};

// What booting a sandbox, running programs in it and building images ask of the machine's root.
constexpr Capability kNeeded[] = {
    {CAP_CHOWN, "CAP_CHOWN", "give files to a sandbox's ids"},
    {CAP_DAC_OVERRIDE, "CAP_DAC_OVERRIDE", "reach a sandbox's files"},
    {CAP_FOWNER, "CAP_FOWNER", "set the modes of a sandbox's files"},
    {CAP_KILL, "CAP_KILL", "end a sandbox's processes"},
    {CAP_MKNOD, "CAP_MKNOD", "make an image's devices"},
    {CAP_SETFCAP, "CAP_SETFCAP", "build images"},
    {CAP_SETGID, "CAP_SETGID", "map groups"},
    {CAP_SETUID, "CAP_SETUID", "map users"},
    {CAP_SYS_ADMIN, "CAP_SYS_ADMIN", "mount and make namespaces"},
    {CAP_SYS_CHROOT, "CAP_SYS_CHROOT", "build images and enter sandboxes"},
    {CAP_SYS_PTRACE, "CAP_SYS_PTRACE", "enter sandboxes"},
};

std::uint64_t EffectiveCapabilities() {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct data[2]{};
  Check(::syscall(SYS_capget, &header, data), "capget");
  return (static_cast<std::uint64_t>(data[1].effective) << 32U) | data[0].effective;
}

bool IsAdministrator() { return ((EffectiveCapabilities() >> CAP_SYS_ADMIN) & 1U) != 0; }

// The number in a file of /proc/sys, or -1 where this kernel has no such setting.
long Setting(const char* name) {
  std::ifstream file(fmt::format("/proc/sys/{}", name));
  long value = -1;
  return file >> value ? value : -1;
}

// Why the kernel refused a user namespace, by the settings that can be its reason (user_namespaces(7)).
Finding Refused(const OsError& error) {
  Finding finding{Status::kMissing, error.what(), ""};
  if (error.error() == ENOSPC || error.error() == EUSERS) {
    finding.detail += fmt::format(" (user.max_user_namespaces is {})", Setting("user/max_user_namespaces"));
    finding.fix = "sysctl -w user.max_user_namespaces=28633";
  } else if (error.error() == EINVAL) {
    finding.fix = "boot a kernel with CONFIG_USER_NS";
  } else if (error.error() == ENOSYS) {
    finding.fix = kCallFix;
  } else if (!IsAdministrator() && Setting("kernel/apparmor_restrict_unprivileged_userns") == 1) {
    finding.fix = "run it as root: AppArmor (kernel.apparmor_restrict_unprivileged_userns) binds other users only";
  } else if (!IsAdministrator() && Setting("kernel/unprivileged_userns_clone") == 0) {
    finding.fix = "run it as root, or: sysctl -w kernel.unprivileged_userns_clone=1";
  }
  return finding;
}

}  // namespace

Finding ProbeRoot(const std::filesystem::path& /*state*/) {
  if (::geteuid() != 0)
    return {Status::kMissing, fmt::format("this is the user {}, not root", ::geteuid()), kRunAsRoot};
  const std::uint64_t held = EffectiveCapabilities();
  std::vector<std::string> lacking;
  for (const Capability& capability : kNeeded)
    if (((held >> capability.number) & 1U) == 0)
      lacking.push_back(fmt::format("{} ({})", capability.name, capability.purpose));
  if (!lacking.empty())
    return {Status::kMissing, fmt::format("root lacks {}", fmt::join(lacking, ", ")),
            "give the container or the service these capabilities, such as: docker run --privileged"};
  return {Status::kOk, fmt::format("root with the {} capabilities that are needed", std::size(kNeeded)), ""};
}

Finding ProbeKernel(const std::filesystem::path& /*state*/) {
  utsname name{};
  Check(::uname(&name), "uname");
  unsigned major = 0;
  unsigned minor = 0;
  // NOLINTNEXTLINE(cert-err34-c,bugprone-unchecked-string-to-number-conversion): 0.0 is what another text means
  std::sscanf(name.release, "%u.%u", &major, &minor);
  if (major > 5 || (major == 5 && minor >= 19)) return {Status::kOk, fmt::format("Linux {}", name.release), ""};
  return {Status::kMissing, fmt::format("Linux {} has no id-mapped layers of overlays", name.release), ""};
}

Finding ProbeUserNamespaces(const std::filesystem::path& /*state*/) {
  const IdRange range = LeaseIdRange();
  Fd user_ns;
  try {
    user_ns = MakeUserNamespace(range);
  } catch (const OsError& error) {
    return Refused(error);
  }
  Check(::setns(user_ns.get(), CLONE_NEWUSER), "enter a user namespace");
  const std::uint32_t last = kIdsPerRange - 1;
  Check(::setresgid(last, last, last), fmt::format("become group {} of a user namespace", last));
  Check(::setresuid(last, last, last), fmt::format("become user {} of a user namespace", last));
  return {Status::kOk, fmt::format("made and entered one of {} ids", kIdsPerRange), ""};
}

}  // namespace shellab
