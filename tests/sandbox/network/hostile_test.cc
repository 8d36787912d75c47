// Hosts that mean harm to their network: what the others, the recorder and the engine see of it stays bounded.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/this_coro.hpp>
#include <chrono>
#include <ostream>

#include "tests/sandbox/engine/harness.h"
#include "tests/sandbox/network/lan.h"

namespace shellab::testing {
namespace {

namespace asio = boost::asio;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;

// Sends frames out of eth0 without end. The script ends once a thousand have gone, and they go on.
std::string Flood(const std::string& frame) {
  return fmt::format(R"(mkfifo /run/flooding
python3 - > /run/log 2>&1 <<'END' &
import itertools, socket
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
s.bind(('eth0', 0))
for n in itertools.count():
    try:
        s.send({})
    except OSError:  # the queue is full
        pass
    if n == 1000:
        open('/run/flooding', 'w').write('yes\n')
END
read < /run/flooding)",
                     frame);
}

struct Frames {
  const char* name;
  const char* frame;  // in python; n is its number
};
void PrintTo(const Frames& frames, std::ostream* out) { *out << frames.name; }

class FloodOf : public ::testing::TestWithParam<Frames> {};

TEST_P(FloodOf, LeavesNeighboursAndRecorderAsTheyAre) {
  const std::string flood = Flood(GetParam().frame);
  WithLan(3, [&](Lan& lan) -> asio::awaitable<void> {
    constexpr std::size_t kLimit = 1U << 20U;
    const auto executor = co_await asio::this_coro::executor;
    const auto recorder = lan.hub->Record(executor, lan.network, kLimit);
    co_await Printed(lan.host(3), flood);
    // A kernel that is flooded may lose anybody's datagram: then another one arrives.
    for (int round = 0; round < 20; ++round) EXPECT_TRUE(Arrives(lan, 1, 2) || Arrives(lan, 1, 2));
    const std::string neighbours = co_await Printed(lan.host(1), "ip -o link show eth0; ip -o neighbour show nud all");
    EXPECT_THAT(neighbours, AllOf(HasSubstr("LOWER_UP"), HasSubstr("10.0.0.2 dev eth0 lladdr 02:00:0a:00:00:02")));
    const std::string pcap = recorder->Pcap();
    EXPECT_LE(pcap.size(), kLimit);
    EXPECT_TRUE(recorder->truncated() || Parse(pcap).size() >= 1000) << pcap.size();
  });
}

const Frames kFloods[] = {
    {"Broadcasts", "b'\\xff' * 6 + b'\\x02\\x00\\x0a\\x00\\x00\\x03\\x88\\xb5' + bytes(46)"},
    {"MadeUpSenders", "b'\\xff' * 6 + b'\\x06' + n.to_bytes(5, 'big') + b'\\x88\\xb5' + bytes(46)"},
    {"MadeUpReceivers", "b'\\x06' + n.to_bytes(5, 'big') + b'\\x02\\x00\\x0a\\x00\\x00\\x03\\x88\\xb5' + bytes(46)"},
    {"LargestFrames", "b'\\xff' * 6 + b'\\x02\\x00\\x0a\\x00\\x00\\x03\\x88\\xb5' + bytes(1500)"},
    // Whoever is asked notes who asks: made-up neighbours.
    {"QuestionsForAddresses",
     "b'\\xff' * 6 + b'\\x02\\x00\\x0a\\x00\\x00\\x03\\x08\\x06\\x00\\x01\\x08\\x00\\x06\\x04\\x00\\x01\\x02\\x00' + "
     "n.to_bytes(4, 'big') + b'\\x0a\\x00\\x00' + bytes([n % 250 + 4]) + bytes(6) + b'\\x0a\\x00\\x00\\x01'"},
};

INSTANTIATE_TEST_SUITE_P(, FloodOf, ::testing::ValuesIn(kFloods),
                         [](const auto& info) { return std::string(info.param.name); });

// What the kernel keeps for a host's network is paid for by who had it made.
struct Things {
  const char* name;
  const char* program;
  const char* lines;  // of bash, that print a batch for it
};
void PrintTo(const Things& things, std::ostream* out) { *out << things.name; }

class ThousandsOf : public ::testing::TestWithParam<Things> {};

TEST_P(ThousandsOf, AreChargedToTheirMaker) {
  WithLan(3, [](Lan& lan) -> asio::awaitable<void> {
    ExecSpec spec =
        ScriptAsRoot(fmt::format("a() {{ for ((i = 0; i < 20000; ++i)); do {}; done; }}; a | {} -force -batch -",
                                 GetParam().lines, GetParam().program));
    spec.capabilities |= kNetworkCapabilities;
    spec.limits.memory_bytes = 16U << 20U;
    const ExecResult result = co_await lan.host(3).Exec(spec);
    EXPECT_THAT(result.outcome.limits_hit, Contains(Limit::kMemory)) << result.err.content.substr(0, 500);
    EXPECT_TRUE(Arrives(lan, 1, 2));
    EXPECT_TRUE(Arrives(lan, 2, 3)) << "its own interface";
  });
}

constexpr char kIp[] = "ip";
const Things kThings[] = {
    {"Cables", kIp, "echo link add v$i type veth peer name w$i"},
    {"Bridges", kIp, "echo link add b$i type bridge"},
    {"Addresses", kIp, "echo address add 10.9.$((i >> 8)).$((i & 255))/32 dev eth0"},
    {"Routes", kIp, "echo route add 10.9.$((i >> 8)).$((i & 255))/32 dev eth0"},
    {"Rules", kIp, "echo rule add from 10.9.$((i >> 8)).$((i & 255)) table 7"},
    {"Neighbours", kIp,
     "echo neighbour add 10.9.$((i >> 8)).$((i & 255)) lladdr 02:00:00:00:00:01 nud permanent dev eth0"},
};

INSTANTIATE_TEST_SUITE_P(, ThousandsOf, ::testing::ValuesIn(kThings),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(HostileNetwork, ForkBombOnOneHostLeavesTheOthersTheirs) {
  WithLan(2, [](Lan& lan) -> asio::awaitable<void> {
    // The first ends at the limit, the others go on.
    ExecSpec bomb = ScriptAsRoot(R"(exec perl -e '
      $first = $$; 1 while defined fork || $$ != $first' > /dev/null 2>&1)");
    bomb.limits.processes = 24;
    const ExecResult result = co_await lan.host(1).Exec(bomb);
    EXPECT_THAT(result.outcome.limits_hit, Contains(Limit::kProcesses));
    const std::string other = co_await Printed(lan.host(2), "for i in {1..100}; do (:) & done; wait; echo done");
    EXPECT_EQ(other, "done\n");
    EXPECT_TRUE(Arrives(lan, 2, 1));
  });
}

TEST(HostileNetwork, KillingAllOnAHostKillsNothingElsewhere) {
  WithLan(2, [](Lan& lan) -> asio::awaitable<void> {
    co_await Printed(lan.host(2), "sleep 1000 > /dev/null 2>&1 &");
    co_await Printed(lan.host(1), "kill -9 -1; kill -9 1; echo");
    const std::string there = co_await Printed(lan.host(2), "pgrep -x sleep > /dev/null && echo runs");
    EXPECT_EQ(there, "runs\n");
    EXPECT_TRUE(Arrives(lan, 1, 2));
  });
}

// Cutting and restoring wait for the kernel to have seen a changed carrier, which this guest never lets be.
TEST(HostileNetwork, InterfaceThatNeverRestsIsCutAndRestored) {
  WithLan(3, [](Lan& lan) -> asio::awaitable<void> {
    co_await Printed(lan.host(1), R"(mkfifo /run/on
(for ((i = 0; ; ++i)); do
  [[ $i == 50 ]] && echo yes > /run/on
  printf 'link set eth0 down\nlink set eth0 up\n'
done | ip -force -batch -) > /dev/null 2>&1 &
read < /run/on)");
    const auto start = std::chrono::steady_clock::now();
    for (int round = 0; round < 10; ++round) {
      lan.hub->Cut(lan.port(1));
      lan.hub->Restore(lan.port(1));
    }
    const auto taken = std::chrono::steady_clock::now() - start;
    EXPECT_LT(taken, std::chrono::minutes(2));
    EXPECT_TRUE(Arrives(lan, 2, 3));
  });
}

}  // namespace
}  // namespace shellab::testing
