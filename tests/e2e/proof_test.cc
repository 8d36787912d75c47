// What `shellab test` refuses: labs that would judge by luck.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/lab_files.h"
#include "tests/support/program.h"

namespace shellab::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

class Proof : public ::testing::Test {
 protected:
  // What `shellab test` says of a lab that it must refuse.
  std::string Refused(const fs::path& lab) const {
    const Ended ended = RunToEnd(Shellab(state_, {"test", lab}));
    EXPECT_EQ(ended.code, 2) << ended.out << ended.err;
    return ended.out;
  }

  void Accept(const fs::path& lab) const {
    const Ended ended = RunToEnd(Shellab(state_, {"test", lab}));
    EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
  }

  OwnState state_;
  Files files_;
};

TEST_F(Proof, OfALabThatIsAsItShouldBe) { Accept(files_.MakeLab("good")); }

TEST_F(Proof, RefusesDataWithADate) {
  const fs::path lab = files_.MakeLab("dated");
  files_.Write("dated/setup.sh", "{ echo $SEED; date +%F; } > data\nchmod 0644 data\n");
  EXPECT_THAT(Refused(lab), AllOf(HasSubstr("setup.sh"), HasSubstr("/home/student/data: content")));
}

TEST_F(Proof, RefusesDataWithTheHostsName) {
  const fs::path lab = files_.MakeLab("named");
  files_.Write("named/setup.sh", "echo $SEED > data\nmkdir $(hostname)\nchmod 0644 data\n");
  EXPECT_THAT(Refused(lab), HasSubstr("/home/student/lab: is there on one day only"));
}

TEST_F(Proof, RefusesASolutionThatDependsOnTheDay) {
  const fs::path lab = files_.MakeLab("today");
  files_.Write("today/solution.sh", "cat data; date +%F\n");
  EXPECT_THAT(Refused(lab), AllOf(HasSubstr("solution.sh"), HasSubstr("lost data")));
}

TEST_F(Proof, RefusesACheckThatCannotTellTheSolutionFromNothing) {
  const fs::path lab = files_.MakeLab("blind", "", "state");
  Replace(lab / "lab.toml", "kind = \"output\"", "kind = \"file\"\npath = \"out\"");
  files_.Write("blind/solution.sh", "cat data > out\n");
  Accept(lab);
  const std::string check = R"(
[[check]]
id = "mode"
name = { en = "the mode of data is right", zh = "data 的权限正确" }
kind = "file"
path = "data"
points = 1
expect = "solution"
needs = ["data"]
)";
  const std::string keys = ReadFile(lab / "lab.toml");
  files_.Write("blind/lab.toml", keys + check);
  files_.Write("blind/wrong/nothing.sh", "# loses: data mode\ntrue\n");
  EXPECT_THAT(Refused(lab),
              AllOf(HasSubstr("the check mode passes as well when nothing was done"), HasSubstr("keeps")));
  files_.Write("blind/lab.toml", keys + check + "keeps = true\n");
  Accept(lab);
}

TEST_F(Proof, RefusesACheckWhoseOnlyLeavesNothing) {
  const fs::path lab = files_.MakeLab("misspelt");
  Replace(lab / "lab.toml", "expect = \"solution\"\n", "expect = \"solution\"\nonly = [\"^[0-9]\"]\n");
  Accept(lab);
  const std::string check = R"(
[[check]]
id = "kept"
name = { en = "data is as it was", zh = "data 保持原样" }
kind = "probe"
files = ["/home/student/data"]
command = "cat data"
points = 1
expect = "before"
keeps = true
needs = ["data"]
only = ["^x"]
)";
  files_.Write("misspelt/lab.toml", ReadFile(lab / "lab.toml") + check);
  files_.Write("misspelt/wrong/nothing.sh", "# loses: data kept\ntrue\n");
  EXPECT_THAT(Refused(lab), HasSubstr("the check kept compares nothing: its `only` leaves no line of what it expects"));
}

TEST_F(Proof, OfALabWithAServiceAndAProcess) {
  files_.Write("fixtures/services/clock.toml", R"(format = 1
command = ["/bin/bash", "/opt/clock"]
user = "student"
ready = { exec = "test -e /tmp/ticking" }
log = "/var/log/clock.log"
)");
  const fs::path lab = files_.MakeLab("clock", R"([[service]]
use = "clock"

[[process]]
name = "bystander"
command = ["/bin/sleep", "98781"]
)",
                                      "state");
  Replace(lab / "lab.toml", "kind = \"output\"",
          "kind = \"process\"\nof = [\"clock\"]\nstate = \"gone\"\nwithin = \"5s\"");
  Replace(lab / "lab.toml", "expect = \"solution\"\n", "");
  files_.Write("clock/lab.toml", ReadFile(lab / "lab.toml") + R"(
[[check]]
id = "bystander"
name = { en = "the other process runs on", zh = "另一个进程仍在运行" }
kind = "process"
of = ["bystander"]
same = true
points = 2
needs = ["data"]
)");
  // Its program comes with files/, before the service starts, so that setup already finds it running.
  files_.Write("clock/setup.sh", "test -e /tmp/ticking && cp /var/log/clock.log seen\n");
  files_.Write("clock/files/.keep", "");
  files_.Write("clock/solution.sh", "pkill -f /opt/clock\n");
  files_.Write("clock/wrong/nothing.sh", "# loses: data bystander\ntrue\n");
  files_.Write("clock/wrong/all.sh", "# loses: bystander\npkill -f /opt/clock; pkill sleep\n");
  Replace(files_.path() / "fixtures/services/clock.toml", "command = [\"/bin/bash\", \"/opt/clock\"]",
          "prepare = \"echo 'trap \\\"sleep 0.1; exit\\\" TERM; echo tick; touch /tmp/ticking; while :; do sleep 0.05; "
          "done' > /opt/clock\"\ncommand = [\"/bin/bash\", \"/opt/clock\"]");
  Accept(lab);
}

TEST_F(Proof, AServiceThatDoesNotComeUpIsTheLabsFault) {
  files_.Write(
      "fixtures/services/sick.toml",
      "format = 1\ncommand = [\"/bin/bash\", \"-c\", \"echo no such table; exit 9\"]\nready = { tcp = 7000 }\n");
  const fs::path lab = files_.MakeLab("sick", "[[service]]\nuse = \"sick\"\n");
  const Ended ended = RunToEnd(Shellab(state_, {"grade", lab, "-c", "cat data", "--format", "json"}));
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.out, AllOf(HasSubstr("\"lab_error\""), HasSubstr("sick"), HasSubstr("code 9"),
                               HasSubstr("no such table"), HasSubstr("\"points\":null")));
}

}  // namespace
}  // namespace shellab::testing
