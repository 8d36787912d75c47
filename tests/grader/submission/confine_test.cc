// What a process that reads archives can still do, and how others learn that it was stopped.
#include "grader/submission/confine.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "grader/submission/archive_reader.h"
#include "grader/submission/archive_service.h"
#include "grader/submission/fault.h"
#include "tests/grader/submission/collecting.h"

namespace shellab {
namespace {

using ::testing::HasSubstr;

// What the confined child found of one thing that it tried.
struct Tried {
  int file = 0;
  int socket = 0;
  int child = 0;
  int signal = 0;
  int inherited = 0;
  bool has_some_memory = false;
  bool has_much_memory = true;
};

int ErrnoOf(long result) { return result < 0 ? errno : 0; }

Tried TryAll(int inherited) {
  constexpr std::size_t kMuch = 256U << 20U;
  const auto map = [](std::size_t size) {
    return ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
  };
  Tried tried;
  tried.file = ErrnoOf(::open("/etc/passwd", O_RDONLY));
  tried.socket = ErrnoOf(::socket(AF_UNIX, SOCK_STREAM, 0));
  tried.child = ErrnoOf(::syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0));
  tried.signal = ErrnoOf(::kill(1, 0));
  tried.inherited = ErrnoOf(::write(inherited, "x", 1));
  tried.has_some_memory = map(kMuch / 16);
  tried.has_much_memory = map(kMuch);
  return tried;
}

TEST(Confine, LeavesReadingAndWritingAndSomeMemory) {
  PipeEnds told = Pipe();
  PipeEnds held = Pipe();
  const Fd secret(::fcntl(Open("/dev/null", O_WRONLY).get(), F_DUPFD_CLOEXEC, 20));
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::dup2(held.read.get(), STDIN_FILENO);
    ::dup2(told.write.get(), STDOUT_FILENO);
    if (const int error = Confine({64U << 20U, 5}); error != 0) ::_exit(error);
    const Tried tried = TryAll(secret.get());
    char byte = 0;
    if (::write(STDOUT_FILENO, &tried, sizeof tried) < 0 || ::read(STDIN_FILENO, &byte, 1) < 0) ::_exit(1);
    ::_exit(0);
  }
  told.write.Close();
  held.read.Close();
  Tried tried;
  EXPECT_EQ(::read(told.read.get(), &tried, sizeof tried), static_cast<ssize_t>(sizeof tried));
  EXPECT_EQ(tried.file, ENOSYS);
  EXPECT_EQ(tried.socket, ENOSYS);
  EXPECT_EQ(tried.child, ENOSYS);
  EXPECT_EQ(tried.signal, ENOSYS);
  EXPECT_EQ(tried.inherited, EBADF);
  EXPECT_TRUE(tried.has_some_memory);
  EXPECT_FALSE(tried.has_much_memory);
  std::ostringstream status;
  status << std::ifstream("/proc/" + std::to_string(pid) + "/status").rdbuf();
  EXPECT_THAT(status.str(), HasSubstr("NoNewPrivs:\t1"));
  EXPECT_THAT(status.str(), HasSubstr("CapEff:\t0000000000000000"));
  if (::geteuid() == 0) {
    EXPECT_THAT(status.str(), HasSubstr("Uid:\t65534\t65534\t65534\t65534"));
  }
  held.write.Close();
  int ended = 0;
  ::waitpid(pid, &ended, 0);
  EXPECT_EQ(ended, 0);
}

TEST(Confine, EndsWhatTakesTooLong) {
  const pid_t pid = ::fork();
  if (pid == 0) {
    if (Confine({64U << 20U, 1}) != 0) ::_exit(1);
    for (volatile unsigned turns = 0;;) turns = turns + 1;
  }
  int ended = 0;
  ::waitpid(pid, &ended, 0);
  EXPECT_TRUE(WIFSIGNALED(ended));
  EXPECT_EQ(WTERMSIG(ended), SIGXCPU);
}

Unread FaultOf(ArchiveReader& reader) {
  try {
    while (reader.Next()) reader.Read(1U << 20U, false);
  } catch (const PackageFault& fault) {
    return fault.unread();
  }
  return {};
}

TEST(ArchiveReader, TellsThatItsProcessWasStopped) {
  const std::string bytes = Pack({{"a.sh"}, {"b.sh"}});
  for (const auto& [signal, told] : {std::pair(SIGXCPU, "a.zip takes too long to read"),
                                     std::pair(SIGSEGV, "a.zip breaks the program that reads it"),
                                     std::pair(SIGKILL, "a.zip was not read to its end")}) {
    ArchiveReader reader(std::string_view(bytes), "a.zip", {10, 1000});
    EXPECT_TRUE(reader.Next());
    ASSERT_GT(OnlyChild(), 0);
    ASSERT_EQ(::kill(OnlyChild(), signal), 0);
    for (int i = 0; i < 2; ++i) {  // and says so as often as it is asked
      const Unread fault = FaultOf(reader);
      EXPECT_THAT(fault.reason.en, HasSubstr(told));
      EXPECT_EQ(fault.by_machine, signal == SIGKILL);
    }
  }
  EXPECT_EQ(OnlyChild(), 0);
}

std::string ProcFile(const std::string& name) {
  std::ostringstream content;
  content << std::ifstream("/proc/" + std::to_string(OnlyChild()) + "/" + name).rdbuf();
  return content.str();
}

TEST(ArchiveReader, ItsProcessHasNothingOfTheOneThatStartedIt) {
  const std::string bytes = Pack({{"a.sh"}});
  ::signal(SIGPIPE, SIG_IGN);
  ArchiveReader reader(std::string_view(bytes), "a.zip", {10, 1000});
  EXPECT_TRUE(reader.Next());
  EXPECT_EQ(ProcFile("cmdline"), std::string("shellab-archive\00010\0001000\0", 24));
  if (::geteuid() == 0) {
    std::vector<std::string> descriptors;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/" + std::to_string(OnlyChild()) + "/fd"))
      descriptors.push_back(entry.path().filename());
    EXPECT_THAT(descriptors, ::testing::UnorderedElementsAre("0", "1", "3"));
  }
  const std::string status = ProcFile("status");
  const std::string ignored = status.substr(status.find("SigIgn:") + 8, 16);
  EXPECT_EQ(std::stoull(ignored, nullptr, 16) >> (SIGPIPE - 1) & 1U, 0U);
  ::signal(SIGPIPE, SIG_DFL);
  EXPECT_EQ(reader.Read(100, false), "true\n");
}

// A reply as the child writes it: its size, then its bytes.
std::string ReplyOf(const std::string& bytes) {
  const std::uint64_t size = bytes.size();
  return std::string(reinterpret_cast<const char*>(&size), sizeof size) + bytes;
}
std::string ReplyOf(ArchiveReply::Kind kind, const std::string& rest = {}) {
  return ReplyOf(static_cast<char>(kind) + rest);
}

TEST(ArchiveReader, TakesNoAnswerToWhatItHasNotAsked) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can write what the child would";
  const std::string bytes = Pack({{"a.sh"}});
  const auto take_over = [](const std::string& reply) {
    ASSERT_EQ(::kill(OnlyChild(), SIGSTOP), 0);
    WriteAll(Open("/proc/" + std::to_string(OnlyChild()) + "/fd/1", O_WRONLY).get(), reply, "a reply");
  };
  {
    ArchiveReader reader(std::string_view(bytes), "a.zip", {10, 1000});
    EXPECT_TRUE(reader.Next());
    take_over(ReplyOf(ArchiveReply::Kind::kNothing));
    EXPECT_THROW(reader.Read(100, false), PackageFault);
  }
  {
    ArchiveReader reader(std::string_view(bytes), "a.zip", {10, 1000});
    take_over(ReplyOf(ArchiveReply::Kind::kContent, ReplyOf("x")));
    EXPECT_THROW(reader.Next(), PackageFault);
  }
  // Who cannot be confined says so before it knows the archive.
  ArchiveReader reader(std::string_view(bytes), "a.zip", {10, 1000});
  take_over(ReplyOf(ArchiveReply::Kind::kNotConfined, ReplyOf("x") + ReplyOf("")));
  EXPECT_THROW(reader.Next(), PackageFault);
}

TEST(ArchiveReader, TellsWhatComesInAReplysPlace) {
  using Kind = ArchiveReply::Kind;
  const auto received = [](const std::string& sent, bool is_open) {
    PipeEnds pipe = Pipe();
    WriteAll(pipe.write.get(), sent, "a reply");
    if (!is_open) pipe.write.Close();
    return ReceiveReply(pipe.read.get(), 100, std::chrono::seconds(0)).kind;  // what is there counts all the same
  };
  EXPECT_EQ(received(ReplyOf(Kind::kNothing), true), Kind::kNothing);
  EXPECT_EQ(received("", true), Kind::kSilent);
  EXPECT_EQ(received(ReplyOf(Kind::kNothing).substr(0, 8), true), Kind::kSilent);
  EXPECT_EQ(received("", false), Kind::kEnded);
  EXPECT_EQ(received(ReplyOf(Kind::kNothing, "and more"), true), Kind::kNonsense);
  EXPECT_EQ(received(ReplyOf(Kind::kSilent), true), Kind::kNonsense);
  EXPECT_EQ(received(std::string(8, '\xFF'), true), Kind::kNonsense);
  EXPECT_EQ(received(ReplyOf(Kind::kContent, ReplyOf(std::string(101, 'x'))), true), Kind::kNonsense);
}

}  // namespace
}  // namespace shellab
