// shellab start: what `lab` says to a person who practises, in one lab or in a set.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "sandbox/os/file.h"
#include "tests/e2e/practice.h"
#include "tests/support/lab_files.h"
#include "tests/support/program.h"
#include "tests/support/terminal.h"

namespace shellab::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

using Practice = PracticeTest;

TEST_F(Practice, SaysWhatIsRightAsSoonAsItIs) {
  TerminalProgram lab = Start("sed-replace-in-place");
  lab.Await("Tomcat has moved.");
  lab.Await(kPrompt);
  lab.Type("sed -i s,/opt/tomcat,/usr/local/tomcat,g app.conf\r");
  // What the checks compare with is made meanwhile; this waits for it, so the prompt before or that after it has the
  // news.
  lab.Type("lab check\r");
  lab.Await("✓ app.conf has the new path everywhere");
  lab.Await("`lab submit` hands it in");
  lab.Type("sed -i s,/usr/local/tomcat,/opt/tomcat,g app.conf\r");
  lab.Await("✗ app.conf has the new path everywhere");
  lab.Await(kPrompt);
  EXPECT_EQ(lab.Leave(), 0);
}

TEST_F(Practice, HandsInTheStateWithTheVerdictOfGrading) {
  TerminalProgram lab = Start("sed-replace-in-place");
  lab.Await(kPrompt);
  lab.Type("sed s,/opt/tomcat,/usr/local/tomcat,g app.conf > x; mv x app.conf; rm start.sh\r");
  lab.Await(kPrompt);
  lab.Type("lab submit\r");
  lab.Await("✓ 6/6  app.conf has the new path everywhere");
  lab.Await("✗ 0/2  app.conf keeps its mode");
  lab.Await("✗ 0/2  all other files are as they were");
  lab.Await("Score: 6/10");
  lab.Await(kPrompt);
  lab.Type("lab reset\r");
  lab.Await(kPrompt);
  lab.Type("ls start.sh | cat\r");
  lab.Await("start.sh\r\n");
  EXPECT_EQ(lab.Leave(), 0);
}

TEST_F(Practice, TriesAndHandsInTheLastCommandAsItWasTyped) {
  TerminalProgram lab = Start("awk-last-but-one");
  lab.Await(kPrompt);
  lab.Type("awk -F, '{print $(NF - 2)}' \"test.txt\" | head -n 0\r");
  lab.Await(kPrompt);
  lab.Type("lab try\r");
  lab.Await("$ awk -F, '{print $(NF - 2)}' \"test.txt\" | head -n 0\r\n");
  lab.Await("Score: 0/10");
  lab.Await(kPrompt);
  lab.Type("awk -F, '{print $(NF - 1)}' test.txt >&2; false\r");
  lab.Await(kPrompt);
  lab.Type("lab try \"awk -F, '{print \\$(NF-1)}' test.txt\"\r");
  lab.Await("Score: 10/10");
  lab.Await(kPrompt);
  lab.Type("rev test.txt | cut -d, -f2 | rev\r");
  lab.Await(kPrompt);
  lab.Type("lab submit\r");
  lab.Await("$ rev test.txt | cut -d, -f2 | rev\r\n");
  lab.Await("Score: 10/10");
  lab.Await(kPrompt);
  EXPECT_EQ(lab.Leave(), 0);
}

TEST_F(Practice, GivesHintsOneAtATime) {
  TerminalProgram lab = Start("awk-last-but-one");
  lab.Await(kPrompt);
  for (const char* number : {"Hint 1 of 3", "Hint 2 of 3", "Hint 3 of 3", "Hint 3 of 3"}) {
    lab.Type("lab hint\r");
    lab.Await(number);
    lab.Await(kPrompt);
  }
  lab.Type("lab nonsense\r");
  lab.Await("lab submit");
  lab.Type("lab quit\r");
  EXPECT_EQ(lab.Wait(), 0);
}

// A lab whose world is changed by handing it in, with a check that learners do not see.
constexpr char kActing[] = R"(
[[check]]
id = "before-all"
name = { en = "asks for nothing of the world", zh = "不看环境" }
kind = "output"
points = 1
code = 0

[[check]]
id = "restarted"
name = { en = "survives a restart", zh = "重启后仍在" }
kind = "probe"
points = 2
do = [{ run = "echo once >> /srv/acts" }]
files = ["/srv/acts"]
command = "cat acts"
text = "once"

[[check]]
id = "secret"
name = { en = "SECRET", zh = "SECRET" }
kind = "file"
points = 7
hidden = true
path = "secret"
text = "SECRET"
what = ["content"]
)";

TEST_F(Practice, HandsInOnceWhereChecksChangeTheWorld) {
  const Files files;
  const std::filesystem::path folder = files.MakeLab("acting", "", "state");
  Replace(folder / "lab.toml", "kind = \"output\"", "kind = \"file\"\npath = \"out\"");
  files.Write("acting/lab.toml", ReadFile(folder / "lab.toml") + kActing);
  files.Write("acting/solution.sh", "cp data out; echo SECRET > secret\n");
  TerminalProgram lab = Start(folder);
  lab.Await(kPrompt);
  // It compares with what the solution leaves: this waits for that, so that the next prompt has news.
  lab.Type("lab check\r");
  lab.Await("0/2  survives a restart\r\n");
  lab.Await("skipped: not looked at before `lab submit`");
  lab.Await("Score: 1/13");
  lab.Await("There are checks that are not shown");
  lab.Await(kPrompt);
  lab.Type("cp data out\r");
  lab.Await("✓ prints the data\r\n");
  lab.Await(kPrompt);
  lab.Type("lab submit\r");
  lab.Await("2/2  survives a restart");
  lab.Await("Score: 13/13");
  lab.Await(kPrompt);
  for (const char* again : {"lab submit\r", "lab check\r"}) {
    lab.Type(again);
    lab.Await("`lab reset` begins anew");
    lab.Await(kPrompt);
  }
  lab.Type("lab reset\r");
  lab.Await(kPrompt);
  lab.Type("lab submit\r");
  lab.Await("2/2  survives a restart");
  lab.Await("Score: 3/13");
  lab.Await(kPrompt);
  EXPECT_EQ(lab.Leave(), 0);
  EXPECT_THAT(lab.shown(), Not(HasSubstr("SECRET")));
}

// None of its checks looks at the world: nothing of it is to be stopped for a look.
TEST_F(Practice, OfALabThatAsksNothingOfTheWorld) {
  const Files files;
  const std::filesystem::path folder = files.MakeLab("nothing", "", "state");
  TerminalProgram lab = Start(folder);
  for (const char* verb : {"lab check\r", "lab submit\r"}) {
    lab.Await(kPrompt);
    lab.Type(verb);
    lab.Await("Score: 0/10");
  }
  lab.Await(kPrompt);
  EXPECT_EQ(lab.Leave(), 0);
}

// In bursts, each at a dot: allowances fill again while the machine is slow, but not while nothing is waited for.
TEST_F(Practice, AFloodOfRequestsIsRefusedAndForgotten) {
  TerminalProgram lab = Start("sed-replace-in-place");
  lab.Await(kPrompt);
  lab.Type(
      "perl -MIO::Socket::UNIX -e '@v = qw(task check prompt); $SIG{PIPE} = \"IGNORE\"; for (1..14) { "
      "@s = map { IO::Socket::UNIX->new(Peer => \"/run/lab.sock\") || () } 1..30; "
      "print { $s[$_] } \"$v[$_ % 3]\\0\" for 0..$#s; print <$_> for @s; print STDERR \".\" }' > flood\r");
  lab.Await(kPrompt);
  lab.Type("grep -c 'too much is asked' flood > count; [ $(< count) -gt 50 ] && echo refused $((1)) of them\r");
  lab.Await("refused 1 of them\r\n");
  lab.Await(kPrompt);
  lab.Type("until lab check | grep Score; do :; done\r");
  lab.Await("Score: 0/10");
  lab.Await(kPrompt);
  lab.Type("lab submit > out & exit\r");
  EXPECT_EQ(lab.Wait(), 0);
}

TEST_F(Practice, TriesAgainWhatCouldNotBeMade) {
  const Files files;
  const std::filesystem::path folder = files.MakeLab("mended", "", "state");
  Replace(folder / "lab.toml", "kind = \"output\"", "kind = \"file\"\npath = \"out\"");
  files.Write("mended/solution.sh", "kill -KILL $$\n");
  TerminalProgram lab = Start(folder);
  lab.Await(kPrompt);
  lab.Type("lab check\r");
  lab.Await("signal 9");
  lab.Await(kPrompt);
  files.Write("mended/solution.sh", "cp data out\n");
  lab.Type("lab check\r");
  lab.Await("Score: 0/10");
  lab.Await(kPrompt);
  EXPECT_EQ(lab.Leave(), 0);
}

TEST_F(Practice, IsResetAgainAndAgain) {
  TerminalProgram lab = Start("awk-last-but-one");
  lab.Await(kPrompt);
  for (int i = 0; i < 25; ++i) {
    lab.Type("lab reset\r");
    lab.Await(kPrompt);
  }
  lab.Type("ls test.txt | cat\r");
  lab.Await("test.txt\r\n");
  EXPECT_EQ(lab.Leave(), 0);
}

TEST_F(Practice, GoesThroughASet) {
  const Files files;
  const std::string set = files.Write("pair.toml", R"(format = 1
title = { en = "Two", zh = "两个" }

[[lab]]
id = "awk-last-but-one"

[[lab]]
id = "sed-replace-in-place"
)");
  TerminalProgram lab = Run({"start", "--set", set});
  lab.Await("→   1  Print the last-but-one column\r\n");
  lab.Await(kPrompt);
  lab.Type("lab next\r");
  lab.Await("Nothing was handed in yet");
  lab.Await(kPrompt);
  lab.Type("lab submit 'rev test.txt | cut -d, -f2 | rev'\r");
  lab.Await("Score: 10/10");
  lab.Await(kPrompt);
  lab.Type("lab next\r");
  lab.Await(" ✓  1  Print the last-but-one column\r\n→   2  Replace a path");
  lab.Await(kPrompt);
  lab.Type("ls app.conf | cat; lab next\r");
  lab.Await("app.conf\r\n");
  lab.Await("All other labs of the set are solved");
  lab.Await(kPrompt);
  EXPECT_EQ(lab.Leave(), 0);
}

TEST_F(Practice, LeavesOutOfASetWhatCannotRun) {
  const Files files;
  Replace(files.MakeLab("elsewhere") / "lab.toml", "\"base\"", "\"none\"");
  files.MakeLab("here");
  const std::string both =
      files.Write("both.toml",
                  "format = 1\ntitle = { en = \"Two\", zh = \"两个\" }\n[[lab]]\nid = \"elsewhere\"\n[[lab]]\nid = "
                  "\"here\"\n");
  TerminalProgram lab = Run({"--labs", files.path(), "start", "--set", both});
  lab.Await("elsewhere: the image none is not built yet");
  lab.Await(kPrompt);
  lab.Type("cat data | wc -l; lab next\r");
  lab.Await("1\r\n");
  lab.Await("There is no next lab");
  lab.Await(kPrompt);
  EXPECT_EQ(lab.Leave(), 0);
  const std::string none =
      files.Write("none.toml", "format = 1\ntitle = { en = \"One\", zh = \"一个\" }\n[[lab]]\nid = \"elsewhere\"\n");
  TerminalProgram refused = Run({"--labs", files.path(), "start", "--set", none});
  refused.Await("shellab image build none");
  EXPECT_EQ(refused.Wait(), 3);
}

TEST_F(Practice, SaysWhatKeepsItFromBeginning) {
  const Files files;
  const std::filesystem::path folder =
      files.MakeLab("broken", "[[process]]\nname = \"absent\"\ncommand = [\"/usr/bin/no-such-program\"]\n");
  TerminalProgram lab = Start(folder);
  lab.Await("no-such-program");
  EXPECT_NE(lab.Wait(), 0);
  EXPECT_NE(lab.Settings().c_lflag & ICANON, 0U);
}

TEST_F(Practice, NeedsATerminal) {
  const Ended ended = RunToEnd(Shellab(state_, {"start", "awk-last-but-one"}));
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("this needs a terminal"));
  EXPECT_FALSE(std::filesystem::exists(state_.path() / "sessions"));
}

}  // namespace
}  // namespace shellab::testing
