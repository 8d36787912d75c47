#include "grader/markdown/terminal.h"

#include <gtest/gtest.h>

#include <string>

namespace shellab {
namespace {

std::string Plain(std::string_view markdown, std::size_t columns = 80) {
  return RenderMarkdown(markdown, {.columns = columns});
}

std::string Coloured(std::string_view markdown) { return RenderMarkdown(markdown, {.colour = true}); }

TEST(RenderMarkdown, EveryBlockInItsForm) {
  EXPECT_EQ(
      Plain("# Title\n\nSome *text*\nof **two** lines with `code`.\n\n```\nx\n\n  y\n```\n\n> quoted\n>\n> twice\n"
            "\n***\n<b>\n"),
      "Title\n\nSome text of two lines with `code`.\n\n    x\n\n      y\n\n│ quoted\n\n│ twice\n\n" +
          [] {
            std::string rule;
            for (int i = 0; i < 80; ++i) rule += "─";
            return rule;
          }() +
          "\n\n<b>\n");
}

TEST(RenderMarkdown, Lists) {
  EXPECT_EQ(Plain("- a\n- b\n  - c\n\n9. nine\n10. ten\n"), "- a\n- b\n  - c\n\n9. nine\n10. ten\n");
  EXPECT_EQ(Plain("- a\n\n  ```\n  x\n  ```\n\n- b\n"), "- a\n\n      x\n\n- b\n");
  EXPECT_EQ(Plain("1) one two three\n", 12), "1) one two\n   three\n");
  EXPECT_EQ(Plain("-\n- b\n"), "- \n- b\n");
}

TEST(RenderMarkdown, WrapsAtBlanks) {
  EXPECT_EQ(Plain("one two three four\n", 9), "one two\nthree\nfour\n");
  EXPECT_EQ(Plain("anunbreakableword x\n", 10), "anunbreakableword\nx\n");
  EXPECT_EQ(Plain("```\na line that is not wrapped\n```\n", 10), "    a line that is not wrapped\n");
  EXPECT_EQ(Plain("one  \ntwo\n"), "one\ntwo\n");
}

TEST(RenderMarkdown, WrapsChineseByItsWidth) {
  EXPECT_EQ(Plain("取出每一行的倒数第二列。\n", 10), "取出每一行\n的倒数第二\n列。\n");
  EXPECT_EQ(Plain("取出每一\n行的 a\nb\n"), "取出每一行的 a b\n");
  EXPECT_EQ(Plain("文件\n`a`\n"), "文件 `a`\n");
}

TEST(RenderMarkdown, ColoursReplaceMarks) {
  EXPECT_EQ(Coloured("# T\n"), "\x1b[0;1mT\x1b[0m\n");
  EXPECT_EQ(Coloured("a **b *c*** `d`\n"), "a \x1b[0;1mb \x1b[0;1;3mc\x1b[0m \x1b[0;36md\x1b[0m\n");
  EXPECT_EQ(Coloured("```\nx\n```\n"), "    \x1b[0;36mx\x1b[0m\n");
}

TEST(RenderMarkdown, AStyleEndsWithItsLine) {
  EXPECT_EQ(RenderMarkdown("**one two**\n", {.columns = 4, .colour = true}),
            "\x1b[0;1mone\x1b[0m\n\x1b[0;1mtwo\x1b[0m\n");
}

TEST(RenderMarkdown, LinksSayWhereTheyLead) {
  EXPECT_EQ(Plain("[the page](http://a.b/c) <http://a.b/>\n"), "the page (http://a.b/c) http://a.b/\n");
  EXPECT_EQ(Plain("![a picture](p.png)\n"), "a picture (p.png)\n");
}

TEST(RenderMarkdown, NothingReachesTheTerminalButText) {
  const std::string evil = "a\x1b[2J \x07 `\x1b]0;x` \u202e\n\n```\n\x1b[31m\n```\n\n<i\x1b>\n";
  EXPECT_EQ(Plain(evil), "a\\x1b[2J \\x07 `\\x1b]0;x` \\u{202e}\n\n    \\x1b[31m\n\n<i\\x1b>\n");
  EXPECT_EQ(Plain("\xff\n"), "\\xff\n");
  EXPECT_EQ(Plain(""), "");
}

}  // namespace
}  // namespace shellab
