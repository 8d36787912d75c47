#include "sandbox/network/hub.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <linux/if.h>
#include <linux/if_bridge.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/neighbour.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netlink/msg.h>
#include <netlink/route/addr.h>
#include <netlink/route/link/veth.h>
#include <netlink/route/neighbour.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <utility>

#include "sandbox/network/settings.h"
#include "sandbox/network/visit.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

// The hub's devices have higher numbers than the guests': of a veth whose ends have the same number the kernel (before
// 6.8) sees to a changed carrier once a second only.
constexpr int kBelowFirstDevice = 1000;
constexpr int kCreate = NLM_F_CREATE | NLM_F_EXCL;

using Address = std::unique_ptr<nl_addr, decltype(&::nl_addr_put)>;

Address ParseAddress(const std::string& text, int family) {
  nl_addr* address = nullptr;
  if (::nl_addr_parse(text.c_str(), family, &address) < 0) throw OsError(EINVAL, fmt::format("the address {}", text));
  return {address, &::nl_addr_put};
}

// Gives a device of this thread's network no IPv6 at all ("default": those that are made from now on): it would greet
// its network by itself. A kernel without IPv6 has no such file.
void TurnIpv6Off(const std::string& device) {
  const std::filesystem::path folder = "/proc/sys/net/ipv6/conf";
  if (std::filesystem::exists(folder)) WriteKernelFile(folder / device / "disable_ipv6", "1");
}

// A message that changes or makes a device, to be filled with what libnl has no functions for.
nl_msg* LinkMessage(int type, int flags, const ifinfomsg& header) {
  nl_msg* message = ::nlmsg_alloc_simple(type, flags);
  ifinfomsg copy = header;
  if (message == nullptr || ::nlmsg_append(message, &copy, sizeof copy, NLMSG_ALIGNTO) < 0)
    throw OsError(ENOMEM, "describe a network device");
  return message;
}

}  // namespace

std::string HardwareAddress(const std::string& address) {
  const Address parsed = ParseAddress(address, AF_INET);
  const auto* bytes = static_cast<const std::uint8_t*>(::nl_addr_get_binary_addr(parsed.get()));
  return fmt::format("02:00:{:02x}", fmt::join(bytes, bytes + sizeof(in_addr), ":"));
}

Hub::Hub() : last_device_(kBelowFirstDevice) {
  const NetworkVisit visit;
  namespace_ = NetworkVisit::Here();
  TurnIpv6Off("default");
  socket_ = std::make_unique<RouteSocket>();
}

Hub::~Hub() {
  for (const auto& recorder : recorders_)
    if (const auto still = recorder.lock()) still->Stop();
}

int Hub::NextDevice() { return ++last_device_; }

int Hub::AddNetwork(const std::string& name) {
  const int bridge = NextDevice();
  const auto flags = static_cast<unsigned>(IFF_UP | IFF_NOARP);
  nl_msg* message = LinkMessage(RTM_NEWLINK, kCreate,
                                {.ifi_family = AF_UNSPEC,
                                 .__ifi_pad = 0,
                                 .ifi_type = 0,
                                 .ifi_index = bridge,
                                 .ifi_flags = flags,
                                 .ifi_change = flags});
  // Refused attributes show as the kernel's refusal of the message.
  ::nla_put_string(message, IFLA_IFNAME, fmt::format("net{}", bridge).c_str());
  nlattr* info = ::nla_nest_start(message, IFLA_LINKINFO);
  ::nla_put_string(message, IFLA_INFO_KIND, "bridge");
  nlattr* data = ::nla_nest_start(message, IFLA_INFO_DATA);
  ::nla_put_u32(message, IFLA_BR_STP_STATE, 0);
  ::nla_put_u32(message, IFLA_BR_FORWARD_DELAY, 0);
  ::nla_put_u8(message, IFLA_BR_MCAST_SNOOPING, 0);
  ::nla_nest_end(message, data);
  ::nla_nest_end(message, info);
  socket_->Send(message, fmt::format("make the network {}", name));
  networks_.emplace(bridge, name);
  return bridge;
}

void Hub::MakePort(int port, const Plug& plug, const std::string& name) {
  const NetworkVisit visit(plug.init_pidfd);
  const Fd there = NetworkVisit::Here();
  RestoreIpv4Defaults();
  const Link link = NewLink(::rtnl_link_veth_alloc());
  ::rtnl_link_set_ifindex(link.get(), port);
  ::rtnl_link_set_name(link.get(), fmt::format("port{}", port).c_str());
  ::rtnl_link_set_master(link.get(), plug.network);
  ::rtnl_link_set_flags(link.get(), IFF_UP);
  const Link peer = NewLink(::rtnl_link_veth_get_peer(link.get()));
  ::rtnl_link_set_name(peer.get(), plug.interface.c_str());
  ::rtnl_link_set_ns_fd(peer.get(), there.get());
  const Address address = ParseAddress(plug.address, AF_INET);
  const Address hardware = ParseAddress(HardwareAddress(plug.address), AF_LLC);
  ::rtnl_link_set_addr(peer.get(), hardware.get());
  for (rtnl_link* end : {link.get(), peer.get()}) {  // else one a processor
    ::rtnl_link_set_num_tx_queues(end, 1);
    ::rtnl_link_set_num_rx_queues(end, 1);
  }
  socket_->Check(::rtnl_link_add(socket_->get(), link.get(), kCreate), name);
  ConfigurePort(port, hardware.get(), name);

  // Raised here and not when it was made: then its other end did not exist yet (ENOTCONN).
  TurnIpv6Off(plug.interface);
  const int index = static_cast<int>(::if_nametoindex(plug.interface.c_str()));
  if (index == 0) ThrowErrno(name);
  RouteSocket host;
  const std::unique_ptr<rtnl_addr, decltype(&::rtnl_addr_put)> assigned(::rtnl_addr_alloc(), &::rtnl_addr_put);
  ::rtnl_addr_set_ifindex(assigned.get(), index);
  ::rtnl_addr_set_local(assigned.get(), address.get());
  host.Check(::rtnl_addr_add(host.get(), assigned.get(), kCreate), fmt::format("{}: {}", name, plug.address));
  host.SetUp(index, true, name);
  ports_.emplace(port, Port{plug.network, Duplicate(plug.init_pidfd), index, name});
}

// The bridge is told who is where instead of learning it from what guests send: their frames neither fill the machine's
// memory with made-up senders nor draw a neighbour's frames to another port. Who is unknown is sent to everybody.
void Hub::ConfigurePort(int port, nl_addr* hardware, const std::string& name) {
  nl_msg* message = LinkMessage(
      RTM_SETLINK, 0,
      {.ifi_family = AF_BRIDGE, .__ifi_pad = 0, .ifi_type = 0, .ifi_index = port, .ifi_flags = 0, .ifi_change = 0});
  nlattr* settings = ::nla_nest_start(message, IFLA_PROTINFO | NLA_F_NESTED);
  ::nla_put_u8(message, IFLA_BRPORT_LEARNING, 0);
  ::nla_nest_end(message, settings);
  socket_->Send(message, name);

  const std::unique_ptr<rtnl_neigh, decltype(&::rtnl_neigh_put)> entry(::rtnl_neigh_alloc(), &::rtnl_neigh_put);
  ::rtnl_neigh_set_family(entry.get(), AF_BRIDGE);
  ::rtnl_neigh_set_ifindex(entry.get(), port);
  ::rtnl_neigh_set_lladdr(entry.get(), hardware);
  ::rtnl_neigh_set_state(entry.get(), NUD_NOARP);  // static, in the words of bridge(8)
  ::rtnl_neigh_set_flags(entry.get(), NTF_MASTER);
  socket_->Check(::rtnl_neigh_add(socket_->get(), entry.get(), kCreate), name);
}

int Hub::Attach(const Plug& plug) {
  const int port = NextDevice();
  MakePort(port, plug,
           fmt::format("plug the interface {} into the network {}", plug.interface, networks_.at(plug.network)));
  return port;
}

bool Hub::SettleInHost(const Port& port) {
  try {
    const NetworkVisit visit(port.init_pidfd.get());
    return RouteSocket().WaitSettled(port.interface_index);
  } catch (const OsError& error) {
    if (error.error() != ESRCH) throw;
    return true;  // it has ended
  }
}

void Hub::Settle() {
  for (const auto& [index, port] : ports_)
    if (!SettleInHost(port) || !socket_->WaitSettled(index)) throw OsError(ETIMEDOUT, port.name);
  for (const auto& [bridge, name] : networks_)
    if (!socket_->WaitSettled(bridge)) throw OsError(ETIMEDOUT, fmt::format("raise the network {}", name));
}

void Hub::SetPort(int port, bool up) {
  const Port& plugged = ports_.at(port);
  try {
    socket_->SetUp(port, up, fmt::format("{} a cable ({})", up ? "restore" : "cut", plugged.name));
  } catch (const OsError& error) {
    if (error.error() != ENODEV) throw;
    return;
  }
  // A guest that raises and lowers its interface all the time can keep both from ever being settled: its own loss.
  socket_->WaitSettled(port);
  SettleInHost(plugged);
}

void Hub::Cut(int port) { SetPort(port, false); }

void Hub::Restore(int port) { SetPort(port, true); }

std::shared_ptr<Recorder> Hub::Record(const boost::asio::any_io_executor& executor, int network,
                                      std::size_t max_bytes) {
  Fd socket;
  {
    const NetworkVisit visit(namespace_.get());
    // Protocol 0: nothing comes in before it is bound to its network.
    socket = Fd(CheckCall(::socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), "make a packet socket"));
  }
  auto recorder = std::make_shared<Recorder>(executor, std::move(socket), network, max_bytes);
  recorder->Start();
  std::erase_if(recorders_, [](const auto& other) { return other.expired(); });
  recorders_.push_back(recorder);
  return recorder;
}

}  // namespace shellab
