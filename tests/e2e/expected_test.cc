// Labs that expect what a command tells now, what was there before, and that processes were left alone: `shellab test`
// takes them, and with them every wrong answer.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/lab_files.h"
#include "tests/support/program.h"

namespace shellab::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

// Two that look alike but for an argument.
constexpr char kTwoProcesses[] = R"([[process]]
name = "night-watch"
command = ["/bin/sleep", "98761"]

[[process]]
name = "decoy"
command = ["/bin/sleep", "98762"]
)";

// A server on port 7001 and a bystander.
constexpr char kServer[] = R"([[process]]
name = "server"
command = ["/usr/bin/perl", "-MIO::Socket::INET", "-e", '$s = IO::Socket::INET->new(LocalPort => 7001, Listen => 9, ReuseAddr => 1) or die; while ($c = $s->accept) { print $c "hello\n"; close $c }']
ready = { tcp = 7001 }

[[process]]
name = "bystander"
command = ["/bin/sleep", "98763"]
)";

class Expected : public ::testing::Test {
 protected:
  // A lab of state whose first check is that the learner makes the file `out`.
  fs::path StateLab(const std::string& id, const std::string& processes, const std::string& checks) const {
    fs::path lab = files_.MakeLab(id, processes, "state");
    Replace(lab / "lab.toml", "kind = \"output\"", "kind = \"file\"\npath = \"out\"");
    files_.Write(id + "/lab.toml", ReadFile(lab / "lab.toml") + checks);
    files_.Write(id + "/solution.sh", "cp data out\n");
    return lab;
  }
  Ended Test(const fs::path& lab) const { return RunToEnd(Shellab(state_, {"test", lab})); }
  void Accept(const fs::path& lab) const {
    const Ended ended = Test(lab);
    EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
  }

  OwnState state_;
  Files files_;
};

TEST_F(Expected, NumbersOfProcessesAsTheyAreNow) {
  const fs::path lab = files_.MakeLab("pids", kTwoProcesses);
  Replace(lab / "lab.toml", "expect = \"solution\"", "reference = 'echo \"$PID_NIGHT_WATCH\"'");
  files_.Write("pids/lab.toml", ReadFile(lab / "lab.toml") + R"(
[[check]]
id = "saved"
name = { en = "and saves it", zh = "并保存下来" }
kind = "file"
path = "pid"
points = 1
reference = '''awk -F'\t' '$2 == "student" && $3 ~ /sleep 98761$/ { print $1 }' /run/processes'''
)");
  files_.Write("pids/solution.sh", "pgrep -f 'sleep 98761' | tee pid\n");
  files_.Write("pids/wrong/nothing.sh", "# loses: data saved\ntrue\n");
  files_.Write("pids/wrong/decoy.sh", "# loses: data saved\npgrep -f 'sleep 98762' | tee pid\n");
  files_.Write("pids/wrong/both.sh", "# loses: data saved\npgrep sleep | tee pid\n");
  files_.Write("pids/wrong/not-saved.sh", "# loses: saved\npgrep -f 'sleep 98761'\n");
  // Where it is gone no answer is right, also not the one that says nothing.
  files_.Write("pids/wrong/ends-it.sh", "# loses: data saved\npkill -f 'sleep 98761'; echo | tee pid\n");
  // What a learner calls a process makes no line of the list.
  files_.Write("pids/wrong/forges.sh",
               "# loses: data saved\npkill -f 'sleep 98761'\n"
               "(exec -a $'x\\n7\\tstudent\\tsleep 98761\\n' sleep 98764) > /dev/null 2>&1 &\necho 7 | tee pid\n");
  Accept(lab);
}

TEST_F(Expected, FilesOfTheLearnersReachAReferenceAsCopies) {
  const fs::path lab = files_.MakeLab("copies");
  Replace(lab / "lab.toml", "expect = \"solution\"", "reference = 'sort -r list'\nfiles = [\"list\"]");
  files_.Write("copies/setup.sh", "printf 'a\\nb\\nc\\n' > list; chown student list; chmod 0644 list\n");
  files_.Write("copies/solution.sh", "echo d >> list; sort -r list\n");
  files_.Write("copies/wrong/nothing.sh", "# loses: data\ntrue\n");
  files_.Write("copies/wrong/as-it-was.sh", "# loses: data\nsort -r list; echo d >> list\n");
  files_.Write("copies/wrong/removed.sh", "# loses: data\nrm -f list\n");
  Accept(lab);
}

TEST_F(Expected, AReferenceThatAnEmptyAnswerPassesIsRefused) {
  const fs::path lab = StateLab("blind-reference", "", R"(
[[check]]
id = "same"
name = { en = "data is data", zh = "data 就是 data" }
kind = "file"
path = "data"
points = 1
reference = "cat data"
files = ["data"]
needs = ["data"]
)");
  files_.Write("blind-reference/wrong/nothing.sh", "# loses: data same\ntrue\n");
  const Ended ended = Test(lab);
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.out, HasSubstr("the check same passes as well when nothing was done"));
}

TEST_F(Expected, WhatWasThereBeforeTheAnswer) {
  const fs::path lab = StateLab("before", kServer, R"(
[[check]]
id = "hello"
name = { en = "the server answers as before", zh = "服务器的应答不变" }
kind = "probe"
command = "cat < /dev/tcp/127.0.0.1/7001"
expect = "before"
points = 1
needs = ["data"]

[[check]]
id = "tool"
name = { en = "the tool works as before", zh = "工具照常工作" }
kind = "run"
command = "cat data; echo $NONCE"
expect = "before"
points = 1
needs = ["data"]

[[check]]
id = "program"
name = { en = "the server was not restarted", zh = "服务器没有重启过" }
kind = "process"
match = "Socket::INET"
expect = "before"
points = 1
needs = ["data"]

[[check]]
id = "port"
name = { en = "the port belongs to whom it did", zh = "端口仍属于原来的进程" }
kind = "port"
port = 7001
expect = "before"
points = 1
needs = ["data"]

[[check]]
id = "free"
name = { en = "port 7002 is as free as before", zh = "7002 端口仍然空闲" }
kind = "port"
port = 7002
expect = "before"
points = 1
needs = ["data"]
)");
  files_.Write("before/wrong/nothing.sh", "# loses: data hello tool program port free\ntrue\n");
  // Its parent leaves once it listens; the port is free when the old one has ended.
  const auto server = [](const std::string& port, const std::string& work) {
    return "perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new(LocalPort => " + port +
           ", Listen => 9, ReuseAddr => 1) or die; exit if fork; " + work + "' > /dev/null 2>&1";
  };
  files_.Write("before/wrong/another-answer.sh",
               "# loses: hello program port\ncp data out\npkill perl\nuntil " +
                   server("7001", "while ($c = $s->accept) { print $c \"bye\\n\"; close $c }") + "; do :; done\n");
  files_.Write("before/wrong/data-changed.sh", "# loses: tool\ncp data out; chmod u+w data; echo more >> data\n");
  files_.Write("before/wrong/one-more.sh",
               "# loses: program free\ncp data out\n" + server("7002", "sleep 1000") + "\n");
  files_.Write("before/setup.sh", "echo $SEED > data\nchown student data\nchmod 0644 data\n");
  Accept(lab);
}

TEST_F(Expected, ProcessesThatTheSolutionLeftAlone) {
  const fs::path lab = StateLab("alone", std::string(kServer) + kTwoProcesses, R"(
[[check]]
id = "ended"
name = { en = "the decoy has ended", zh = "decoy 已经结束" }
kind = "process"
of = ["decoy"]
state = "gone"
points = 1
within = "5s"

[[check]]
id = "others"
name = { en = "all others run on", zh = "其他进程照常运行" }
kind = "unchanged"
processes = "all"
points = 1
holds = "5s"
)");
  files_.Write("alone/solution.sh", "cp data out; pkill -f 'sleep 98762'\n");
  files_.Write("alone/wrong/nothing.sh", "# loses: data ended others\ntrue\n");
  files_.Write("alone/wrong/too-many.sh", "# loses: others\ncp data out; pkill sleep\n");
  files_.Write("alone/wrong/stopped.sh",
               "# loses: others\ncp data out; pkill -f 'sleep 98762'; pkill -STOP -f 'sleep 98763'\n");
  files_.Write("alone/wrong/a-moment-later.sh",
               "# loses: others\ncp data out; pkill -f 'sleep 98762'; (sleep 0.1; pkill -f 'sleep 98763') &\n");
  Accept(lab);
  Replace(lab / "lab.toml", "processes = \"all\"", "processes = [\"bystander\", \"watch\"]");
  const Ended ended = Test(lab);
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.out + ended.err, AllOf(HasSubstr("lab.toml:"), HasSubstr("a check names \"watch\"")));
}

}  // namespace
}  // namespace shellab::testing
