// shellab replay: a recorded session on a terminal, or elsewhere.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <csignal>
#include <sstream>

#include "sandbox/os/file.h"
#include "tests/support/json.h"
#include "tests/support/lab_files.h"
#include "tests/support/machine.h"
#include "tests/support/program.h"
#include "tests/support/terminal.h"

namespace shellab::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kHeader[] = R"({"version": 2, "width": 80, "height": 24, "title": "Demo"})";

class Replay : public ::testing::Test {
 protected:
  Command Of(const std::vector<std::string>& events, std::vector<std::string> options = {}) const {
    std::string content = kHeader;
    for (const std::string& event : events) content += "\n" + event;
    options.insert(options.begin(), {ProgramPath(), "replay", files_.Write("r.cast", content)});
    return {options, {"NO_COLOR=1", "LC_ALL=C.UTF-8", "XDG_STATE_HOME=" + files_.path().native()}, "", false, {}};
  }

  // The terminal is as it was, but for what the program still holds of it.
  static void ExpectGivenBack(const TerminalProgram& program) {
    const termios& before = program.first_settings();
    EXPECT_TRUE(WaitFor([&] { return program.Settings().c_lflag == before.c_lflag; }));
    EXPECT_EQ(program.Settings().c_iflag, before.c_iflag);
    EXPECT_EQ(program.Settings().c_oflag, before.c_oflag);
  }

  Files files_;
};

TEST_F(Replay, PlaysOnTheTerminal) {
  TerminalProgram replay(Of({R"([0.1, "o", "one\r\n"])", R"([0.2, "o", "\u001b[6n\u001b]52;c;AAAA\u0007two\r\n"])",
                             R"([7200, "o", "three\r\n"])", R"([7200.5, "m", "cut here: too long"])"},
                            {"--idle-limit", "10ms"}));
  replay.Await("Demo  80×24  space pauses, q ends");
  replay.Await("one\r\ntwo\r\nthree\r\n");
  replay.Await("shellab: cut here: too long");
  EXPECT_EQ(replay.Wait(), 0);
  ExpectGivenBack(replay);
}

TEST_F(Replay, ObeysItsViewer) {
  const std::vector<std::string> events = {R"([0, "o", "one\r\n"])", R"([1000, "o", "two\r\n"])",
                                           R"([100000, "o", "three\r\n"])"};
  TerminalProgram replay(Of(events, {"--speed", "1000"}));
  replay.Await("one");
  replay.Type("  ");  // pauses, and goes on
  replay.Await("two");
  replay.Type(" q");
  EXPECT_EQ(replay.Wait(), 0);
  EXPECT_THAT(replay.shown(), Not(HasSubstr("three")));
}

TEST_F(Replay, GivesTheTerminalBackWhateverEndsIt) {
  const std::vector<std::string> events = {R"([0, "o", "\u001b[?1049h\u001b[?25lother"])", R"([1000, "o", "never"])"};
  {
    TerminalProgram interrupted(Of(events));
    interrupted.Await("other");
    interrupted.Type("\x03");
    EXPECT_EQ(interrupted.Wait(), 130);
    interrupted.Await("\x1b[?1049l");
    ExpectGivenBack(interrupted);
  }
  for (const int signal : {SIGTERM, SIGKILL}) {
    TerminalProgram ended(Of(events));
    ended.Await("other");
    ::kill(ended.pid(), signal);
    EXPECT_EQ(ended.Wait(), 128 + signal);
    ended.Await("\x1b[?1049l");
    ended.Await("\x1b[?25h");
    ExpectGivenBack(ended);
  }
}

TEST_F(Replay, GivesTheTerminalBackWhereItDoesNotWait) {
  constexpr char kDrawn[] = R"([0, "o", "\u001b[?1049h\u001b[?25l\u001b[2;5rother"])";
  {
    TerminalProgram faulty(Of({kDrawn, "[]", kDrawn}, {"--no-wait"}));
    faulty.Await("other");
    faulty.Await("\x1b[r");
    faulty.Await("\x1b[?1049l");
    faulty.Await("r.cast:3: expected an event");
    EXPECT_EQ(faulty.Wait(), 2);
    ExpectGivenBack(faulty);
  }
  // More than a terminal takes that nobody looks at.
  std::vector<std::string> much = {kDrawn};
  for (int i = 0; i < 1000; ++i) much.push_back("[1, \"o\", \"" + std::string(1000, 'x') + "\"]");
  TerminalProgram interrupted(Of(much, {"--no-wait"}));
  interrupted.Await("other");
  interrupted.Type("\x03");
  EXPECT_EQ(interrupted.Wait(), 130);
  interrupted.Await("\x1b[r");
  interrupted.Await("\x1b[?1049l");
  ExpectGivenBack(interrupted);
}

TEST_F(Replay, PrintsAllWhereThereIsNoTerminal) {
  const Ended ended = RunToEnd(Of(
      {R"([0, "o", "one\r\n"])", R"([1000000, "o", "\u001b]0;x\u0007\u001b[31mtwo\r\n"])", "[1000001, \"o\", \"ha"}));
  EXPECT_EQ(ended.code, 0);
  EXPECT_EQ(ended.out, "one\r\n\x1b[31mtwo\r\n") << "half a line at the end is nobody's fault";
  EXPECT_EQ(ended.err, "");
}

TEST_F(Replay, SaysWhatIsWrongWithTheFile) {
  const Ended ended = RunToEnd(Of({"[0, \"o\", \"one\"]", "[]", "[0, \"o\", \"two\"]"}));
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("r.cast:3: expected an event"));
  const Ended none = RunToEnd({{ProgramPath(), "replay", "/nowhere"}, {"LC_ALL=C.UTF-8"}, "", false, {}});
  EXPECT_EQ(none.code, 2);
  EXPECT_THAT(none.err, HasSubstr("there is no file /nowhere"));
  const Ended idle = RunToEnd(Of({}, {"--idle-limit", "soon"}));
  EXPECT_EQ(idle.code, 2);
  EXPECT_THAT(idle.err, HasSubstr("--idle-limit must be a time such as 2s"));
}

TEST_F(Replay, ListsAndFindsTheRecordings) {
  const auto command = [&](std::vector<std::string> args) {
    args.insert(args.begin(), {ProgramPath(), "replay"});
    return Command{args, {"LC_ALL=C.UTF-8", "XDG_STATE_HOME=" + files_.path().native()}, "", false, {}};
  };
  EXPECT_THAT(RunToEnd(command({})).out, HasSubstr("There are no recordings yet"));
  const auto keep = [&](const std::string& name, const std::string& header, const std::string& text) {
    files_.Write("shellab/recordings/" + name,
                 "{\"version\": 2, \"width\": 80, \"height\": 24, " + header + "}\n[61, \"o\", \"" + text + "\"]\n");
  };
  keep("a.1.cast", R"("timestamp": 1000000, "shellab": {"lab": "a"})", "older");
  keep("a.2.cast", R"("timestamp": 2000000, "shellab": {"lab": "a"})", "newer");
  keep("b.1.cast", R"("timestamp": 1500000, "shellab": {"lab": "b"})", "other");
  files_.Write("shellab/recordings/odd.cast", "no recording");
  const Ended list = RunToEnd(command({}));
  EXPECT_EQ(list.code, 0) << list.err;
  EXPECT_THAT(list.out, ::testing::MatchesRegex("LAB .*\na .* 01:01  a\\.2\nb .* 01:01  b\\.1\na .* 01:01  a\\.1\n"));
  EXPECT_EQ(RunToEnd(command({"a"})).out, "newer");
  EXPECT_EQ(RunToEnd(command({"a.1"})).out, "older");
  EXPECT_EQ(RunToEnd(command({"c"})).code, 2);
}

class Recorded : public Replay {
 protected:
  TerminalProgram Start(std::vector<std::string> options = {}) const {
    options.insert(options.begin(), {"start", "awk-last-but-one"});
    return OnTerminal(options);
  }

  TerminalProgram OnTerminal(std::vector<std::string> args) const {
    args.insert(args.end(), {"--lang", "en"});
    Command command = Shellab(state_, args);
    // Root's own, also where sudo runs the test.
    command.env.insert(command.env.end(), {"NO_COLOR=1", "SUDO_UID=", "XDG_STATE_HOME=" + files_.path().native()});
    return TerminalProgram(command);
  }

  // Types a word that is not shown, and a command whose output is.
  static void Practise(TerminalProgram& lab) {
    lab.Await(kPrompt);
    lab.Type("(stty -echo; echo rea''dy; head -n 1 > /dev/null; stty echo)\r");
    lab.Await("ready");
    lab.Type("hunter2\r");
    lab.Await(kPrompt);
    lab.Type("echo 中$((6 * 7))\r");
    lab.Await("中42");
    lab.Await(kPrompt);
    EXPECT_EQ(lab.Leave(), 0);
  }

  Ended Run(std::vector<std::string> args) const {
    args.insert(args.begin(), {ProgramPath(), "replay"});
    return RunToEnd({args, {"LC_ALL=C.UTF-8", "SUDO_UID=", "XDG_STATE_HOME=" + files_.path().native()}, "", false, {}});
  }

  // All that a recording has of one kind: "o", "i", "r".
  static std::string EventsOf(const std::string& file, std::string_view kind) {
    std::istringstream lines(ReadFile(file));
    std::string all;
    for (std::string line; std::getline(lines, line);)
      if (const boost::json::value event = boost::json::parse(line); event.is_array() && StringAt(event, "/1") == kind)
        all += StringAt(event, "/2");
    return all;
  }

  static constexpr char kPrompt[] = "student@lab:~$ ";
  static constexpr char kTask[] = "Columns are separated by commas.";
  static constexpr char kOtherTask[] = "Tomcat has moved.";
  OwnState state_;
};

TEST_F(Recorded, IsWhatIsShownAndNotWhatIsTyped) {
  TerminalProgram lab = Start();
  lab.Await("This session is recorded: what is shown, not what is typed. `shellab replay awk-last-but-one` plays it");
  Practise(lab);
  EXPECT_THAT(Run({}).out, HasSubstr("awk-last-but-one"));
  const Ended replay = Run({"awk-last-but-one"});
  EXPECT_EQ(replay.code, 0) << replay.err;
  EXPECT_THAT(replay.out, HasSubstr("中42\r\n"));
  EXPECT_THAT(replay.out, Not(HasSubstr("hunter2")));
}

TEST_F(Recorded, IsInTheFileThatIsNamed) {
  const std::string file = files_.path() / "r.cast";
  TerminalProgram lab = Start({"--record", file, "--record-input"});
  lab.Await("with all that is typed (passwords too)");
  Practise(lab);
  EXPECT_THAT(Run({file}).out, HasSubstr("中42\r\n"));
  EXPECT_THAT(EventsOf(file, "i"), HasSubstr("hunter2\r"));
  TerminalProgram again = Start({"--record", file});
  again.Await("File exists");
  EXPECT_EQ(again.Wait(), 2) << "no recording is written over";
}

TEST_F(Recorded, BeginsWithTheTaskAndGoesOnAtAnotherTerminal) {
  const std::string file = files_.path() / "r.cast";
  TerminalProgram lost = Start({"--record", file});
  lost.Await(kPrompt);
  lost.Type("echo o''ne\r");
  lost.Await("one");
  lost.Await(kPrompt);
  lost.HangUp();
  TerminalProgram back = OnTerminal({"attach"});
  back.Await(kPrompt);
  back.Type("echo t''wo\r");
  back.Await("two");
  back.Await(kPrompt);
  EXPECT_EQ(back.Leave(), 0);
  const std::string shown = Run({file}).out;
  EXPECT_NE(shown.find(kTask), shown.npos);
  EXPECT_LT(shown.find(kTask), shown.find("\rone\r\n"));
  EXPECT_LT(shown.find("\rone\r\n"), shown.find("\rtwo\r\n"));
  EXPECT_NE(shown.find("\rtwo\r\n"), shown.npos);
  EXPECT_EQ(shown.find(kTask), shown.rfind(kTask)) << "what is shown again at another terminal was there already";
  EXPECT_EQ(EventsOf(file, "r"), "") << "both terminals have one size";
}

TEST_F(Recorded, HasTheTaskOfEachLabOfASet) {
  const std::string set = files_.Write("pair.toml",
                                       "format = 1\ntitle = { en = \"Two\", zh = \"两个\" }\n"
                                       "[[lab]]\nid = \"awk-last-but-one\"\n[[lab]]\nid = \"sed-replace-in-place\"\n");
  const auto practise = [&](std::vector<std::string> options) {
    options.insert(options.begin(), {"start", "--set", set});
    TerminalProgram lab = OnTerminal(options);
    lab.Await(kPrompt);
    lab.Type("lab next\r");
    lab.Await("Nothing was handed in yet");
    lab.Await(kPrompt);
    lab.Type("lab next\r");
    lab.Await(kOtherTask);
    lab.Await(kPrompt);
    EXPECT_EQ(lab.Leave(), 0);
  };
  practise({});
  EXPECT_THAT(Run({"awk-last-but-one"}).out, AllOf(HasSubstr(kTask), Not(HasSubstr(kOtherTask))));
  EXPECT_THAT(Run({"sed-replace-in-place"}).out, AllOf(HasSubstr(kOtherTask), Not(HasSubstr(kTask))));
  const std::string file = files_.path() / "both.cast";
  practise({"--record", file});
  EXPECT_THAT(Run({file}).out, AllOf(HasSubstr(kTask), HasSubstr(kOtherTask)));
}

TEST_F(Recorded, IsNothingWhereNobodyWantsIt) {
  TerminalProgram lab = Start({"--no-record"});
  Practise(lab);
  EXPECT_THAT(lab.shown(), Not(HasSubstr("recorded")));
  EXPECT_THAT(Run({}).out, HasSubstr("There are no recordings yet"));
}

}  // namespace
}  // namespace shellab::testing
