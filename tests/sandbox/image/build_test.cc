#include "sandbox/image/build.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(DebianSourcesTest, TakesTheSuiteWithItsUpdatesAndSecurityOnce) {
  EXPECT_THAT(DebianSources("yes|Debian|bookworm|http://mirror/debian/|stable|main\n"
                            "yes|Debian|bookworm|http://mirror/debian/|stable|main\n"
                            "yes|Debian|bookworm-updates|http://mirror/debian/|bookworm-updates|main\n"
                            "yes|Debian|bookworm-security|http://mirror/security/|bookworm-security|main\n",
                            "bookworm"),
              ElementsAre("deb http://mirror/debian/ stable main", "deb http://mirror/debian/ bookworm-updates main",
                          "deb http://mirror/security/ bookworm-security main"));
}

TEST(DebianSourcesTest, LeavesOutOtherVendorsSuitesAndComponents) {
  EXPECT_THAT(DebianSources("yes|Debian|bookworm|http://mirror/debian/|bookworm|main\n"
                            "yes|Debian|bookworm|http://mirror/debian/|bookworm|non-free\n"
                            "yes|Vendor|bookworm|http://vendor/|bookworm|main\n"
                            "yes|Debian Backports|bookworm-backports|http://mirror/debian/|bookworm-backports|main\n"
                            "yes|Debian|trixie|http://mirror/debian/|trixie|main\n"
                            "no|Debian|bookworm|http://unsigned/|bookworm|main\n"
                            "yes|Debian|bookworm|cdrom://disc/|bookworm|main\n",
                            "bookworm"),
              ElementsAre("deb http://mirror/debian/ bookworm main"));
}

TEST(DebianSourcesTest, GivesNoneWhereTheSuiteItselfIsNotKnown) {
  EXPECT_THAT(DebianSources("", "bookworm"), IsEmpty());
  // What apt prints of a source whose Release file was never fetched.
  EXPECT_THAT(DebianSources("$(TRUSTED)|$(ORIGIN)|$(CODENAME)|http://mirror/debian/|bookworm|main\n", "bookworm"),
              IsEmpty());
  EXPECT_THAT(DebianSources("yes|Debian|bookworm-security|http://mirror/|bookworm-security|main\n", "bookworm"),
              IsEmpty());
}

TEST(BuildAdviceTest, TellsWhatToDoAboutKnownCauses) {
  EXPECT_THAT(BuildAdvice("dpkg: error: write failed (No space left on device)\nE: Failed to fetch x"),
              HasSubstr("disk is full"));
  EXPECT_THAT(BuildAdvice("Err:1 x\n  Temporary failure resolving 'x'\nE: Failed to fetch x"), HasSubstr("mirror"));
  EXPECT_THAT(BuildAdvice("E: Unable to locate package gakw"), HasSubstr("recipe names a package"));
  EXPECT_EQ(BuildAdvice("Segmentation fault"), "");
}

// A tree that holds nothing but bash and the libraries it loads.
class AddPartsTest : public testing::Test {
 protected:
  AddPartsTest() : folder_(fs::temp_directory_path()), root_(folder_.path() / "root") {}

  void SetUp() override {
    if (::geteuid() != 0) FAIL() << "needs root, for namespaces";
    for (const char* name : {"proc", "tmp", "bin"}) fs::create_directories(root_ / name);
    fs::copy_file("/bin/bash", root_ / "bin/bash");
    FILE* libraries = ::popen("ldd /bin/bash | grep -o '/[^ ]*'", "r");
    ASSERT_NE(libraries, nullptr);
    char line[1024];
    while (std::fgets(line, sizeof line, libraries) != nullptr) {
      const fs::path library = std::string_view(line, std::string_view(line).find('\n'));
      const fs::path target = root_ / library.relative_path();
      fs::create_directories(target.parent_path());
      fs::copy_file(library, target);
    }
    ASSERT_EQ(::pclose(libraries), 0);
  }

  // Adds a part that consists of the script, and returns its folder.
  fs::path AddPart(std::string_view script) {
    const fs::path part = folder_.path() / std::to_string(recipe_.parts.size());
    fs::create_directories(part / "files");
    std::ofstream(part / "bake.sh") << script;
    recipe_.parts.push_back({part / "files", part / "bake.sh"});
    return part;
  }
  void Run(int lock) const {
    const Progress progress = [](std::string_view) {};
    AddParts({recipe_, folder_.path(), lock, progress});
  }
  void Run() const { Run(Open("/dev/null", O_RDONLY).get()); }
  std::string FailureOf(std::string_view script) {
    recipe_.parts.clear();
    AddPart(script);
    try {
      Run();
    } catch (const HostError& error) {
      return error.what();
    }
    return {};
  }

  TempDir folder_;
  fs::path root_;
  Recipe recipe_;
};

TEST_F(AddPartsTest, LaysFilesAndRunsScriptsPartByPart) {
  const fs::path first = AddPart("read -r text </text\necho \"$text, baked\" >/text\n");
  std::ofstream(first / "files" / "text") << "first\n";
  const fs::path second = AddPart("read -r before </before\necho \"$before\" >/tmp/after\n");
  std::ofstream(second / "files" / "before") << "second\n";
  Run();
  EXPECT_EQ(ReadFile(root_ / "text"), "first, baked\n");
  EXPECT_EQ(ReadFile(root_ / "tmp/after"), "second\n");
}

TEST_F(AddPartsTest, AScriptSeesNeitherTheMachineNorItsNetwork) {
  AddPart(
      "processes=(/proc/[0-9]*)\nmapfile -t devices </proc/net/dev\nread -r host </proc/sys/kernel/hostname\n"
      "echo \"${processes[*]}, $((${#devices[@]} - 2)) device, $host\" >/seen\n");
  Run();
  EXPECT_EQ(ReadFile(root_ / "seen"), "/proc/1, 1 device, lab\n");
}

TEST_F(AddPartsTest, AScriptThatFailsEndsAtOnceAndIsShown) {
  EXPECT_THAT(FailureOf("echo said\nfalse\necho >/not-reached\n"),
              AllOf(HasSubstr("0/bake.sh failed"), HasSubstr("  said\n"), HasSubstr("+ false")));
  EXPECT_FALSE(fs::exists(root_ / "not-reached"));
  EXPECT_THAT(FailureOf("echo \"$unset\"\n"), AllOf(HasSubstr("unset"), Not(HasSubstr("said"))))
      << "of this script alone";
  EXPECT_THAT(FailureOf("false | true\n"), HasSubstr("exit code 1"));
}

TEST_F(AddPartsTest, WhatAScriptLeavesRunningIsGoneWhenItEnds) {
  AddPart("while :; do :; done &\n");
  const std::string path = folder_.path() / "lock";
  {
    const Fd lock = Open(path, O_RDWR | O_CREAT, 0600);
    ASSERT_EQ(::flock(lock.get(), LOCK_EX), 0);
    Run(lock.get());
  }
  // The loop would hold the lock still: it inherited it.
  const Fd again = Open(path, O_RDWR);
  EXPECT_EQ(::flock(again.get(), LOCK_EX | LOCK_NB), 0);
}

}  // namespace
}  // namespace shellab
