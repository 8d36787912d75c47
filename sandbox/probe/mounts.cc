// The file systems a host's root is made of.
#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "sandbox/id_range.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"
#include "sandbox/os/mount.h"
#include "sandbox/probe/probes.h"
#include "sandbox/probe/tree.h"
#include "sandbox/root.h"

namespace shellab {
namespace {

using Status = ProbeResult::Status;

// Where the engine's own mounts are made, for this process only.
void EnterOwnMounts() {
  CheckCall(::unshare(CLONE_NEWNS), "make a mount namespace");
  CheckCall(::mount(nullptr, "/", nullptr, MS_REC | MS_SLAVE, nullptr), "make the mount namespace private");
}

void BecomeGuestRoot(const Fd& user_ns) {
  CheckCall(::setns(user_ns.get(), CLONE_NEWUSER), "enter a user namespace");
  CheckCall(::setresgid(0, 0, 0), "become a sandbox's root group");
  CheckCall(::setresuid(0, 0, 0), "become a sandbox's root");
}

bool IsAbsent(const char* path) { return ::access(path, F_OK) != 0 && errno == ENOENT; }

bool OwnerIs(const char* path, uid_t uid, gid_t gid) {
  struct stat status {};
  return ::stat(path, &status) == 0 && status.st_uid == uid && status.st_gid == gid;
}

// What a learner does to files of the image, relative to its root. Throws OsError for what is refused, HostError where
// it is not as on a disk.
void WorkOnLowerFiles() {
  const auto see = [](bool is_so, const char* what) {
    if (!is_so) throw HostError(fmt::format("{}: done, but not to be seen", what));
  };
  CheckCall(::mkdir("new", 0755), "mkdir");
  CheckCall(::rmdir("lower/empty"), "rmdir of a folder of the image");
  see(IsAbsent("lower/empty"), "rmdir of a folder of the image");
  CheckCall(::mkdir("lower/empty", 0755), "mkdir where a folder of the image was");
  CheckCall(::rename("lower/full", "renamed"), "rename of a folder of the image");
  see(IsAbsent("lower/full") && ReadFile("renamed/file") == "content", "rename of a folder of the image");
  CheckCall(::link("lower/linked", "link"), "hard link to a file of the image");
  CheckCall(::chown("lower/linked", 1000, 1000), "chown of a file of the image");
  see(OwnerIs("link", 1000, 1000), "chown of a file of the image with two names");
  WriteAll(Open("lower/written", O_WRONLY | O_APPEND).get(), "more", "to a file of the image");
  see(ReadFile("lower/written") == "contentmore", "write to a file of the image");
  CheckCall(::unlink("lower/removed"), "unlink of a file of the image");
  see(IsAbsent("lower/removed"), "unlink of a file of the image");
}

void MakeLowerFiles(const std::filesystem::path& root) {
  for (const char* name : {"lower", "lower/empty", "lower/full"}) std::filesystem::create_directory(root / name);
  for (const char* name : {"lower/full/file", "lower/linked", "lower/written", "lower/removed"})
    WriteFileAtomically(root / name, "content");
}

}  // namespace

ProbeResult ProbeIdMappedMounts(const std::filesystem::path& state) {
  const TempDir scratch(state, "doctor");
  WriteFileAtomically(scratch.path() / "file", "content");
  EnterOwnMounts();
  const IdRange range = LeaseIdRange([](const IdRange&) { return true; });
  const Fd user_ns = MakeUserNamespace(range);
  const Fd tree = CloneTree(scratch.path());
  MapIds(tree, user_ns, MOUNT_ATTR_RDONLY);
  struct stat status {};
  CheckCall(::fstatat(tree.get(), "file", &status, 0), "stat a file of an id-mapped mount");
  if (status.st_uid != range.base)
    throw HostError(fmt::format("a file of user 0 appears as user {} instead of {}", status.st_uid, range.base));
  return {Status::kOk, fmt::format("work on the file system of {}", state.native()), ""};
}

ProbeResult ProbeOverlay(const std::filesystem::path& state) {
  const SmallTree tree(state);
  MakeLowerFiles(tree.root());
  Staging staging(state);
  const IdRange range = LeaseIdRange([](const IdRange&) { return true; });
  const HostRoot root = staging.Make(range, {tree.root()}, TmpfsUpper{1U << 20U, 1024}, false);
  const Fd user_ns = MakeUserNamespace(range);
  return RunInChild([&]() -> ProbeResult {
    CheckCall(::fchdir(root.mount.get()), "enter the overlay");
    BecomeGuestRoot(user_ns);
    WorkOnLowerFiles();
    return {Status::kOk, "behaves like a disk for a sandbox's root: mkdir, rmdir, rename, link, chown, write, unlink",
            ""};
  });
}

ProbeResult ProbeTmpfs(const std::filesystem::path& /*state*/) {
  constexpr int kBytes = 1 << 20;
  constexpr int kInodes = 16;
  FsContext context("tmpfs");
  context.Set("size", std::to_string(kBytes));
  context.Set("nr_inodes", std::to_string(kInodes));
  context.Create();
  const Fd mount = context.Mount(0);
  const auto full = [] { return errno == ENOSPC; };
  {
    const Fd file = OpenAt(mount.get(), "file", O_WRONLY | O_CREAT, 0600);
    const std::string block(64U << 10U, 'x');
    ssize_t written = 0;
    for (ssize_t n = 0; (n = ::write(file.get(), block.data(), block.size())) > 0 && written <= kBytes;) written += n;
    if (written > kBytes || !full()) throw HostError(fmt::format("a tmpfs of {} bytes took {}", kBytes, written));
  }
  int files = 1;
  while (files <= kInodes && Fd(::openat(mount.get(), std::to_string(files).c_str(), O_CREAT | O_CLOEXEC, 0600)))
    ++files;
  if (files > kInodes || !full()) throw HostError(fmt::format("a tmpfs of {} inodes took {} files", kInodes, files));
  return {Status::kOk, "limits of size and of inodes hold", ""};
}

}  // namespace shellab
