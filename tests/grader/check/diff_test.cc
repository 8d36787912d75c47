#include "grader/check/diff.h"

#include <gmock/gmock.h>

#include <string>

namespace shellab {
namespace {

using testing::HasSubstr;

DiffText Diff(const std::string& expected, const std::string& actual) {
  return DiffLines(SplitLines(expected), SplitLines(actual));
}

// "1\n2\n...": the numbers from `first` to `last`, each after `prefix`.
std::string Numbers(int first, int last, const std::string& prefix = "") {
  std::string text;
  for (int i = first; i <= last; ++i) text += prefix + std::to_string(i) + "\n";
  return text;
}

std::size_t LineCount(const std::string& text) { return SplitLines(text).lines.size(); }

TEST(SplitLines, CountsLinesAsTheyAreSeen) {
  EXPECT_EQ(SplitLines("").lines.size(), 0U);
  EXPECT_EQ(SplitLines("\n").lines.size(), 1U);
  EXPECT_EQ(SplitLines("a").lines.size(), 1U);
  EXPECT_FALSE(SplitLines("a").ends_in_newline);
  EXPECT_TRUE(SplitLines("a\n").ends_in_newline);
  EXPECT_EQ(SplitLines("a\n\nb").lines, (std::vector<std::string_view>{"a", "", "b"}));
}

TEST(Excerpt, NeverCutsInsideACharacter) {
  EXPECT_EQ(Excerpt("中文字", 9), "中文字");
  EXPECT_EQ(Excerpt("中文字", 8), "中文…");
  EXPECT_EQ(Excerpt("中文字", 6), "中文…");
  EXPECT_EQ(Excerpt(std::string(20, '\x80'), 10), std::string(10, '\x80') + "…");
}

TEST(ExcerptDifference, ShowsWhereLongLinesDiffer) {
  const std::string common(1000, 'x');
  const ExcerptPair pair = ExcerptDifference(common + "one", common + "two");
  EXPECT_EQ(pair.expected, "…" + std::string(20, 'x') + "one");
  EXPECT_EQ(pair.actual, "…" + std::string(20, 'x') + "two");
  EXPECT_EQ(ExcerptDifference(common, common + "y").actual, "…" + std::string(20, 'x') + "y");
}

TEST(DiffLines, IsEmptyForEqualLists) {
  EXPECT_EQ(Diff("a\nb\n", "a\nb\n").text, "");
  EXPECT_EQ(Diff("", "").text, "");
}

// The expected texts are what diff -u prints below its two file names.
TEST(DiffLines, WritesUnifiedHunks) {
  EXPECT_EQ(Diff("a\nb\nc\n", "a\nx\nc\n").text, "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n");
  EXPECT_EQ(Diff("", "a\n").text, "@@ -0,0 +1 @@\n+a\n");
  EXPECT_EQ(Diff("a\n", "").text, "@@ -1 +0,0 @@\n-a\n");
  EXPECT_EQ(Diff(Numbers(1, 9), Numbers(1, 4) + Numbers(6, 9)).text, "@@ -2,7 +2,6 @@\n 2\n 3\n 4\n-5\n 6\n 7\n 8\n");
}

TEST(DiffLines, JoinsHunksThatTouchAndPartsOthers) {
  const std::string expected = Numbers(1, 30);
  std::string near = expected;
  near.replace(near.find("10\n"), 3, "x\n");
  near.replace(near.find("17\n"), 3, "y\n");
  EXPECT_EQ(Diff(expected, near).text,
            "@@ -7,14 +7,14 @@\n 7\n 8\n 9\n-10\n+x\n 11\n 12\n 13\n 14\n 15\n 16\n-17\n+y\n 18\n 19\n 20\n");
  std::string far = expected;
  far.replace(far.find("10\n"), 3, "x\n");
  far.replace(far.find("18\n"), 3, "y\n");
  EXPECT_EQ(Diff(expected, far).text,
            "@@ -7,7 +7,7 @@\n 7\n 8\n 9\n-10\n+x\n 11\n 12\n 13\n"
            "@@ -15,7 +15,7 @@\n 15\n 16\n 17\n-18\n+y\n 19\n 20\n 21\n");
}

TEST(DiffLines, MarksAMissingLastNewline) {
  EXPECT_EQ(Diff("a\nb\n", "a\nb").text, "@@ -1,2 +1,2 @@\n a\n-b\n+b\n\\ No newline at end of file\n");
}

TEST(DiffLines, ShowsBothSidesOfALongBlockAndCountsTheRest) {
  const DiffText diff = Diff(Numbers(1, 100, "a"), Numbers(1, 90, "b"));
  EXPECT_THAT(diff.text, HasSubstr("-a12\n+b1\n"));
  EXPECT_THAT(diff.text, HasSubstr("+b12\n"));
  EXPECT_EQ(LineCount(diff.text), 1 + 24U);
  EXPECT_EQ(diff.more, 190U - 24U);
  EXPECT_EQ(diff.not_compared, 0U);
}

TEST(DiffLines, CountsChangesOfHunksThatAreNotShown) {
  std::string actual;
  for (int i = 1; i <= 100; ++i) actual += (i % 20 == 0 ? "x" : std::to_string(i)) + "\n";
  const DiffText diff = Diff(Numbers(1, 100), actual);
  EXPECT_EQ(LineCount(diff.text), 3 + 24U);
  EXPECT_EQ(diff.more, 4U);
}

TEST(DiffLines, DoesNotTakeTheEndOfTheWindowForADifference) {
  // The first and the last line are missing; everything between is only shifted.
  const DiffText diff = Diff(Numbers(1, 5000), Numbers(2, 4999));
  EXPECT_EQ(diff.text, "@@ -1,4 +1,3 @@\n-1\n 2\n 3\n 4\n");
  EXPECT_EQ(diff.more, 0U);
  EXPECT_EQ(diff.not_compared, 4000U);
}

TEST(DiffLines, CountsAllMissingLinesHoweverMany) {
  const DiffText diff = Diff(Numbers(1, 5000), Numbers(1, 3));
  EXPECT_EQ(diff.text.substr(0, diff.text.find('\n')), "@@ -1,24 +1,3 @@");
  EXPECT_EQ(diff.more, 4997U - 21U);
  EXPECT_EQ(diff.not_compared, 0U);
}

// Half a million differing lines a side: minutes and gigabytes without a bound, so that the test's limit would tell.
TEST(DiffLines, IsBoundedForHugeTexts) {
  const DiffText diff = Diff(Numbers(1, 500'000, "a"), Numbers(1, 500'000, "b"));
  EXPECT_EQ(diff.more, 2000U - 24U);
  EXPECT_EQ(diff.not_compared, 499'000U);
}

TEST(DiffLines, CutsLongLines) {
  const DiffText diff = Diff(std::string(1'000'000, 'a'), std::string(1'000'000, 'b'));
  EXPECT_LT(diff.text.size(), 1000U);
}

}  // namespace
}  // namespace shellab
