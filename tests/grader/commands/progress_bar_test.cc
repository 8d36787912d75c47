// The line of progress says what a terminal has room for, and never more.
#include "grader/commands/progress_bar.h"

#include <gtest/gtest.h>

#include "grader/report/printable.h"

namespace shellab {
namespace {

TEST(ProgressLine, SaysHowFarHowFastAndHowLongStill) {
  EXPECT_EQ(ProgressLine({200, 40, 60, 7, 2}, std::chrono::seconds(12), 80, Language::kEnglish),
            "[#############.............]  100/200  2 not graded  0:20 left  5.0/s  7 reused");
  EXPECT_EQ(ProgressLine({20000, 0, 2, 0, 0}, std::chrono::seconds(2), 60, Language::kEnglish),
            "[...........................]  2/20000  5:33:18 left  1.0/s");
  EXPECT_EQ(ProgressLine({3, 0, 0, 0, 0}, std::chrono::seconds(0), 20, Language::kEnglish), "[............]  0/3");
  EXPECT_EQ(ProgressLine({3, 0, 3, 0, 1}, std::chrono::seconds(3), 50, Language::kChinese),
            "[###################]  3/3  1 份未评分  1.0 份/秒");
}

TEST(ProgressLine, FitsIntoEveryTerminal) {
  for (const Language language : {Language::kEnglish, Language::kChinese})
    for (std::size_t columns = 1; columns <= 200; ++columns)
      EXPECT_LT(DisplayWidth(ProgressLine({20000, 10000, 9000, 123, 45}, std::chrono::seconds(999), columns, language)),
                columns);
}

}  // namespace
}  // namespace shellab
