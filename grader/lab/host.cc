#include "grader/lab/host.h"

#include <fmt/format.h>
#include <linux/capability.h>

#include <algorithm>
#include <boost/asio/ip/network_v4.hpp>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "grader/check/texts.h"

namespace shellab {
namespace {

namespace ip = boost::asio::ip;

constexpr std::int64_t kMaxHosts = 32;
constexpr char kDefaultSubnet[] = "10.77.0.0/24";
// What is left of a private address range once its host part has room for the addresses of a lab.
constexpr unsigned short kMinPrefix = 16;
constexpr unsigned short kMaxPrefix = 28;

struct Network {
  std::string name;
  ip::network_v4 subnet;
  std::map<ip::address_v4, std::string> taken;  // by whom
};

bool IsPrivate(const ip::network_v4& subnet) {
  for (const char* range : {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"})
    if (subnet.is_subnet_of(ip::make_network_v4(range))) return true;
  return false;
}

bool IsHostAddress(const Network& network, const ip::address_v4& address) {
  return network.subnet.hosts().find(address) != network.subnet.hosts().end();
}

ip::network_v4 ReadSubnet(TomlTable& table) {
  static constexpr std::string_view kForm = "a private IPv4 network from /16 to /28 such as \"10.77.0.0/24\"";
  const std::string text = table.RequiredString("subnet", kForm);
  boost::system::error_code error;
  ip::network_v4 subnet = ip::make_network_v4(text, error);
  const bool fits = !error && subnet == subnet.canonical() && IsPrivate(subnet) &&
                    subnet.prefix_length() >= kMinPrefix && subnet.prefix_length() <= kMaxPrefix;
  if (fits) return subnet;
  if (!text.empty()) table.FaultAt("subnet", fmt::format("`subnet` must be {}, not \"{}\"", kForm, text));
  return ip::make_network_v4(kDefaultSubnet);
}

// A name that is a host's in a network: letters, digits and dashes, at most `max_size`.
std::string ReadName(TomlTable& table, std::string_view expected, std::size_t max_size) {
  std::string name = table.RequiredString("name", expected);
  if (!name.empty() && (!IsKebabCase(name) || name.size() > max_size))
    table.FaultAt("name",
                  fmt::format("`name` must be {}: lower-case letters, digits and dashes, at most {}, not \"{}\"",
                              expected, max_size, name));
  return name;
}

std::vector<Network> ReadNetworks(TomlTable& root) {
  std::vector<Network> networks;
  for (TomlTable& table : root.Tables("network")) {
    Network network;
    network.name = ReadName(table, "a name such as \"lan\"", 12);
    network.subnet = ReadSubnet(table);
    for (const Network& other : networks) {
      if (other.name == network.name) table.FaultAt("name", fmt::format("two networks are named \"{}\"", other.name));
      if (other.subnet.is_subnet_of(network.subnet) || network.subnet.is_subnet_of(other.subnet) ||
          other.subnet == network.subnet)
        table.FaultAt("subnet", fmt::format("`subnet` overlaps that of the network \"{}\"", other.name));
    }
    table.RefuseUnknown();
    networks.push_back(std::move(network));
  }
  return networks;
}

// One [[host]] before its addresses are given out.
struct Group {
  TomlTable table;
  LabHost host;  // what its hosts share
  std::int64_t count = 1;
  bool numbered = false;
  std::vector<std::size_t> networks;
  std::map<std::size_t, ip::address_v4> addresses;  // of its first host, by network
};

std::optional<std::size_t> FindNetwork(const std::vector<Network>& networks, const std::string& name) {
  const auto found =
      std::find_if(networks.begin(), networks.end(), [&](const Network& network) { return network.name == name; });
  if (found == networks.end()) return std::nullopt;
  return static_cast<std::size_t>(found - networks.begin());
}

void ReadAttachments(Group& group, const std::vector<Network>& networks) {
  TomlTable& table = group.table;
  const std::vector<std::string> names = table.Strings("networks");
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::optional<std::size_t> network = FindNetwork(networks, names[i]);
    if (!network)
      table.FaultAt("networks", i, fmt::format("no [[network]] is named \"{}\"", names[i]));
    else if (std::find(group.networks.begin(), group.networks.end(), *network) != group.networks.end())
      table.FaultAt("networks", i, fmt::format("\"{}\" is there twice", names[i]));
    else
      group.networks.push_back(*network);
  }
  if (names.empty() && !networks.empty()) group.networks.push_back(0);
  for (const auto& [name, text] : table.StringMap("addresses")) {
    std::optional<TomlTable> addresses = table.Table("addresses");
    const std::optional<std::size_t> network = FindNetwork(networks, name);
    if (!network || std::find(group.networks.begin(), group.networks.end(), *network) == group.networks.end()) {
      addresses->FaultAt(name, fmt::format("the host is on no network \"{}\"", name));
      continue;
    }
    boost::system::error_code error;
    const ip::address_v4 address = ip::make_address_v4(text, error);
    if (error || !IsHostAddress(networks[*network], address))
      addresses->FaultAt(
          name, fmt::format("\"{}\" is no address of a host in {}", text, networks[*network].subnet.to_string()));
    else
      group.addresses[*network] = address;
  }
}

std::string NameOf(const Group& group, std::int64_t number) {
  return group.numbered ? fmt::format("{}{:02}", group.host.group, number) : group.host.group;
}

// What the hosts were given that have a say goes first, so that the others are given what is left.
void TakeAddress(Group& group, Network& network, const ip::address_v4& address, const std::string& name) {
  if (!IsHostAddress(network, address)) {
    group.table.FaultAt("addresses", fmt::format("{} of \"{}\" is no address of a host in {}", address.to_string(),
                                                 name, network.subnet.to_string()));
  } else if (const auto [entry, is_new] = network.taken.emplace(address, name); !is_new) {
    group.table.FaultAt("addresses",
                        fmt::format("\"{}\" and \"{}\" would both have {}", entry->second, name, address.to_string()));
  }
}

void TakeWanted(std::vector<Group>& groups, std::vector<Network>& networks) {
  for (Group& group : groups)
    for (const auto& [network, first] : group.addresses)
      for (std::int64_t number = 1; number <= group.count; ++number) {
        const ip::address_v4 address(static_cast<ip::address_v4::uint_type>(first.to_uint() + number - 1));
        TakeAddress(group, networks[network], address, NameOf(group, number));
      }
}

ip::address_v4 AddressOf(Group& group, Network& network, std::size_t index, std::int64_t number) {
  const std::string name = NameOf(group, number);
  const auto wanted = group.addresses.find(index);
  if (wanted != group.addresses.end())
    return ip::address_v4(static_cast<ip::address_v4::uint_type>(wanted->second.to_uint() + number - 1));
  for (const ip::address_v4& address : network.subnet.hosts())
    if (network.taken.emplace(address, name).second) return address;
  group.table.FaultHere(fmt::format("{} has no address left for \"{}\"", network.subnet.to_string(), name));
  return network.subnet.network();
}

std::vector<Group> ReadGroups(TomlTable& root, const std::string& image, std::uint64_t capabilities,
                              const std::vector<Network>& networks) {
  std::vector<Group> groups;
  for (TomlTable& table : root.Tables("host")) {
    Group group{.table = table, .host = {}, .networks = {}, .addresses = {}};
    group.host.group = ReadName(table, "a host's name such as \"node\"", 32);
    const std::optional<std::int64_t> count = table.Integer("count", 1, kMaxHosts);
    group.count = count.value_or(1);
    group.numbered = count.has_value();
    group.host.image = table.String("image", "an image's name").value_or(image);
    group.host.capabilities = capabilities;
    ReadCapabilities(table, group.host.capabilities);
    ReadAttachments(group, networks);
    group.host.services = table.Strings("services");
    for (const Group& other : groups)
      if (other.host.group == group.host.group)
        table.FaultAt("name", fmt::format("two hosts are named \"{}\"", group.host.group));
    if (groups.empty() && group.count != 1) table.FaultAt("count", "the first host is the learner's: there is one");
    if (groups.empty() && group.host.image != image)
      table.FaultAt("image", "the first host is the learner's, whose image is the lab's `image`");
    table.RefuseUnknown();
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace

std::vector<std::size_t> FindHosts(const std::vector<LabHost>& hosts, const std::string& name) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < hosts.size(); ++i)
    if (hosts[i].name == name || hosts[i].group == name) found.push_back(i);
  return found;
}

void ReadCapabilities(TomlTable& table, std::uint64_t& capabilities) {
  // All of it acts inside the sandbox's own namespaces only.
  static constexpr std::pair<std::string_view, int> kAllowed[] = {{"sys_ptrace", CAP_SYS_PTRACE},
                                                                  {"net_raw", CAP_NET_RAW},
                                                                  {"net_admin", CAP_NET_ADMIN},
                                                                  {"net_broadcast", CAP_NET_BROADCAST}};
  const std::vector<std::string> names = table.Strings("capabilities");
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto found = std::find_if(std::begin(kAllowed), std::end(kAllowed),
                                    [&](const auto& allowed) { return allowed.first == names[i]; });
    if (found == std::end(kAllowed))
      table.FaultAt("capabilities", i,
                    fmt::format("a lab may ask for \"sys_ptrace\", \"net_raw\", \"net_admin\" and \"net_broadcast\", "
                                "not \"{}\"",
                                names[i]));
    else
      capabilities |= 1ULL << static_cast<unsigned>(found->second);
  }
}

std::vector<LabHost> ReadHosts(TomlTable& root, const std::string& image, std::uint64_t capabilities,
                               std::vector<std::string>& network_names) {
  std::vector<Network> networks = ReadNetworks(root);
  const bool alone = root.Tables("host").size() < 2;
  if (networks.empty() && !alone) networks.push_back({"lan", ip::make_network_v4(kDefaultSubnet), {}});
  std::vector<Group> groups = ReadGroups(root, image, capabilities, networks);
  if (groups.empty() && !networks.empty()) root.FaultAt("network", "[[network]] goes with [[host]]");
  std::vector<LabHost> all;
  for (const Network& network : networks) network_names.push_back(network.name);
  TakeWanted(groups, networks);
  std::set<std::string> names;
  for (Group& group : groups) {
    for (std::int64_t number = 1; number <= group.count; ++number) {
      LabHost host = group.host;
      host.name = NameOf(group, number);
      for (const std::size_t index : group.networks) {
        const ip::address_v4 address = AddressOf(group, networks[index], index, number);
        host.interfaces.push_back(
            {index, fmt::format("{}/{}", address.to_string(), networks[index].subnet.prefix_length())});
      }
      if (!names.insert(host.name).second) group.table.FaultHere(fmt::format("two hosts are named \"{}\"", host.name));
      all.push_back(std::move(host));
    }
  }
  if (all.empty()) all.push_back({kOnlyHost, kOnlyHost, image, capabilities, {}, {}, {}});
  if (all.size() > static_cast<std::size_t>(kMaxHosts))
    root.FaultAt("host", fmt::format("a lab has at most {} hosts, not {}", kMaxHosts, all.size()));
  return all;
}

std::string HostsFile(const std::vector<LabHost>& hosts) {
  std::string file = "127.0.0.1\tlocalhost\n";
  for (const LabHost& host : hosts)
    for (const InterfaceSpec& interface : host.interfaces)
      file += fmt::format("{}\t{}\n", interface.address.substr(0, interface.address.find('/')), host.name);
  return file;
}

}  // namespace shellab
