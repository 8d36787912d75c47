// Owned file descriptors and the calls that make them. Everything opened here is close-on-exec.
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace shellab {

// Owns one file descriptor; closes it once. Moved-from and default values hold none (-1).
class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept;
  Fd(const Fd&) = delete;
  Fd& operator=(const Fd&) = delete;
  ~Fd() { Close(); }

  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }
  // Gives the descriptor up without closing it.
  int Release() { return std::exchange(fd_, -1); }
  void Close();

 private:
  int fd_ = -1;
};

// Opens `path` (relative to the folder `dir`, or AT_FDCWD). O_CLOEXEC is added. Throws OsError.
Fd OpenAt(int dir, const std::string& path, int flags, mode_t mode = 0);
Fd Open(const std::string& path, int flags, mode_t mode = 0);

// Opens `path` as a process would whose root is the folder `root`: no "..", absolute or magic link leads out of it
// (openat2(2), RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS). For trees that hostile code has written to. Throws OsError.
Fd OpenInRoot(int root, const std::string& path, int flags, mode_t mode = 0);

struct PipeEnds {
  Fd read;
  Fd write;
};
// A pipe, both ends close-on-exec and blocking. Throws OsError.
PipeEnds Pipe();

// A connected pair of AF_UNIX SOCK_SEQPACKET sockets. Throws OsError.
std::pair<Fd, Fd> SocketPair();

// An anonymous file that holds `content` and can never change again (memfd_create(2) and all seals), with mode
// `mode`. `name` is what /proc shows of it. Throws OsError.
Fd SealedMemFd(const std::string& name, std::string_view content, mode_t mode);

// A second descriptor for the same open file. Throws OsError.
Fd Duplicate(int fd);

// The path by which the kernel reaches the descriptor: "/proc/self/fd/N".
std::string DescriptorPath(int fd);

}  // namespace shellab
