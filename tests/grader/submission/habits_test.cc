#include "grader/submission/habits.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace shellab {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;
using namespace std::string_literals;

std::vector<std::string> Notes(std::string_view script, Language language = Language::kEnglish) {
  std::vector<std::string> messages;
  for (const Note& note : InspectScript(script)) messages.push_back(note.message.In(language));
  return messages;
}

TEST(Habits, FullWidthCharactersInsideAnAwkProgram) {
  const std::string script = "# 全角的美元符号（注释里的不算）\nawk -F, '{print ＄（NF-1）, ＄NF}' test.txt\n";
  EXPECT_THAT(
      Notes(script),
      ElementsAre("Line 2, column 17: ＄ (U+FF04) is a full-width character, which no command takes for $. Type "
                  "$ instead, unless it is meant as text. (2 times in all.)",
                  StartsWith("Line 2, column 18: （ (U+FF08)"), StartsWith("Line 2, column 23: ） (U+FF09)")));
  EXPECT_THAT(Notes(script, Language::kChinese).front(),
              "第 2 行第 17 列：＄（U+FF04）是全角字符，命令不会把它当作 $。请改用半角的 "
              "$，除非它本来就是文本内容。（共 2 处。）");
}

TEST(Habits, EveryFullWidthCharacterIsToldWithItsOwn) {
  for (char meant = '!'; meant <= '~'; ++meant) {
    const int code = 0xFF01 + (meant - '!');
    const std::string wide = {static_cast<char>(0xE0 | (code >> 12)), static_cast<char>(0x80 | ((code >> 6) & 0x3F)),
                              static_cast<char>(0x80 | (code & 0x3F))};
    EXPECT_THAT(Notes("cut -d x " + wide + " f"),
                ElementsAre(HasSubstr(" for "s + meant + ". Type "s + meant + " instead.")));
  }
}

TEST(Habits, QuotesAndDashesOfAWordProcessor) {
  EXPECT_THAT(
      Notes("echo “hello”\ngrep –c ‘x’ f\n"),
      ElementsAre(
          AllOf(StartsWith("Line 1, column 6: “ (U+201C) is a typographic quote"), HasSubstr("quote \" instead.")),
          StartsWith("Line 1, column 12: ” (U+201D)"),
          "Line 2, column 6: – (U+2013) is a dash, not the hyphen that options begin with. Type - instead.",
          AllOf(StartsWith("Line 2, column 9: ‘ (U+2018)"), HasSubstr("quote ' instead.")),
          StartsWith("Line 2, column 11: ’ (U+2019)")));
}

TEST(Habits, OtherPunctuationOfAChineseKeyboard) {
  EXPECT_THAT(Notes("./run。sh\necho ￥HOME\n"),
              ElementsAre(AllOf(StartsWith("Line 1, column 6: 。"), HasSubstr("Type . instead.")),
                          AllOf(StartsWith("Line 2, column 6: ￥ (U+FFE5)"), HasSubstr("Type $ instead."))));
}

TEST(Habits, BlanksThatAreNone) {
  EXPECT_THAT(Notes("cat\u00a0f\ncat\u2003f\ncat\u3000f\nc\u200bat f\n"),
              ElementsAre("Line 1, column 4: U+00A0 looks like a blank, but separates no words. Type an ordinary blank "
                          "instead.",
                          StartsWith("Line 2, column 4: U+2003"), StartsWith("Line 3, column 4: U+3000"),
                          "Line 4, column 2: U+200B is an invisible character. Delete it."));
}

TEST(Habits, WindowsLineEnds) {
  EXPECT_THAT(Notes("ls\r\n# why\r\nwc -l f\r\n"),
              ElementsAre("Line 1, column 3: the line ends with CR LF, as Windows editors write it; the invisible "
                          "carriage return (U+000D) becomes part of the command. Save the script with Unix line ends "
                          "(LF). (3 times in all.)"));
  EXPECT_THAT(Notes("printf 'a\rb\\n'\n"), IsEmpty()) << "a carriage return amid a line is no line end";
}

TEST(Habits, AByteOrderMarkTakesNoColumn) {
  EXPECT_THAT(Notes("\ufeffls ＄x\n"), ElementsAre(StartsWith("Line 1, column 1: the script begins with an invisible"),
                                                   StartsWith("Line 1, column 4: ＄")));
  EXPECT_THAT(Notes("ls \ufeff\n"), ElementsAre(StartsWith("Line 1, column 4: U+FEFF is an invisible character")));
}

TEST(Habits, PromptsInFrontOfCommands) {
  EXPECT_THAT(Notes("$ cat f\n  $ wc f\n"),
              ElementsAre("Line 1, column 1: “$” is a shell's prompt, not part of the command. Type only what follows "
                          "it. (2 times in all.)"));
  EXPECT_THAT(Notes("ls\n[root@web01 ~]# ls -l\n"), ElementsAre(StartsWith("Line 2, column 1: “[root@web01 ~]#” is")));
  EXPECT_THAT(Notes("li@web01:~/a$ ls -l\n"), ElementsAre(StartsWith("Line 1, column 1: “li@web01:~/a$” is")));
  EXPECT_THAT(Notes("$x f\n$(cat f)\n[ a ] && b\nscp f root@web01:/srv/ # copy\n"), IsEmpty());
}

TEST(Habits, TheRootPromptOnlyWhereNothingElseRuns) {
  for (const char* command : {"# awk -F, '{print $2}' f\n", "# ls\n", "#!/bin/bash\n\n# sort f.txt\n", "# cd /srv\n"})
    EXPECT_THAT(Notes(command), ElementsAre(HasSubstr("“#” is a shell's prompt"))) << command;
  for (const char* comment : {"# prints the column\n", "# I could not do it.\n", "#ls\n", "# ls -l lists them\nls\n"})
    EXPECT_THAT(Notes(comment), IsEmpty()) << comment;
}

TEST(Habits, NothingAgainstText) {
  for (const char* script :
       {"echo \"你好，世界\"\n", "echo 你好，世界！\n", "printf '姓名：%s（学员）\\n' $1\n", "echo \"don’t\"\n",
        "ls # “why”＄\n", "cat <<'END'\n“你好”\nEND\n", "echo 🙂\n", "", "awk '/，世/{print}' f\n"})
    EXPECT_THAT(Notes(script), IsEmpty()) << script;
}

TEST(Habits, WhatMayBeMeantIsSaidWithDoubtAndLast) {
  EXPECT_THAT(Notes("echo '＄'\ncat f ｜ wc\n"),
              ElementsAre(StartsWith("Line 2, column 7: ｜"), HasSubstr("unless it is meant as text")));
  EXPECT_THAT(Notes("echo '＄'\necho ＄x\n"),
              ElementsAre("Line 2, column 6: ＄ (U+FF04) is a full-width character, which "
                          "no command takes for $. Type $ instead. (2 times in all.)"))
      << "of one character the place that is surely wrong";
}

TEST(Habits, BackslashesKeepQuotesFromQuoting) {
  EXPECT_THAT(Notes("echo \"\\\"＄\" ＄\n"), ElementsAre(StartsWith("Line 1, column 12: ＄")));
  EXPECT_THAT(Notes("echo don\\'t ＄\n"), ElementsAre(Not(HasSubstr("unless it is meant"))));
  EXPECT_THAT(Notes("echo '\\' ＄ '\n"), ElementsAre(Not(HasSubstr("unless it is meant"))));
}

TEST(Habits, HereDocumentsAreText) {
  EXPECT_THAT(Notes("cat <<END\n$ a\n‘x’\nEND\n$ b\n"),
              ElementsAre(StartsWith("Line 5, column 1: “$”"), HasSubstr("unless"), HasSubstr("unless")));
  EXPECT_THAT(Notes("cat <<A <<-'B'\n$ a\nA\n$ b\n\tB\n$ c\n"), ElementsAre(StartsWith("Line 6, column 1: “$”")));
  EXPECT_THAT(Notes("echo $((1 << 2))\n$ b\n"), ElementsAre(StartsWith("Line 2, column 1: “$”")));
  EXPECT_THAT(Notes("cat <<< END\n$ b\nEND\n"), ElementsAre(StartsWith("Line 2, column 1: “$”")));
}

TEST(Habits, OtherInterpretersHaveTheirOwnRules) {
  EXPECT_THAT(Notes("#!/usr/bin/python3\n# a\n$ x\nprint（1)\n"), ElementsAre(HasSubstr("unless it is meant as text")));
}

TEST(Habits, FiveNotesAtMost) { EXPECT_EQ(InspectScript("（ ） ； ｜ ＄ ＆ ＜ ＞").size(), 5U); }

TEST(Habits, AnyBytes) {
  EXPECT_THAT(Notes("\xff\xfe\0 ＄x"s), ElementsAre(StartsWith("Line 1, column 5: ＄")));
  EXPECT_THAT(Notes("'\xe4"), IsEmpty());
  EXPECT_THAT(Notes("echo \\"), IsEmpty());
  // The largest answer, of what costs most: a here-document on every line, a look-alike run, prompts.
  std::string large;
  while (large.size() < (1U << 20U)) large += "$ cat <<large\n";
  EXPECT_EQ(InspectScript(large + "large\n").size(), 1U);
  EXPECT_EQ(InspectScript(std::string(1U << 20U, '<')).size(), 0U);
}

}  // namespace
}  // namespace shellab
