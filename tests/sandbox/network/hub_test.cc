// The networks of a sandbox: hosts of the real engine plugged into a hub, with guests that do what they can against it.
#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <sched.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <filesystem>

#include "sandbox/os/error.h"
#include "tests/sandbox/engine/harness.h"
#include "tests/sandbox/network/lan.h"

namespace shellab::testing {
namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// Sends one frame out of eth0, to everybody, in the name of host 2.
constexpr char kFrameInTheNameOfTwo[] = R"(exec python3 - <<'END'
import socket
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
s.bind(('eth0', 0))
s.send(bytes.fromhex('ffffffffffff 02000a000002 88b5 00'))
END)";
// While it lives this thread keeps to one processor, which the kernel's work on changed carriers then waits for: what
// does not wait for that work goes on before it.
class OnOneProcessor {
 public:
  OnOneProcessor() {
    CheckCall(::sched_getaffinity(0, sizeof before_, &before_), "sched_getaffinity");
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(CheckCall(::sched_getcpu(), "sched_getcpu"), &one);
    CheckCall(::sched_setaffinity(0, sizeof one, &one), "sched_setaffinity");
  }
  OnOneProcessor(const OnOneProcessor&) = delete;
  OnOneProcessor& operator=(const OnOneProcessor&) = delete;
  ~OnOneProcessor() { ::sched_setaffinity(0, sizeof before_, &before_); }

 private:
  cpu_set_t before_{};
};

TEST(Network, FirstFrameAfterSettlingArrives) {
  const OnOneProcessor pin;
  WithLan(2, [](Lan& lan) -> asio::awaitable<void> {
    const auto executor = co_await asio::this_coro::executor;
    std::vector<std::string> seen;
    for (int subnet = 1; subnet <= 20; ++subnet) {
      std::shared_ptr<Recorder> recorder;
      const std::function<void()> plug_in = [&] {
        const int network = lan.hub->AddNetwork("another");
        recorder = lan.hub->Record(executor, network, kPlenty);
        for (const std::size_t number : {1U, 2U})
          lan.hub->Attach({.network = network,
                           .init_pidfd = lan.host(number).init_pidfd(),
                           .interface = fmt::format("eth{}", subnet),
                           .address = fmt::format("10.0.{}.{}/24", subnet, number)});
        lan.hub->Settle();
      };
      EXPECT_TRUE(Arrives(lan, 1, 2, plug_in, subnet));
      for (const std::string& frame : Recorded(recorder)) seen.push_back(frame);
    }
    // A lost first question would be asked again, a second later.
    EXPECT_EQ(std::count(seen.begin(), seen.end(), "arp asks 1>2"), 20);
    EXPECT_EQ(std::count(seen.begin(), seen.end(), "udp 1>2"), 20);
  });
}

TEST(Network, HardwareAddressFollowsFromTheAddress) {
  EXPECT_EQ(HardwareAddress("10.77.0.254/24"), "02:00:0a:4d:00:fe");
  EXPECT_THROW(HardwareAddress("10.77.0"), OsError);
}

TEST(Network, InterfaceHasItsAddressAndNoIpv6) {
  WithLan(1, [](Lan& lan) -> asio::awaitable<void> {
    const std::string shown = co_await Printed(lan.host(1), "ip -o address show eth0; ip -o link show eth0");
    EXPECT_THAT(shown, AllOf(HasSubstr("inet 10.0.0.1/24"), HasSubstr("02:00:0a:00:00:01"), HasSubstr("state UP")));
    const std::string six =
        co_await Printed(lan.host(1), "ip -6 address show eth0; cat /proc/sys/net/ipv6/conf/eth0/disable_ipv6");
    EXPECT_EQ(six, "1\n");
  });
}

// Whether a message of the type comes within twenty seconds.
bool Comes(const Fd& netlink, unsigned type) {
  alignas(nlmsghdr) char bytes[8192];
  for (pollfd event{netlink.get(), POLLIN, 0}; ::poll(&event, 1, 20'000) > 0;) {
    CheckCall(::recv(netlink.get(), bytes, sizeof bytes, 0), "recv");
    nlmsghdr header{};
    std::memcpy(&header, bytes, sizeof header);
    if (header.nlmsg_type == type) return true;
  }
  return false;
}

TEST(Network, OwnAndMachinesNetworkStayAsTheyWere) {
  const fs::path own = fs::read_symlink("/proc/thread-self/ns/net");
  const auto devices = [] {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator("/sys/class/net")) names.push_back(entry.path().filename());
    return names;
  };
  const auto before = devices();
  WithLan(2, [&](Lan& lan) -> asio::awaitable<void> {
    EXPECT_EQ(fs::read_symlink("/proc/thread-self/ns/net"), own);
    EXPECT_EQ(devices(), before);
    // When the hub is gone the other ends of its ports go: its namespace, which nobody can name, was the last to go.
    // That somebody keeps a recorder does not matter.
    const Fd news = lan.host(1).NewSocket(AF_NETLINK, SOCK_RAW);
    sockaddr_nl links{};
    links.nl_family = AF_NETLINK;
    links.nl_groups = RTMGRP_LINK;
    CheckCall(::bind(news.get(), reinterpret_cast<const sockaddr*>(&links), sizeof links), "bind");
    lan.hub.reset();
    EXPECT_TRUE(Comes(news, RTM_DELLINK));
    EXPECT_THAT(Recorded(lan.recorder), IsEmpty());
    co_return;
  });
  EXPECT_EQ(fs::read_symlink("/proc/thread-self/ns/net"), own);
  EXPECT_EQ(devices(), before);
}

TEST(Network, FailuresNameInterfaceAndNetwork) {
  WithLan(1, [](Lan& lan) -> asio::awaitable<void> {
    const auto attach_again = [&](const std::string& address) -> std::string {
      try {
        lan.hub->Attach({lan.network, lan.host(1).init_pidfd(), "eth0", address});
      } catch (const OsError& error) {
        return error.what();
      }
      return "";
    };
    EXPECT_EQ(attach_again("10.0.0.9/24"), "plug the interface eth0 into the network lan: File exists");
    EXPECT_EQ(attach_again("10.0.0"), "the address 10.0.0: Invalid argument");
    co_return;
  });
}

TEST(Network, CutTakesTheCarrierAndRestoreBringsFramesBack) {
  WithLan(2, [](Lan& lan) -> asio::awaitable<void> {
    constexpr std::string_view kSettings = "ip -4 -o address; ip route";
    constexpr std::string_view kCarrier = "ip -o link show eth0 | grep -o NO-CARRIER || echo carrier";
    EXPECT_TRUE(Arrives(lan, 1, 2));
    const std::string settings = co_await Printed(lan.host(2), kSettings);
    const auto frames = Recorded(lan.recorder).size();

    lan.hub->Cut(lan.port(2));
    const std::string cut = co_await Printed(lan.host(2), kCarrier);
    EXPECT_EQ(cut, "NO-CARRIER\n");
    const std::string neighbour = co_await Printed(lan.host(1), kCarrier);
    EXPECT_EQ(neighbour, "carrier\n");
    co_await Printed(lan.host(2), kFrameInTheNameOfTwo);
    EXPECT_EQ(Recorded(lan.recorder).size(), frames);
    lan.hub->Cut(lan.port(2));  // as it is

    lan.hub->Restore(lan.port(2));
    EXPECT_TRUE(Arrives(lan, 2, 1));
    const std::function<void()> pull_and_put_back = [&lan] {
      lan.hub->Cut(lan.port(2));
      lan.hub->Restore(lan.port(2));
    };
    bool arrives = true;
    for (int round = 0; arrives && round < 30; ++round) arrives = Arrives(lan, 2, 1, pull_and_put_back);
    EXPECT_TRUE(arrives);
    const std::string restored = co_await Printed(lan.host(2), kSettings);
    EXPECT_EQ(restored, settings);
  });
}

TEST(Network, CutAndRestoreBearWhatGuestsDoToTheirInterface) {
  WithLan(3, [](Lan& lan) -> asio::awaitable<void> {
    co_await Printed(lan.host(1), "ip link set eth0 down; ip link set eth0 name mine");
    co_await Printed(lan.host(2), "ip link delete eth0");
    co_await lan.hosts.at(2)->Stop();
    for (const int port : lan.ports) {
      lan.hub->Cut(port);
      lan.hub->Restore(port);
    }
    const std::string carrier = co_await Printed(lan.host(1), "ip link set mine up; cat /sys/class/net/mine/carrier");
    EXPECT_EQ(carrier, "1\n");
  });
}

TEST(Network, NobodyDrawsANeighboursFrames) {
  WithLan(3, [](Lan& lan) -> asio::awaitable<void> {
    // Host 3 sends in the name of host 2, which has not said a word yet: only the bridge's own table leads to it.
    co_await Printed(lan.host(3), kFrameInTheNameOfTwo);
    co_await Printed(lan.host(1), "ip neighbour add 10.0.0.2 lladdr 02:00:0a:00:00:02 dev eth0");
    EXPECT_TRUE(Arrives(lan, 1, 2));
  });
}

// Counts what another than the addressed host sees of frames.
TEST(Network, FramesGoToWhomTheyAreAddressedOnly) {
  WithLan(3, [](Lan& lan) -> asio::awaitable<void> {
    const Fd neighbour = lan.host(3).NewSocket(AF_PACKET, SOCK_RAW);
    sockaddr_ll all{};
    all.sll_family = AF_PACKET;
    all.sll_protocol = htons(ETH_P_ALL);
    CheckCall(::bind(neighbour.get(), reinterpret_cast<const sockaddr*>(&all), sizeof all), "bind");
    EXPECT_TRUE(Arrives(lan, 1, 2));
    std::vector<std::string> seen;
    char bytes[2048];
    for (ssize_t size = 0; (size = ::recv(neighbour.get(), bytes, sizeof bytes, MSG_DONTWAIT)) > 0;)
      seen.push_back(Describe({0, std::string(bytes, static_cast<std::size_t>(size))}));
    EXPECT_THAT(seen, ElementsAre("arp asks 1>2"));
    co_return;
  });
}

// Speaks rtnetlink itself: asks for, changes and makes devices in the namespace of its interface's other end, which it
// knows by number only (IFLA_LINK_NETNSID), and gives its own interface away.
constexpr char kReachForTheHub[] = R"(
import errno, os, socket, struct
RTM_NEWLINK, RTM_DELLINK, RTM_GETLINK, RTM_SETLINK, RTM_NEWNSID = 16, 17, 18, 19, 88
IFNAME, LINK, NS_PID, LINKINFO, LINK_NETNSID, TARGET = 3, 5, 19, 18, 37, 46
s = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
s.settimeout(10)
s.bind((0, 0))

def attribute(kind, data):
    return struct.pack('=HH', len(data) + 4, kind) + data + bytes(-len(data) % 4)

def number(kind, value):
    return attribute(kind, struct.pack('=i', value))

def ask(what, kind, body, flags=0):
    s.send(struct.pack('=IHHII', 16 + len(body), kind, 5 | flags, 1, 0) + body)
    reply = b''
    while True:
        data = s.recv(65536)
        if struct.unpack_from('=H', data, 4)[0] in (2, 3):  # NLMSG_ERROR; NLMSG_DONE of a list
            error = -struct.unpack_from('=i', data, 16)[0]
            refused = error in (errno.EPERM, errno.EACCES)
            print(what, 'refused' if refused else errno.errorcode[error] if error else 'done')
            return reply
        reply = reply or data

def link(index, *attributes, flags=0, change=0):
    return struct.pack('=BxHiII', 0, 0, index, flags, change) + b''.join(attributes)

own = socket.if_nametoindex('eth0')
reply = ask('own interface', RTM_GETLINK, link(own))
found = {}
at = 32
while at < len(reply):
    size, kind = struct.unpack_from('=HH', reply, at)
    found[kind] = reply[at + 4:at + size]
    at += size + 3 & ~3
port, = struct.unpack('=i', found[LINK])
there, = struct.unpack('=i', found[LINK_NETNSID])
target = number(TARGET, there)
veth = attribute(LINKINFO, attribute(1, b'veth\0'))
ask('see the port', RTM_GETLINK, link(port, target))
ask('see all', RTM_GETLINK, link(0, target), 0x300)
ask('lower the port', RTM_NEWLINK, link(port, target, flags=0, change=1))
ask('set the port', RTM_SETLINK, link(port, target, flags=0, change=1))
ask('remove the port', RTM_DELLINK, link(port, target))
ask('make a device', RTM_NEWLINK, link(0, target, attribute(IFNAME, b'mine\0'), veth), 0x600)
peer = attribute(1, link(0, target, attribute(IFNAME, b'there\0')))
pair = attribute(LINKINFO, attribute(1, b'veth\0') + attribute(2, peer))
# Some kernels do not know the number there, and make both ends here.
ask('make a pair', RTM_NEWLINK, link(0, attribute(IFNAME, b'mine\0'), pair), 0x600)
print('its other end is there', 'there' not in (name for _, name in socket.if_nameindex()))
ask('give eth0', RTM_SETLINK, link(own, target))
for pid in [int(name) for name in os.listdir('/proc') if name.isdigit()]:
    ask(f'name the namespace of {pid}', RTM_NEWNSID, struct.pack('=B3x', 0) + number(1, there + 1) + number(2, pid))
    ask(f'give eth0 to {pid}', RTM_SETLINK, link(own, number(NS_PID, pid)))
    print('eth0 is here', socket.if_nametoindex('eth0') == own)
)";

TEST(Network, RootWithAllRightsOverItsOwnNetworkDoesNotReachTheHub) {
  WithLan(2, [](Lan& lan) -> asio::awaitable<void> {
    const std::string script = fmt::format("exec python3 - <<'END'\n{}\nEND", kReachForTheHub);
    const std::string answers = co_await Printed(lan.host(1), script);
    for (const char* what :
         {"see the port", "see all", "lower the port", "set the port", "remove the port", "make a device", "give eth0"})
      EXPECT_THAT(answers, HasSubstr(fmt::format("\n{} refused\n", what)));
    EXPECT_THAT(answers, AnyOf(HasSubstr("make a pair refused"), HasSubstr("its other end is there False")));
    EXPECT_THAT(answers, AllOf(HasSubstr("give eth0 to 1 "), Not(HasSubstr("eth0 is here False"))));
    EXPECT_TRUE(Arrives(lan, 1, 2));
  });
}

}  // namespace
}  // namespace shellab::testing
