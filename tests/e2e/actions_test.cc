// Checks that do something to the lab's hosts first, and what passing took; labs that require something of the kernel.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>

#include "sandbox/network/features.h"
#include "tests/support/json.h"
#include "tests/support/lab_files.h"
#include "tests/support/program.h"

namespace shellab::testing {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using ::testing::AllOf;
using ::testing::HasSubstr;

// A server on db1 that is started again when it ends, and one whose child listens on the learner's host.
constexpr char kHosts[] = R"([[host]]
name = "desk"

[[host]]
name = "db1"

[[process]]
name = "server"
host = "db1"
command = ["/usr/bin/perl", "-MIO::Socket::INET", "-e", '$s = IO::Socket::INET->new(LocalPort => 7001, Listen => 9, ReuseAddr => 1) or die; while ($c = $s->accept) { print $c "hello\n"; close $c }']
ready = { tcp = 7001 }
restart = "always"

[[process]]
name = "front"
command = ["/bin/bash", "-c", 'perl -MIO::Socket::INET -e "\$s = IO::Socket::INET->new(LocalPort => 7002, Listen => 9) or die; sleep 1000 while 1" & wait']
ready = { tcp = 7002 }
)";

// In the order of the world's history.
constexpr char kChecks[] = R"(
[[check]]
id = "child-listens"
name = { en = "a child of front listens", zh = "front 的子进程在监听" }
kind = "port"
points = 1
port = 7002
of = ["front"]

[[check]]
id = "ran"
name = { en = "ran on db1", zh = "在 db1 上运行" }
kind = "probe"
host = "db1"
points = 1
do = [{ run = { host = "db1", command = "echo $HOST > /srv/mark" } }]
files = ["/srv/mark"]
command = "cat mark"
text = "db1"

[[check]]
id = "ran-at-home"
name = { en = "ran here", zh = "在本机运行" }
kind = "probe"
points = 1
do = [{ run = "[[ $HOST == desk && -e /home/student/out ]]" }]
command = "true"
code = 0

[[probe]]
id = "times"
files = ["/srv/times"]
command = "wc -l < times"

[[check]]
id = "once"
name = { en = "was done", zh = "执行过" }
kind = "probe"
points = 1
do = [{ run = "echo >> /srv/times" }]
probe = "times"
text = "1"

[[check]]
id = "twice"
name = { en = "was done again", zh = "又执行了一次" }
kind = "probe"
points = 1
do = [{ run = "echo >> /srv/times" }]
probe = "times"
text = "2"

[[check]]
id = "killed"
name = { en = "the server is dead", zh = "服务器已停止" }
kind = "probe"
points = 1
do = [{ kill = { host = "db1", process = "server" } }]
command = "read -r line < /dev/tcp/10.77.0.2/7001 && echo $line || echo silent"
text = "silent"

[[check]]
id = "started"
name = { en = "it is back", zh = "服务器已恢复" }
kind = "probe"
points = 1
within = "20s"
do = [{ start = "db1/server" }]
command = "read -r line < /dev/tcp/10.77.0.2/7001 && echo $line || echo silent"
text = "hello"

[[check]]
id = "off"
name = { en = "db1 has no power", zh = "db1 断电" }
kind = "probe"
points = 1
do = [{ stop = "db1" }]
command = "timeout 1 bash -c 'read -r line < /dev/tcp/10.77.0.2/7001 && echo $line' || echo silent"
text = "silent"

[[check]]
id = "all-gone"
name = { en = "nothing runs there, cable or not", zh = "不论网线，上面没有进程" }
kind = "probe"
host = "db1"
points = 1
do = [{ cut = "db1" }]
command = "read -r line < /dev/tcp/127.0.0.1/7001 && echo $line || echo silent"
text = "silent"

[[check]]
id = "on"
name = { en = "db1 has power again", zh = "db1 恢复供电" }
kind = "probe"
points = 1
within = "20s"
do = [{ start = "db1" }]
command = "read -r line < /dev/tcp/10.77.0.2/7001 && echo $line || echo silent"
text = "hello"
)";

class ActionsTest : public ::testing::Test {
 protected:
  Ended Grade(const fs::path& lab, const std::string& answer) const {
    return RunToEnd(Shellab(state_, {"grade", lab, "-c", answer, "--format", "json"}));
  }

  OwnState state_;
  Files files_;
};

json::object CheckCalled(const json::value& report, std::string_view id) {
  for (const json::value& check : report.at("checks").as_array())
    if (check.at("id").as_string() == id) return check.as_object();
  ADD_FAILURE() << "no check " << id;
  return {};
}

TEST_F(ActionsTest, AreDoneToProcessesAndHostsBeforeProbesAsk) {
  const fs::path lab = files_.MakeLab("actions", kHosts, "state");
  Replace(lab / "lab.toml", "kind = \"output\"", "kind = \"file\"\npath = \"out\"");
  files_.Write("actions/lab.toml", ReadFile(lab / "lab.toml") + kChecks);
  files_.Write("actions/solution.sh", "cp data out\n");

  const Ended right = Grade(lab, "cp data out");
  EXPECT_EQ(right.code, 0) << right.out << right.err;
  const json::value report = ParseReport(right.out);
  for (const char* id : {"started", "on"}) {
    const json::object seed = CheckCalled(report, id).at("seeds").at(0).as_object();
    ASSERT_TRUE(seed.contains("took_ms")) << id;
    EXPECT_LT(seed.at("took_ms").as_int64(), 20'000);
  }
  EXPECT_FALSE(CheckCalled(report, "killed").at("seeds").at(0).as_object().contains("took_ms"));

  // What had to be done failed: the check is lost, whatever the probe would have found.
  const json::value other = ParseReport(Grade(lab, "true").out);
  EXPECT_EQ(CheckCalled(other, "ran-at-home").at("status").as_string(), "failed");
  EXPECT_THAT(CheckCalled(other, "ran-at-home").at("message").as_string().c_str(),
              HasSubstr("What had to be done on the machines first failed"));
  EXPECT_EQ(CheckCalled(other, "ran").at("status").as_string(), "passed");
}

TEST_F(ActionsTest, OfUnknownThingsAreTheLabsFault) {
  const fs::path lab = files_.MakeLab("unknown", kHosts);
  files_.Write("unknown/lab.toml", ReadFile(lab / "lab.toml") + R"(
[[check]]
id = "a"
name = { en = "a", zh = "a" }
kind = "probe"
points = 1
do = [{ kill = { host = "desk", process = "front" } }, { kill = "db1" }, { stop = "db2" }, { run = { host = "db3", command = "true" } }]
command = "true"
code = 0
)");
  const Ended ended = Grade(lab, "true");
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(
      ended.err,
      AllOf(HasSubstr("a check says kill = \"db1\", but there is no such [[service]] or [[process]]\n"),
            HasSubstr("a check says stop = \"db2\", but there is no such [[service]], [[process]] or host on a"),
            HasSubstr("a check says run = \"db3\", but there is no such host"),
            ::testing::Not(HasSubstr("desk/front"))));
}

// Each feature of the kernel by itself: a lab is graded where doctor finds it, and nobody's points are lost elsewhere.
TEST_F(ActionsTest, RequirementsAreTheMachinesMatter) {
  const json::value doctor = json::parse(RunToEnd(Shellab(state_, {"doctor", "--format", "json"})).out);
  std::string all;
  std::string missing;
  for (const KernelFeature& feature : KernelFeatures()) {
    all += fmt::format("{}\"{}\"", all.empty() ? "" : ", ", feature.name);
    for (const json::value& check : doctor.at("checks").as_array())
      if (check.at("id").as_string() == feature.name && check.at("status").as_string() != "ok" && missing.empty())
        missing = feature.name;
  }
  const fs::path lab = files_.MakeLab("demanding", fmt::format("requires = [{}]", all));
  const Ended ended = Grade(lab, "cat data");
  const json::value report = ParseReport(ended.out);
  EXPECT_EQ(ended.code, missing.empty() ? 0 : 3) << ended.out;
  EXPECT_EQ(StringAt(report, "/status"), missing.empty() ? "graded" : "error");
  if (!missing.empty()) {
    EXPECT_THAT(StringAt(report, "/error"), HasSubstr("this machine's kernel lacks what the lab requires: " + missing));
  }
}

}  // namespace
}  // namespace shellab::testing
