#include "sandbox/network/settings.h"

#include <filesystem>
#include <string>

#include "sandbox/os/file.h"

namespace shellab {
namespace {

// Those that decide what a host accepts, answers, forwards and remembers (ip-sysctl.rst); ipv4_devconf and
// ipv4_devconf_dflt of the kernel's net/ipv4/devinet.c.
struct Setting {
  const char* name;
  const char* all;
  const char* fresh;  // of interfaces that are made from now on
};
constexpr Setting kSettings[] = {
    {"accept_local", "0", "0"},   {"accept_redirects", "1", "1"},    {"accept_source_route", "0", "1"},
    {"arp_accept", "0", "0"},     {"arp_announce", "0", "0"},        {"arp_filter", "0", "0"},
    {"arp_ignore", "0", "0"},     {"arp_notify", "0", "0"},          {"forwarding", "0", "0"},
    {"log_martians", "0", "0"},   {"promote_secondaries", "0", "0"}, {"proxy_arp", "0", "0"},
    {"route_localnet", "0", "0"}, {"rp_filter", "0", "0"},           {"secure_redirects", "1", "1"},
    {"send_redirects", "1", "1"}, {"shared_media", "1", "1"},        {"src_valid_mark", "0", "0"},
};

// Written only where it differs: a write of `forwarding` goes through all interfaces and routes.
void Set(const std::filesystem::path& file, const std::string& value) {
  if (ReadFile(file) != value + "\n") WriteKernelFile(file, value);
}

}  // namespace

void RestoreIpv4Defaults() {
  const std::filesystem::path folder = "/proc/sys/net/ipv4/conf";
  for (const Setting& setting : kSettings) {
    // First `all`: that of `forwarding` sets the others'. The namespace has an interface already, lo.
    Set(folder / "all" / setting.name, setting.all);
    Set(folder / "default" / setting.name, setting.fresh);
    Set(folder / "lo" / setting.name, setting.fresh);
  }
}

}  // namespace shellab
