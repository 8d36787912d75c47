#include "grader/report/printable.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <string>

namespace shellab {
namespace {

using namespace std::string_view_literals;

TEST(Printable, KeepsTextTabAndNewline) {
  EXPECT_EQ(Printable("a\tb\n中文 é ✓ ～\n"), "a\tb\n中文 é ✓ ～\n");
  EXPECT_EQ(PrintableLine("a\tb\n"), "a\\tb\\n");
}

TEST(Printable, ShowsControlBytes) {
  EXPECT_EQ(Printable("\x1b[31mred\x1b]0;title\x07"), "\\x1b[31mred\\x1b]0;title\\x07");
  EXPECT_EQ(Printable("a\r\n\b\x7f\0"sv), "a\\r\n\\x08\\x7f\\x00");
  // U+009B is the one-character form of ESC [.
  EXPECT_EQ(Printable("\xc2\x9b"), "\\u{009b}");
}

TEST(Printable, ShowsInvalidUtf8) {
  EXPECT_EQ(Printable("a\xff\xfe"), "a\\xff\\xfe");
  EXPECT_EQ(Printable("\xe4\xb8"), "\\xe4\\xb8");
  EXPECT_EQ(Printable("\xe4\xb8"
                      "a"),
            "\\xe4\\xb8"
            "a");
  EXPECT_EQ(Printable("\xed\xa0\x80"), "\\xed\\xa0\\x80");  // a surrogate
  EXPECT_EQ(Printable("\xc0\x9b"), "\\xc0\\x9b");           // an overlong ESC
}

TEST(Printable, ShowsWhatIsInvisibleOrTurnsTheDirection) {
  EXPECT_EQ(Printable("a\u202eb\u2066c\u200b\ufeff\u2028"), "a\\u{202e}b\\u{2066}c\\u{200b}\\u{feff}\\u{2028}");
  EXPECT_EQ(Printable("\U000E0041"), "\\u{e0041}");
}

TEST(ValidUtf8, TouchesOnlyInvalidBytes) { EXPECT_EQ(ValidUtf8("\x1b\0中\u202e\xff"sv), "\x1b\0中\u202e\\xff"sv); }

TEST(IsText, IsUtf8WithoutNul) {
  EXPECT_TRUE(IsText(""));
  EXPECT_TRUE(IsText("中\x1b\n"));
  EXPECT_FALSE(IsText("a\0"sv));
  EXPECT_FALSE(IsText("\xff"));
}

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(DisplayWidth("abc"), 3U);
  EXPECT_EQ(DisplayWidth("中文，"), 6U);
  EXPECT_EQ(DisplayWidth("e\u0301"), 1U);
  EXPECT_EQ(DisplayWidth("ab\tc"), 9U);
}

TEST(CutToWidth, EndsInAnEllipsisWithinTheColumns) {
  EXPECT_EQ(CutToWidth("abcdef", 6), "abcdef");
  EXPECT_EQ(CutToWidth("abcdefg", 6), "abcde…");
  EXPECT_EQ(CutToWidth("中文字符", 8), "中文字符");
  EXPECT_EQ(CutToWidth("中文字符", 7), "中文字…");
  EXPECT_EQ(CutToWidth("中文字符", 6), "中文…");
}

TEST(CutToWidth, BoundsCombiningMarks) {
  std::string marks = "a";
  for (int i = 0; i < 100'000; ++i) marks += "\u0301";
  EXPECT_LT(CutToWidth(marks, 80).size(), 1000U);
}

TEST(EscapeInvisible, KeepsTheValue) {
  const std::string text = "a\x7f\u009b\u202e\U000E0041 中é";
  const std::string json = boost::json::serialize(boost::json::value(text));
  const std::string escaped = EscapeInvisible(json);
  EXPECT_EQ(escaped, "\"a\\u007f\\u009b\\u202e\\udb40\\udc41 中é\"");
  EXPECT_EQ(boost::json::parse(escaped).as_string(), text);
}

}  // namespace
}  // namespace shellab
