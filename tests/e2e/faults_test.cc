// Whose fault it is when nothing can be graded: the caller's, the lab's or this machine's, each with words that help
// and an exit code of its own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/json.h"
#include "tests/support/lab_files.h"
#include "tests/support/program.h"

namespace shellab::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

class Faults : public ::testing::Test {
 protected:
  Ended Run(const std::vector<std::string>& args) const { return RunToEnd(Shellab(state_, args)); }

  // Grades `answer` to a lab whose status must be lab_error, and returns what the report says of it.
  std::string LabError(const fs::path& lab, const std::string& answer = "true") const {
    const Ended ended = Run({"grade", lab, "-c", answer, "--format", "json"});
    EXPECT_EQ(ended.code, 2);
    const boost::json::value report = ParseReport(ended.out);
    EXPECT_EQ(StringAt(report, "/status"), "lab_error");
    return StringAt(report, "/error");
  }

  OwnState state_;
  Files files_;
};

TEST_F(Faults, AnUnknownLabIsTheCallersFault) {
  const Ended ended = Run({"grade", "awk-lsat-but-one", "-c", "true"});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.err, HasSubstr("did you mean \"awk-last-but-one\"?"));
}

TEST_F(Faults, AMalformedLabIsNamedWithItsPlace) {
  const fs::path lab = files_.CopyLab("text/awk-last-but-one");
  Replace(lab / "lab.toml", "level  = 1", "levle  = 1");
  const std::string place = (lab / "lab.toml").native() + ":4:1: ";
  const Ended grade = Run({"grade", lab, "-c", "true"});
  EXPECT_EQ(grade.code, 2);
  EXPECT_THAT(grade.err, AllOf(HasSubstr(place), HasSubstr("levle"), HasSubstr("level")));
  const Ended list = Run({"--labs", files_.path(), "list"});
  EXPECT_EQ(list.code, 2);
  EXPECT_THAT(list.err, HasSubstr(place));
  const Ended test = Run({"test", lab});
  EXPECT_EQ(test.code, 2);
  EXPECT_THAT(test.out, HasSubstr(place));
}

TEST_F(Faults, AFailingSetupIsTheLabsFault) {
  const fs::path lab = files_.MakeLab("sick");
  files_.Write("sick/setup.sh", "echo 'no data today' >&2\nexit 7\n");
  EXPECT_THAT(LabError(lab), AllOf(HasSubstr("setup.sh"), HasSubstr("exit code 7"), HasSubstr("no data today")));
}

TEST_F(Faults, AnEndlessSolutionIsTheLabsFault) {
  const fs::path lab = files_.MakeLab("endless", "limits = { wall = \"500ms\" }");
  files_.Write("endless/solution.sh", "sleep 1000\n");
  EXPECT_THAT(LabError(lab), AllOf(HasSubstr("solution.sh"), HasSubstr("the wall limit")));
}

TEST_F(Faults, AnEndlessAnswerIsTheLearnersFault) {
  const fs::path lab = files_.MakeLab("patient", "limits = { wall = \"2s\" }");
  const Ended ended = Run({"grade", lab, "-c", "cat data; sleep 1000", "--format", "json"});
  EXPECT_EQ(ended.code, 1);
  const boost::json::value report = ParseReport(ended.out);
  EXPECT_EQ(StringAt(report, "/status"), "graded");
  EXPECT_EQ(NumberAt(report, "/points"), 0);
  EXPECT_EQ(StringAt(report, "/runs/0/outcome/limit"), "wall");
}

TEST_F(Faults, AnUnknownInterpreterIsTheLearnersFault) {
  const fs::path lab = files_.MakeLab("plain");
  const std::string answer = files_.Write("answer", "#!/usr/bin/no-such-thing\ncat data\n");
  const Ended ended = Run({"grade", lab, answer, "--format", "json"});
  EXPECT_EQ(ended.code, 1);
  EXPECT_EQ(StringAt(ParseReport(ended.out), "/status"), "graded");
}

TEST_F(Faults, AMissingImageIsTheMachinesFault) {
  const fs::path lab = files_.MakeLab("elsewhere");
  Replace(lab / "lab.toml", "\"base\"", "\"none\"");
  const Ended ended = Run({"grade", lab, "-c", "true", "--format", "json"});
  EXPECT_EQ(ended.code, 3);
  const boost::json::value report = ParseReport(ended.out);
  EXPECT_EQ(StringAt(report, "/status"), "error");
  EXPECT_THAT(StringAt(report, "/error"), HasSubstr("shellab image build none"));
}

TEST_F(Faults, ALabIsTestedAgainstItsWrongAnswers) {
  const Ended ended = Run({"test", files_.MakeLab("whole")});
  EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
  files_.Write("whole/wrong/nothing.sh", "# loses: data\ncat data\n");
  const Ended proven_wrong = Run({"test", files_.path() / "whole"});
  EXPECT_EQ(proven_wrong.code, 2);
  EXPECT_THAT(proven_wrong.out, HasSubstr("wrong/nothing.sh: must lose data, but lost nothing"));
}

TEST_F(Faults, WithoutRootTheMachineCannot) {
  // A copy where everybody may execute it: the build's folder may be out of their reach.
  const fs::path program = files_.path() / "shellab";
  fs::copy_file(ProgramPath(), program);
  fs::permissions(files_.path(), fs::perms::others_exec, fs::perm_options::add);
  const std::string lab = files_.MakeLab("plain");
  Command command =
      Shellab(state_, {"--reuid=65534", "--regid=65534", "--clear-groups", program, "grade", lab, "-c", "true"});
  command.argv.front() = "setpriv";
  command.env[1] = "SHELLAB_LABS=";  // and so may the sources
  const Ended ended = RunToEnd(command);
  EXPECT_EQ(ended.code, 3);
  EXPECT_THAT(ended.err, HasSubstr("run the same command with sudo"));
}

}  // namespace
}  // namespace shellab::testing
