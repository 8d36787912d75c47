// Who runs shellab, on which kernel, and whether it may make user namespaces.
#include <fmt/format.h>
#include <linux/capability.h>
#include <sched.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <span>
#include <string>

#include "sandbox/id_range.h"
#include "sandbox/os/error.h"
#include "sandbox/probe/probes.h"

namespace shellab {
namespace {

using Status = ProbeResult::Status;

struct Capability {
  unsigned number;
  const char* name;
};

// What no sandbox boots and no program runs in one without; found out by taking each capability away.
constexpr Capability kForSandboxes[] = {
    {CAP_CHOWN, "CAP_CHOWN"},           {CAP_DAC_OVERRIDE, "CAP_DAC_OVERRIDE"},
    {CAP_MKNOD, "CAP_MKNOD"},           {CAP_SETGID, "CAP_SETGID"},
    {CAP_SETUID, "CAP_SETUID"},         {CAP_SYS_ADMIN, "CAP_SYS_ADMIN"},
    {CAP_SYS_PTRACE, "CAP_SYS_PTRACE"},
};

// What Debian's packages need besides while they are unpacked into an image.
constexpr Capability kForImages[] = {
    {CAP_FOWNER, "CAP_FOWNER"},
    {CAP_FSETID, "CAP_FSETID"},
    {CAP_SETFCAP, "CAP_SETFCAP"},
    {CAP_SYS_CHROOT, "CAP_SYS_CHROOT"},
};

// The names of those of `wanted` that are not in the mask `held`, separated by commas.
std::string Lacking(std::uint64_t held, std::span<const Capability> wanted) {
  std::string names;
  for (const Capability& capability : wanted)
    if (((held >> capability.number) & 1U) == 0)
      names += fmt::format("{}{}", names.empty() ? "" : ", ", capability.name);
  return names;
}

std::uint64_t EffectiveCapabilities() {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct data[2]{};
  CheckCall(::syscall(SYS_capget, &header, data), "capget");
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
ProbeResult Refused(const OsError& error) {
  ProbeResult finding{Status::kMissing, error.what(), ""};
  if (error.error() == ENOSPC || error.error() == EUSERS) {
    finding.detail += fmt::format(" (user.max_user_namespaces is {})", Setting("user/max_user_namespaces"));
    finding.fix = "sysctl -w user.max_user_namespaces=28633";
  } else if (error.error() == EINVAL) {
    finding.fix = "boot a kernel with CONFIG_USER_NS";
  } else if (error.error() == ENOSYS) {
    finding.fix = kCallFix;
  } else if (!IsAdministrator() && Setting("kernel/apparmor_restrict_unprivileged_userns") == 1) {
    finding.fix =
        "give it CAP_SYS_ADMIN: AppArmor (kernel.apparmor_restrict_unprivileged_userns) binds only who has none";
  } else if (!IsAdministrator() && Setting("kernel/unprivileged_userns_clone") == 0) {
    finding.fix = "give it CAP_SYS_ADMIN, or: sysctl -w kernel.unprivileged_userns_clone=1";
  }
  return finding;
}

}  // namespace

ProbeResult ProbeRoot(const std::filesystem::path& /*state*/) {
  if (::geteuid() != 0)
    return {Status::kMissing, fmt::format("this is the user {}, not root", ::geteuid()), kRunAsRoot};
  const std::uint64_t held = EffectiveCapabilities();
  const std::string fix = "give them to the container or the service, such as by: docker run --privileged";
  if (const std::string names = Lacking(held, kForSandboxes); !names.empty())
    return {Status::kMissing, fmt::format("root lacks {}", names), fix};
  if (const std::string names = Lacking(held, kForImages); !names.empty())
    return {Status::kDegraded, fmt::format("root lacks {}: images cannot be built here", names), fix};
  return {Status::kOk, "root with all capabilities that are needed", ""};
}

ProbeResult ProbeKernel(const std::filesystem::path& /*state*/) {
  utsname name{};
  CheckCall(::uname(&name), "uname");
  unsigned major = 0;
  unsigned minor = 0;
  // NOLINTNEXTLINE(cert-err34-c,bugprone-unchecked-string-to-number-conversion): 0.0 is what another text means
  std::sscanf(name.release, "%u.%u", &major, &minor);
  if (major > 5 || (major == 5 && minor >= 19)) return {Status::kOk, fmt::format("Linux {}", name.release), ""};
  return {Status::kMissing, fmt::format("Linux {} has no id-mapped layers of overlays", name.release), ""};
}

ProbeResult ProbeUserNamespaces(const std::filesystem::path& /*state*/) {
  const IdRange range = LeaseIdRange([](const IdRange&) { return true; });
  Fd user_ns;
  try {
    user_ns = MakeUserNamespace(range);
  } catch (const OsError& error) {
    return Refused(error);
  }
  CheckCall(::setns(user_ns.get(), CLONE_NEWUSER), "enter a user namespace");
  const std::uint32_t last = kIdsPerRange - 1;
  CheckCall(::setresgid(last, last, last), fmt::format("become group {} of a user namespace", last));
  CheckCall(::setresuid(last, last, last), fmt::format("become user {} of a user namespace", last));
  return {Status::kOk, fmt::format("made and entered one of {} ids", kIdsPerRange), ""};
}

}  // namespace shellab
