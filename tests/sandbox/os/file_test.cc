// Whole files are read, replaced and removed, or nothing happens to them.
#include "sandbox/os/file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "sandbox/os/error.h"

namespace shellab::testing {
namespace {

namespace fs = std::filesystem;

class Files : public ::testing::Test {
 protected:
  fs::path At(const std::string& name) const { return folder_.path() / name; }
  // How many things lie in the folder itself.
  long Count() const { return std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator()); }

  TempDir folder_{fs::temp_directory_path()};
};

TEST_F(Files, ReadsNoMoreThanItMay) {
  WriteFileAtomically(At("ten"), "0123456789");
  EXPECT_EQ(ReadFile(At("ten"), 10), "0123456789");
  EXPECT_THROW(ReadFile(At("ten"), 9), HostError);
  EXPECT_THROW(ReadFile(At("none")), OsError);
}

TEST_F(Files, ReadsFromThePositionOn) {
  WriteFileAtomically(At("ten"), "0123456789");
  const Fd file = Open(At("ten"), O_RDONLY);
  ASSERT_EQ(::lseek(file.get(), 4, SEEK_SET), 4);
  EXPECT_EQ(ReadAll(file.get(), 100, "ten"), "456789");
}

TEST_F(Files, ReplacesWithModeAndContent) {
  WriteFileAtomically(At("file"), "old", 0600);
  const Fd old = Open(At("file"), O_RDONLY);
  WriteFileAtomically(At("file"), std::string("new\0and NUL", 11), 0640);
  EXPECT_EQ(ReadFile(At("file")), std::string("new\0and NUL", 11));
  EXPECT_EQ(ReadAll(old.get(), 100, "file"), "old") << "who reads the old one goes on reading it";
  struct stat status {};
  ASSERT_EQ(::stat(At("file").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777U, 0640U);
  EXPECT_EQ(Count(), 1) << "nothing beside it";
}

// The limit on a file's size stands for a full disk.
TEST_F(Files, KeepsTheOldOneWhereTheNewDoesNotFit) {
  WriteFileAtomically(At("file"), "old");
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit small = before;
  small.rlim_cur = 1000;
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  EXPECT_THROW(WriteFileAtomically(At("file"), std::string(5000, 'x')), OsError);
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_EQ(ReadFile(At("file")), "old");
  EXPECT_EQ(Count(), 1) << "nothing beside it";
}

TEST_F(Files, SaysWhereAFolderIsMissing) {
  try {
    WriteFileAtomically(At("none/file"), "x");
    FAIL() << "it was written";
  } catch (const OsError& error) {
    EXPECT_NE(std::string(error.what()).find(At("none").native()), std::string::npos) << error.what();
  }
}

TEST_F(Files, RemovesATreeAndNothingThatItsLinksNameTo) {
  fs::create_directories(At("tree/a/b"));
  WriteFileAtomically(At("kept"), "kept");
  WriteFileAtomically(At("tree/a/name with\nnewline"), "x");
  fs::create_symlink(At("kept"), At("tree/link"));
  fs::create_symlink(folder_.path(), At("tree/a/b/up"));
  fs::permissions(At("tree/a"), fs::perms::owner_read | fs::perms::owner_exec | fs::perms::owner_write);
  RemoveTree(At("tree"));
  EXPECT_FALSE(fs::exists(fs::symlink_status(At("tree"))));
  EXPECT_EQ(ReadFile(At("kept")), "kept");
  EXPECT_NO_THROW(RemoveTree(At("tree"))) << "it is gone already";
}

TEST_F(Files, RemovesALinkNotWhatItNames) {
  fs::create_directory(At("folder"));
  WriteFileAtomically(At("folder/file"), "kept");
  fs::create_directory_symlink(At("folder"), At("link"));
  RemoveTree(At("link"));
  EXPECT_FALSE(fs::exists(fs::symlink_status(At("link"))));
  EXPECT_EQ(ReadFile(At("folder/file")), "kept");
}

// Its path is longer than PATH_MAX, and there are more levels than a process may have descriptors.
TEST_F(Files, RemovesADeepTree) {
  Fd at = Open(folder_.path(), O_PATH | O_DIRECTORY);
  for (int level = 0; level < 3000; ++level) {
    ASSERT_EQ(::mkdirat(at.get(), "deep", 0700), 0);
    at = OpenAt(at.get(), "deep", O_PATH | O_DIRECTORY);
  }
  at.Close();
  RemoveTree(At("deep"));
  EXPECT_EQ(Count(), 0);
}

TEST_F(Files, ATempDirIsGoneWithItsValueUnlessKept) {
  fs::path gone;
  fs::path kept;
  {
    const TempDir one(folder_.path(), "one");
    gone = one.path();
    EXPECT_TRUE(gone.filename().native().starts_with("one."));
    EXPECT_EQ(fs::status(gone).permissions(), fs::perms::owner_all);
    WriteFileAtomically(gone / "file", "x");
    TempDir two(folder_.path(), "two");
    kept = two.Release();
  }
  EXPECT_FALSE(fs::exists(gone));
  EXPECT_TRUE(fs::exists(kept));
  EXPECT_THROW(TempDir(At("none")), OsError);
}

}  // namespace
}  // namespace shellab::testing
