// The networks of a sandbox: hosts of the real engine plugged into a hub, watched from outside by its recorder.
#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/capability.h>
#include <linux/if_packet.h>
#include <linux/rtnetlink.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/network/hub.h"
#include "sandbox/network/recorder.h"
#include "sandbox/os/error.h"
#include "tests/sandbox/engine/harness.h"

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

constexpr std::size_t kPlenty = 64U << 20U;
constexpr std::uint64_t kNetworkCapabilities = (1ULL << CAP_NET_ADMIN) | (1ULL << CAP_NET_RAW);

// Hosts 10.0.0.1, 10.0.0.2, ... on one network; their roots may do with their own networks what they like.
struct Lan {
  std::vector<std::unique_ptr<Sandbox>> hosts;
  std::unique_ptr<Hub> hub;
  int network = 0;
  std::vector<int> ports;
  std::shared_ptr<Recorder> recorder;  // from before the first host was plugged in

  Host& host(std::size_t number) { return hosts.at(number - 1)->host(); }
  int port(std::size_t number) { return ports.at(number - 1); }
};

// What a script of the host's root prints, who has rights over the host's network.
asio::awaitable<std::string> Printed(Host& host, std::string_view script) {
  ExecSpec spec = ScriptAsRoot(std::string(script));
  spec.capabilities |= kNetworkCapabilities;
  const ExecResult result = co_await host.Exec(spec);
  co_return Print(result);
}

void WithLan(std::size_t count, const std::function<asio::awaitable<void>(Lan&)>& work) {
  const auto task = [&]() -> asio::awaitable<void> {
    const auto executor = co_await asio::this_coro::executor;
    Lan lan;
    lan.hub = std::make_unique<Hub>();
    lan.network = lan.hub->AddNetwork("lan");
    lan.recorder = lan.hub->Record(executor, lan.network, kPlenty);
    for (std::size_t number = 1; number <= count; ++number) {
      HostSpec spec = BaseHost();
      spec.capabilities |= kNetworkCapabilities;
      lan.hosts.push_back(co_await TestEngine().Start(std::move(spec)));
      lan.ports.push_back(lan.hub->Attach({.network = lan.network,
                                           .init_pidfd = lan.host(number).init_pidfd(),
                                           .interface = "eth0",
                                           .address = fmt::format("10.0.0.{}/24", number)}));
    }
    lan.hub->Settle();
    co_await work(lan);
    lan.recorder->Stop();
    for (const auto& sandbox : lan.hosts) co_await sandbox->Stop();
  };
  Await(task());
}

struct Frame {
  std::uint64_t nanoseconds;
  std::string bytes;
};

// The frames of a pcap file; fails the running test where it is none.
std::vector<Frame> Parse(const std::string& pcap) {
  const auto number = [&](std::size_t at) {
    std::uint32_t value = 0;
    std::memcpy(&value, pcap.data() + at, sizeof value);
    return value;
  };
  std::vector<Frame> frames;
  EXPECT_EQ(number(0), 0xa1b23c4d);
  EXPECT_EQ(number(20), 1U) << "Ethernet";
  std::size_t at = 24;
  while (at + 16 <= pcap.size()) {
    const std::uint32_t captured = number(at + 8);
    EXPECT_EQ(captured, number(at + 12)) << "a frame is not whole";
    frames.push_back({number(at) * 1'000'000'000ULL + number(at + 4), pcap.substr(at + 16, captured)});
    at += 16 + captured;
  }
  EXPECT_EQ(at, pcap.size());
  return frames;
}

// What a frame is, in a word, with the last bytes of both IPv4 addresses.
std::string Describe(const Frame& frame) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(frame.bytes.at(at)); };
  const unsigned type = byte(12) * 256U + byte(13);
  if (type == ETHERTYPE_ARP) return fmt::format("arp {} {}>{}", byte(21) == 1 ? "asks" : "tells", byte(31), byte(41));
  if (type != ETHERTYPE_IP) return fmt::format("type {:04x}", type);
  const std::string ends = fmt::format("{}>{}", byte(29), byte(33));
  switch (byte(23)) {
    case IPPROTO_ICMP:
      return fmt::format("icmp {} {}", byte(34), ends);
    case IPPROTO_UDP:
      return fmt::format("udp {}", ends);
    default:
      return fmt::format("protocol {} {}", byte(23), ends);
  }
}

std::vector<std::string> Recorded(const std::shared_ptr<Recorder>& recorder) {
  std::vector<std::string> words;
  for (const Frame& frame : Parse(recorder->Pcap())) words.push_back(Describe(frame));
  return words;
}

sockaddr_in Ipv4(const std::string& address, std::uint16_t port) {
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  ::inet_pton(AF_INET, address.c_str(), &to.sin_addr);
  return to;
}

// Calls `before`, sends one datagram at once from one host of a Lan to another, and tells whether it comes within ten
// seconds.
bool Arrives(
    Lan& lan, std::size_t from, std::size_t to, const std::function<void()>& before = [] {}, int subnet = 0) {
  constexpr std::uint16_t kPort = 9;
  const sockaddr_in any = Ipv4("0.0.0.0", kPort);
  const sockaddr_in address = Ipv4(fmt::format("10.0.{}.{}", subnet, to), kPort);
  const Fd sink = lan.host(to).NewSocket(AF_INET, SOCK_DGRAM);
  CheckCall(::bind(sink.get(), reinterpret_cast<const sockaddr*>(&any), sizeof any), "bind");
  const Fd source = lan.host(from).NewSocket(AF_INET, SOCK_DGRAM);
  before();
  CheckCall(::sendto(source.get(), "x", 1, 0, reinterpret_cast<const sockaddr*>(&address), sizeof address), "send");
  pollfd event{sink.get(), POLLIN, 0};
  return ::poll(&event, 1, 10'000) == 1;
}

// Answered echo requests to 10.0.0.2, one after the other.
std::string Ping(int count) {
  return fmt::format(R"(exec python3 - <<'END'
import socket, struct
s = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
s.settimeout(10)
s.connect(('10.0.0.2', 0))
for n in range(1, {} + 1):
    s.send(struct.pack('!BBHHH', 8, 0, 0xf7ff - n, 0, n))
    while s.recv(100)[20] != 0:
        pass
END)",
                     count);
}

// Sends one frame out of eth0, to everybody: in the name of host 2, and with a VLAN's tag.
constexpr char kFrameInTheNameOfTwo[] = R"(exec python3 - <<'END'
import socket
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
s.bind(('eth0', 0))
s.send(bytes.fromhex('ffffffffffff 02000a000002 88b5 00'))
END)";
constexpr char kTaggedFrame[] = R"(exec python3 - <<'END'
import socket
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
s.bind(('eth0', 0))
s.send(bytes.fromhex('ffffffffffff 02000a000001 8100 0064 88b5 abcd'))
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
