// shellab start: a person at a terminal, in a lab that says what is right.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "tests/support/machine.h"
#include "tests/support/program.h"
#include "tests/support/terminal.h"

namespace shellab::testing {
namespace {

using ::testing::HasSubstr;

class Practice : public ::testing::Test {
 protected:
  TerminalProgram Start(const std::string& lab) const {
    Command command = Shellab(state_, {"start", lab});
    command.env.emplace_back("NO_COLOR=1");
    return TerminalProgram(command);
  }

  static constexpr char kPrompt[] = "student@lab:~$ ";
  OwnState state_;
};

TEST_F(Practice, SaysWhatIsRightAsSoonAsItIs) {
  TerminalProgram lab = Start("sed-replace-in-place");
  lab.Await("Tomcat has moved.");
  lab.Await(kPrompt);
  // What the checks compare with is made meanwhile; this waits for it.
  lab.Type("lab check\r");
  lab.Await("Score: 0/10");
  lab.Await(kPrompt);
  lab.Type("sed -i s,/opt/tomcat,/usr/local/tomcat,g app.conf\r");
  lab.Await("✓ app.conf has the new path everywhere");
  lab.Await("`lab submit` hands it in");
  lab.Await(kPrompt);
  lab.Type("sed -i s,/usr/local/tomcat,/opt/tomcat,g app.conf\r");
  lab.Await("✗ app.conf has the new path everywhere");
  lab.Await(kPrompt);
  lab.Type("exit\r");
  EXPECT_EQ(lab.Wait(), 0);
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
  lab.Type("exit\r");
  EXPECT_EQ(lab.Wait(), 0);
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
  lab.Type("exit\r");
  EXPECT_EQ(lab.Wait(), 0);
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

TEST_F(Practice, KilledLeavesNothingRunning) {
  TerminalProgram lab = Start("awk-last-but-one");
  lab.Await(kPrompt);
  lab.Type("sleep 876543\r");
  const auto sleeps = [] {
    for (const std::string& line : GuestCommandLines())
      if (line.find("sleep 876543") != std::string::npos) return true;
    return false;
  };
  EXPECT_TRUE(WaitFor(sleeps));
  ::kill(lab.pid(), SIGKILL);
  EXPECT_EQ(lab.Wait(), 128 + SIGKILL);
  EXPECT_TRUE(WaitFor([&] { return !sleeps(); }));
}

TEST_F(Practice, NeedsATerminal) {
  const Ended ended = RunToEnd(Shellab(state_, {"start", "awk-last-but-one"}));
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("this needs a terminal"));
}

}  // namespace
}  // namespace shellab::testing
