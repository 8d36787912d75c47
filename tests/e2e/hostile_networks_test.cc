// Answers that mean harm to a network, with every right over their own end of it: each gets the points that its work is
// worth, in bounded time, and leaves nothing behind. Hosts that never come up are the lab's fault.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "tests/support/json.h"
#include "tests/support/lab_files.h"
#include "tests/support/machine.h"
#include "tests/support/program.h"

namespace shellab::testing {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;

// The work is to tell 10.77.0.2 a number. Whether that was done is asked of that host itself, where no guest's frames
// count; only then what a third host sees of it over the network, where a learner with these rights can deceive.
constexpr char kLab[] = R"lab(format = 1
title = { en = "Tell it", zh = "告诉它" }
topics = ["network"]
level = 1
image = "net"
answer = "state"
user = "root"
limits = { wall = "8s", cpu = "8s", processes = 64, memory = "64M", disk = "16M" }

[[host]]
name = "lab"
capabilities = ["net_admin", "net_raw", "net_broadcast"]

[[host]]
name = "server"

[[host]]
name = "client"
services = ["sshd"]

[[process]]
name = "memory"
host = "server"
command = ["/usr/bin/python3", "/usr/local/lib/memory.py"]
ready = { tcp = 80 }

[[check]]
id = "told"
name = { en = "the server knows the number", zh = "服务器知道该数字" }
kind = "probe"
host = "server"
points = 5
wall = "5s"
text = "42\n"
command = "curl -s -m 4 http://127.0.0.1/"

[[check]]
id = "seen"
name = { en = "and tells others", zh = "并告诉其他主机" }
kind = "probe"
host = "client"
needs = ["told"]
points = 2
wall = "5s"
text = "42\n"
command = "curl -s -m 4 http://10.77.0.2/"

[[check]]
id = "same"
name = { en = "it was never interrupted", zh = "它从未中断" }
kind = "process"
needs = ["told"]
points = 2
of = ["server/memory"]
same = true

[[check]]
id = "ssh"
name = { en = "the client can be entered", zh = "可以登录 client" }
kind = "port"
host = "client"
needs = ["told"]
keeps = true
within = "5s"
points = 1
port = 22
)lab";

// What was posted last.
constexpr char kServer[] = R"(
cat > /usr/local/lib/memory.py << 'END'
import http.server
class Memory(http.server.BaseHTTPRequestHandler):
    value = b''
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(Memory.value + b'\n')
    def do_POST(self):
        Memory.value = self.rfile.read(int(self.headers['Content-Length']))
        self.do_GET()
http.server.ThreadingHTTPServer(('', 80), Memory).serve_forever()
END
)";
constexpr char kClient[] = "install -m 600 /usr/share/lab/id_ed25519.pub /root/.ssh/authorized_keys\n";

constexpr char kSolution[] = "curl -s -m 5 -d 42 http://10.77.0.2/ > /dev/null\n";

// The learner's own 10.77.0.2, which says 42 to all that reaches it.
constexpr char kFake[] = R"(
cat > /root/fake.py << 'END'
import http.server
class Fake(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'42\n')
http.server.ThreadingHTTPServer(('', 80), Fake).serve_forever()
END
setsid python3 /root/fake.py < /dev/null > /dev/null 2>&1 &
until (: < /dev/tcp/127.0.0.1/80) 2> /dev/null; do sleep 0.02; done
)";

// Asks the client again and again as 10.77.0.2, so that it notes that this is here.
constexpr char kSpoof[] = R"(
cat > /root/spoof.py << 'END'
import socket, time
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
s.bind(('eth0', 0))
mine, client = b'\x02\x00\x0a\x4d\x00\x01', b'\x02\x00\x0a\x4d\x00\x03'
arp = b'\x08\x06\x00\x01\x08\x00\x06\x04\x00\x01' + mine + bytes([10, 77, 0, 2]) + client + bytes([10, 77, 0, 3])
for n in range(1000000):
    s.send(client + mine + arp)
    time.sleep(0.002)
    if n == 10:
        open('/run/on', 'w').write('yes\n')
END
mkfifo /run/on
setsid python3 /root/spoof.py < /dev/null > /dev/null 2>&1 &
read < /run/on
)";

std::string Flood(const std::string& frame) {
  return fmt::format(R"(
mkfifo /run/on
setsid python3 - > /dev/null 2>&1 << 'END' &
import itertools, socket
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
s.bind(('eth0', 0))
for n in itertools.count():
    try:
        s.send({})
    except OSError:
        pass
    if n == 1000:
        open('/run/on', 'w').write('yes\n')
END
read < /run/on
)",
                     frame);
}

std::string Many(const std::string& line) {
  return fmt::format("for ((i = 0; i < 10000; ++i)); do {}; done | ip -force -batch - > /dev/null 2>&1\n", line);
}

std::string OnClient(const std::string& script) {
  return fmt::format(
      "timeout 5 ssh -n -i /usr/share/lab/id_ed25519 -o StrictHostKeyChecking=no 10.77.0.3 '{}' > /dev/null 2>&1\n",
      script);
}

struct Hostile {
  std::string script;
  std::vector<std::int64_t> points;  // what it may earn
};

std::map<std::string, Hostile> Answers() {
  const std::string solution = kSolution;
  const std::string fake = kFake;
  const std::vector<std::int64_t> misled = {8, 10};  // whom the learner keeps from seeing it does not see it
  return {
      {"honest-first", {solution, {10}}},
      {"takes-the-servers-address", {"ip address add 10.77.0.2/24 dev eth0\n" + fake, {0}}},
      {"takes-its-hardware-address",
       {"ip link set eth0 address 02:00:0a:4d:00:02; ip address add 10.77.0.2/24 dev eth0\n" + fake, {0}}},
      {"deceives-the-client", {"ip address add 10.77.0.2/32 dev lo\n" + fake + kSpoof, {0}}},
      {"misleads-the-client", {solution + kSpoof, misled}},
      {"floods-everybody",
       {solution + Flood("b'\\xff' * 6 + b'\\x02' + bytes(5) + b'\\x88\\xb5' + bytes(46)"), misled}},
      {"floods-in-many-names",
       {solution + Flood("b'\\xff' * 6 + b'\\x06' + n.to_bytes(5, 'big') + b'\\x88\\xb5' + bytes(1486)"), misled}},
      {"captures-without-end",
       {solution + Flood("b'\\xff' * 6 + b'\\x02' + bytes(5) + b'\\x88\\xb5' + bytes(1486)") +
            "setsid tcpdump -i eth0 -w /root/all.pcap < /dev/null > /dev/null 2>&1 &\n",
        misled}},
      {"honest-amid", {solution, {10}}},
      {"renames-its-interface", {solution + "ip link set eth0 down; ip link set eth0 name mine\n", {10}}},
      {"removes-its-interface", {solution + "ip link delete eth0\n", {10}}},
      {"removes-its-addresses", {solution + "ip address flush dev eth0; ip address flush dev lo\n", {10}}},
      {"changes-its-routes",
       {solution + "ip route flush table all; ip rule flush; ip route add blackhole 0.0.0.0/0\n", {10}}},
      {"never-rests",
       {solution + "(while printf 'link set eth0 down\\nlink set eth0 up\\n'; do :; done | ip -force -batch -) "
                   "< /dev/null > /dev/null 2>&1 &\n",
        {10}}},
      {"thousands-of-cables", {solution + Many("echo link add v$i type veth peer name w$i"), {10}}},
      {"thousands-of-addresses", {solution + Many("echo address add 10.9.$((i >> 8)).$((i & 255))/32 dev eth0"), {10}}},
      {"kills-all", {solution + "kill -9 -1\n", {10}}},
      {"kills-all-on-the-client", {solution + OnClient("kill -9 -1"), {10}}},
      {"fork-bomb-on-the-client", {solution + OnClient("while :; do sleep 100 & done"), {10}}},
      {"honest-last", {solution, {10}}},
  };
}

class HostileNetworks : public ::testing::Test {
 protected:
  std::filesystem::path MakeLab(const std::string& id, const std::string& toml) {
    files_.Write(id + "/lab.toml", toml);
    files_.Write(id + "/task.md", "# Tell it\n");
    files_.Write(id + "/task.zh.md", "# 告诉它\n");
    files_.Write(id + "/setup.server.sh", kServer);
    files_.Write(id + "/setup.client.sh", kClient);
    files_.Write(id + "/solution.sh", kSolution);
    files_.Write(id + "/wrong/nothing.sh", "# loses: told\n");
    return files_.path() / id;
  }

  // What shellab says of a lab that cannot be graded.
  json::value Refused(const std::filesystem::path& lab) {
    const auto before = Traces(state_.path());
    const Ended ended = RunToEnd(Shellab(state_, {"grade", lab, "--format", "json", "-c", kSolution}));
    EXPECT_EQ(ended.code, 2) << ended.err;
    EXPECT_THAT(NewTraces(state_.path(), before), ::testing::IsEmpty());
    return ParseReport(ended.out);
  }

  OwnState state_;
  Files files_;
};

TEST_F(HostileNetworks, GetWhatTheirWorkIsWorth) {
  const std::filesystem::path lab = MakeLab("told", kLab);
  // The layer is made first: what follows leaves nothing new.
  const Ended honest = RunToEnd(Shellab(state_, {"grade", lab, "-c", kSolution}));
  ASSERT_EQ(honest.code, 0) << honest.out << honest.err;
  const auto before = Traces(state_.path());
  const std::map<std::string, Hostile> answers = Answers();
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

TEST_F(HostileNetworks, AServiceOfAnotherHostThatNeverIsReadyIsTheLabsFault) {
  const std::filesystem::path lab = MakeLab("silent", kLab);
  Replace(lab / "lab.toml", "ready = { tcp = 80 }", "ready = { tcp = 81 }\nready_within = \"1s\"");
  const json::value report = Refused(lab);
  EXPECT_EQ(StringAt(report, "/status"), "lab_error") << report;
  EXPECT_THAT(StringAt(report, "/error"), HasSubstr("memory")) << report;
}

TEST_F(HostileNetworks, AHostWhoseSetupFailsIsNamed) {
  const std::filesystem::path lab = MakeLab("broken", kLab);
  files_.Write("broken/setup.client.sh", "ip address show dev eth7\n");
  const json::value report = Refused(lab);
  EXPECT_EQ(StringAt(report, "/status"), "lab_error") << report;
  EXPECT_THAT(StringAt(report, "/error"), HasSubstr("setup.client.sh")) << report;
}

}  // namespace
}  // namespace shellab::testing
