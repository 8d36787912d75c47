#include "sandbox/id_range.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <filesystem>
#include <system_error>

#include "sandbox/os/clone.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"
#include "sandbox/os/process.h"

namespace shellab {
namespace {

// systemd's UIDS-GIDS document leaves 0x70000000..0x7FFDFFFF to nobody: above what its containers, subuid(5) ranges
// and the machine's users get, below the foreign range and 2^31.
constexpr std::uint32_t kFirstBase = 0x70000000;
constexpr std::uint32_t kRanges = 4000;
constexpr char kFolder[] = "/run/shellab/ids";

}  // namespace

std::optional<IdRange> TryLeaseIdRange(std::uint32_t index) {
  std::filesystem::create_directories(kFolder);
  Fd lock = Open(fmt::format("{}/{}", kFolder, index), O_RDWR | O_CREAT | O_NOFOLLOW, 0600);
  if (::flock(lock.get(), LOCK_EX | LOCK_NB) == 0)
    return IdRange{index, kFirstBase + index * kIdsPerRange, std::move(lock)};
  if (errno != EWOULDBLOCK) ThrowErrno(fmt::format("lock {}/{}", kFolder, index));
  return std::nullopt;
}

IdRange LeaseIdRange(const std::function<bool(const IdRange&)>& usable) {
  for (std::uint32_t index = 0; index < kRanges; ++index) {
    std::optional<IdRange> range = TryLeaseIdRange(index);
    if (range && usable(*range)) return std::move(*range);
  }
  throw HostError(fmt::format("all {} id ranges are taken by running sandboxes (locks in {})", kRanges, kFolder));
}

std::vector<std::uint32_t> KnownIdRanges() {
  std::vector<std::uint32_t> indexes;
  std::error_code none;  // nothing was leased yet
  for (const auto& entry : std::filesystem::directory_iterator(kFolder, none)) {
    const std::string name = entry.path().filename();
    std::uint32_t index = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), index);
    if (error == std::errc() && end == name.data() + name.size()) indexes.push_back(index);
  }
  return indexes;
}

std::string ReadNote(const IdRange& range) { return ReadFile(fmt::format("/proc/self/fd/{}", range.lock.get())); }

void WriteNote(const IdRange& range, std::string_view note) {
  const std::string what = fmt::format("the note of id range {}", range.index);
  CheckCall(::ftruncate(range.lock.get(), 0), what);
  CheckCall(::lseek(range.lock.get(), 0, SEEK_SET), what);
  WriteAll(range.lock.get(), note, what);
}

void WriteIdMaps(int pid, const IdRange& range) {
  const std::string map = fmt::format("0 {} {}", range.base, kIdsPerRange);
  WriteKernelFile(fmt::format("/proc/{}/uid_map", pid), map);
  WriteKernelFile(fmt::format("/proc/{}/gid_map", pid), map);
}

Fd MakeUserNamespace(const IdRange& range) {
  const PipeEnds life = Pipe();
  const Process holder = Clone(CLONE_NEWUSER);
  if (!holder) {
    // Lives until the parent kills it, or until the end of file that the parent's own death is.
    ::close(life.write.get());
    char byte = 0;
    while (::read(life.read.get(), &byte, 1) < 0 && errno == EINTR) {
    }
    ::_exit(0);
  }
  WriteIdMaps(holder.pid(), range);
  return Open(fmt::format("/proc/{}/ns/user", holder.pid()), O_RDONLY);
}

}  // namespace shellab
