#include "sandbox/network/features.h"

// Before the kernel's own headers, which then leave to it what both describe.
#include <netinet/in.h>

#include <linux/genetlink.h>
#include <linux/ip_vs.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter_ipv4/ip_tables.h>
#include <netlink/msg.h>
#include <netlink/route/link/veth.h>
#include <netlink/route/link/vlan.h>
#include <netlink/route/link/vxlan.h>
#include <netlink/route/qdisc.h>
#include <netlink/route/qdisc/netem.h>
#include <netlink/route/qdisc/tbf.h>
#include <sched.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "sandbox/network/route_socket.h"
#include "sandbox/os/error.h"
#include "sandbox/os/fd.h"

namespace shellab {
namespace {

constexpr int kCreate = NLM_F_CREATE | NLM_F_EXCL;
constexpr int kLower = 10;  // the device that others are put upon

using Message = std::unique_ptr<nl_msg, decltype(&::nlmsg_free)>;

Message NewMessage(int type, int flags) {
  nl_msg* message = ::nlmsg_alloc_simple(type, flags);
  if (message == nullptr) throw OsError(ENOMEM, "make a netlink message");
  return {message, &::nlmsg_free};
}

template <typename Header>
void Append(nl_msg* message, Header header) {
  if (::nlmsg_append(message, &header, sizeof header, NLMSG_ALIGNTO) < 0) throw OsError(ENOMEM, "make a message");
}

// An ordinary cable within the namespace: what other devices are put upon.
void MakeLower(RouteSocket& socket) {
  const Link link = NewLink(::rtnl_link_veth_alloc());
  ::rtnl_link_set_ifindex(link.get(), kLower);
  socket.Check(::rtnl_link_add(socket.get(), link.get(), kCreate), "make a veth device");
}

void MakeDevice(RouteSocket& socket, const char* kind, const std::function<void(rtnl_link*)>& describe) {
  const Link link = NewLink();
  ::rtnl_link_set_type(link.get(), kind);
  ::rtnl_link_set_name(link.get(), "tried");
  describe(link.get());
  socket.Check(::rtnl_link_add(socket.get(), link.get(), kCreate), std::string("make a device of the kind ") + kind);
}

void MakeDevice(const char* kind) {
  RouteSocket socket;
  MakeDevice(socket, kind, [](rtnl_link* /*link*/) {});
}

void MakeDeviceAbove(const char* kind, const std::function<void(rtnl_link*)>& describe) {
  RouteSocket socket;
  MakeLower(socket);
  MakeDevice(socket, kind, [&describe](rtnl_link* link) {
    ::rtnl_link_set_link(link, kLower);
    describe(link);
  });
}

void MakeQueue(const char* kind, const std::function<void(rtnl_qdisc*)>& describe) {
  RouteSocket socket;
  MakeLower(socket);
  const std::unique_ptr<rtnl_qdisc, decltype(&::rtnl_qdisc_put)> queue(::rtnl_qdisc_alloc(), &::rtnl_qdisc_put);
  if (!queue) throw OsError(ENOMEM, "describe a queueing discipline");
  ::rtnl_tc_set_ifindex(TC_CAST(queue.get()), kLower);
  ::rtnl_tc_set_parent(TC_CAST(queue.get()), TC_H_ROOT);
  ::rtnl_tc_set_kind(TC_CAST(queue.get()), kind);
  describe(queue.get());
  socket.Check(::rtnl_qdisc_add(socket.get(), queue.get(), NLM_F_CREATE),
               std::string("use the queueing discipline ") + kind);
}

Fd RawSocket() { return Fd(CheckCall(::socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_RAW), "make a raw socket")); }

void UseDummy() { MakeDevice("dummy"); }

void UseBond() { MakeDevice("bond"); }

void UseWireguard() { MakeDevice("wireguard"); }

void UseVxlan() {
  RouteSocket socket;
  MakeDevice(socket, "vxlan", [](rtnl_link* link) { ::rtnl_link_vxlan_set_id(link, 10); });
}

void UseVlan() {
  MakeDeviceAbove("vlan", [](rtnl_link* link) { ::rtnl_link_vlan_set_id(link, 10); });
}

void UseMacvlan() {
  MakeDeviceAbove("macvlan", [](rtnl_link* /*link*/) {});
}

void UseIpvlan() {
  MakeDeviceAbove("ipvlan", [](rtnl_link* /*link*/) {});
}

void UseNetem() {
  MakeQueue("netem", [](rtnl_qdisc* queue) { ::rtnl_netem_set_delay(queue, 1000); });
}

void UseTbf() {
  MakeQueue("tbf", [](rtnl_qdisc* queue) {
    ::rtnl_qdisc_tbf_set_rate(queue, 125'000, 10'000, 0);
    ::rtnl_qdisc_tbf_set_limit(queue, 10'000);
  });
}

void UseIpVs() {
  // The question for its family of messages loads the module where it is one; what it is answered does not matter.
  RouteSocket generic(NETLINK_GENERIC);
  Message question = NewMessage(GENL_ID_CTRL, NLM_F_REQUEST);
  Append(question.get(), genlmsghdr{CTRL_CMD_GETFAMILY, 1, 0});
  ::nla_put_string(question.get(), CTRL_ATTR_FAMILY_NAME, IPVS_GENL_NAME);
  ::nl_send_sync(generic.get(), question.release());

  ip_vs_service_user server{};
  server.protocol = IPPROTO_TCP;
  server.addr = ::htonl(0x0A000064);  // 10.0.0.100
  server.port = ::htons(80);
  std::strcpy(server.sched_name, "rr");
  server.netmask = ~0U;
  // As ipvsadm(8) does where it must not use messages: kernels before 6.12 keep those for the machine's root.
  CheckCall(::setsockopt(RawSocket().get(), IPPROTO_IP, IP_VS_SO_SET_ADD, &server, sizeof server),
            "make a virtual server");
}

void UseIptables() {
  ipt_getinfo table{};
  std::strcpy(table.name, "filter");
  socklen_t size = sizeof table;
  CheckCall(::getsockopt(RawSocket().get(), IPPROTO_IP, IPT_SO_GET_INFO, &table, &size), "read the table filter");
}

// One message of a batch of nf_tables's; `resource` is nfnetlink's for its first and last (nfnetlink.h).
Message TableMessage(int type, int flags, __u8 family, __u16 resource) {
  Message message = NewMessage(type, NLM_F_REQUEST | flags);
  Append(message.get(), nfgenmsg{family, NFNETLINK_V0, ::htons(resource)});
  return message;
}

void UseNftables() {
  constexpr int kTable = NFNL_SUBSYS_NFTABLES << 8;
  constexpr char kName[] = "tried";
  std::vector<Message> batch;
  batch.push_back(TableMessage(NFNL_MSG_BATCH_BEGIN, 0, AF_UNSPEC, NFNL_SUBSYS_NFTABLES));
  batch.push_back(TableMessage(kTable | NFT_MSG_NEWTABLE, NLM_F_CREATE, NFPROTO_IPV4, 0));
  ::nla_put_string(batch.back().get(), NFTA_TABLE_NAME, kName);
  batch.push_back(TableMessage(kTable | NFT_MSG_NEWCHAIN, NLM_F_CREATE | NLM_F_ACK, NFPROTO_IPV4, 0));
  nl_msg* chain = batch.back().get();
  ::nla_put_string(chain, NFTA_CHAIN_TABLE, kName);
  ::nla_put_string(chain, NFTA_CHAIN_NAME, kName);
  ::nla_put_string(chain, NFTA_CHAIN_TYPE, "filter");
  nlattr* hook = ::nla_nest_start(chain, NFTA_CHAIN_HOOK);
  ::nla_put_u32(chain, NFTA_HOOK_HOOKNUM, ::htonl(NF_INET_LOCAL_IN));
  ::nla_put_u32(chain, NFTA_HOOK_PRIORITY, 0);
  ::nla_nest_end(chain, hook);
  batch.push_back(TableMessage(NFNL_MSG_BATCH_END, 0, AF_UNSPEC, NFNL_SUBSYS_NFTABLES));

  RouteSocket socket(NETLINK_NETFILTER);
  ::nl_socket_disable_seq_check(socket.get());
  std::string bytes;
  for (const Message& message : batch) {
    const nlmsghdr* header = ::nlmsg_hdr(message.get());
    bytes.append(reinterpret_cast<const char*>(header), NLMSG_ALIGN(header->nlmsg_len));
  }
  socket.Check(::nl_sendto(socket.get(), bytes.data(), bytes.size()), "send to nf_tables");
  socket.Check(::nl_wait_for_ack(socket.get()), "make a table and a chain");
}

}  // namespace

const std::vector<KernelFeature>& KernelFeatures() {
  static const std::vector<KernelFeature> features = {
      {"8021q", "virtual networks on one cable (VLAN)", "8021q", "VLAN_8021Q", UseVlan},
      {"bonding", "several interfaces as one", "bonding", "BONDING", UseBond},
      {"dummy", "interfaces that lead nowhere", "dummy", "DUMMY", UseDummy},
      {"ip_vs", "virtual servers (IPVS)", "ip_vs ip_vs_rr", "IP_VS", UseIpVs},
      {"iptables", "the older packet filter (iptables-legacy)", "ip_tables iptable_filter", "IP_NF_FILTER",
       UseIptables},
      {"ipvlan", "several addresses' interfaces on one cable", "ipvlan", "IPVLAN", UseIpvlan},
      {"macvlan", "several hardware addresses on one cable", "macvlan", "MACVLAN", UseMacvlan},
      {"netem", "delay and loss (tc)", "sch_netem", "NET_SCH_NETEM", UseNetem},
      {"nftables", "the packet filter (nft, and Debian's iptables)", "nf_tables", "NF_TABLES", UseNftables},
      {"tbf", "limited bandwidth (tc)", "sch_tbf", "NET_SCH_TBF", UseTbf},
      {"vxlan", "networks in tunnels", "vxlan", "VXLAN", UseVxlan},
      {"wireguard", "encrypted tunnels", "wireguard", "WIREGUARD", UseWireguard},
  };
  return features;
}

void EnterNetworkOfAGuest() {
  CheckCall(::unshare(CLONE_NEWUSER | CLONE_NEWNET), "make a user and a network namespace");
}

}  // namespace shellab
