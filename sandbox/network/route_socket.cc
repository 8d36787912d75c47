#include "sandbox/network/route_socket.h"

#include <fmt/format.h>
#include <linux/if.h>
#include <netlink/msg.h>
#include <netlink/netlink.h>

#include <cerrno>
#include <chrono>
#include <thread>
#include <utility>

#include "sandbox/os/error.h"

namespace shellab {
namespace {

using Clock = std::chrono::steady_clock;

// The kernel takes at most a second for a changed carrier, and none where it does so on being asked.
constexpr std::chrono::seconds kPatience{3};
constexpr std::chrono::milliseconds kTick{1};

}  // namespace

RouteSocket::RouteSocket(int protocol) : socket_(::nl_socket_alloc(), &::nl_socket_free) {
  if (!socket_) throw OsError(ENOMEM, "make a netlink socket");
  ::nl_socket_modify_err_cb(get(), NL_CB_CUSTOM, &RouteSocket::NoteError, this);
  Check(::nl_connect(get(), protocol), "open a netlink socket");
}

int RouteSocket::NoteError(sockaddr_nl* /*from*/, nlmsgerr* error, void* self) {
  static_cast<RouteSocket*>(self)->error_ = -error->error;
  return NL_STOP;
}

void RouteSocket::Check(int result, std::string_view what) {
  const int error = std::exchange(error_, 0);
  if (result >= 0) return;
  if (error != 0) throw OsError(error, what);
  throw HostError(fmt::format("{}: {}", what, ::nl_geterror(result)));
}

void RouteSocket::Send(nl_msg* message, std::string_view what) { Check(::nl_send_sync(get(), message), what); }

void RouteSocket::SetUp(int device, bool up, std::string_view what) {
  const Link which = NewLink();
  ::rtnl_link_set_ifindex(which.get(), device);
  const Link change = NewLink();
  if (up)
    ::rtnl_link_set_flags(change.get(), IFF_UP);
  else
    ::rtnl_link_unset_flags(change.get(), IFF_UP);
  Check(::rtnl_link_change(get(), which.get(), change.get(), 0), what);
}

bool RouteSocket::IsSettled(int device) {
  rtnl_link* answer = nullptr;
  const int result = ::rtnl_link_get_kernel(get(), device, nullptr, &answer);
  if (error_ == ENODEV) {
    error_ = 0;
    return true;
  }
  Check(result, "look at a network device");
  const Link link = NewLink(answer);
  // The second follows the first once the kernel's link watch has seen to it. Where that is still to come, newer
  // kernels (6.8) do it before they answer.
  const bool carrier = ::rtnl_link_get_carrier(link.get()) != 0;
  const bool operates = ::rtnl_link_get_operstate(link.get()) >= IF_OPER_TESTING;
  return carrier == operates;
}

bool RouteSocket::WaitSettled(int device) {
  const auto deadline = Clock::now() + kPatience;
  while (!IsSettled(device)) {
    if (Clock::now() > deadline) return false;
    std::this_thread::sleep_for(kTick);
  }
  return true;
}

Link NewLink(rtnl_link* link) {
  if (link == nullptr) throw OsError(ENOMEM, "describe a network device");
  return {link, &::rtnl_link_put};
}

}  // namespace shellab
