#include "sandbox/image/normalise.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "sandbox/image/digest.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

class NormaliseTest : public testing::Test {
 protected:
  NormaliseTest() : folder_(fs::temp_directory_path()), root_(folder_.path() / "root") {
    fs::create_directories(root_ / "etc");
  }
  void SetUp() override {
    if (::geteuid() != 0) FAIL() << "needs root, to make device nodes";
  }
  void Write(const std::string& name, std::string_view content = "x") const {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << content;
  }
  struct stat Stat(const std::string& name) const {
    struct stat info {};
    EXPECT_EQ(::lstat((root_ / name).c_str(), &info), 0) << name;
    return info;
  }
  std::vector<std::string> Names(const std::string& folder) const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(root_ / folder)) names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
  }

  TempDir folder_;
  fs::path root_;
};

TEST_F(NormaliseTest, MakesTheDevicesTheEngineUsesAndNoOthers) {
  fs::create_directories(root_ / "dev");
  ASSERT_EQ(::mknod((root_ / "dev/sda").c_str(), S_IFBLK | 0660, makedev(8, 0)), 0);
  const mode_t umask = ::umask(077);
  NormaliseTree(root_);
  ::umask(umask);
  EXPECT_THAT(Names("dev"), ElementsAre("fd", "full", "null", "ptmx", "pts", "random", "shm", "stderr", "stdin",
                                        "stdout", "tty", "urandom", "zero"));
  EXPECT_EQ(Stat("dev/null").st_mode, S_IFCHR | 0666U);
  EXPECT_EQ(Stat("dev/null").st_rdev, makedev(1, 3));
  EXPECT_EQ(Stat("dev/full").st_rdev, makedev(1, 7));
  EXPECT_EQ(Stat("dev/urandom").st_rdev, makedev(1, 9));
  EXPECT_EQ(Stat("dev/tty").st_rdev, makedev(5, 0));
  EXPECT_EQ(fs::read_symlink(root_ / "dev/stdin"), "/proc/self/fd/0");
  EXPECT_EQ(fs::read_symlink(root_ / "dev/ptmx"), "pts/ptmx");
  EXPECT_EQ(Stat("dev/shm").st_mode, S_IFDIR | 01777U);
  EXPECT_THAT(Names("dev/shm"), IsEmpty());
  EXPECT_EQ(Stat("dev").st_mode, S_IFDIR | 0755U);
}

TEST_F(NormaliseTest, LeavesMountPointsAsEmptyFolders) {
  Write("proc/version");
  Write("run/lock/file");
  Write("tmp/left");
  fs::create_symlink("/elsewhere", root_ / "sys");
  NormaliseTree(root_);
  for (const char* name : {"proc", "sys", "run", "tmp"}) EXPECT_THAT(Names(name), IsEmpty()) << name;
  EXPECT_EQ(Stat("tmp").st_mode, S_IFDIR | 01777U);
  EXPECT_EQ(Stat("run").st_mode, S_IFDIR | 0755U);
  EXPECT_EQ(Stat("sys").st_mode, S_IFDIR | 0755U);
}

TEST_F(NormaliseTest, WritesTheFilesThatNameTheMachine) {
  Write("etc/hostname", "builder\n");
  Write("etc/machine-id", "0123\n");
  Write("etc/target", "mine");
  fs::create_symlink("target", root_ / "etc/resolv.conf");
  NormaliseTree(root_);
  EXPECT_EQ(ReadFile(root_ / "etc/hostname"), "lab\n");
  EXPECT_EQ(ReadFile(root_ / "etc/machine-id"), "");
  EXPECT_EQ(Stat("etc/resolv.conf").st_mode, S_IFREG | 0644U);
  EXPECT_EQ(ReadFile(root_ / "etc/target"), "mine") << "a link is replaced, not written through";
  for (const char* entry : {"127.0.0.1\tlocalhost\n", "127.0.1.1\tlab\n"})
    EXPECT_NE(ReadFile(root_ / "etc/hosts").find(entry), std::string::npos) << entry;
}

TEST_F(NormaliseTest, RemovesLeftoversAndKeepsTheRest) {
  for (const char* name : {"etc/passwd-", "etc/apt/sources.list", "etc/apt/sources.list.d/0000debian.list",
                           "etc/apt/apt.conf.d/99mmdebstrap", "var/cache/apt/archives/a.deb", "var/lib/apt/lists/x",
                           "var/lib/dpkg/status-old", "var/lib/dpkg/lock", "var/cache/ldconfig/aux-cache", "var/tmp/x"})
    Write(name);
  for (const char* name : {"etc/passwd", "etc/apt/apt.conf.d/70debconf", "var/lib/dpkg/status", "home/a/.bashrc"})
    Write(name);
  NormaliseTree(root_);
  EXPECT_THAT(Names("etc"), ElementsAre("apt", "hostname", "hosts", "machine-id", "passwd", "resolv.conf"));
  EXPECT_THAT(Names("etc/apt"), ElementsAre("apt.conf.d", "sources.list.d"));
  EXPECT_THAT(Names("etc/apt/apt.conf.d"), ElementsAre("70debconf"));
  EXPECT_THAT(Names("etc/apt/sources.list.d"), IsEmpty());
  for (const char* name : {"var/cache/apt", "var/cache/ldconfig", "var/lib/apt/lists", "var/tmp"})
    EXPECT_THAT(Names(name), IsEmpty()) << name;
  EXPECT_THAT(Names("var/lib/dpkg"), ElementsAre("status"));
  EXPECT_TRUE(fs::exists(root_ / "home/a/.bashrc"));
}

TEST_F(NormaliseTest, CutsLogsAndKeepsTheirOwnersAndModes) {
  Write("var/log/mysql/error.log", "started at ...");
  ASSERT_EQ(::chown((root_ / "var/log/mysql/error.log").c_str(), 101, 4), 0);
  ASSERT_EQ(::chmod((root_ / "var/log/mysql/error.log").c_str(), 0640), 0);
  NormaliseTree(root_);
  const struct stat info = Stat("var/log/mysql/error.log");
  EXPECT_EQ(info.st_size, 0);
  EXPECT_EQ(info.st_uid, 101U);
  EXPECT_EQ(info.st_gid, 4U);
  EXPECT_EQ(info.st_mode, S_IFREG | 0640U);
}

TEST_F(NormaliseTest, ChangesNothingOutsideAHostileTree) {
  const fs::path outside = folder_.path() / "outside";
  fs::create_directories(outside / "lists");
  for (const char* name : {"log", "lists/x", "hostname", "sources.list"}) std::ofstream(outside / name) << "precious";
  fs::create_directories(root_ / "var/lib/apt");
  fs::create_directories(root_ / "var/log");
  fs::create_symlink(outside, root_ / "var/cache");
  fs::create_symlink(outside / "lists", root_ / "var/lib/apt/lists");
  fs::create_symlink(outside / "log", root_ / "var/log/messages");
  fs::create_symlink(outside, root_ / "var/log/folder");
  fs::create_symlink("../../../outside", root_ / "etc/apt");
  fs::create_symlink(outside / "hostname", root_ / "etc/hostname");
  fs::create_symlink(outside, root_ / "dev");
  fs::create_symlink(outside, root_ / "tmp");
  const std::string before = DigestTree(outside, TreeScope::kWhole).sha256;
  NormaliseTree(root_);
  EXPECT_EQ(DigestTree(outside, TreeScope::kWhole).sha256, before);
}

TEST_F(NormaliseTest, IsIdempotent) {
  Write("var/log/a", "text");
  NormaliseTree(root_);
  const std::string once = DigestTree(root_, TreeScope::kWhole).sha256;
  NormaliseTree(root_);
  EXPECT_EQ(DigestTree(root_, TreeScope::kWhole).sha256, once);
}

TEST_F(NormaliseTest, RefusesAFolderThatIsNoRootFileSystem) {
  fs::remove(root_ / "etc");
  EXPECT_THROW(NormaliseTree(root_), HostError);
}

}  // namespace
}  // namespace shellab
