#include "grader/submission/archive_reader.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <utility>
#include <vector>

#include "grader/submission/embed.h"
#include "grader/submission/fault.h"
#include "grader/submission/names.h"
#include "sandbox/os/error.h"

namespace shellab {

namespace {

using Kind = ArchiveReply::Kind;

// The program that reads archives, in memory: it is there, and the same, whatever becomes of shellab's own file.
const Fd& ChildProgram() {
  static const Fd program = SealedMemFd("shellab-archive", ArchiveChild(), 0111);
  return program;
}

// The same open file where no descriptor of the child's will be.
Fd Aside(const Fd& fd) {
  constexpr int kFirst = 10;
  return Fd(CheckCall(::fcntl(fd.get(), F_DUPFD_CLOEXEC, kFirst), "dup"));
}

// What the child is started with and keeps: three descriptors, no signal blocked or ignored.
class SpawnRules {
 public:
  SpawnRules() {
    Check(::posix_spawn_file_actions_init(&actions_));
    Check(::posix_spawnattr_init(&attributes_));
    sigset_t none;
    sigset_t all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    Check(::posix_spawnattr_setsigmask(&attributes_, &none));
    Check(::posix_spawnattr_setsigdefault(&attributes_, &all));
    Check(::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF));
  }
  SpawnRules(const SpawnRules&) = delete;
  SpawnRules& operator=(const SpawnRules&) = delete;
  ~SpawnRules() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
  }

  void Give(const Fd& fd, int as) { Check(::posix_spawn_file_actions_adddup2(&actions_, fd.get(), as)); }
  void Close(int fd) { Check(::posix_spawn_file_actions_addclose(&actions_, fd)); }
  Process Spawn(const Fd& program, const std::vector<std::string>& argv, const std::vector<std::string>& env) const {
    pid_t pid = -1;
    Check(::posix_spawn(&pid, DescriptorPath(program.get()).c_str(), &actions_, &attributes_, Pointers(argv).data(),
                        Pointers(env).data()));
    return Process::FromPid(pid);
  }

 private:
  static void Check(int error) {
    if (error != 0) throw OsError(error, "start the program that reads archives");
  }
  static std::vector<char*> Pointers(const std::vector<std::string>& strings) {
    std::vector<char*> pointers;
    for (const std::string& text : strings) pointers.push_back(const_cast<char*>(text.c_str()));
    pointers.push_back(nullptr);
    return pointers;
  }

  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

// Keeps none of the child's ends open, so that its end is told.
Process StartChild(const Fd& requests, const Fd& replies, const Fd& file, const ArchiveLimits& limits) {
  const Fd program = Aside(ChildProgram());
  const Fd channels[] = {Aside(requests), Aside(replies), Aside(file)};
  SpawnRules rules;
  rules.Give(channels[0], STDIN_FILENO);
  rules.Give(channels[1], STDOUT_FILENO);
  rules.Close(STDERR_FILENO);
  rules.Give(channels[2], kArchiveDescriptor);
  std::vector<std::string> env;
  if (const char* zone = std::getenv("TZ")) env.push_back(fmt::format("TZ={}", zone));  // a zip's times are local
  return rules.Spawn(program, {"shellab-archive", std::to_string(limits.entries), std::to_string(limits.bytes)}, env);
}

}  // namespace

std::optional<std::string> ArchiveStem(std::string_view name) {
  const std::string lower = LowerAscii(name);
  for (const std::string_view ending : {".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst", ".tar.lz4", ".tar.lzma", ".tgz",
                                        ".tbz", ".tbz2", ".txz", ".tzst", ".tar", ".zip", ".7z", ".rar"})
    if (lower.size() > ending.size() && lower.ends_with(ending))
      return std::string(name.substr(0, name.size() - ending.size()));
  return std::nullopt;
}

ArchiveReader::ArchiveReader(std::string_view bytes, std::string name, const ArchiveLimits& limits)
    : name_(std::move(name)), limits_(limits) {
  const Fd file = SealedMemFd("archive", bytes, 0400);
  CheckCall(::lseek(file.get(), 0, SEEK_SET), "rewind an archive");
  Start(file);
}

ArchiveReader::ArchiveReader(const std::filesystem::path& file, std::string name, const ArchiveLimits& limits)
    : name_(std::move(name)), limits_(limits) {
  Start(Open(file.native(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY));
}

void ArchiveReader::Start(const Fd& file) {
  auto [here, there] = SocketPair();
  PipeEnds pipe = Pipe();
  child_ = StartChild(there, pipe.write, file, limits_);
  requests_ = std::move(here);
  replies_ = std::move(pipe.read);
  there.Close();
  pipe.write.Close();
  // Before it has seen the archive.
  const ArchiveReply confined = ReceiveReply(replies_.get(), 0, Patience());
  if (confined.kind != Kind::kReady)
    throw HostError(fmt::format("the program that reads archives cannot be started and confined: {}",
                                confined.fault.en.empty() ? "it ended, or gave no answer" : confined.fault.en));
  if (Receive(0).kind != Kind::kReady) FailAt(Kind::kNonsense);
}

// So long a machine may do other things.
std::chrono::seconds ArchiveReader::Patience() const { return 10 * ProcessorTime(limits_); }

std::optional<ArchiveMember> ArchiveReader::Next() {
  ArchiveReply reply = Ask({});
  if (reply.kind == Kind::kNothing) return std::nullopt;
  if (reply.kind != Kind::kMember) FailAt(Kind::kNonsense);
  return std::move(reply.member);
}

std::optional<std::string> ArchiveReader::Read(std::uint64_t max_bytes, bool only_archive) {
  ArchiveReply reply = Ask({true, only_archive, max_bytes});
  if (reply.kind == Kind::kNothing && only_archive) return std::nullopt;
  if (reply.kind != Kind::kContent) FailAt(Kind::kNonsense);
  return std::move(reply.content);
}

ArchiveReply ArchiveReader::Ask(const ArchiveRequest& request) {
  // To one that has ended it cannot be sent; no signal tells that.
  if (!child_ || ::send(requests_.get(), &request, sizeof request, MSG_NOSIGNAL) != sizeof request)
    FailAt(Kind::kEnded);
  return Receive(request.max_bytes);
}

ArchiveReply ArchiveReader::Receive(std::uint64_t max_bytes) {
  ArchiveReply reply = ReceiveReply(replies_.get(), max_bytes, Patience());
  switch (reply.kind) {
    case Kind::kFileFault:
      throw FileFault(Unread{reply.fault});
    case Kind::kPackageFault:
      throw PackageFault(Refused(name_, reply.fault));
    case Kind::kReady:
    case Kind::kNothing:
    case Kind::kMember:
    case Kind::kContent:
      return reply;
    default:
      FailAt(reply.kind);
  }
}

void ArchiveReader::FailAt(Kind kind) {
  requests_.Close();
  if (child_) {
    if (kind != Kind::kEnded) child_.Kill();
    const ExitStatus ended = child_.Reap();
    if (kind == Kind::kSilent || (ended.signalled && ended.signal == SIGXCPU)) {
      end_ = Refused(name_, {"takes too long to read", "读取耗时过长"});
    } else if (kind == Kind::kEnded && ended.signalled && ended.signal == SIGKILL) {
      end_ = Refused(name_, {"was not read to its end: the program that reads it was killed; is there memory enough?",
                             "未读完：读取它的程序被终止；内存是否足够？"});
      end_.by_machine = true;
    } else {
      end_ = Refused(name_, {"breaks the program that reads it", "使读取它的程序崩溃"});
    }
  }
  throw PackageFault(end_);
}

}  // namespace shellab
