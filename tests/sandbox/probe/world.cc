#include "tests/sandbox/probe/world.h"

#include <linux/capability.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "sandbox/image/store.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab::testing {
namespace {

const MachineProbe& ProbeCalled(const std::string& id) {
  for (const MachineProbe& probe : AllProbes())
    if (probe.id == id) return probe;
  throw std::invalid_argument("there is no probe " + id);
}

}  // namespace

ProbeResult FindIn(const std::string& id, const std::filesystem::path& state, const std::function<void()>& change) {
  return RunInChild([&] {
    change();
    return RunProbe(ProbeCalled(id), state);
  });
}

ProbeResult FindIn(const std::string& id, const std::function<void()>& change) {
  return FindIn(id, DefaultStateFolder(), change);
}

void Refuse(std::initializer_list<int> calls, int error) {
  const scmp_filter_ctx filter = ::seccomp_init(SCMP_ACT_ALLOW);
  for (const int call : calls)
    CheckCall(::seccomp_rule_add(filter, SCMP_ACT_ERRNO(static_cast<unsigned>(error)), call, 0), "add a seccomp rule");
  CheckCall(::seccomp_load(filter), "load a seccomp filter");
  ::seccomp_release(filter);
}

void DropCapability(unsigned capability) {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct data[2]{};
  CheckCall(::syscall(SYS_capget, &header, data), "capget");
  const std::uint32_t others = ~(1U << (capability % 32U));
  data[capability / 32U].effective &= others;
  data[capability / 32U].permitted &= others;
  CheckCall(::syscall(SYS_capset, &header, data), "capset");
}

void EnterOwnMounts() {
  CheckCall(::unshare(CLONE_NEWNS), "make a mount namespace");
  CheckCall(::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr), "make the mount namespace private");
}

void Remount(const std::filesystem::path& folder, unsigned long flags) {
  CheckCall(::mount(folder.c_str(), folder.c_str(), nullptr, MS_BIND, nullptr), "bind a folder on itself");
  CheckCall(::mount(nullptr, folder.c_str(), nullptr, MS_BIND | MS_REMOUNT | flags, nullptr), "remount a folder");
}

void UnmountCgroups() {
  std::vector<std::string> points;
  std::ifstream mounts("/proc/self/mounts");
  for (std::string line; std::getline(mounts, line);) {
    std::istringstream fields(line);
    std::string source;
    std::string point;
    std::string type;
    fields >> source >> point >> type;
    if (type.starts_with("cgroup")) points.push_back(point);
  }
  for (const std::string& point : points) CheckCall(::umount2(point.c_str(), MNT_DETACH), "unmount " + point);
}

void ForbidMemfds() {
  const std::filesystem::path setting = "/proc/sys/vm/memfd_noexec";
  if (std::filesystem::exists(setting)) {
    WriteKernelFile(setting, "2");
    return;
  }
  EnterOwnMounts();
  CheckCall(::mount("tmpfs", setting.parent_path().c_str(), "tmpfs", 0, nullptr), "hide the settings of memory");
  WriteFileAtomically(setting, "2");
  Refuse({SCMP_SYS(memfd_create)}, EACCES);
}

void ForbidUserNamespaces() {
  PipeEnds gate = Pipe();
  const pid_t self = ::getpid();
  const pid_t writer = CheckCall(::fork(), "fork");
  if (writer == 0) {
    gate.write.Close();
    char byte = 0;
    if (::read(gate.read.get(), &byte, 1) != 1) ::_exit(1);
    for (const char* map : {"uid_map", "gid_map"})
      WriteKernelFile("/proc/" + std::to_string(self) + "/" + map, "0 0 4294967295");
    ::_exit(0);
  }
  CheckCall(::unshare(CLONE_NEWUSER), "make a user namespace");
  WriteAll(gate.write.get(), "x", "to the writer of the id maps");
  int status = -1;
  CheckCall(::waitpid(writer, &status, 0), "wait for the id maps");
  if (status != 0) throw HostError("the id maps could not be written");
  WriteKernelFile("/proc/sys/user/max_user_namespaces", "0");
}

}  // namespace shellab::testing
