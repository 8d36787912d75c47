// A few hosts of the real engine on one network of a hub, watched from outside by its recorder. Used by the tests of
// the networks.
#pragma once

#include <linux/capability.h>
#include <netinet/in.h>

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/engine.h"
#include "sandbox/network/hub.h"
#include "sandbox/network/recorder.h"

namespace shellab::testing {

inline constexpr std::size_t kPlenty = 64U << 20U;
// Of the roots of a Lan.
inline constexpr std::uint64_t kNetworkCapabilities = (1ULL << CAP_NET_ADMIN) | (1ULL << CAP_NET_RAW);

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
boost::asio::awaitable<std::string> Printed(Host& host, std::string_view script);

// Runs `work` on a new one of `count` hosts.
void WithLan(std::size_t count, const std::function<boost::asio::awaitable<void>(Lan&)>& work);

struct Frame {
  std::uint64_t nanoseconds;
  std::string bytes;
};

// The frames of a pcap file; fails the running test where it is none.
std::vector<Frame> Parse(const std::string& pcap);

// What a frame is, in a word, with the last bytes of both IPv4 addresses.
std::string Describe(const Frame& frame);
std::vector<std::string> Recorded(const std::shared_ptr<Recorder>& recorder);

// Calls `before`, sends one datagram at once from one host of a Lan to another, and tells whether it comes within ten
// seconds.
bool Arrives(
    Lan& lan, std::size_t from, std::size_t to, const std::function<void()>& before = [] {}, int subnet = 0);

// A script: answered echo requests to 10.0.0.2, one after the other.
std::string Ping(int count);

}  // namespace shellab::testing
