// A conversation with the kernel about one network namespace's devices and addresses (rtnetlink(7)), by libnl. Used by
// the hub, and by what tries out the kernel's features.
#pragma once

#include <linux/netlink.h>
#include <netlink/route/link.h>
#include <netlink/socket.h>

#include <memory>
#include <string_view>

namespace shellab {

// Speaks about the network namespace that the thread was in when it was made.
class RouteSocket {
 public:
  // `protocol` is one of netlink(7)'s, for a conversation about something else. Throws OsError.
  explicit RouteSocket(int protocol = NETLINK_ROUTE);
  RouteSocket(const RouteSocket&) = delete;
  RouteSocket& operator=(const RouteSocket&) = delete;

  // What libnl's functions take.
  nl_sock* get() const { return socket_.get(); }
  // Throws OsError for what a function of libnl with this socket returned, unless that is no failure. `what` says what
  // was tried, with its object.
  void Check(int result, std::string_view what);
  // Sends the message, which it frees, and waits for the kernel's answer. Throws OsError.
  void Send(nl_msg* message, std::string_view what);

  // Raises or lowers a device. Throws OsError.
  void SetUp(int device, bool up, std::string_view what);

  // Waits until the kernel has done all that follows from a device's having got or lost its carrier: until then a
  // device that was raised loses the first frames, for up to a second. Returns false where that takes longer than
  // any sound kernel; a device that is gone has nothing left to do. Throws OsError.
  bool WaitSettled(int device);

 private:
  bool IsSettled(int device);
  static int NoteError(sockaddr_nl* from, nlmsgerr* error, void* self);

  std::unique_ptr<nl_sock, decltype(&::nl_socket_free)> socket_;
  int error_ = 0;  // the kernel's last refusal: libnl's own numbers are fewer
};

using Link = std::unique_ptr<rtnl_link, decltype(&::rtnl_link_put)>;

// An empty description of a device, to fill in. Throws OsError.
Link NewLink(rtnl_link* link = ::rtnl_link_alloc());

}  // namespace shellab
