// What the machine's own network was given is not what a sandbox's has.
#include "sandbox/network/settings.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "sandbox/network/visit.h"
#include "sandbox/os/file.h"
#include "tests/sandbox/engine/harness.h"
#include "tests/sandbox/network/lan.h"

namespace shellab::testing {
namespace {

namespace asio = boost::asio;

const std::filesystem::path kFolder = "/proc/sys/net/ipv4/conf";

TEST(Settings, ArePutBack) {
  const NetworkVisit visit;
  // As on a machine that runs Docker, under a distribution's sysctl.conf: what a new namespace would have.
  for (const char* device : {"all", "default", "lo"}) {
    for (const char* name : {"forwarding", "rp_filter", "arp_ignore", "promote_secondaries"})
      WriteKernelFile(kFolder / device / name, "1");
    for (const char* name : {"accept_redirects", "send_redirects"}) WriteKernelFile(kFolder / device / name, "0");
  }
  RestoreIpv4Defaults();
  for (const char* device : {"all", "default", "lo"}) {
    for (const char* name : {"forwarding", "rp_filter", "arp_ignore", "promote_secondaries"})
      EXPECT_EQ(ReadFile(kFolder / device / name), "0\n") << device << " " << name;
    for (const char* name : {"accept_redirects", "send_redirects"})
      EXPECT_EQ(ReadFile(kFolder / device / name), "1\n") << device << " " << name;
  }
  EXPECT_EQ(ReadFile("/proc/sys/net/ipv4/ip_forward"), "0\n");
}

// By what the kernel's documentation says (ip-sysctl.rst), whatever the machine's administrator likes.
TEST(Settings, OfAHostAreTheKernelsOwn) {
  WithLan(1, [](Lan& lan) -> asio::awaitable<void> {
    const NetworkVisit visit(lan.host(1).init_pidfd());
    for (const char* name : {"forwarding", "rp_filter", "arp_ignore", "arp_announce", "promote_secondaries"})
      EXPECT_EQ(ReadFile(kFolder / "eth0" / name), "0\n") << name;
    const std::filesystem::path ipv4 = "/proc/sys/net/ipv4";
    EXPECT_EQ(ReadFile(ipv4 / "ip_forward"), "0\n");
    EXPECT_EQ(ReadFile(ipv4 / "ip_unprivileged_port_start"), "1024\n");
    EXPECT_EQ(ReadFile(ipv4 / "ping_group_range"), "1\t0\n");
    co_return;
  });
}

}  // namespace
}  // namespace shellab::testing
