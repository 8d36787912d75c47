#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "grader/check/lines.h"
#include "grader/report/printable.h"
#include "grader/report/report.h"
#include "tests/grader/report/sample.h"

namespace shellab {
namespace {

using testing::HasSubstr;
using testing::Not;
using namespace std::string_literals;

TEST(RenderText, TellsALearnerWhatIsWrong) {
  EXPECT_EQ(RenderText(PartlyRight(), {}), R"(Print the last-but-one column  awk-last-but-one
Learner: alice

✗ 0/7  prints the column
        Seed 2 of 2: Line 1: expected “a”, got “b”.
        Hint: Count from the right.

        - expected  + yours  seed 18446744073709551615
        @@ -1 +1 @@
        -a
        +b

✓ 2/2  ends well
– 0/1  does more
        skipped: needs column

Run with seed 18446744073709551615: The answer ended with exit code 3.
Standard error:
        oops

Score: 2/10
)");
}

TEST(RenderText, EndsWithNotesOnTheScript) {
  Report report = PartlyRight();
  report.notes = {{"Line 1: \x1b.", "第 1 行。"}, {"Line 2.", "第 2 行。"}};
  EXPECT_THAT(RenderText(report, {}), testing::EndsWith(R"(
        oops

Look at the script itself:
        Line 1: \x1b.
        Line 2.

Score: 2/10
)"));
  EXPECT_THAT(RenderText(report, {.language = Language::kChinese}), HasSubstr(R"(
请看脚本本身：
        第 1 行。
        第 2 行。
)"));
}

TEST(RenderText, SpeaksChinese) {
  EXPECT_EQ(RenderText(PartlyRight(), {.language = Language::kChinese}), R"(取出倒数第二列  awk-last-but-one
学员：alice

✗ 0/7  输出该列
        第 2 个种子：第 1 行：应为“a”，实际是“b”。
        提示：从右往左数。

        - 应为  + 你的  种子 18446744073709551615
        @@ -1 +1 @@
        -a
        +b

✓ 2/2  正常结束
– 0/1  更进一步
        已跳过：需要 column

种子 18446744073709551615 的运行：答案的退出码是 3。
标准错误：
        oops

得分：2/10
)");
}

TEST(RenderText, TellsWhatACheckThatWaitsTook) {
  Report report = PartlyRight();
  report.checks[0].seeds[1].finding.took = std::chrono::milliseconds(10'040);
  report.checks[1].seeds = {PassedOn(11), PassedOn(12)};
  report.checks[1].seeds[0].finding.took = std::chrono::milliseconds(40);
  report.checks[1].seeds[1].finding.took = std::chrono::milliseconds(3'170);
  EXPECT_THAT(RenderText(report, {}), HasSubstr("  prints the column (waited 10.0 s)\n"));
  EXPECT_THAT(RenderText(report, {}), HasSubstr("  ends well (took 3.2 s)\n"));
  const std::string chinese = RenderText(report, {.language = Language::kChinese});
  EXPECT_THAT(chinese, HasSubstr("  输出该列（等了 10.0 秒）\n"));
  EXPECT_THAT(chinese, HasSubstr("  正常结束（用时 3.2 秒）\n"));
}

TEST(RenderText, FullMarksAreShort) {
  Report report = PartlyRight();
  report.learner = "-";
  report.checks = {report.checks[1]};
  report.points = report.max_points = 2;
  EXPECT_EQ(RenderText(report, {}),
            "Print the last-but-one column  awk-last-but-one\n\n✓ 2/2  ends well\n\nScore: 2/2\n");
}

TEST(RenderText, LeavesOneEmptyLineBelowADiff) {
  Report report = PartlyRight();
  report.checks.resize(1);
  report.runs[1].result.outcome.code = 0;
  report.runs[1].result.err.content.clear();
  EXPECT_THAT(RenderText(report, {}), HasSubstr("        +b\n\nScore: 2/10\n"));
}

TEST(RenderText, SaysThatNothingWasGraded) {
  EXPECT_EQ(RenderText(NotGraded(Report::Status::kLabError, "lab.toml:3:1: bad\nlab.toml:4:1: worse"), {}),
            R"(Print the last-but-one column  awk-last-but-one
Learner: bob

Not graded: the lab is at fault, not the answer.
        lab.toml:3:1: bad
        lab.toml:4:1: worse
)");
  const std::string error = RenderText(NotGraded(Report::Status::kError, "no image"), {});
  EXPECT_THAT(error, HasSubstr("Not graded: this machine could not do it. No points are lost"));
  EXPECT_THAT(error, HasSubstr("        no image\n"));
  EXPECT_THAT(error, Not(HasSubstr("Score")));
}

TEST(RenderText, TellsALimitAndASignal) {
  Report report = PartlyRight();
  report.runs[1].result.outcome = {Outcome::Ended::kKilledBy, 0, 0, Limit::kWall, {Limit::kWall}};
  EXPECT_THAT(RenderText(report, {}), HasSubstr(": The answer was stopped: it reached the limit on its run time.\n"));
  report.runs[1].result.outcome = {Outcome::Ended::kSignalled, 0, 11, std::nullopt, {Limit::kMemory}};
  EXPECT_THAT(RenderText(report, {}),
              HasSubstr("ended by signal SIGSEGV. On the way it reached the limit on its memory.\n"));
}

TEST(RenderText, ColoursOnlyWhenAsked) {
  EXPECT_THAT(RenderText(PartlyRight(), {}), Not(HasSubstr("\x1b")));
  const std::string coloured = RenderText(PartlyRight(), {.colour = true});
  EXPECT_THAT(coloured, HasSubstr("\x1b[31m-a\x1b[0m\n"));
  EXPECT_THAT(coloured, HasSubstr("\x1b[32m+b\x1b[0m\n"));
  EXPECT_THAT(coloured, HasSubstr("\x1b[32m✓\x1b[0m 2/2"));
}

TEST(RenderText, MakesEveryGuestByteSafe) {
  Report report = PartlyRight();
  const std::string nasty = "\x1b[2J\xff\r\u202e\0"s;
  const std::string shown = "\\x1b[2J\\xff\\r\\u{202e}\\x00";
  report.learner = nasty;
  report.checks[0].message.en = nasty;
  report.checks[0].seeds[1].finding.diff = DiffText{"@@ -1 +1 @@\n-a\n+" + nasty + "\n", 0, 0};
  report.checks[2].reason = {nasty, nasty};
  report.runs[1].result.err.content = nasty;
  const std::string text = RenderText(report, {});
  for (const char byte : {'\x1b', '\xff', '\r', '\0'}) EXPECT_EQ(text.find(byte), std::string::npos);
  EXPECT_THAT(text, Not(HasSubstr("\u202e")));
  EXPECT_THAT(text, HasSubstr("Learner: " + shown + "\n"));
  EXPECT_THAT(text, HasSubstr("        +" + shown + "\n"));
  EXPECT_THAT(text, HasSubstr("skipped: " + shown + "\n"));
  EXPECT_THAT(text, HasSubstr("Standard error:\n        " + shown + "\n"));
}

TEST(RenderText, CutsWhatIsLong) {
  Report report = PartlyRight();
  std::string error;
  for (int i = 1; i <= 9; ++i) error += std::to_string(i) + std::string(100'000, 'x') + "\n";
  report.runs[1].result.err.content = error;
  report.checks[0].seeds[1].finding.diff = DiffText{"@@ -1 +1 @@\n-" + std::string(400, 'a') + "\n+b\n", 12, 0};
  const std::string text = RenderText(report, {});
  for (const std::string_view line : SplitLines(text).lines) EXPECT_LE(DisplayWidth(line), 168U);
  EXPECT_THAT(text, HasSubstr("        … 12 more lines differ\n"));
  EXPECT_THAT(text, HasSubstr("        5x"));
  EXPECT_THAT(text, Not(HasSubstr("        6x")));
  EXPECT_THAT(text, HasSubstr("        … 4 more\n"));
}

TEST(RenderText, TranslatesTheMarkOfAMissingNewline) {
  Report report = PartlyRight();
  report.checks[0].seeds[1].finding.diff = DiffText{"@@ -1 +1 @@\n-a\n+a\n\\ No newline at end of file\n", 0, 0};
  EXPECT_THAT(RenderText(report, {.language = Language::kChinese}), HasSubstr("        \\ 末尾没有换行符\n"));
}

TEST(RenderTextSummary, AlignsTheTable) {
  Report wide = PartlyRight();
  wide.learner = "王小明";
  wide.points = 10;
  const std::vector<Report> reports = {PartlyRight(), wide, NotGraded(Report::Status::kLabError, "x"),
                                       NotGraded(Report::Status::kError, "y")};
  EXPECT_EQ(RenderTextSummary(reports, {}), R"(Learner  Lab               Points  Status
alice    awk-last-but-one    2/10  graded
王小明   awk-last-but-one   10/10  graded
bob      awk-last-but-one       –  lab at fault
bob      awk-last-but-one       –  not graded

4 answers, 2 graded: 12/20 points; 2 not graded
)");
  EXPECT_EQ(RenderTextSummary(reports, {.language = Language::kChinese}), R"(学员    实验               得分  状态
alice   awk-last-but-one   2/10  已评分
王小明  awk-last-but-one  10/10  已评分
bob     awk-last-but-one      –  实验有误
bob     awk-last-but-one      –  本机无法评分

共 4 份答案，已评分 2 份：12/20 分；2 份未评分
)");
}

}  // namespace
}  // namespace shellab
