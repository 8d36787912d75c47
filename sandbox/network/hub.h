// The private networks of a sandbox, held together outside of it: a network namespace that belongs to this process's
// user namespace, so that no guest has a right over it whatever it may do in its own. In it lie a bridge for each
// network and a port for each plugged interface, whose other end is the guest's. Used by the engine.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "sandbox/network/recorder.h"
#include "sandbox/network/route_socket.h"
#include "sandbox/os/fd.h"

struct nl_addr;

namespace shellab {

// The hardware address of an interface with the address "10.0.0.3/24": "02:00:0a:00:00:03", the same each time, so that
// recordings and ARP tables are. Throws OsError.
std::string HardwareAddress(const std::string& address);

// Makes all its devices in namespaces of its own and the guests'; the machine's network is not touched. When the value
// dies, its networks, every plugged interface and what its recorders hold of them are gone.
class Hub {
 public:
  // Makes the empty namespace. Throws OsError.
  Hub();
  Hub(const Hub&) = delete;
  Hub& operator=(const Hub&) = delete;
  ~Hub();

  // Makes a network without hosts and returns its number. `name` is for errors. Throws OsError.
  int AddNetwork(const std::string& name);

  struct Plug {
    int network = 0;
    int init_pidfd = -1;    // a process of the host, whose network namespace gets the interface
    std::string interface;  // such as "eth0", not there yet
    std::string address;    // IPv4 with the length of its prefix: "10.0.0.3/24"; nobody else's in this network
  };
  // Makes the interface, up, with its address and its HardwareAddress, without IPv6. Returns the number of its port.
  // Frames may be lost until Settle. Throws OsError; the interface may then be left half made, for as long as its host
  // or the hub.
  int Attach(const Plug& plug);

  // Returns when all that was attached carries frames, so that no first one is lost. Throws OsError.
  void Settle();

  // Pulls a port's cable out: the host's interface loses its carrier and keeps its addresses and routes. Put back, it
  // has its carrier, and frames pass, unless the guest has lowered or removed the interface itself. Nothing where the
  // guest has removed it or its host has ended. Throw OsError.
  void Cut(int port);
  void Restore(int port);

  // Records every frame of a network from now on, up to `max_bytes` of a pcap file. Throws OsError.
  std::shared_ptr<Recorder> Record(const boost::asio::any_io_executor& executor, int network, std::size_t max_bytes);

 private:
  struct Port {
    int network;
    Fd init_pidfd;
    int interface_index;  // in the host
    std::string name;     // for errors
  };
  int NextDevice();
  void MakePort(int port, const Plug& plug, const std::string& name);
  void ConfigurePort(int port, nl_addr* hardware, const std::string& name);
  void SetPort(int port, bool up);
  static bool SettleInHost(const Port& port);

  Fd namespace_;
  std::unique_ptr<RouteSocket> socket_;  // of namespace_
  int last_device_;
  std::map<int, std::string> networks_;  // a bridge's index -> its network's name
  std::map<int, Port> ports_;            // by index
  std::vector<std::weak_ptr<Recorder>> recorders_;
};

}  // namespace shellab
