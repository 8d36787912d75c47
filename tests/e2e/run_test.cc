// shellab run: a command's streams and its end pass through as they are.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tests/support/json.h"
#include "tests/support/program.h"

namespace shellab::testing {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class RunCommand : public ::testing::Test {
 protected:
  // Runs `command` in a sandbox, with options of `run` before it.
  Ended Run(const std::vector<std::string>& command, std::vector<std::string> options = {}) const {
    options.insert(options.begin(), "run");
    options.emplace_back("--");
    options.insert(options.end(), command.begin(), command.end());
    return RunToEnd(Shellab(state_, options));
  }
  Ended Shell(const std::string& script) const { return Run({"sh", "-c", script}); }

  OwnState state_;
};

TEST_F(RunCommand, PassesExitCodesOn) {
  EXPECT_EQ(Run({"true"}).code, 0);
  EXPECT_EQ(Shell("exit 7").code, 7);
  EXPECT_EQ(Shell("exit 255").code, 255);
  EXPECT_EQ(Shell("kill -KILL $$").code, 137);
  EXPECT_EQ(Shell("kill -TERM $$").code, 143);
}

TEST_F(RunCommand, ExitsAsAShellWhereNothingRan) {
  const Ended absent = Run({"no-such-command"});
  EXPECT_EQ(absent.code, 127);
  EXPECT_THAT(absent.err, HasSubstr("no-such-command: not found"));
  const Ended data = Run({"/etc/passwd"});
  EXPECT_EQ(data.code, 126);
  EXPECT_THAT(data.err, HasSubstr("/etc/passwd: cannot be executed"));
}

TEST_F(RunCommand, ExitsWith125WhenShellabFails) {
  const Ended ended = Run({"true"}, {"--image", "none"});
  EXPECT_EQ(ended.code, 125);
  EXPECT_THAT(ended.err, HasSubstr("shellab image build none"));
}

TEST_F(RunCommand, ExitsWith2WhenTheCommandLineIsWrong) {
  EXPECT_EQ(Run({}).code, 2);
  EXPECT_EQ(Run({"true"}, {"--wall", "-1"}).code, 2);
  EXPECT_EQ(Run({"true"}, {"--user", "nobody-at-all"}).code, 2);
}

TEST_F(RunCommand, BytesPassThroughUnchanged) {
  const Ended ended = Shell(R"(printf 'a\0b\377\r\n\033[1m'; printf '\376\0err' >&2)");
  EXPECT_EQ(ended.out, std::string("a\0b\377\r\n\033[1m", 10));
  EXPECT_EQ(ended.err, std::string("\376\0err", 5));
}

TEST_F(RunCommand, OutputOfManyPipesPassesThrough) {
  const Ended ended = Shell("seq 100000; seq 50000 >&2");
  std::string out;
  for (int i = 1; i <= 100000; ++i) out += std::to_string(i) + "\n";
  EXPECT_TRUE(ended.out == out) << ended.out.size() << " bytes";
  EXPECT_EQ(ended.err.size(), 288894U);
}

TEST_F(RunCommand, StandardInputIsEmpty) {
  Command command = Shellab(state_, {"run", "--", "cat"});
  command.input = "for shellab, not for the guest";
  EXPECT_THAT(RunToEnd(command).out, IsEmpty());
}

TEST_F(RunCommand, KillsAtTheWallAndSaysSo) {
  const Ended ended = Run({"sleep", "1000"}, {"--wall", "0.3"});
  EXPECT_EQ(ended.code, 137);
  EXPECT_THAT(ended.err, HasSubstr("sleep: reached the wall limit"));
}

TEST_F(RunCommand, RunsAsTheUserNamed) {
  EXPECT_EQ(Run({"sh", "-c", "id -un; pwd"}, {"--user", "student"}).out, "student\n/home/student\n");
  EXPECT_EQ(Run({"sh", "-c", "id -un; pwd"}).out, "root\n/root\n");
}

TEST_F(RunCommand, RepeatsInFreshSandboxes) {
  const Ended ended = Run({"sh", "-c", "ls /tmp; touch /tmp/mine; echo $$"}, {"--repeat", "3"});
  EXPECT_EQ(ended.code, 0);
  EXPECT_EQ(ended.out, "2\n2\n2\n") << "nothing of the run before, and its first process beside init";
}

TEST_F(RunCommand, TellsARunAsJson) {
  const Ended ended =
      Run({"sh", "-c", R"(printf '\377'; echo words >&2; exit 3)"}, {"--format", "json", "--repeat", "2"});
  EXPECT_EQ(ended.code, 3);
  std::istringstream lines(ended.out);
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const json::value run = json::parse(line);
    EXPECT_EQ(NumberAt(run, "/outcome/code"), 3);
    EXPECT_EQ(StringAt(run, "/stdout/base64"), "/w==");
    EXPECT_EQ(StringAt(run, "/stderr/text"), "words\n");
  }
  EXPECT_EQ(count, 2);
}

TEST_F(RunCommand, TheGuestSeesNothingOfThisMachine) {
  const Ended ended = Shell("cat /proc/*/cmdline /proc/*/comm; env; hostname");
  EXPECT_THAT(ended.out, HasSubstr("lab\n"));
  EXPECT_THAT(ended.out, ::testing::Not(HasSubstr("shellab")));
}

}  // namespace
}  // namespace shellab::testing
