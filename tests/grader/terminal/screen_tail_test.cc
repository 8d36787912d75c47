#include "grader/terminal/screen_tail.h"

#include <gtest/gtest.h>

#include <string>

namespace shellab {
namespace {

std::string Again(const std::string& printed, unsigned rows = 3) {
  ScreenTail tail;
  tail.Follow(printed);
  const std::string whole = tail.Again(rows);
  ScreenTail piecemeal;
  for (const char byte : printed) piecemeal.Follow(std::string(1, byte));
  EXPECT_EQ(piecemeal.Again(rows), whole);
  return whole;
}

TEST(ScreenTail, ShowsTheLastLinesAndThePrompt) {
  EXPECT_EQ(Again("1\r\n2\r\n3\r\n4\r\n$ "), "2\r\n3\r\n4\r\n\x1b[0m$ ");
  EXPECT_EQ(Again("1\r\n$ "), "1\r\n\x1b[0m$ ");
  EXPECT_EQ(Again("1\r\n\r\n\r\n\r\n$ "), "\r\n\r\n\r\n\x1b[0m$ ");
  EXPECT_EQ(Again("$ "), "$ ");
  EXPECT_EQ(Again("1\r\n$ ", 0), "$ ");
  EXPECT_EQ(Again(""), "");
}

// A prompt's modes are this moment's; those of earlier lines, titles and questions to the terminal are not.
TEST(ScreenTail, ShowsOfEarlierLinesWhatDraws) {
  EXPECT_EQ(Again("\x1b]0;title\a\x1b[?2004h$ ls\r\n\x1b[?2004l\x1b[6n\x1b[31mred\x1b[0m\r\n\x1b[?2004h$ "),
            "$ ls\r\n\x1b[31mred\x1b[0m\r\n\x1b[0m\x1b[?2004h$ ");
}

TEST(ScreenTail, LeavesOutWhatIsOnTheOtherScreen) {
  const std::string before = "$ vi\r\n\x1b[?1049h\x1b[H~\r\n~\r\n-- INSERT --";
  EXPECT_EQ(Again(before), "$ vi\r\n\x1b[0m\x1b[?1049h");
  EXPECT_EQ(Again(before + "\x1b[?1049ldone\r\n$ "), "$ vi\r\ndone\r\n\x1b[0m$ ");
  EXPECT_EQ(Again(before + "\x1b[?1049l$ "), "$ vi\r\n\x1b[0m$ ");
  EXPECT_EQ(Again("begun\x1b[?1049hdrawn\x1b[?1049l$ "), "begun$ ");
}

TEST(ScreenTail, KnowsAllThatShowsTheOtherScreen) {
  for (const std::string mode :
       {"\x1b[?47", "\x1b[?1047", "\x1b[?1049", "\x1b[?1;1049;25", "\u009b?1049", "\x1b[?10\r49"}) {
    EXPECT_EQ(Again("1\r\n2" + mode + "hall\r\nelse"), "1\r\n\x1b[0m\x1b[?1049h") << mode;
    EXPECT_EQ(Again("1\r\n2" + mode + "hall\r\nelse" + mode + "l3"), "1\r\n\x1b[0m23") << mode;
    ScreenTail tail;
    tail.Follow(mode + "h");
    EXPECT_TRUE(tail.shows_other_screen()) << mode;
    tail.Follow(mode + "l");
    EXPECT_FALSE(tail.shows_other_screen()) << mode;
  }
}

TEST(ScreenTail, KeepsNoMoreThanATerminalShows) {
  ScreenTail tail;
  for (int i = 0; i < 100'000; ++i) tail.Follow("\x1b[32m" + std::to_string(i) + "\x1b[0m\r\n");
  EXPECT_EQ(tail.Again(2), "\x1b[32m99998\x1b[0m\r\n\x1b[32m99999\x1b[0m\r\n\x1b[0m");
  const std::string all = tail.Again(1'000'000);
  EXPECT_LT(all.size(), 100'000U);
  EXPECT_EQ(all.substr(0, 5), "\x1b[32m");
}

TEST(ScreenTail, KnowsWhetherAnotherMayPrint) {
  ScreenTail tail;
  const std::string printed = "a\xe4\xb8\xad\x1b[1;31mb\x1b]0;t\a\x1b(B";
  const std::string whole =
      "1"
      "001"
      "0000001"
      "1"
      "00000"
      "1"
      "001";
  // After each byte, what may have begun before it being ended: one digit a byte.
  std::string seen;
  for (const char byte : printed) {
    tail.Follow(std::string(1, byte));
    seen += tail.is_whole() ? '1' : '0';
  }
  EXPECT_EQ(seen, whole);
}

}  // namespace
}  // namespace shellab
