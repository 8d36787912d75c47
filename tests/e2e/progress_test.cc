// What `shellab start` keeps of somebody's practice, and what `progress`, `list` and `next` make of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <csignal>
#include <filesystem>

#include "sandbox/os/error.h"
#include "tests/support/lab_files.h"
#include "tests/support/program.h"
#include "tests/support/terminal.h"

namespace shellab::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

class Progress : public ::testing::Test {
 protected:
  Command Of(std::vector<std::string> args) const {
    Command command = Shellab(state_, std::move(args));
    command.env.insert(command.env.end(), further_.begin(), further_.end());
    command.env.emplace_back("NO_COLOR=1");
    return command;
  }
  std::string Out(std::vector<std::string> args) const {
    const Ended ended = RunToEnd(Of(std::move(args)));
    EXPECT_EQ(ended.code, 0) << ended.err;
    return ended.out;
  }
  // The same with another folder for what programs keep.
  static Command In(const fs::path& home, Command command) {
    std::erase_if(command.env, [](const std::string& variable) { return variable.starts_with("XDG_STATE_HOME="); });
    command.env.push_back("XDG_STATE_HOME=" + home.native());
    return command;
  }
  // What is recorded of the lab that was practised, the only one.
  boost::json::value Record() const {
    return boost::json::parse(Out({"progress", "--format", "json"})).at_pointer("/record/0");
  }

  // Types a line at the prompt, and waits for what it shows and for the next prompt.
  static void Ask(TerminalProgram& lab, const std::string& line, std::string_view shown) {
    lab.Type(line + "\r");
    lab.Await(shown);
    lab.Await(kPrompt);
  }

  static constexpr char kLab[] = "sed-replace-in-place";
  static constexpr char kPrompt[] = "student@lab:~$ ";
  OwnState state_;
  std::vector<std::string> further_;
};

TEST_F(Progress, IsKeptFromTheFirstHintToTheSolution) {
  EXPECT_THAT(Out({"progress"}), HasSubstr("Nothing was practised yet"));
  {
    TerminalProgram lab(Of({"start", kLab}));
    lab.Await(kPrompt);
    Ask(lab, "lab hint", "Hint 1 of");
    Ask(lab, "lab submit", "Score: 0/10");
    EXPECT_EQ(lab.Leave(), 0);
  }
  const boost::json::value begun = Record();
  EXPECT_EQ(begun.at("lab"), kLab);
  EXPECT_EQ(begun.at("progress"), "begun");
  EXPECT_EQ(begun.at("hints"), 1);
  EXPECT_EQ(begun.at("attempts").as_array().size(), 1U);
  EXPECT_EQ(begun.at_pointer("/best/points"), 0);
  EXPECT_GT(begun.at("time_ms").as_int64(), 0);
  EXPECT_THAT(Out({"list"}), ContainsRegex("\nsed-replace-in-place +… "));
  EXPECT_THAT(Out({"next"}), ::testing::AllOf(HasSubstr("You began it on "), HasSubstr("best so far: 0/10"),
                                              HasSubstr("sudo shellab start sed-replace-in-place\n")));
  {
    TerminalProgram lab(Of({"start", kLab}));
    lab.Await(kPrompt);
    Ask(lab, "sed -i s,/opt/tomcat,/usr/local/tomcat,g app.conf; lab submit", "Score: 10/10");
    EXPECT_EQ(lab.Leave(), 0);
  }
  const boost::json::value solved = Record();
  EXPECT_EQ(solved.at("progress"), "solved");
  EXPECT_EQ(solved.at("attempts").as_array().size(), 2U);
  EXPECT_EQ(solved.at_pointer("/best/points"), 10);
  EXPECT_THAT(Out({"list"}), ContainsRegex("\nsed-replace-in-place +✓ "));
  // Two days where midnight came in between.
  EXPECT_THAT(Out({"progress"}),
              ::testing::AllOf(ContainsRegex("text +\\[#+\\.+\\] +1/"), ContainsRegex("Streak: (1 day|2 days);")));
  EXPECT_THAT(Out({"next"}), HasSubstr("near that of sed-replace-in-place, which you solved last"));
}

TEST_F(Progress, NobodyIsToldThatALabIsSolvedWhoseChecksAreAllHidden) {
  const Files files;
  Replace(files.MakeLab("hidden-lab") / "lab.toml", "points = 10", "points = 10\nhidden = true");
  files.MakeLab("open-lab");
  const std::string set = files.Write("pair.toml",
                                      "format = 1\ntitle = { en = \"Two\", zh = \"两个\" }\n"
                                      "[[lab]]\nid = \"hidden-lab\"\n[[lab]]\nid = \"open-lab\"\n");
  TerminalProgram lab(Of({"start", "--labs", files.path(), "--set", set}));
  lab.Await(kPrompt);
  Ask(lab, "lab submit 'cat data'", "There are checks that are not shown");
  lab.Type("lab next\r");
  EXPECT_THAT(lab.Await("→   2  "), Not(HasSubstr("✓")));
  lab.Await(kPrompt);
  EXPECT_EQ(lab.Leave(), 0);
  const boost::json::value record = boost::json::parse(Out({"progress", "--format", "json"}));
  for (const boost::json::value& each : record.at("record").as_array()) EXPECT_EQ(each.at("progress"), "begun");
}

TEST_F(Progress, OfAKilledProgramIsThere) {
  TerminalProgram lab(Of({"start", kLab}));
  lab.Await(kPrompt);
  Ask(lab, "lab submit", "Score: 0/10");
  ::kill(lab.pid(), SIGKILL);
  EXPECT_EQ(lab.Wait(), 128 + SIGKILL);
  EXPECT_EQ(Record().at("attempts").as_array().size(), 1U);
}

TEST_F(Progress, OfATerminatedServerIsThere) {
  TerminalProgram lab(Of({"start", kLab}));
  lab.Await(kPrompt);
  for (const auto& session : fs::directory_iterator(state_.path() / "sessions"))
    ::kill(std::stoi(session.path().extension().native().substr(1)), SIGTERM);
  lab.Await("the session was ended by signal 15");
  lab.Wait();
  EXPECT_GT(Record().at("time_ms").as_int64(), 0);
}

TEST_F(Progress, IsTheFileOfWhoCalledSudo) {
  constexpr uid_t kNobody = 65534;
  const fs::path home = state_.path() / "nobodys";
  fs::create_directory(home);
  CheckCall(::chown(home.c_str(), kNobody, kNobody), "chown");
  CheckCall(::chmod(state_.path().c_str(), 0755), "chmod");
  further_ = {"SUDO_UID=" + std::to_string(kNobody), "SUDO_GID=" + std::to_string(kNobody)};
  TerminalProgram lab(In(home, Of({"start", kLab})));
  lab.Await(kPrompt);
  EXPECT_EQ(lab.Leave(), 0);
  struct stat status {};
  ASSERT_EQ(::stat((home / "shellab/progress.db").c_str(), &status), 0);
  EXPECT_EQ(status.st_uid, kNobody);
}

TEST_F(Progress, PracticeGoesOnWhereItCannotBeKept) {
  TerminalProgram lab(In("/proc/nowhere", Of({"start", kLab})));
  lab.Await("Your progress is not recorded: make the folder /proc/nowhere");
  lab.Await(kPrompt);
  Ask(lab, "lab submit", "Score: 0/10");
  EXPECT_EQ(lab.Leave(), 0);
}

}  // namespace
}  // namespace shellab::testing
