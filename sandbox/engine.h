// Boots sandboxes: the one noun that the grader asks for everything that runs. See sandbox/README.md for the launch
// sequence and what each part is for.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "sandbox/cgroup/controllers.h"
#include "sandbox/host.h"
#include "sandbox/id_range.h"
#include "sandbox/root.h"

namespace shellab {

struct HostSpec {
  std::string name = "lab";
  std::vector<std::filesystem::path> lowers;  // top first; the last is an image's root
  Upper upper = TmpfsUpper{64ULL << 20U, 65536};
  std::uint64_t shm_bytes = 64ULL << 20U;
  std::uint64_t capabilities = kDefaultCapabilities;  // the most that anything in it may hold
  bool observe = false;                               // whether Host::ReadChanges will be asked
};

class Engine;

// A running sandbox and its lease of an id range. When the value dies everything in it is killed and gone.
class Sandbox {
 public:
  Sandbox(Engine* engine, IdRange range) : engine_(engine), range_(std::move(range)) {}
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;
  ~Sandbox();

  Host& host() { return *host_; }
  // Kills everything in it and returns when all of it is gone. Without it, the destructor waits while it blocks the
  // other coroutines.
  boost::asio::awaitable<void> Stop() { return host_->Stop(); }

 private:
  friend class Engine;
  Engine* engine_;
  IdRange range_;
  std::unique_ptr<Host> host_;
};

// One a process; must outlive its sandboxes. Needs root.
class Engine {
 public:
  // Moves this process into a mount namespace of its own and clears away the control groups of shellabs that were
  // killed. `state` is shellab's state folder. Throws OsError.
  explicit Engine(const std::filesystem::path& state);

  // Boots a sandbox of one host. Any number may run beside each other. Throws OsError or HostError.
  boost::asio::awaitable<std::unique_ptr<Sandbox>> Start(HostSpec spec);

 private:
  friend class Sandbox;
  IdRange TakeRange();

  std::vector<Fd> low_descriptors_;
  Controllers controllers_;
  Staging staging_;
  Fd init_program_;
  std::vector<IdRange> free_ranges_;
};

}  // namespace shellab
