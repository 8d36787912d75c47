// Descriptors that close themselves once, and opening in a tree that hostile code has written to.
#include "sandbox/os/fd.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <filesystem>

#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab::testing {
namespace {

namespace fs = std::filesystem;

bool IsOpen(int fd) { return ::fcntl(fd, F_GETFD) >= 0; }
bool ClosesOnExec(int fd) { return (::fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0; }

TEST(Fd, ClosesWhatItOwnsOnce) {
  int number = -1;
  {
    Fd fd = Open("/dev/null", O_RDONLY);
    number = fd.get();
    EXPECT_TRUE(ClosesOnExec(number));
    Fd moved = std::move(fd);
    EXPECT_FALSE(fd);  // NOLINT(bugprone-use-after-move): that it holds none is what is tested
    EXPECT_EQ(moved.get(), number);
  }
  EXPECT_FALSE(IsOpen(number));
}

TEST(Fd, ClosesTheOldOneWhenItIsGivenAnother) {
  Fd fd = Open("/dev/null", O_RDONLY);
  const int old = fd.get();
  Fd other = Open("/dev/zero", O_RDONLY);
  const int kept = other.get();
  fd = std::move(other);
  EXPECT_FALSE(IsOpen(old));
  EXPECT_EQ(fd.get(), kept);
  EXPECT_EQ(fd.Release(), kept);
  EXPECT_TRUE(IsOpen(kept)) << "given up, not closed";
  ::close(kept);
}

TEST(Fd, SaysWhichFileCannotBeOpened) {
  try {
    Open("/nowhere/at-all", O_RDONLY);
    FAIL() << "it was opened";
  } catch (const OsError& error) {
    EXPECT_NE(std::string(error.what()).find("/nowhere/at-all"), std::string::npos) << error.what();
  }
}

TEST(OpenInRoot, StaysInTheRoot) {
  const TempDir folder(fs::temp_directory_path());
  const fs::path root = folder.path() / "root";
  fs::create_directories(root / "etc");
  WriteFileAtomically(folder.path() / "secret", "outside");
  WriteFileAtomically(root / "secret", "inside");
  WriteFileAtomically(root / "etc/passwd", "its own");
  fs::create_symlink("../../../../secret", root / "up");
  fs::create_symlink("/etc/passwd", root / "absolute");
  const Fd at = Open(root, O_PATH | O_DIRECTORY);
  const auto read = [&at](const std::string& path) {
    return ReadAll(OpenInRoot(at.get(), path, O_RDONLY).get(), 100, path);
  };
  EXPECT_EQ(read("../secret"), "inside");
  EXPECT_EQ(read("up"), "inside");
  EXPECT_EQ(read("absolute"), "its own");
  EXPECT_THROW(read("etc/nothing"), OsError);
}

TEST(OpenInRoot, FollowsNoMagicLink) {
  const Fd at = Open("/", O_PATH | O_DIRECTORY);
  EXPECT_THROW(OpenInRoot(at.get(), "/proc/self/root/etc", O_PATH), OsError);
}

TEST(Pipe, CarriesWhatIsWritten) {
  PipeEnds ends = Pipe();
  EXPECT_TRUE(ClosesOnExec(ends.read.get()));
  EXPECT_TRUE(ClosesOnExec(ends.write.get()));
  WriteAll(ends.write.get(), "through", "a pipe");
  ends.write.Close();
  EXPECT_EQ(ReadAll(ends.read.get(), 100, "a pipe"), "through");
}

TEST(SocketPair, KeepsMessagesApart) {
  const auto [one, other] = SocketPair();
  WriteAll(one.get(), "first", "a socket");
  WriteAll(one.get(), "second", "a socket");
  char buffer[100];
  EXPECT_EQ(::read(other.get(), buffer, sizeof buffer), 5);
  EXPECT_EQ(::read(other.get(), buffer, sizeof buffer), 6);
}

TEST(SealedMemFd, NeverChanges) {
  const Fd file = SealedMemFd("test", "for ever", 0500);
  EXPECT_EQ(ReadFile(DescriptorPath(file.get())), "for ever");
  EXPECT_LT(::pwrite(file.get(), "n", 1, 0), 0);
  EXPECT_NE(::ftruncate(file.get(), 0), 0);
  EXPECT_LT(::fcntl(file.get(), F_ADD_SEALS, F_SEAL_WRITE), 0) << "nor do its seals";
  struct stat status {};
  ASSERT_EQ(::fstat(file.get(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777U, 0500U);
}

TEST(Duplicate, SharesThePosition) {
  const Fd file = SealedMemFd("test", "abc", 0400);
  ASSERT_EQ(::lseek(file.get(), 0, SEEK_SET), 0);
  const Fd same = Duplicate(file.get());
  EXPECT_TRUE(ClosesOnExec(same.get()));
  char letter = 0;
  ASSERT_EQ(::read(file.get(), &letter, 1), 1);
  EXPECT_EQ(ReadAll(same.get(), 10, "a file"), "bc");
  EXPECT_THROW(Duplicate(-1), OsError);
}

}  // namespace
}  // namespace shellab::testing
