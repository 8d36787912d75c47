#include "grader/terminal/terminal_filter.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "tests/grader/terminal/drawing.h"

namespace shellab::testing {
namespace {

std::string Filtered(std::string_view bytes) {
  TerminalFilter filter;
  return filter.Pass(bytes);
}

TEST(TerminalFilter, LetsThroughWhatDraws) {
  for (const std::string_view drawing :
       {"plain text, 中文 and ünïcode 🎉\r\n\tindented\b\n",
        "\x1b[1;31mred\x1b[0m \x1b[38;2;1;2;3m\x1b[4:3m\x1b[38:2::9:8:7mdeep\x1b[m",
        "\x1b[H\x1b[2J\x1b[12;40H\x1b[3A\x1b[K\x1b[1K\x1b[5X\x1b[2L\x1b[3M\x1b[4P\x1b[@\x1b[7d\x1b[9G\x1b[3b",
        "\x1b[?1049h\x1b[?25l\x1b[2;23r\x1b[S\x1b[2T\x1b[?7l\x1b[?7h\x1b[?25h\x1b[?1049l\x1b[?47h\x1b[?47l",
        "\x1b(0lqk\x1b(B\x0eqq\x0f\x1b)A",
        "\x1b\x37\x1b[s\x1b[u\x1b\x38\x1bM\x1b"
        "D\x1b"
        "E\x1b[4hinserted\x1b[4l"})
    EXPECT_EQ(Filtered(drawing), drawing);
}

TEST(TerminalFilter, KeepsBackWhatDoesAnythingElse) {
  for (const std::string_view harmful : {"\x1b]0;title\a",                    // the window's title
                                         "\x1b]52;c;cm0gLXJmIC8=\x1b\\",      // the clipboard
                                         "\x1b]8;;http://example.org\x1b\\",  // a link
                                         "\x1bP$qm\x1b\\",
                                         "\x1bP+q544e\x1b\\",
                                         "\x1b_Gi=1;AAAA\x1b\\",
                                         "\x1b^private\x1b\\",
                                         "\x1bXstring\x1b\\",
                                         "\x1b[c",
                                         "\x1b[>c",
                                         "\x1b[=c",
                                         "\x1b[5n",
                                         "\x1b[6n",
                                         "\x1b[?6n",
                                         "\x1b[x",
                                         "\x1b[0x",
                                         "\x1b[?1$p",
                                         "\x1bZ",
                                         "\x05",  // what terminals answer
                                         "\x1b[21t",
                                         "\x1b[8;10;10t",
                                         "\x1b[1;2 t",  // windows
                                         "\x1b[5i",
                                         "\x1b[4i",
                                         "\x1b[?5i",
                                         "\x1b[i",  // printers
                                         "\x1b[>4;2m",
                                         "\x1b[>1u",
                                         "\x1b[=5u",
                                         "\x1b[<u",
                                         "\x1b[?u",
                                         "\x1b=",
                                         "\x1b>",
                                         "\x1b[?1h",  // keys
                                         "\x1b[?1000h",
                                         "\x1b[?1003;1006h",
                                         "\x1b[?2004h",
                                         "\x1b[?1004h",
                                         "\x1b[1;2;3;4;5T",  // mouse, paste
                                         "\x1b[3J",          // what scrolled away
                                         "\x1b[20h",
                                         "\x1b[2h",  // newline mode, the locked keyboard
                                         "\x1b[1;80s",
                                         "\x1b[?S",
                                         "\x1b[?1;1;0S",
                                         "\x1b[99999b",
                                         "\x1b[!p",
                                         "\x1b[2 q",
                                         "\x1b[?6c",
                                         "\x1b[1\"q",
                                         "\x1b"
                                         "c",
                                         "\x1b#8",
                                         "\x1b%@",
                                         "\x1bH",
                                         "\x1b[3g",
                                         "\x1b(>",
                                         "\x1b n",
                                         "\x1bn",
                                         "\x1bo",
                                         "\x1b|",
                                         "\a",
                                         "\x11\x13",
                                         "\x7f",
                                         "\x1b"})
    EXPECT_EQ(Filtered("<" + std::string(harmful)), "<") << harmful.substr(1);
  EXPECT_EQ(Filtered(std::string(1, '\0')), "");
}

TEST(TerminalFilter, KnowsWhereWhatItKeepsBackEnds) {
  EXPECT_EQ(Filtered("a\x1b]0;x\ab\x1b]2;y\x1b\\c"), "abc");
  EXPECT_EQ(Filtered("a\x1bPq\a[31m\x1b\\b"), "ab") << "a bell ends no device control string";
  EXPECT_EQ(Filtered("a\x1b]0;x\x1b[31mb"), "a\x1b[31mb") << "ESC ends a string, whatever follows it";
  EXPECT_EQ(Filtered("a\x1b]0;x\x18"
                     "b\x1b[31\x1a"
                     "c"),
            "abc")
      << "CAN and SUB end everything";
  EXPECT_EQ(Filtered("a\x1b[3\r\n1mb"), "a\r\n\x1b[31mb") << "format effectors count within a sequence";
  EXPECT_EQ(Filtered("a\x1b[31;\x1b[32mb"), "a\x1b[32mb");
  EXPECT_EQ(Filtered("a\x1b[31\u4e2db"), "a\u4e2db");
  EXPECT_EQ(Filtered("a\x1b[" + std::string(100'000, ';') + "mb"), "ab");
  EXPECT_EQ(Filtered("\x1b[?2004;25;1000;1049h"), "\x1b[?25h\x1b[?1049h") << "of several modes those that draw";
}

TEST(TerminalFilter, KnowsControlsOfOneCharacter) {
  EXPECT_EQ(Filtered("\u009b31mred\u009b6n"), "\x1b[31mred");
  EXPECT_EQ(Filtered("a\u009d52;c;AAAA\u009cb\u0090q\u009cc\u0098s\u009cd\u009ep\u009ce\u009fa\u009cf"), "abcdef");
  EXPECT_EQ(Filtered("\u0084\u0085\u008d"),
            "\x1b"
            "D\x1b"
            "E\x1bM");
  EXPECT_EQ(Filtered("\u0088\u008e\u008f\u009a\u0080"), "");
  EXPECT_EQ(Filtered("\x9b\x9d"
                     "31m"),
            "\ufffd\ufffd31m")
      << "single bytes are no characters";
}

TEST(TerminalFilter, TakesSequencesInPieces) {
  const std::string bytes = "中\x1b[1;31mred\x1b]0;title\x1b\\\u009b6n\x1b(0\u009d52;c;x\abold\x1b[?1049;2004h\xff";
  const std::string whole = Filtered(bytes);
  for (std::size_t size = 1; size < bytes.size(); ++size) {
    TerminalFilter filter;
    std::string pieces;
    for (std::size_t at = 0; at < bytes.size(); at += size) pieces += filter.Pass(bytes.substr(at, size));
    EXPECT_EQ(pieces, whole) << size;
  }
}

TEST(TerminalFilter, TakesBackWhatPassed) {
  TerminalFilter filter;
  EXPECT_EQ(filter.Restore().find("1049"), std::string::npos) << "leaving a screen that is not shown moves the cursor";
  filter.Pass("\x1b[?1049h");
  EXPECT_TRUE(filter.Restore().starts_with("\x1b[?1049l"));
  filter.Pass("\x1b[?1049l");
  EXPECT_EQ(filter.Restore().find("1049"), std::string::npos);
}

// Whatever comes in, only text and sequences that draw come out.
TEST(TerminalFilter, LetsThroughNothingElse) {
  const std::vector<std::string> pieces = {"\x1b",
                                           "\x1b[",
                                           "\x1b]",
                                           "\x1bP",
                                           "\x1b_",
                                           "\x1b\\",
                                           "\u009b",
                                           "\u009d",
                                           "\u0090",
                                           "\u009c",
                                           "?",
                                           ">",
                                           "=",
                                           "!",
                                           "$",
                                           " ",
                                           "\"",
                                           ":",
                                           ";",
                                           "0",
                                           "1",
                                           "25",
                                           "2004",
                                           "1049",
                                           "52;c;",
                                           "n",
                                           "c",
                                           "t",
                                           "i",
                                           "m",
                                           "h",
                                           "l",
                                           "r",
                                           "J",
                                           "s",
                                           "u",
                                           "T",
                                           "b",
                                           "p",
                                           "q",
                                           "x",
                                           "(",
                                           ")",
                                           "%",
                                           "#",
                                           "8",
                                           "\a",
                                           "\r",
                                           "\n",
                                           "\x18",
                                           "\x1a",
                                           "\x7f",
                                           "\x05",
                                           "\xff",
                                           "\xc2",
                                           "\xe4\xb8",
                                           "中",
                                           "A",
                                           std::string(1, '\0')};
  std::mt19937 random(7);  // NOLINT(bugprone-random-generator-seed,cert-msc51-cpp): the same each time
  for (int round = 0; round < 20'000; ++round) {
    TerminalFilter filter;
    std::string in;
    std::string out;
    for (auto i = random() % 30; i > 0; --i) {
      const bool any = random() % 4 == 0;
      const std::string piece = any ? std::string(1, static_cast<char>(random())) : pieces[random() % pieces.size()];
      in += piece;
      out += filter.Pass(piece);
    }
    out += filter.Restore();
    ASSERT_TRUE(OnlyDraws(out)) << ::testing::PrintToString(in) << " became " << ::testing::PrintToString(out);
  }
}

}  // namespace
}  // namespace shellab::testing
