#include "grader/terminal/screen_mode.h"

#include <gtest/gtest.h>

namespace shellab {
namespace {

TEST(ScreenMode, FollowsTheLastSwitch) {
  ScreenMode screen;
  EXPECT_FALSE(screen.Follow("plain \x1b[0m text"));
  EXPECT_TRUE(screen.Follow("before\x1b[?1049hafter"));
  EXPECT_TRUE(screen.other());
  EXPECT_FALSE(screen.Follow("\x1b[?1049l and \x1b[?1049h again"));
  EXPECT_TRUE(screen.other());
  EXPECT_TRUE(screen.Follow("\x1b[?1049h\x1b[?1049l"));
  EXPECT_FALSE(screen.other());
}

TEST(ScreenMode, FollowsSequencesInPieces) {
  ScreenMode screen;
  bool changed = false;
  for (const char c : std::string("x\x1b[?1049hy")) changed = screen.Follow({&c, 1}) || changed;
  EXPECT_TRUE(changed);
  EXPECT_TRUE(screen.other());
  EXPECT_FALSE(screen.Follow("\x1b[?104"));
  EXPECT_TRUE(screen.Follow("9l"));
}

}  // namespace
}  // namespace shellab
