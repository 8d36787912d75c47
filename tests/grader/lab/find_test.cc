#include "grader/lab/find.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "grader/usage_error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;

// Two roots of labs, the working folder and $SHELLAB_LABS, put back afterwards.
class Find : public ::testing::Test {
 protected:
  void SetUp() override { unsetenv("SHELLAB_LABS"); }
  void TearDown() override {
    unsetenv("SHELLAB_LABS");
    fs::current_path(working_folder_);
  }

  // Makes <folder>/lab.toml below the temporary folder.
  fs::path MakeLab(const fs::path& folder) const {
    fs::create_directories(temporary_.path() / folder);
    WriteFileAtomically(temporary_.path() / folder / "lab.toml", "");
    return temporary_.path() / folder;
  }

  // What FindLab says is wrong.
  std::string Refusal(const std::string& name) const {
    try {
      FindLab(roots_, name);
    } catch (const UsageError& error) {
      return error.what();
    }
    return {};
  }

  const TempDir temporary_{::testing::TempDir()};
  const fs::path working_folder_ = fs::current_path();
  const fs::path awk_ = MakeLab("one/text/awk-last");
  const fs::path grep_ = MakeLab("one/text/grep-around");
  const fs::path other_awk_ = MakeLab("two/awk-last");
  const fs::path sed_ = MakeLab("two/deep/er/sed-in-place");
  const std::vector<fs::path> roots_ = {temporary_.path() / "one", temporary_.path() / "two"};
};

TEST_F(Find, LabsById) { EXPECT_THAT(FindLabs(roots_), ElementsAre(awk_, grep_, sed_)); }

TEST_F(Find, TheEarlierRootWins) {
  EXPECT_THAT(FindLabs({roots_[1], roots_[0]}), ElementsAre(other_awk_, grep_, sed_));
}

TEST_F(Find, NothingHiddenLinkedOrInsideALab) {
  MakeLab("two/.git/hidden");
  MakeLab("two/awk-last/files/inner");
  fs::create_directory_symlink(temporary_.path() / "one/text/grep-around", temporary_.path() / "two/linked");
  fs::create_directory_symlink(temporary_.path() / "two", temporary_.path() / "two/deep/loop");
  EXPECT_THAT(FindLabs({roots_[1]}), ElementsAre(other_awk_, sed_));
}

TEST_F(Find, ARootCanBeALab) {
  EXPECT_THAT(FindLabs({awk_}), ElementsAre(awk_));
  fs::current_path(awk_);
  EXPECT_EQ(FindLab({"."}, "awk-last"), ".");
}

TEST_F(Find, ALabByIdOrPath) {
  EXPECT_EQ(FindLab(roots_, "awk-last"), awk_);
  EXPECT_EQ(FindLab(roots_, "sed-in-place"), sed_);
  EXPECT_EQ(FindLab(roots_, other_awk_.string()), other_awk_);
  fs::current_path(temporary_.path() / "two");
  EXPECT_EQ(FindLab(roots_, "./awk-last"), "./awk-last");
  EXPECT_EQ(FindLab(roots_, "awk-last"), "awk-last") << "a folder that is there comes before an id";
  fs::current_path(sed_);
  EXPECT_EQ(FindLab(roots_, "."), ".");
}

TEST_F(Find, RefusesWithTheNearestId) {
  EXPECT_EQ(Refusal("awk-lsat"),
            "there is no lab \"awk-lsat\"; did you mean \"awk-last\"? `shellab list` names them all");
  EXPECT_EQ(Refusal("quite-else"), "there is no lab \"quite-else\"; `shellab list` names them all");
  EXPECT_EQ(Refusal(""), "there is no lab \"\"; `shellab list` names them all");
  EXPECT_EQ(Refusal("one/text"), "one/text is no lab: there is no lab.toml in it");
  fs::current_path(awk_);
  EXPECT_EQ(Refusal(""), "there is no lab \"\"; `shellab list` names them all");
}

TEST_F(Find, RootsOfOptionsThenEnvironment) {
  setenv("SHELLAB_LABS", (":" + roots_[1].string() + "::" + grep_.string()).c_str(), 1);
  const std::vector<fs::path> roots = LabRoots({roots_[0]});
  ASSERT_GE(roots.size(), 3U);
  EXPECT_THAT(std::vector(roots.begin(), roots.begin() + 3), ElementsAre(roots_[0], roots_[1], grep_));
}

TEST_F(Find, RootsThatAreNotThereAreRefused) {
  EXPECT_THAT([] { LabRoots({"/nowhere/at-all"}); },
              ::testing::ThrowsMessage<UsageError>("--labs: there is no folder /nowhere/at-all"));
  setenv("SHELLAB_LABS", "/nowhere/else", 1);
  EXPECT_THAT([] { LabRoots({}); },
              ::testing::ThrowsMessage<UsageError>("$SHELLAB_LABS: there is no folder /nowhere/else"));
}

// What a program prints.
std::string OutputOf(const std::string& command) {
  std::string output;
  FILE* pipe = popen(command.c_str(), "r");
  for (int c = std::getc(pipe); c != EOF; c = std::getc(pipe)) output += static_cast<char>(c);
  return pclose(pipe) == 0 ? output : command + " failed";
}

TEST_F(Find, ProgramFolderIsTheNearestAboveTheExecutable) {
  const fs::path root = fs::canonical(temporary_.path());
  for (const char* folder : {"labs", "fixtures", "a/labs", "a/fixtures", "a/b/labs", "a/b/c"}) {
    fs::create_directories(root / folder);
  }
  fs::copy_file(PROGRAM_FOLDER, root / "a/b/c/copy");
  const std::string expected = (root / "a").native();
  EXPECT_EQ(OutputOf("'" + (root / "a/b/c/copy").native() + "'"), expected + "\n" + expected + "/labs\n");
}

TEST_F(Find, ProgramFolderOfAnInstalledProgram) {
  const fs::path root = fs::canonical(temporary_.path());
  for (const char* folder : {"bin", "share/shellab/labs", "share/shellab/fixtures"})
    fs::create_directories(root / folder);
  fs::copy_file(PROGRAM_FOLDER, root / "bin/copy");
  const std::string expected = (root / "share/shellab").native();
  EXPECT_EQ(OutputOf("'" + (root / "bin/copy").native() + "'"), expected + "\n" + expected + "/labs\n");
}

}  // namespace
}  // namespace shellab
