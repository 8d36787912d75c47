// Starts one more program in a running host. Host::Exec builds on it; a terminal or a service can as well.
#pragma once

#include <sys/types.h>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "sandbox/cgroup/cgroup.h"
#include "sandbox/cgroup/freezer.h"
#include "sandbox/launch.h"
#include "sandbox/os/process.h"

namespace shellab {

// Who a program in a host runs as; ids are the guest's.
struct Identity {
  std::uint32_t uid = 0;
  std::uint32_t gid = 0;
  std::vector<std::uint32_t> groups;
};

struct ExecSpec {
  std::vector<std::string> argv;  // argv[0]: a path, or a name looked up in env's PATH
  std::vector<std::string> env;   // NAME=value, all there is
  std::string directory = "/";
  Identity user;
  bool no_new_privs = true;
  std::chrono::milliseconds wall{60'000};
  std::chrono::milliseconds cpu{60'000};
  CgroupLimits limits{1ULL << 30U, 256};
  std::uint64_t output_bytes = 1U << 20U;             // of stdout and of stderr, each
  std::uint64_t capabilities = kDefaultCapabilities;  // of root; others have none, but may not gain more either
  bool terminal = false;                              // its stdin is a terminal, which becomes that of its session
  int network = -1;                 // pidfd of the init whose network it gets instead of its own host's
  std::uint32_t open_files = 1024;  // descriptors a process; the program may raise it to 4096 or this
};

// A started program, or why the kernel would not execute it (ENOENT, EACCES, ENOEXEC, ...): that is the caller's or the
// guest's doing, no failure of the machine.
struct Spawned {
  Process process;
  int exec_errno = 0;
  bool wall_hit = false;  // the guest kept it from executing, and it was killed at the wall-clock limit
};

// Starts `spec.argv` in the host whose init is `init_pidfd` and in `group` (and under `freezer`, if not null), with
// `stdio` as its descriptors 0, 1 and 2 and no others, in a session of its own, with default signals. The program is a
// child of this process, so that the kernel tells how it ended. Throws OsError when the machine could not.
boost::asio::awaitable<Spawned> Spawn(int init_pidfd, const Cgroup& group, const Freezer* freezer, const ExecSpec& spec,
                                      const int (&stdio)[3]);

// Returns when `fd` is readable or at its end. The descriptor stays the caller's.
boost::asio::awaitable<void> WaitReadable(int fd);

}  // namespace shellab
