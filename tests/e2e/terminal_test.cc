// shellab run --tty: a program in a sandbox on the user's own terminal, which is given back whatever happens.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <cstring>

#include "tests/support/machine.h"
#include "tests/support/program.h"
#include "tests/support/terminal.h"

namespace shellab::testing {
namespace {

using ::testing::HasSubstr;

class Terminal : public ::testing::Test {
 protected:
  Command Run(const std::vector<std::string>& command) const {
    std::vector<std::string> args = {"run", "--tty", "--user", "student", "--"};
    args.insert(args.end(), command.begin(), command.end());
    return Shellab(state_, args);
  }
  // A shell whose prompt is a word of its own.
  Command Shell() const { return Run({"env", "PS1=ready> ", "bash", "--norc", "-i"}); }

  static bool SameSettings(const termios& one, const termios& other) {
    return one.c_iflag == other.c_iflag && one.c_oflag == other.c_oflag && one.c_lflag == other.c_lflag &&
           one.c_cflag == other.c_cflag && std::memcmp(one.c_cc, other.c_cc, sizeof one.c_cc) == 0;
  }

  OwnState state_;
};

TEST_F(Terminal, IsTheShellsOwn) {
  TerminalProgram shell(Shell());
  shell.Await("ready> ");
  shell.Type("tty; stat -c '%U %G %a' $(tty); stty size\r");
  shell.Await("/dev/pts/0\r\nstudent tty 620\r\n30 100\r\n");
  shell.Resize(72, 20);
  shell.Type("until [ \"$(stty size)\" = '20 72' ]; do :; done; echo sized $((1))\r");
  shell.Await("sized 1\r\n");
  shell.Type("echo 你好 | sed s,好,们,\r");
  shell.Await("你们\r\n");
  shell.Type("exit 7\r");
  EXPECT_EQ(shell.Wait(), 7);
}

TEST_F(Terminal, HasJobControl) {
  TerminalProgram shell(Shell());
  shell.Await("ready> ");
  // It says when it has the terminal: only then do the keys concern it.
  shell.Type("sh -c 'echo begun; read a; echo got $a; read b'\r");
  shell.Await("begun\r\n");
  shell.Type("\x1a");  // Ctrl-Z
  shell.Await("Stopped");
  shell.Await("ready> ");
  shell.Type("fg\r");
  shell.Await("read b'\r\n");  // bash has left its line editor, which would take what comes
  shell.Type("line\r");
  shell.Await("got line\r\n");
  shell.Type("\x03");  // Ctrl-C
  shell.Await("ready> ");
  shell.Type("echo code=$?\r");
  shell.Await("code=130\r\n");
  shell.Type("\x04");  // Ctrl-D
  EXPECT_EQ(shell.Wait(), 0);
}

TEST_F(Terminal, ShowsAllThatWasPrintedBeforeTheEnd) {
  TerminalProgram program(Run({"seq", "20000"}));
  program.Await("\n19999\r\n20000\r\n");
  EXPECT_EQ(program.Wait(), 0);
}

TEST_F(Terminal, IsGivenBackAtTheEnd) {
  TerminalProgram shell(Shell());
  const termios& before = shell.first_settings();
  shell.Await("ready> ");
  EXPECT_FALSE(SameSettings(shell.Settings(), before));
  EXPECT_EQ(shell.Leave(), 0);
  EXPECT_TRUE(SameSettings(shell.Settings(), before));
}

TEST_F(Terminal, IsGivenBackWhenShellabIsKilled) {
  TerminalProgram pager(Run({"less", "/etc/passwd"}));
  const termios& before = pager.first_settings();
  pager.Await("\x1b[?1049h");
  pager.Await("root:x:0:0");
  EXPECT_FALSE(SameSettings(pager.Settings(), before));
  ::kill(pager.pid(), SIGKILL);
  EXPECT_EQ(pager.Wait(), 128 + SIGKILL);
  pager.Await("\x1b[?1049l");
  EXPECT_TRUE(WaitFor([&] { return SameSettings(pager.Settings(), before); }));
}

TEST_F(Terminal, LostLeavesNothingRunning) {
  TerminalProgram shell(Shell());
  shell.Await("ready> ");
  const std::string sleep = OwnSleep();
  shell.Type(sleep + "\r");
  EXPECT_TRUE(WaitFor([&] { return Runs(sleep); }));
  shell.HangUp();
  EXPECT_TRUE(WaitFor([&] { return !Runs(sleep); }));
}

TEST_F(Terminal, SaysInPlainLinesWhatCannotBeRun) {
  TerminalProgram absent(Run({"no-such-command"}));
  absent.Await("no-such-command: not found in the image base\r\n");
  EXPECT_EQ(absent.Wait(), 127);
  const Ended ended = RunToEnd(Run({"true"}));
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("this needs a terminal"));
}

}  // namespace
}  // namespace shellab::testing
