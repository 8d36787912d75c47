// Answers that mean harm to a running service or to what the grader asks it with: each gets the points that its work is
// worth, in bounded time, and leaves nothing behind. The learner is root beside a real Redis.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <random>

#include "sandbox/image/digest.h"
#include "sandbox/os/file.h"
#include "tests/support/json.h"
#include "tests/support/lab_files.h"
#include "tests/support/machine.h"
#include "tests/support/program.h"

namespace shellab::testing {
namespace {

namespace json = boost::json;

// What a lab with Redis has in common; its checks follow.
constexpr char kHead[] = R"(format = 1
title = { en = "Set it", zh = "设置" }
topics = ["redis"]
level = 1
image = "redis"
answer = "state"
user = "root"
limits = { wall = "8s", cpu = "8s", processes = 64, disk = "16M" }
@KEYS@

[[service]]
use = "redis"
limits = { memory = "64M", disk = "16M" }
)";

// A number that only a server with the learner's work tells, which also takes a key nobody could foresee; after a crash
// as well.
constexpr char kChecks[] = R"lab(
[[check]]
id = "value"
name = { en = "the key is set", zh = "键已设置" }
kind = "probe"
points = 4
wall = "5s"
text = "42\n"
command = '''
for i in {1..60}; do redis-cli -h 127.0.0.1 ping 2>&1 | grep -q PONG && break; sleep 0.05; done
redis-cli -h 127.0.0.1 set grader:nonce "$NONCE" | grep -q OK || exit
test "$(redis-cli -h 127.0.0.1 get grader:nonce)" = "$NONCE" && redis-cli -h 127.0.0.1 get answer
'''

[[check]]
id = "survives"
name = { en = "it is there after a crash", zh = "崩溃后仍在" }
kind = "probe"
points = 6
needs = ["value"]
wall = "5s"
text = "42\n"
do = [{ kill = "redis" }, { start = "redis" }]
command = "redis-cli -h 127.0.0.1 get answer"
)lab";

constexpr char kSolution[] = "redis-cli set answer 42 && redis-cli save\n";

// Prints canned answers on Redis's port.
constexpr char kFake[] = R"(
systemctl stop redis
cat > /root/fake.py << 'END'
import socket, threading
def serve(peer):
    while peer.recv(4096):
        @ANSWER@
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(('127.0.0.1', 6379))
listener.listen()
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
END
setsid python3 /root/fake.py < /dev/null > /dev/null 2>&1 &
until (: < /dev/tcp/127.0.0.1/6379) 2> /dev/null; do sleep 0.05; done
)";

struct Hostile {
  std::string script;
  std::vector<std::int64_t> points;  // what it may earn
};

std::string Fake(const std::string& answer) {
  std::string script = kFake;
  const std::string_view mark = "@ANSWER@";
  return script.replace(script.find(mark), mark.size(), answer);
}

// Writes a program that says 42 to everything in the place of those the grader might use.
std::string Replacing(const std::string& programs, const std::string& body) {
  return fmt::format(
      "for program in {}; do printf '#!/bin/sh\\n{}\\n' > /run/new; chmod 755 /run/new; mv /run/new $program; done\n",
      programs, body);
}

std::map<std::string, Hostile> HostileAnswers() {
  const std::string solution = kSolution;
  return {
      {"client-that-lies", {Replacing("/usr/bin/redis-cli /usr/local/bin/redis-cli", "echo 42"), {0}}},
      {"client-that-fails", {solution + Replacing("/usr/bin/redis-cli", "exit 1"), {10}}},
      {"path-shadowed",
       {Replacing("/usr/local/sbin/{redis-cli,grep,test,sleep,bash,install}", "echo 42; echo PONG; echo OK") +
            "printf 'redis-cli() { echo 42; }\\n' | tee /root/.bashrc /etc/bash.bashrc /etc/profile > /dev/null\n",
        {0}}},
      {"preload-of-rubbish", {solution + "echo /root/evil.so > /etc/ld.so.preload; echo x > /root/evil.so\n", {10}}},
      {"preload-never-opens", {solution + "exec 2> /dev/null; mkfifo /etc/ld.so.preload\n", {4, 10}}},
      {"disk-full",
       {solution +
            "for f in /root/big /tmp/big /dev/shm/big /run/big /var/lib/redis/big; do cat /dev/zero > $f; done\n",
        {0, 4, 10}}},
      {"lies-on-the-port", {Fake("peer.sendall(b'$2\\r\\n42\\r\\n')"), {0}}},
      {"greets-on-the-port", {Fake("peer.sendall(b'+PONG\\r\\n+OK\\r\\n$2\\r\\n42\\r\\n')"), {0}}},
      {"floods-on-the-port", {Fake("peer.sendall(b'$1000000000\\r\\n' + b'4' * (64 << 20))"), {0}}},
      {"silent-on-the-port", {Fake("pass"), {0}}},
      {"clients-left-hanging",
       {solution + "for i in {1..20}; do (redis-cli blpop nothing 0 < /dev/null > /dev/null 2>&1 &); done\n", {10}}},
      {"kills-all", {solution + "kill -9 -1\n", {10}}},
      {"stops-all", {solution + "kill -STOP -1\n", {0}}},
      {"server-stopped", {solution + "kill -STOP $(pidof redis-server)\n", {0}}},
      {"restarts-without-end",
       {solution + "(while :; do systemctl restart redis; done) < /dev/null > /dev/null 2>&1 &\n", {0, 4, 10}}},
      {"restarts-of-nothing",
       {solution +
            "rm /usr/bin/redis-check-rdb /usr/bin/redis-server\n"
            "for i in 1 2 3 4; do (while :; do systemctl restart redis; done) < /dev/null > /dev/null 2>&1 & done\n",
        {0, 4}}},
      {"data-deleted", {solution + "rm -rf /var/lib/redis\n", {4}}},
      {"program-deleted", {solution + "rm -f /usr/bin/redis-*\n", {4}}},
      {"password-set", {solution + "redis-cli config set requirepass x\n", {0}}},
      {"clients-paused", {solution + "redis-cli client pause 100000\n", {0}}},
      {"control-socket-taken",
       {solution + "rm -f /run/init.sock\n"
                   "setsid perl -MIO::Socket::UNIX -e '$l = IO::Socket::UNIX->new(Local => \"/run/init.sock\", "
                   "Listen => 9); while ($c = $l->accept) { print $c \"0\\nactive\\n\"; close $c }' "
                   "< /dev/null > /dev/null 2>&1 &\n",
        {10}}},
      {"control-socket-held",
       {solution + "setsid perl -MIO::Socket::UNIX -e 'for (1..900) { push @all, IO::Socket::UNIX->new("
                   "Type => SOCK_STREAM, Peer => \"/run/init.sock\", Timeout => 1) } sleep 100' "
                   "< /dev/null > /dev/null 2>&1 &\nsleep 0.5\n",
        {10}}},
      {"control-socket-rubbish",
       {solution + "setsid perl -MIO::Socket::UNIX -e 'while (1) { $s = IO::Socket::UNIX->new(Peer => "
                   "\"/run/init.sock\") or next; print $s \"\\0\" x 300, \"stop redis\\nstop redis\\n\" }' "
                   "< /dev/null > /dev/null 2>&1 &\n",
        {10}}},
      {"everything-removed", {solution + "rm -rf --no-preserve-root / 2> /dev/null\n", {0, 4, 10}}},
  };
}

class HostileServices : public ::testing::Test {
 protected:
  std::filesystem::path MakeLab(const std::string& id, const std::string& keys, const std::string& checks,
                                const std::string& solution) {
    std::string toml = kHead + checks;
    toml.replace(toml.find("@KEYS@"), 6, keys);
    files_.Write(id + "/lab.toml", toml);
    files_.Write(id + "/task.md", "# Set it\n");
    files_.Write(id + "/task.zh.md", "# 设置\n");
    files_.Write(id + "/solution.sh", solution);
    files_.Write(id + "/wrong/nothing.sh", "# loses: value\n");
    return files_.path() / id;
  }

  OwnState state_;
  Files files_;
};

TEST_F(HostileServices, GetWhatTheirWorkIsWorth) {
  const std::filesystem::path lab = MakeLab("counter", "", kChecks, kSolution);
  // The layer is made first: what follows leaves nothing new.
  const Ended honest = RunToEnd(Shellab(state_, {"grade", lab, "-c", kSolution}));
  ASSERT_EQ(honest.code, 0) << honest.out << honest.err;
  const auto before = Traces(state_.path());
  const std::map<std::string, Hostile> answers = HostileAnswers();
  std::vector<std::string> args = {"grade", lab, "--format", "json", "-j2"};
  for (const auto& [name, hostile] : answers) args.push_back(files_.Write("answers/" + name + ".sh", hostile.script));
  const Ended ended = RunToEnd(Shellab(state_, args));
  EXPECT_EQ(ended.code, 0) << ended.err;
  const json::array reports = ParseReports(ended.out);
  ASSERT_EQ(reports.size(), answers.size());
  for (const auto& report : reports) {
    const std::string learner = StringAt(report, "/learner");
    EXPECT_EQ(StringAt(report, "/status"), "graded") << report;
    if (StringAt(report, "/status") != "graded") continue;
    EXPECT_THAT(answers.at(learner).points, ::testing::Contains(NumberAt(report, "/points"))) << report;
    // With the wait for its turn, where it and every other had to run again alone.
    EXPECT_LT(NumberAt(report, "/wall_ms"), 30'000 * std::ssize(answers)) << learner;
  }
  EXPECT_THAT(NewTraces(state_.path(), before), ::testing::IsEmpty());
}

// What asks them works on a machine whose processors they keep busy: a server of the grader's own that comes up too
// slowly there is nobody's loss.
TEST_F(HostileServices, KeepNoProbeFromComingUp) {
  files_.Write("fixtures/services/heavy.toml", R"(format = 1
command = ["/usr/bin/perl", "-e", "use Time::HiRes; $| = 1; 1 while Time::HiRes::clock() < 0.3; print qq(up\\n); sleep 1000"]
ready = { log = "^up$" }
ready_within = "4s"
)");
  const std::filesystem::path lab = MakeLab("busy", "", R"lab(
[[check]]
id = "value"
name = { en = "the number is there", zh = "数字已写入" }
kind = "probe"
points = 10
wall = "60s"
services = ["heavy"]
files = ["/root/number"]
text = "42\n"
command = "cat number"
)lab",
                                            "echo 42 > /root/number\n");
  const std::string hogs =
      "echo 42 > /root/number\n"
      "for i in {1..50}; do setsid perl -e '1 while 1' < /dev/null > /dev/null 2>&1 & done\n";
  const Ended ended = RunToEnd(Shellab(state_, {"grade", lab, "-c", hogs, "--format", "json"}));
  const json::value report = ParseReport(ended.out);
  EXPECT_EQ(StringAt(report, "/status"), "graded") << report;
  EXPECT_EQ(NumberAt(report, "/points"), 10) << report;
}

// 128 random bits, made at run time: no file of the sources holds it.
std::string Token() {
  std::random_device source;
  return Sha256(fmt::format("{} {} {} {}", source(), source(), source(), source())).substr(0, 32);
}

TEST_F(HostileServices, SeeNothingOfWhatTheGraderAsks) {
  std::map<std::string, std::string> tokens;
  for (const char* name : {"own", "sent", "command", "acting-command", "text", "solution", "expected"})
    tokens[name] = Token();
  // Each runs until it has been looked at many times, if anybody looks: not in the solution's world.
  const std::string look =
      "begin=$(redis-cli -h 127.0.0.1 get sweeps)\n"
      "[ -z \"$begin\" ] || until [ $(redis-cli -h 127.0.0.1 get sweeps) -gt $((begin + 5)) ]; do sleep 0.05; done";
  const std::string checks = fmt::format(R"(
[[check]]
id = "value"
name = {{ en = "the key is set", zh = "键已设置" }}
kind = "probe"
points = 5
wall = "60s"
expect = "solution"
command = """
# {command}
{look}
redis-cli -h 127.0.0.1 get answer
redis-cli -h 127.0.0.1 get {sent} > /root/asked
{look}
"""

[[check]]
id = "seen"
name = {{ en = "what the learner saw", zh = "学生看到的" }}
kind = "probe"
points = 5
wall = "60s"
text = "{text}"
do = [{{ start = "redis" }}]
files = ["/root/watch.py"]
command = """
# {acting}
{look}
redis-cli -h 127.0.0.1 get sweeps
redis-cli -h 127.0.0.1 smembers found
"""
)",
                                         fmt::arg("command", tokens["command"]), fmt::arg("sent", tokens["sent"]),
                                         fmt::arg("text", tokens["text"]), fmt::arg("acting", tokens["acting-command"]),
                                         fmt::arg("look", look));
  const std::filesystem::path lab =
      MakeLab("watched", "capabilities = [\"net_raw\"]", checks,
              fmt::format("# {}\nredis-cli set answer {}\n", tokens["solution"], tokens["expected"]));
  std::string needles = fmt::format("('own', '{}', '{}'), ", tokens["own"].substr(0, 16), tokens["own"].substr(16));
  for (const auto& [name, token] : tokens)
    if (name != "own") needles += fmt::format("('{}', '{}', '{}'), ", name, token.substr(0, 16), token.substr(16));
  std::string watch = ReadFile(SourceFolder() / "tests/e2e/watch.py");
  watch.replace(watch.find("@NEEDLES@"), 9, needles);
  const std::string answer =
      files_.Write("watcher.sh", "cat > /root/watch.py << 'END'\n" + watch +
                                     "END\nsetsid python3 /root/watch.py < /dev/null > /root/log 2>&1 &\n"
                                     "until [ \"$(redis-cli get sweeps)\" ]; do sleep 0.05; done\n");
  const Ended ended = RunToEnd(Shellab(state_, {"grade", lab, "--format", "json", answer}));
  const json::value report = ParseReport(ended.out);
  ASSERT_EQ(StringAt(report, "/status"), "graded") << report;
  const std::string seen = StringAt(report, "/checks/1/seeds/0/actual");
  EXPECT_GT(std::atoi(seen.c_str()), 10) << report;
  // It is worth something: it finds its own process, and what went over the wire it shares with the grader.
  EXPECT_THAT(seen, ::testing::HasSubstr("own@environ")) << report;
  EXPECT_THAT(seen, ::testing::HasSubstr("sent@wire")) << report;
  for (const char* name : {"sent@cmdline", "command", "text@", "solution@", "expected@", "another-root"})
    EXPECT_THAT(seen, ::testing::Not(::testing::HasSubstr(name))) << report;
}

}  // namespace
}  // namespace shellab::testing
