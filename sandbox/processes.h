// The processes of a host as the machine's kernel shows them: read from outside, so that nothing in the guest can bend
// them. Used by Host.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace shellab {

// Who a process is. Numbers are used again, the pair is not (proc_pid_stat(5), starttime).
struct ProcessId {
  pid_t pid = 0;  // this machine's
  std::uint64_t start_time = 0;
  auto operator<=>(const ProcessId&) const = default;
};

struct ProcessInfo {
  ProcessId id;
  pid_t guest_pid = 0;    // its number in the guest
  pid_t parent = 0;       // this machine's number
  std::uint32_t uid = 0;  // the guest's
  std::string name;       // comm: 15 bytes that the process itself may change
  std::string command;    // the arguments joined by blanks, as ps(1) shows them; may be changed as well
  bool stopped = false;   // by a signal such as SIGSTOP
  std::string program;    // the path of the file it executes, in the guest; empty when it cannot be told
  // When that file became what it is, in nanoseconds: no guest can set it (inode(7), ctime). Zero when it cannot be
  // told.
  std::int64_t program_changed = 0;
};

// A socket that accepts connections, or datagrams.
struct Listener {
  std::string protocol;  // "tcp" or "udp"; version 6 too
  std::string address;   // as inet_ntop(3) prints it
  std::uint16_t port = 0;
  std::vector<ProcessId> owners;  // of the host's processes, those that hold it
};

// The identity of the process `pid`. Zero when it is gone.
ProcessId IdentityOf(pid_t pid);

// Whether it has dealt with every signal that was sent to it before the call: each of its threads sleeps, and none has
// a signal under way (signal(7), proc_pid_status(5): SigPnd, ShdPnd). False when it is gone. One that puts its answer
// to a signal off, and sleeps meanwhile, is taken to be at rest.
bool IsAtRest(const ProcessId& id);

// Whether it has yet to take a signal that was sent to it: one of its threads has one that it does not block. It does
// when it is given the processor next, unless it waits uninterruptibly. False when it is gone.
bool HasSignalUnderWay(const ProcessId& id);

// Whether the process `pid` ignores `signal`; not so when it is gone.
bool Ignores(pid_t pid, int signal);

// What /proc says of the processes `pids`; those that have ended with all of their threads, zombies too, are left out.
// `id_base` is the guest's first id.
std::vector<ProcessInfo> ReadProcesses(const std::vector<pid_t>& pids, std::uint32_t id_base);

// Who listens in the network namespace of the process `pid`; `processes` are searched for the owners.
std::vector<Listener> ReadListeners(pid_t pid, const std::vector<ProcessInfo>& processes);

}  // namespace shellab
