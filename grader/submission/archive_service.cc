#include "grader/submission/archive_service.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>
#include <optional>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>

#include "grader/submission/confine.h"
#include "grader/submission/fault.h"
#include "grader/submission/open_archive.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

using Kind = ArchiveReply::Kind;
using Clock = std::chrono::system_clock;

// Of a reply beside the content that was asked for: names and texts.
constexpr std::uint64_t kMaxWords = 1U << 20U;

// Far more than what unpacks sane archives needs: the largest dictionaries of xz and 7z have 192 MiB in practice.
constexpr std::uint64_t kMemory = 1U << 30U;

// Values one after the other; texts after their length.
class Writer {
 public:
  explicit Writer(Kind kind) { Put(kind); }

  template <typename Value>
  void Put(Value value) {
    static_assert(std::is_trivially_copyable_v<Value>);
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void Put(const std::string& text) {
    Put(std::uint64_t{text.size()});
    bytes_ += text;
  }
  void Put(const Text& text) {
    Put(text.en);
    Put(text.zh);
  }
  // Where nobody listens any more SIGPIPE ends the process.
  void Send() const {
    const std::uint64_t size = bytes_.size();
    WriteAll(STDOUT_FILENO, {reinterpret_cast<const char*>(&size), sizeof size}, "a reply");
    WriteAll(STDOUT_FILENO, bytes_, "a reply");
  }

 private:
  std::string bytes_;
};

// Reads what Writer wrote, or a broken child in its place: what is not there reads as false or empty, and is told.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  bool is_whole() const { return is_whole_ && rest_.empty(); }
  template <typename Value>
  Value Take() {
    Value value{};
    const std::string_view bytes = TakeBytes(sizeof value);
    if (bytes.size() == sizeof value) std::memcpy(&value, bytes.data(), sizeof value);
    return value;
  }
  std::string TakeString() { return std::string(TakeBytes(Take<std::uint64_t>())); }
  Text TakeText() {
    std::string en = TakeString();
    return {std::move(en), TakeString()};
  }

 private:
  std::string_view TakeBytes(std::uint64_t size) {
    is_whole_ = is_whole_ && size <= rest_.size();
    if (!is_whole_) return {};
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  std::string_view rest_;
  bool is_whole_ = true;
};

Writer MemberReply(const ArchiveMember& member) {
  Writer reply(Kind::kMember);
  reply.Put(member.path);
  reply.Put(static_cast<char>(member.is_folder));
  reply.Put(static_cast<char>(member.not_a_file.has_value()));
  reply.Put(member.not_a_file.value_or(Text{}));
  reply.Put(static_cast<char>(member.at.has_value()));
  reply.Put(std::int64_t{member.at.value_or(Clock::time_point{}).time_since_epoch().count()});
  return reply;
}

ArchiveMember TakeMember(Reader& reader) {
  ArchiveMember member;
  member.path = reader.TakeString();
  member.is_folder = reader.Take<char>() != 0;
  const bool is_no_file = reader.Take<char>() != 0;
  Text why = reader.TakeText();
  if (is_no_file) member.not_a_file = std::move(why);
  const bool has_time = reader.Take<char>() != 0;
  const Clock::time_point at{Clock::duration(reader.Take<std::int64_t>())};
  if (has_time) member.at = at;
  return member;
}

Writer FaultReply(Kind kind, const Text& fault) {
  Writer reply(kind);
  reply.Put(fault);
  return reply;
}

Writer Answer(OpenArchive& archive, const ArchiveRequest& request) {
  if (!request.read) {
    const std::optional<ArchiveMember> member = archive.Next();
    return member ? MemberReply(*member) : Writer(Kind::kNothing);
  }
  const std::optional<std::string> content = archive.Read(request.max_bytes, request.only_archive);
  if (!content) return Writer(Kind::kNothing);
  Writer reply(Kind::kContent);
  reply.Put(*content);
  return reply;
}

// What `work` returns, or what it throws, as a reply.
template <typename Work>
Writer ReplyOf(const Work& work) {
  try {
    return work();
  } catch (const FileFault& fault) {
    return FaultReply(Kind::kFileFault, fault.unread().reason);
  } catch (const PackageFault& fault) {
    return FaultReply(Kind::kPackageFault, fault.unread().reason);
  } catch (const std::bad_alloc&) {
    return FaultReply(Kind::kPackageFault, {"takes too much memory to read", "读取时占用过多内存"});
  }
}

// Reads so many bytes within the patience, from which it takes what it waited; kReady when all are there. What has
// arrived counts, however late it is read: a reader who stood still (Ctrl-Z, a frozen machine) knows nothing of when it
// came, and its writer may have stood still as well, so that one wait is taken for a second at most.
Kind ReadWithin(std::chrono::nanoseconds& patience, int replies, char* to, std::uint64_t size) {
  using Steady = std::chrono::steady_clock;
  constexpr std::chrono::nanoseconds kLongest = std::chrono::seconds(1);
  for (std::uint64_t at = 0; at < size;) {
    const std::chrono::nanoseconds longest = std::min(patience, kLongest);
    const Steady::time_point began = Steady::now();
    pollfd waited{replies, POLLIN, 0};
    const int ready =
        ::poll(&waited, 1, static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(longest).count()));
    patience -= std::min<std::chrono::nanoseconds>(Steady::now() - began, longest);
    if (ready == 0 && patience.count() == 0) return Kind::kSilent;
    if (ready == 0) continue;
    const ssize_t got = ready < 0 ? ready : ::read(replies, to + at, size - at);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return Kind::kEnded;
    at += static_cast<std::uint64_t>(got);
  }
  return Kind::kReady;
}

ArchiveReply Without(Kind kind) {
  ArchiveReply reply;
  reply.kind = kind;
  return reply;
}

}  // namespace

std::chrono::seconds ProcessorTime(const ArchiveLimits& limits) {
  constexpr std::chrono::seconds kStart{30};
  constexpr std::uint64_t kBytesPerSecond = 4U << 20U;  // of the slowest of the formats
  return kStart + std::chrono::seconds(limits.bytes / kBytesPerSecond);
}

void ServeArchive(const ArchiveLimits& limits) noexcept {
  PrepareToReadArchives();
  const auto seconds = static_cast<std::uint64_t>(ProcessorTime(limits).count());
  if (const int error = Confine({kMemory, seconds}); error != 0) {
    FaultReply(Kind::kNotConfined, {std::generic_category().message(error), ""}).Send();
    ::_exit(1);
  }
  Writer(Kind::kReady).Send();
  std::optional<OpenArchive> archive;
  ReplyOf([&] {
    archive.emplace(kArchiveDescriptor, limits);
    return Writer(Kind::kReady);
  }).Send();
  ArchiveRequest request;
  while (archive && ::read(STDIN_FILENO, &request, sizeof request) == sizeof request)
    ReplyOf([&] { return Answer(*archive, request); }).Send();
  ::_exit(0);
}

ArchiveReply ReceiveReply(int replies, std::uint64_t max_bytes, std::chrono::milliseconds patience) {
  std::chrono::nanoseconds left = patience;
  std::uint64_t size = 0;
  if (const Kind came = ReadWithin(left, replies, reinterpret_cast<char*>(&size), sizeof size); came != Kind::kReady)
    return Without(came);
  if (size > max_bytes + kMaxWords) return Without(Kind::kNonsense);
  std::string bytes(size, '\0');
  if (const Kind came = ReadWithin(left, replies, bytes.data(), size); came != Kind::kReady) return Without(came);
  Reader reader(bytes);
  ArchiveReply reply;
  reply.kind = reader.Take<Kind>();
  switch (reply.kind) {
    case Kind::kReady:
    case Kind::kNothing:
      break;
    case Kind::kMember:
      reply.member = TakeMember(reader);
      break;
    case Kind::kContent:
      reply.content = reader.TakeString();
      break;
    case Kind::kNotConfined:
    case Kind::kFileFault:
    case Kind::kPackageFault:
      reply.fault = reader.TakeText();
      break;
    default:
      return Without(Kind::kNonsense);
  }
  if (!reader.is_whole() || reply.content.size() > max_bytes) return Without(Kind::kNonsense);
  return reply;
}

}  // namespace shellab
