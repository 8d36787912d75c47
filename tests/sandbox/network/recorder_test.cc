// What a recorder holds of the frames of a network.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <boost/asio/this_coro.hpp>
#include <chrono>
#include <cstring>

#include "sandbox/os/error.h"
#include "tests/sandbox/network/lan.h"

namespace shellab::testing {
namespace {

namespace asio = boost::asio;
using ::testing::ElementsAre;

// Sends one frame out of eth0, to everybody, with a VLAN's tag.
constexpr char kTaggedFrame[] = R"(exec python3 - <<'END'
import socket
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
s.bind(('eth0', 0))
s.send(bytes.fromhex('ffffffffffff 02000a000001 8100 0064 88b5 abcd'))
END)";

TEST(Recording, HasEveryFrameOnceWithItsTime) {
  WithLan(2, [](Lan& lan) -> asio::awaitable<void> {
    const auto now = [] {
      const auto since = std::chrono::system_clock::now().time_since_epoch();
      return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(since).count());
    };
    const std::string ping = Ping(3);
    const std::uint64_t start = now();
    co_await Printed(lan.host(1), ping);
    const std::uint64_t end = now();
    EXPECT_THAT(Recorded(lan.recorder), ElementsAre("arp asks 1>2", "arp tells 2>1", "icmp 8 1>2", "icmp 0 2>1",
                                                    "icmp 8 1>2", "icmp 0 2>1", "icmp 8 1>2", "icmp 0 2>1"));
    std::uint64_t last = start;
    for (const Frame& frame : Parse(lan.recorder->Pcap())) {
      EXPECT_GE(frame.nanoseconds, last);
      last = frame.nanoseconds;
    }
    EXPECT_LE(last, end);
    EXPECT_FALSE(lan.recorder->truncated());
    EXPECT_EQ(lan.recorder->dropped(), 0U);
  });
}

TEST(Recording, KeepsVlanTags) {
  WithLan(1, [](Lan& lan) -> asio::awaitable<void> {
    co_await Printed(lan.host(1), kTaggedFrame);
    const std::vector<Frame> frames = Parse(lan.recorder->Pcap());
    EXPECT_EQ(frames.size(), 1U);
    if (frames.empty()) co_return;
    EXPECT_EQ(frames.front().bytes.substr(12), std::string("\x81\x00\x00\x64\x88\xb5\xab\xcd", 8));
  });
}

TEST(Recording, SaysWhenItIsFullAndGrowsNoFurther) {
  WithLan(2, [](Lan& lan) -> asio::awaitable<void> {
    // The file's head and both frames of ARP: 24 + 2 * (16 + 42).
    constexpr std::size_t kLimit = 150;
    const auto executor = co_await asio::this_coro::executor;
    const auto recorder = lan.hub->Record(executor, lan.network, kLimit);
    const std::string ping = Ping(20);
    co_await Printed(lan.host(1), ping);
    EXPECT_THAT(Recorded(recorder), ElementsAre("arp asks 1>2", "arp tells 2>1"));
    EXPECT_TRUE(recorder->truncated());
    EXPECT_LE(recorder->Pcap().size(), kLimit);
  });
}

// Frames that come while nobody reads, more than the socket holds: sent from here, so that the recorder has no turn.
TEST(Recording, CountsWhatItLost) {
  WithLan(1, [](Lan& lan) -> asio::awaitable<void> {
    constexpr std::size_t kFrames = 60'000;
    const Fd socket = lan.host(1).NewSocket(AF_PACKET, SOCK_RAW);
    ifreq request{};
    std::strcpy(request.ifr_name, "eth0");  // NOLINT(clang-analyzer-security.insecureAPI.strcpy): room for 16
    CheckCall(::ioctl(socket.get(), SIOCGIFINDEX, &request), "SIOCGIFINDEX");
    sockaddr_ll to{};
    to.sll_family = AF_PACKET;
    to.sll_ifindex = request.ifr_ifindex;
    std::string frame(1000, '\0');
    frame.replace(0, 14, std::string("\xff\xff\xff\xff\xff\xff\x02\x00\x0a\x00\x00\x01\x88\xb5", 14));
    for (std::size_t sent = 0; sent < kFrames; ++sent)
      CheckCall(
          ::sendto(socket.get(), frame.data(), frame.size(), 0, reinterpret_cast<const sockaddr*>(&to), sizeof to),
          "send a frame");
    const std::size_t recorded = Parse(lan.recorder->Pcap()).size();
    EXPECT_GT(lan.recorder->dropped(), 0U);
    EXPECT_EQ(recorded + lan.recorder->dropped(), kFrames);
    co_return;
  });
}

}  // namespace
}  // namespace shellab::testing
