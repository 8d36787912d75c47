// shellab start, attach and shell: sessions and the terminals that come to them and go.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <string>

#include "tests/e2e/practice.h"
#include "tests/support/lab_files.h"
#include "tests/support/machine.h"
#include "tests/support/program.h"
#include "tests/support/terminal.h"

namespace shellab::testing {
namespace {

using ::testing::HasSubstr;

class PracticeSession : public PracticeTest {
 protected:
  // Types what runs for ever, and returns when it does.
  void TypeSleep(TerminalProgram& lab, const std::string& before = "") const {
    lab.Type(before + sleep_ + "\r");
    EXPECT_TRUE(WaitFor([this] { return Sleeps(); }));
  }
  bool Sleeps() const { return Runs(sleep_); }

  const std::string sleep_ = OwnSleep();
};

// Until `yes` writes no more: the terminal, the visitor and the wire are full.
constexpr char kStall[] =
    "until p=$(pgrep -x yes); do :; done; until r=$(grep wchar /proc/$p/io); sleep 0.5; "
    "[ \"$(grep wchar /proc/$p/io)\" = \"$r\" ]; do :; done; ";

TEST_F(PracticeSession, TakesWhatIsTypedBeforeTheFirstPrompt) {
  TerminalProgram lab = Start("awk-last-but-one");
  lab.Type("echo ahead of $((6 * 7))\r");
  lab.Await("ahead of 42\r\n");
  lab.Await(kPrompt);
  EXPECT_EQ(lab.Leave(), 0);
}

// As a terminal has it: an interrupt discards what was typed before. There is no program yet that it could end.
TEST_F(PracticeSession, AnInterruptBeforeTheFirstPromptEndsNothing) {
  const Files files;
  const std::filesystem::path folder = files.MakeLab("slow");
  // Longer than it takes to type.
  files.Write("slow/setup.sh", "sleep 3.21\n");
  TerminalProgram lab = Start(folder);
  lab.Await("lab submit");
  lab.Type(
      "echo discarded\r\x03\x1a\x1c"
      "echo ahead of $((6 * 7))\r");
  lab.Await("ahead of 42\r\n");
  lab.Await(kPrompt);
  EXPECT_EQ(lab.Leave(), 0);
}

TEST_F(PracticeSession, AnInterruptEndsNoShellThatStillBegins) {
  const Files files;
  const std::string while_it_begins = "sleep 3." + std::to_string(1'000'000 + ::getpid());
  const std::filesystem::path folder = files.MakeLab("slow");
  files.Write("slow/setup.sh",
              "mv /bin/bash /bin/begun\n"
              "printf '#!/bin/begun\\n" +
                  while_it_begins +
                  "\\nexec /bin/begun \"$@\"\\n' > /bin/bash\n"
                  "chmod 0755 /bin/bash\n");
  TerminalProgram lab = Start(folder);
  lab.Await("lab submit");
  EXPECT_TRUE(WaitFor([&] { return Runs(while_it_begins); }));
  lab.Type(
      "echo discarded\r\x03"
      "echo ahead of $((6 * 7))\r");
  lab.Await("ahead of 42\r\n");
  lab.Await(kPrompt);
  EXPECT_EQ(lab.Leave(), 0);
}

TEST_F(PracticeSession, AnInterruptEndsWhatAShellBeginsWith) {
  const Files files;
  const std::filesystem::path folder = files.MakeLab("stuck");
  files.Write("stuck/setup.sh", "echo '" + sleep_ + "' > .bash_profile\nchmod 0644 .bash_profile\n");
  TerminalProgram lab = Start(folder);
  EXPECT_TRUE(WaitFor([this] { return Sleeps(); }));
  lab.Type("\x03");
  lab.Await(kPrompt);
  EXPECT_EQ(lab.Leave(), 0);
}

TEST_F(PracticeSession, GoesOnAfterItsTerminalIsLost) {
  TerminalProgram lost = Start("awk-last-but-one");
  lost.Await(kPrompt);
  TypeSleep(lost, "echo here > kept; ");
  lost.HangUp();
  TerminalProgram killed = Run({"attach"});
  // What was shown last, and on the last line: the terminal is the lab's.
  killed.Await("echo here > kept; " + sleep_ + "\r\n");
  killed.Await("\x1b[?2004l");
  killed.Type("\x03");
  killed.Await(kPrompt);
  killed.Type("cat kept\r");
  killed.Await("here\r\n");
  killed.Await(kPrompt);
  ::kill(killed.pid(), SIGKILL);
  EXPECT_EQ(killed.Wait(), 128 + SIGKILL);
  TerminalProgram last = Run({"attach", "awk-last-but-one"});
  last.Await(kPrompt);
  last.Type("lab task; stty size\r");
  last.Await("30 100\r\n");
  last.Await(kPrompt);
  EXPECT_EQ(last.Leave(), 0);
  EXPECT_TRUE(WaitFor([this] { return !Sleeps(); }));
  const Ended none = RunToEnd(Shellab(state_, {"attach"}));
  EXPECT_EQ(none.code, 2);
  EXPECT_THAT(none.err, HasSubstr("nobody practises now"));
}

TEST_F(PracticeSession, GoesOnAtOneTerminalAtATime) {
  TerminalProgram first = Start("awk-last-but-one");
  first.Await(kPrompt);
  first.Type("vi -n test.txt\r");
  first.Await("\x1b[?1049h");
  first.Await("\x1b[?25h");
  TerminalProgram second = Run({"attach"});
  // The editor draws its screen again.
  second.Await("\x1b[?1049h");
  second.Await("1,1");
  first.Await("\x1b[?1049l");
  first.Await("goes on at another terminal");
  EXPECT_EQ(first.Wait(), 0);
  second.Type("\x1b:q!\r");
  second.Await(kPrompt);
  second.Type("lab quit\r");
  EXPECT_EQ(second.Wait(), 0);
}

// The program reads no keys, and more of them come than its terminal keeps.
TEST_F(PracticeSession, SeesThatATerminalIsLostWhileItsKeysWait) {
  TerminalProgram lab = Run({"start", "awk-last-but-one", "--keep", "1s"});
  lab.Await(kPrompt);
  lab.Type("stty raw -echo; echo ready $((1)); exec " + sleep_ + "\r");
  lab.Await("ready 1\n");
  lab.TypeUntilFull('x');
  lab.HangUp();
  EXPECT_TRUE(WaitFor([&] { return std::filesystem::is_empty(state_.path() / "sessions"); }));
}

TEST_F(PracticeSession, EndsInPlainWordsWhenItsServerIsKilled) {
  TerminalProgram lab = Start("awk-last-but-one");
  lab.Await(kPrompt);
  TypeSleep(lab);
  for (const auto& session : std::filesystem::directory_iterator(state_.path() / "sessions"))
    ::kill(std::stoi(session.path().extension().native().substr(1)), SIGKILL);
  lab.Await("its server was killed");
  EXPECT_EQ(lab.Wait(), 3);
  EXPECT_TRUE(WaitFor([this] { return !Sleeps(); }));
  const Ended none = RunToEnd(Shellab(state_, {"attach"}));
  EXPECT_THAT(none.err, HasSubstr("nobody practises now"));
}

TEST_F(PracticeSession, EndsWhenNobodyComesBack) {
  TerminalProgram lab = Run({"start", "awk-last-but-one", "--keep", "1s"});
  lab.Await(kPrompt);
  TypeSleep(lab);
  ::kill(lab.pid(), SIGKILL);
  EXPECT_EQ(lab.Wait(), 128 + SIGKILL);
  EXPECT_TRUE(WaitFor([this] { return !Sleeps(); }));
  EXPECT_TRUE(WaitFor([&] { return std::filesystem::is_empty(state_.path() / "sessions"); }));
}

TEST_F(PracticeSession, EndsWhenItsTimeIsOver) {
  TerminalProgram lab = Run({"start", "awk-last-but-one", "--time", "2s"});
  lab.Await("shellab: the time of 2s is over\r\n");
  EXPECT_EQ(lab.Wait(), 0);
}

// A program that has given its terminal up (TIOCNOTTY), which the kernel then hangs up for nobody when it ends.
TEST_F(PracticeSession, EndsWithItsShellWhileOthersStillPrint) {
  TerminalProgram lab = Start("awk-last-but-one");
  lab.Await(kPrompt);
  lab.Type(
      "exec perl -e 'system \"stty raw\"; $SIG{HUP} = \"IGNORE\"; ioctl STDIN, 0x5422, 0; "
      "for (1..4) { fork or exec \"cat /dev/zero\" } sleep 1'\r");
  EXPECT_EQ(lab.Wait(), 0);
}

class PracticeEnd : public PracticeTest {
 protected:
  // A lab whose check waits for a file.
  std::filesystem::path MakeLab() const {
    std::filesystem::path folder = files_.MakeLab("late", "", "state");
    Replace(folder / "lab.toml", "kind = \"output\"", "kind = \"file\"\npath = \"out\"\nwithin = \"5s\"");
    files_.Write("late/solution.sh", "cp data out\n");
    return folder;
  }

  // Hands in, and ends only when the answer comes. Handed in when it is sent: of two requests the first is read first.
  static constexpr char kSubmit[] =
      "perl -MIO::Socket::UNIX -e '$s = IO::Socket::UNIX->new(Peer => \"/run/lab.sock\"); print $s \"submit\\0\"; "
      "$s->flush; open F, \">sent\"; close F; <$s>' & until [ -e sent ]; do :; done; ";

 private:
  Files files_;
};

// What is checked comes about only when the shell is gone.
TEST_F(PracticeEnd, ComesWhenWhatWasHandedInIsJudged) {
  TerminalProgram lab = Start(MakeLab());
  lab.Await(kPrompt);
  lab.Type("(while kill -0 $$; do sleep 0.1; done; cp data out) 2> errors &\r");
  lab.Await(kPrompt);
  lab.Type(std::string(kSubmit) + "lab task; exit\r");
  lab.Await("One moment");
  lab.Await("Score: 10/10");
  EXPECT_EQ(lab.Wait(), 0);
}

TEST_F(PracticeEnd, SaysNothingOnAScreenThatIsThrownAway) {
  TerminalProgram lab = Start(MakeLab());
  lab.Await(kPrompt);
  lab.Type("vi -n data\r");
  lab.Await("\x1b[?1049h");
  lab.Await("\x1b[?25h");
  TerminalProgram beside = Run({"shell"});
  beside.Await(kPrompt);
  beside.Type(std::string(kSubmit) + "lab quit; cp data out\r");
  lab.Await("\x1b[?1049l");
  lab.Await("One moment");
  lab.Await("Score: 10/10");
  EXPECT_EQ(lab.Wait(), 0);
  EXPECT_EQ(lab.shown().find("\x1b[?1049h"), lab.shown().rfind("\x1b[?1049h"));
  EXPECT_EQ(beside.Wait(), 0);
}

// Of whom nothing is read until all is over.
TEST_F(PracticeEnd, ReachesWhoReadsSlowly) {
  TerminalProgram lab = Start(MakeLab());
  lab.Await(kPrompt);
  const std::string yes = "yes " + std::to_string(::getpid());  // like none that runs beside this
  lab.Type("exec " + yes + "\r");
  TerminalProgram beside = Run({"shell"});
  beside.Await(kPrompt);
  beside.Type(std::string(kStall) + kSubmit + "lab quit; cp data out\r");
  EXPECT_EQ(beside.Wait(), 0);
  EXPECT_TRUE(WaitFor([&] { return !Runs(yes); }));
  lab.Await("Score: 10/10");
  EXPECT_EQ(lab.Wait(), 0);
}

TEST_F(PracticeSession, HasMoreShellsOnAnyHost) {
  const Files files;
  const std::filesystem::path folder = files.MakeLab("two", "[[host]]\nname = \"desk\"\n\n[[host]]\nname = \"db1\"\n");
  TerminalProgram lab = Start(folder);
  lab.Await("student@desk:~$ ");
  TerminalProgram beside = Run({"shell", "two"});
  beside.Await("student@desk:~$ ");
  beside.Type("cat data > seen; lab hosts\r");
  beside.Await("db1  lan 10.77.0.2/24\r\n");
  lab.Type("cmp data seen && echo the same $((1))\r");
  lab.Await("the same 1\r\n");
  TerminalProgram root = Run({"shell", "--host", "db1", "--root"});
  root.Await("root@db1:~# ");
  root.Type("id -u; echo $TERM; exit\r");
  root.Await("0\r\nxterm");
  EXPECT_EQ(root.Wait(), 0);
  TerminalProgram lost = Run({"shell", "--host", "db1"});
  lost.Await("student@db1:~$ ");
  TypeSleep(lost);
  lost.HangUp();
  EXPECT_TRUE(WaitFor([this] { return !Sleeps(); }));
  TerminalProgram nowhere = Run({"shell", "--host", "db2"});
  nowhere.Await("the lab has no host db2; it has desk, db1");
  EXPECT_EQ(nowhere.Wait(), 2);
  EXPECT_EQ(lab.Leave(), 0);
  beside.Await("the first shell has left the lab");
  EXPECT_EQ(beside.Wait(), 0);
}

// Nothing reads from the terminal beside.
TEST_F(PracticeSession, LeavesAShellBesideThatNobodyReads) {
  TerminalProgram lab = Start("awk-last-but-one");
  lab.Await(kPrompt);
  TerminalProgram beside = Run({"shell"});
  beside.Await(kPrompt);
  beside.Type("exec yes\r");
  lab.Type(std::string(kStall) + "echo stalled $((1))\r");
  lab.Await("stalled 1\r\n");
  lab.Await(kPrompt);
  EXPECT_EQ(lab.Leave(), 0);
  beside.Wait();  // its last words were behind all that nobody read
}

TEST_F(PracticeSession, RunsBesideOthers) {
  TerminalProgram one = Start("awk-last-but-one");
  TerminalProgram other = Start("sed-replace-in-place");
  one.Await(kPrompt);
  other.Await(kPrompt);
  const Ended both = RunToEnd(Shellab(state_, {"attach"}));
  EXPECT_EQ(both.code, 2);
  EXPECT_THAT(both.err, HasSubstr("more than one session"));
  ::kill(one.pid(), SIGKILL);
  other.Type("ls app.conf | cat\r");
  other.Await("app.conf\r\n");
  TerminalProgram again = Run({"attach", "awk-last-but-one"});
  again.Await(kPrompt);
  other.Await(kPrompt);
  for (TerminalProgram* program : {&again, &other}) {
    EXPECT_EQ(program->Leave(), 0);
  }
}

}  // namespace
}  // namespace shellab::testing
