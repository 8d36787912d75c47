#include "tests/sandbox/network/lan.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <net/ethernet.h>
#include <poll.h>
#include <sys/socket.h>

#include <boost/asio/this_coro.hpp>
#include <cstring>

#include "sandbox/os/error.h"
#include "tests/sandbox/engine/harness.h"

namespace shellab::testing {
namespace asio = boost::asio;
namespace {

sockaddr_in Ipv4(const std::string& address, std::uint16_t port) {
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  ::inet_pton(AF_INET, address.c_str(), &to.sin_addr);
  return to;
}

}  // namespace

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

bool Arrives(Lan& lan, std::size_t from, std::size_t to, const std::function<void()>& before, int subnet) {
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

}  // namespace shellab::testing
