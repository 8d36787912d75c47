// Whose progress is kept where follows from the environment; sudo's caller is asked for where nothing names a folder.
#include "grader/progress/place.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>

#include "sandbox/os/error.h"

namespace shellab {
namespace {

using ::testing::HasSubstr;

class Place : public ::testing::Test {
 protected:
  Place() {
    for (const char* name : {"XDG_STATE_HOME", "SUDO_UID", "SUDO_GID"}) unsetenv(name);
    setenv("HOME", "/home/me", 1);
  }
  ~Place() override {
    for (const char* name : {"XDG_STATE_HOME", "SUDO_UID", "SUDO_GID"}) unsetenv(name);
    setenv("HOME", home_.c_str(), 1);
  }
  static void CalledBy(const char* uid, const char* gid) {
    setenv("SUDO_UID", uid, 1);
    setenv("SUDO_GID", gid, 1);
  }

  const std::string home_ = std::getenv("HOME") == nullptr ? "" : std::getenv("HOME");
};

TEST_F(Place, IsTheCallersOwn) {
  EXPECT_EQ(LearnersPlace().Folder(), "/home/me/.local/state/shellab");
  EXPECT_FALSE(LearnersPlace().owner);
  setenv("XDG_STATE_HOME", "relative", 1);
  EXPECT_EQ(LearnersPlace().Folder(), "/home/me/.local/state/shellab");
  setenv("XDG_STATE_HOME", "/state", 1);
  EXPECT_EQ(LearnersPlace().Folder(), "/state/shellab");
}

TEST_F(Place, WithoutAFolderSaysWhy) {
  setenv("HOME", "", 1);
  const RecordPlace place = LearnersPlace();
  EXPECT_THAT(place.fault, HasSubstr("neither HOME nor XDG_STATE_HOME is set"));
  EXPECT_THROW(place.Folder(), HostError);
}

class CalledBySudo : public Place {
  void SetUp() override {
    if (::geteuid() != 0) GTEST_SKIP() << "needs root";
  }
};

TEST_F(CalledBySudo, IsTheHomeOfWhoCalled) {
  CalledBy("65534", "65533");
  const RecordPlace place = LearnersPlace();
  EXPECT_EQ(place.Folder(), "/nonexistent/.local/state/shellab") << "nobody's";
  ASSERT_TRUE(place.owner);
  EXPECT_EQ(place.owner->uid, 65534U);
  EXPECT_EQ(place.owner->gid, 65533U);
}

TEST_F(CalledBySudo, OfAnUnknownUserIsWhereItIsNamed) {
  CalledBy("4711", "4712");
  const RecordPlace nowhere = LearnersPlace();
  EXPECT_THAT(nowhere.fault, HasSubstr("the user 4711 is not known to getent(1); name a folder for progress with "
                                       "XDG_STATE_HOME"));
  EXPECT_EQ(nowhere.owner->gid, 4712U) << "a file that is named needs no place";
  setenv("XDG_STATE_HOME", "/state", 1);
  EXPECT_EQ(LearnersPlace().Folder(), "/state/shellab");
  EXPECT_EQ(LearnersPlace().owner->uid, 4711U);
}

TEST_F(CalledBySudo, RootsOwnIsNobodyElses) {
  CalledBy("0", "0");
  EXPECT_FALSE(LearnersPlace().owner);
  EXPECT_EQ(LearnersPlace().Folder(), "/home/me/.local/state/shellab");
}

}  // namespace
}  // namespace shellab
