// Every probe finds its feature on this machine, and finds it missing where it is taken away for real.
#include "sandbox/probe/probe.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <linux/capability.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mount.h>
#include <sys/personality.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include "sandbox/cgroup/controllers.h"
#include "sandbox/image/store.h"
#include "sandbox/network/features.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"
#include "tests/sandbox/probe/world.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;
using Status = ProbeResult::Status;
using ::testing::AllOf;
using testing::DropCapability;
using testing::EnterOwnMounts;
using ::testing::Field;
using testing::FindIn;
using testing::ForbidMemfds;
using testing::ForbidUserNamespaces;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::Refuse;
using testing::Remount;
using testing::UnmountCgroups;

template <typename Detail, typename Fix>
auto Is(Status status, Detail detail, Fix fix) {
  return AllOf(Field("status", &ProbeResult::status, status), Field("detail", &ProbeResult::detail, HasSubstr(detail)),
               Field("fix", &ProbeResult::fix, HasSubstr(fix)));
}

class Scratch : public ::testing::Test {
 protected:
  const TempDir folder_{fs::temp_directory_path()};
};
using StateFolder = Scratch;

TEST(Probes, FindAllThatIsNeededOnThisMachine) {
  for (const MachineProbe& probe : AllProbes()) {
    if (!probe.needed) continue;
    const ProbeResult finding = RunProbe(probe, DefaultStateFolder());
    EXPECT_EQ(finding.status, Status::kOk) << probe.id << ": " << finding.detail << "\nfix: " << finding.fix;
    EXPECT_THAT(finding.detail, Not(IsEmpty())) << probe.id;
    EXPECT_THAT(finding.fix, IsEmpty()) << probe.id;
  }
}

TEST_F(Scratch, ProbesLeaveNothingBehind) {
  for (const MachineProbe& probe : AllProbes()) RunProbe(probe, folder_.path());
  for (const auto& entry : fs::recursive_directory_iterator(folder_.path()))
    EXPECT_TRUE(entry.is_directory() && fs::is_empty(entry)) << entry.path();
  EXPECT_EQ(RunProbe(AllProbes().front(), folder_.path()).status, Status::kOk);
}

TEST(Probes, SurviveWhatEndsTheirChild) {
  EXPECT_THAT(RunInChild([]() -> ProbeResult {
                ::raise(SIGABRT);
                return {};
              }),
              Is(Status::kMissing, "Aborted", ""));
  EXPECT_THAT(RunInChild([]() -> ProbeResult { throw HostError("no such thing"); }),
              Is(Status::kMissing, "no such thing", ""));
}

TEST(Root, IsMissingForOtherUsersAndWithoutCapabilities) {
  const auto as_nobody = [] { CheckCall(::setresuid(65534, 65534, 65534), "setresuid"); };
  EXPECT_THAT(FindIn("root", as_nobody), Is(Status::kMissing, "65534", "sudo shellab doctor"));
  EXPECT_THAT(FindIn("tmpfs", as_nobody), Is(Status::kMissing, "tmpfs", "sudo shellab doctor"));
  EXPECT_THAT(FindIn("root", [] { DropCapability(CAP_SYS_PTRACE); }),
              Is(Status::kMissing, "CAP_SYS_PTRACE", "--privileged"));
  EXPECT_THAT(FindIn("root", [] { DropCapability(CAP_SYS_CHROOT); }), Is(Status::kDegraded, "CAP_SYS_CHROOT", "give"));
}

// The list of capabilities is no guess: without any of them, a sandbox cannot be made.
TEST(Root, NamesTheCapabilitiesThatSandboxesNeed) {
  for (const unsigned capability :
       {CAP_CHOWN, CAP_DAC_OVERRIDE, CAP_MKNOD, CAP_SETGID, CAP_SETUID, CAP_SYS_ADMIN, CAP_SYS_PTRACE}) {
    const auto drop = [capability] { DropCapability(capability); };
    EXPECT_EQ(FindIn("root", drop).status, Status::kMissing) << capability;
    EXPECT_EQ(FindIn("sandbox", drop).status, Status::kMissing) << capability;
  }
}

TEST(Kernel, IsMissingWhenItIsOld) {
  const auto pretend = [] { CheckCall(::personality(UNAME26), "personality"); };
  EXPECT_THAT(FindIn("kernel", pretend), Is(Status::kMissing, "Linux 2.6", "5.19"));
}

TEST_F(StateFolder, IsMissingWhereItCannotBeWritten) {
  const auto read_only = [&] {
    EnterOwnMounts();
    Remount(folder_.path(), MS_RDONLY);
  };
  EXPECT_THAT(FindIn("state-folder", folder_.path(), read_only),
              Is(Status::kMissing, "Read-only file system", "SHELLAB_STATE"));
  EXPECT_THAT(FindIn("state-folder", folder_.path() / "new", read_only),
              Is(Status::kMissing, "Read-only file system", "SHELLAB_STATE"));
  const auto full = [&] {
    EnterOwnMounts();
    CheckCall(::mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, "size=256k"), "mount a tmpfs");
  };
  EXPECT_THAT(FindIn("state-folder", folder_.path(), full), Is(Status::kMissing, "No space left", "SHELLAB_STATE"));
}

TEST_F(StateFolder, IsDegradedWhereNoImageCanBeBuilt) {
  const auto small = [&] {
    EnterOwnMounts();
    CheckCall(::mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, "size=50m"), "mount a tmpfs");
  };
  EXPECT_THAT(FindIn("state-folder", folder_.path(), small), Is(Status::kDegraded, "1 GB", "free some space"));
  const auto inert = [&](unsigned long flags) {
    return [this, flags] {
      EnterOwnMounts();
      Remount(folder_.path(), flags);
    };
  };
  EXPECT_THAT(FindIn("state-folder", folder_.path(), inert(MS_NODEV)),
              Is(Status::kDegraded, "no device works: images", "mount -o remount,dev,exec"));
  EXPECT_THAT(FindIn("state-folder", folder_.path(), inert(MS_NOEXEC)),
              Is(Status::kDegraded, "no program runs: images", "mount -o remount,dev,exec"));
  EXPECT_EQ(FindIn("state-folder", folder_.path(), inert(MS_NOSUID)).status, Status::kOk);
}

TEST(UserNamespaces, AreMissingWhereTheLimitIsZeroOrTheCallRefused) {
  EXPECT_THAT(FindIn("user-namespaces", ForbidUserNamespaces),
              Is(Status::kMissing, "user.max_user_namespaces is 0", "sysctl -w user.max_user_namespaces="));
  EXPECT_THAT(FindIn("user-namespaces", [] { Refuse({SCMP_SYS(clone3)}, ENOSYS); }),
              Is(Status::kMissing, "clone3", "seccomp=unconfined"));
}

TEST_F(Scratch, LayersAreMissingOnAFileSystemWithoutIdMappedMounts) {
  for (const char* name : {"lower", "upper", "work", "state"}) fs::create_directory(folder_.path() / name);
  const std::string at = folder_.path();
  const auto on_overlay = [&at] {
    EnterOwnMounts();
    const std::string layers = "lowerdir=" + at + "/lower,upperdir=" + at + "/upper,workdir=" + at + "/work";
    CheckCall(::mount("overlay", (at + "/state").c_str(), "overlay", 0, layers.c_str()), "mount an overlay");
  };
  EXPECT_THAT(FindIn("id-mapped-mounts", at + "/state", on_overlay),
              Is(Status::kMissing, "no id-mapped mounts", "ext4"));
  EXPECT_THAT(FindIn("overlay", at + "/state", on_overlay), Is(Status::kMissing, "no id-mapped mounts", "above"));
  EXPECT_THAT(FindIn("sandbox", at + "/state", on_overlay), Is(Status::kMissing, "no id-mapped mounts", "above"));
}

TEST(Overlay, IsMissingWhereItDoesNotBehaveLikeADisk) {
  EXPECT_THAT(FindIn("overlay", [] { Refuse({SCMP_SYS(chown)}, EIO); }),
              Is(Status::kMissing, "chown of a file of the image: Input/output error", "modprobe overlay"));
  EXPECT_THAT(FindIn("overlay",
                     [] {
                       Refuse({SCMP_SYS(link), SCMP_SYS(linkat)}, EXDEV);
                     }),
              Is(Status::kMissing, "hard link", "modprobe overlay"));
}

TEST(Calls, AreMissingWhereTheyAreRefused) {
  EXPECT_THAT(FindIn("tmpfs", [] { Refuse({SCMP_SYS(fsopen)}, EPERM); }), Is(Status::kMissing, "tmpfs", "privileged"));
  EXPECT_THAT(FindIn("pidfd", [] { Refuse({SCMP_SYS(pidfd_open)}, ENOSYS); }),
              Is(Status::kMissing, "pidfd_open", "unconfined"));
  EXPECT_THAT(FindIn("close-range", [] { Refuse({SCMP_SYS(close_range)}, ENOSYS); }),
              Is(Status::kMissing, "close_range", "unconfined"));
  EXPECT_THAT(FindIn("openat2", [] { Refuse({SCMP_SYS(openat2)}, ENOSYS); }),
              Is(Status::kMissing, "open ../../sys/kernel", "unconfined"));
  EXPECT_THAT(FindIn("seccomp",
                     [] {
                       Refuse({SCMP_SYS(seccomp), SCMP_SYS(prctl)}, EINVAL);
                     }),
              Is(Status::kMissing, "seccomp filter", "CONFIG_SECCOMP_FILTER"));
}

TEST(SealedProgram, IsMissingWhereMemfdsCannotBeExecuted) {
  const ProbeResult finding = RunInChild([] {
    // The setting belongs to the pid namespace of who writes it: that of a child made after this.
    CheckCall(::unshare(CLONE_NEWPID), "make a pid namespace");
    return FindIn("sealed-program", ForbidMemfds);
  });
  EXPECT_THAT(finding, Is(Status::kMissing, "memfd", "sysctl -w vm.memfd_noexec=0"));
}

TEST(Controllers, AreMissingWhereTheyAreNotMountedOrReadOnly) {
  const shellab::Controllers found = FindControllers();
  PrepareUnified(found);
  const std::pair<const char*, fs::path> probes[] = {{"cgroup-memory", found.memory.value().folder},
                                                     {"cgroup-pids", found.pids.value().folder},
                                                     {"cgroup-cpu", found.cpu.value().folder}};
  for (const auto& [id, folder] : probes) {
    const auto unmounted = [] {
      EnterOwnMounts();
      UnmountCgroups();
    };
    EXPECT_THAT(FindIn(id, unmounted), Is(Status::kMissing, "mounted nowhere", "")) << id;
    const auto read_only = [&folder = folder] {
      EnterOwnMounts();
      Remount(folder, MS_RDONLY);
    };
    EXPECT_THAT(FindIn(id, read_only), Is(Status::kMissing, "Read-only file system", "--cgroupns=host")) << id;
    EXPECT_THAT(FindIn(id, read_only).detail, HasSubstr(folder.native()));
  }
}

TEST(Sandbox, IsMissingWhereProcIsMasked) {
  const auto mask = [] {
    EnterOwnMounts();
    CheckCall(::mount("/dev/null", "/proc/uptime", nullptr, MS_BIND, nullptr), "mask /proc/uptime");
  };
  EXPECT_THAT(FindIn("sandbox", mask),
              Is(Status::kMissing, "mount /proc: Operation not permitted", "systempaths=unconfined"));
}

// What the flags of the state folder's mount forbid, an overlay over it does not.
TEST_F(StateFolder, MayBeInertForSandboxes) {
  const auto inert = [&] {
    EnterOwnMounts();
    Remount(folder_.path(), MS_NODEV | MS_NOSUID | MS_NOEXEC);
  };
  EXPECT_THAT(FindIn("sandbox", folder_.path(), inert), Is(Status::kOk, "booted", ""));
}

TEST_F(Scratch, BaseImageIsMissingUntilItIsBuilt) {
  EXPECT_THAT(FindIn("base-image", folder_.path(), [] {}),
              Is(Status::kMissing, "no image base", "shellab image build base"));
}

// What a machine has of them is its kernel's matter: what `ip` or the kernel's own list can tell is held against it.
TEST(KernelFeatures, AreFoundWhereTheKernelHasThem) {
  const auto has = [](const std::string& devices_and_filters) {
    return std::system(
               fmt::format("unshare --user --net --map-root-user sh -c '{}' >/dev/null 2>&1", devices_and_filters)
                   .c_str()) == 0;
  };
  const std::string above = "ip link add lower type veth peer name other && ip link add link lower name upper type ";
  const std::pair<const char*, std::string> features[] = {
      {"8021q", above + "vlan id 7"},
      {"bonding", "ip link add upper type bond"},
      {"dummy", "ip link add upper type dummy"},
      {"ipvlan", above + "ipvlan"},
      {"macvlan", above + "macvlan"},
      {"netem", "ip link add lower type veth peer name other && tc qdisc add dev lower root netem delay 1ms"},
      {"tbf",
       "ip link add lower type veth peer name other && "
       "tc qdisc add dev lower root tbf rate 1mbit burst 10k latency 50ms"},
      {"vxlan", "ip link add upper type vxlan id 7 dstport 4789"},
      {"wireguard", "ip link add upper type wireguard"},
  };
  for (const auto& [id, command] : features)
    EXPECT_EQ(RunProbe(ProbeCalled(id), DefaultStateFolder()).status, has(command) ? Status::kOk : Status::kMissing)
        << id;
}

TEST(KernelFeatures, AreMissingWhereTheKernelRefuses) {
  for (const KernelFeature& feature : KernelFeatures()) {
    const auto no_sockets = [] { Refuse({SCMP_SYS(socket)}, EAFNOSUPPORT); };
    EXPECT_THAT(FindIn(std::string(feature.name), no_sockets),
                Is(Status::kMissing, "Address family not supported", std::string(feature.module)));
    EXPECT_FALSE(ProbeCalled(feature.name).needed);
  }
}

TEST(Mmdebstrap, IsMissingWhereItIsNotInstalled) {
  const auto hide = [] {
    EnterOwnMounts();
    CheckCall(::mount("/dev/null", "/usr/bin/mmdebstrap", nullptr, MS_BIND, nullptr), "hide mmdebstrap");
  };
  EXPECT_THAT(FindIn("mmdebstrap", hide), Is(Status::kMissing, "not on this machine", "apt-get install mmdebstrap"));
}

}  // namespace
}  // namespace shellab
