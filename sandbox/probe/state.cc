// The state folder, the images in it and the tools that make them.
#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "sandbox/image/store.h"
#include "sandbox/init/embed.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"
#include "sandbox/os/folder.h"
#include "sandbox/probe/probes.h"
#include "sandbox/probe/tree.h"

namespace shellab {
namespace {

using Status = ProbeResult::Status;

// What building one image takes, and room for prepared layers.
constexpr std::uint64_t kEnoughBytes = 2'000'000'000;

// Whether a device made in `folder` can be used.
bool DevicesWork(const std::filesystem::path& folder) {
  const std::string path = folder / "null";
  if (::mknod(path.c_str(), S_IFCHR | 0666, ::makedev(1, 3)) != 0) return false;
  return static_cast<bool>(Fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC)));
}

bool ProgramsRun(const std::filesystem::path& folder) {
  const std::string path = folder / "program";
  WriteFileAtomically(path, InitProgram(), 0755);
  return RunInitProgram([&path](char* const* argv, char* const* envp) { ::execve(path.c_str(), argv, envp); }) == 0;
}

ProbeResult FindTool(const char* name, const char* purpose) {
  for (const char* folder : {"/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"}) {
    const std::string path = fmt::format("{}/{}", folder, name);
    if (::access(path.c_str(), X_OK) == 0) return {Status::kOk, fmt::format("{}; {}", path, purpose), ""};
  }
  return {Status::kMissing, fmt::format("not on this machine; {}", purpose), ""};
}

}  // namespace

ProbeResult ProbeStateFolder(const std::filesystem::path& state) {
  MakeFolders(state);
  const TempDir scratch(state, "doctor");
  WriteFileAtomically(scratch.path() / "file", std::string(1U << 20U, 'x'));
  struct statvfs space {};
  CheckCall(::statvfs(state.c_str(), &space), fmt::format("statvfs {}", state.native()));
  const std::uint64_t free = static_cast<std::uint64_t>(space.f_bavail) * space.f_frsize;
  const std::string seen = fmt::format("{}: writable, {} MB free", state.native(), free / 1'000'000);
  // An overlay has flags of its own, so that sandboxes don't mind; but while an image is built, its programs run here.
  std::vector<const char*> faults;
  if (!DevicesWork(scratch.path())) faults.push_back("no device works");
  if (!ProgramsRun(scratch.path())) faults.push_back("no program runs");
  if (!faults.empty())
    return {Status::kDegraded, fmt::format("{}; {}: images cannot be built here", seen, fmt::join(faults, ", ")),
            fmt::format("mount -o remount,dev,exec \"$(findmnt -no TARGET -T '{}')\"", state.native())};
  if (free < kEnoughBytes)
    return {Status::kDegraded, fmt::format("{}; an image takes about 1 GB while it is built", seen),
            "free some space, or choose another folder: export SHELLAB_STATE=/path/on/a/larger/disk"};
  return {Status::kOk, seen, ""};
}

ProbeResult ProbeBaseImage(const std::filesystem::path& state) {
  const Image image = ImageStore(state).Open("base");
  return {Status::kOk, fmt::format("base, {} MB, built {}", image.bytes / 1'000'000, image.built_at), ""};
}

ProbeResult ProbeMmdebstrap(const std::filesystem::path& /*state*/) { return FindTool("mmdebstrap", "builds images"); }

ProbeResult ProbeNewuidmap(const std::filesystem::path& /*state*/) {
  return FindTool("newuidmap", "of use to a shellab without root only, which there is not yet");
}

}  // namespace shellab
