#include "sandbox/os/fd.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/openat2.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {

Fd& Fd::operator=(Fd&& other) noexcept {
  if (this != &other) {
    Close();
    fd_ = std::exchange(other.fd_, -1);
  }
  return *this;
}

void Fd::Close() {
  // close(2): even EINTR leaves the descriptor closed on Linux, so there is nothing to repeat.
  if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

Fd OpenAt(int dir, const std::string& path, int flags, mode_t mode) {
  const int fd = ::openat(dir, path.c_str(), flags | O_CLOEXEC, mode);
  if (fd < 0) ThrowErrno(fmt::format("open {}", path));
  return Fd(fd);
}

Fd Open(const std::string& path, int flags, mode_t mode) { return OpenAt(AT_FDCWD, path, flags, mode); }

Fd OpenInRoot(int root, const std::string& path, int flags, mode_t mode) {
  open_how how{};
  how.flags = static_cast<std::uint64_t>(flags | O_CLOEXEC);
  how.mode = mode;
  how.resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS;
  const long fd = ::syscall(SYS_openat2, root, path.c_str(), &how, sizeof how);
  if (fd < 0) ThrowErrno(fmt::format("open {} in the sandbox", path));
  return Fd(static_cast<int>(fd));
}

PipeEnds Pipe() {
  int fds[2];
  CheckCall(::pipe2(fds, O_CLOEXEC), "pipe");
  return {Fd(fds[0]), Fd(fds[1])};
}

std::pair<Fd, Fd> SocketPair() {
  int fds[2];
  CheckCall(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, fds), "socketpair");
  return {Fd(fds[0]), Fd(fds[1])};
}

Fd SealedMemFd(const std::string& name, std::string_view content, mode_t mode) {
  Fd fd(CheckCall(::memfd_create(name.c_str(), MFD_CLOEXEC | MFD_ALLOW_SEALING), "memfd_create"));
  WriteAll(fd.get(), content, name);
  CheckCall(::fchmod(fd.get(), mode), "fchmod memfd");
  CheckCall(::fcntl(fd.get(), F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE), "seal memfd");
  return fd;
}

Fd Duplicate(int fd) { return Fd(CheckCall(::fcntl(fd, F_DUPFD_CLOEXEC, 0), "dup")); }

std::string DescriptorPath(int fd) { return fmt::format("/proc/self/fd/{}", fd); }

}  // namespace shellab
