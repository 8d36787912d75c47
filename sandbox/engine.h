// Boots sandboxes: the one noun that the grader asks for everything that runs. See sandbox/README.md for the launch
// sequence and what each part is for.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sandbox/cgroup/controllers.h"
#include "sandbox/host.h"
#include "sandbox/id_range.h"
#include "sandbox/network/hub.h"
#include "sandbox/root.h"

namespace shellab {

struct InterfaceSpec {
  std::size_t network = 0;  // which of SandboxSpec::networks
  std::string address;      // "10.0.0.3/24"
};

struct HostSpec {
  std::string name = "lab";
  std::vector<std::filesystem::path> lowers;  // top first; the last is an image's root
  Upper upper = TmpfsUpper{64ULL << 20U, 65536};
  std::uint64_t shm_bytes = 64ULL << 20U;
  std::uint64_t capabilities = kDefaultCapabilities;  // the most that anything in it may hold
  bool observe = false;                               // whether Host::ReadChanges will be asked
  std::vector<InterfaceSpec> interfaces;              // eth0, eth1, ...; without any it has lo only
};

struct SandboxSpec {
  std::vector<HostSpec> hosts;        // at least one, with different names
  std::vector<std::string> networks;  // by name
};

class Engine;

// A running sandbox and its lease of an id range, which its hosts share. When the value dies everything in it is killed
// and gone.
class Sandbox {
 public:
  Sandbox(Engine* engine, IdRange range) : engine_(engine), range_(std::move(range)) {}
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;
  ~Sandbox();

  // In the order of the specification; host() is the first.
  const std::vector<std::unique_ptr<Host>>& hosts() const { return hosts_; }
  Host& host() const { return *hosts_.front(); }

  // Pulls out all cables of a host, and puts them back: number `host` of hosts(). Throws OsError.
  void Cut(std::size_t host);
  void Restore(std::size_t host);
  // Records a network's frames from now on, at most `max_bytes` of them. Throws OsError.
  std::shared_ptr<Recorder> Record(const boost::asio::any_io_executor& executor, std::size_t network,
                                   std::size_t max_bytes);

  // Kills everything in it and returns when all of it is gone. Without it, the destructor waits while it blocks the
  // other coroutines.
  boost::asio::awaitable<void> Stop();

 private:
  friend class Engine;
  Engine* engine_;
  IdRange range_;
  std::optional<Hub> hub_;               // of a sandbox with networks
  std::vector<int> networks_;            // their numbers in the hub
  std::vector<std::vector<int>> ports_;  // of each host
  std::vector<std::unique_ptr<Host>> hosts_;
};

// One a process; must outlive its sandboxes. Needs root.
class Engine {
 public:
  // Moves this process into a mount namespace of its own and clears away the control groups of shellabs that were
  // killed. `state` is shellab's state folder. Throws OsError.
  explicit Engine(const std::filesystem::path& state);

  // Boots a sandbox. Any number may run beside each other. Throws OsError or HostError.
  boost::asio::awaitable<std::unique_ptr<Sandbox>> Start(SandboxSpec spec);
  // The same of one host without a network.
  boost::asio::awaitable<std::unique_ptr<Sandbox>> Start(HostSpec spec);

 private:
  friend class Sandbox;
  IdRange TakeRange();
  boost::asio::awaitable<std::unique_ptr<Host>> Boot(const IdRange& range, std::size_t number, const HostSpec& spec);

  std::vector<Fd> low_descriptors_;
  Controllers controllers_;
  Staging staging_;
  Fd init_program_;
  Fd init_group_;  // v2
  std::vector<IdRange> free_ranges_;
};

}  // namespace shellab
