#include "sandbox/processes.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <map>
#include <optional>
#include <sstream>

#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

// A file of a process, or nothing when the process is gone.
std::optional<std::string> ReadOf(pid_t pid, const char* file) {
  try {
    return ReadFile(fmt::format("/proc/{}/{}", pid, file));
  } catch (const HostError&) {
    return std::nullopt;
  }
}

// What /proc/PID/stat tells (proc_pid_stat(5)). The name may hold anything, so that the fields are counted from the
// last bracket.
struct Stat {
  char state = 'X';
  pid_t parent = 0;
  std::uint64_t start_time = 0;
};

std::optional<Stat> ReadStat(pid_t pid) {
  const std::optional<std::string> text = ReadOf(pid, "stat");
  if (!text) return std::nullopt;
  const auto bracket = text->rfind(')');
  if (bracket == std::string::npos) return std::nullopt;
  std::istringstream fields(text->substr(bracket + 1));
  Stat stat;
  fields >> stat.state >> stat.parent;
  std::string skipped;
  for (int field = 5; field < 22; ++field) fields >> skipped;
  fields >> stat.start_time;
  return stat;
}

// The second number in a line of /proc/PID/status, zero where there is none. A process cannot forge a line: newlines in
// its name are escaped.
std::uint32_t SecondNumber(const std::string& status, std::string_view key) {
  const auto line = status.find(fmt::format("\n{}:", key));
  if (line == std::string::npos) return 0;
  std::istringstream numbers(status.substr(line + key.size() + 2));
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  numbers >> first >> second;
  return second;
}

std::string Line(std::string text) {
  while (!text.empty() && (text.back() == '\0' || text.back() == '\n')) text.pop_back();
  std::replace(text.begin(), text.end(), '\0', ' ');
  return text;
}

std::string ProgramOf(pid_t pid) {
  std::error_code gone;
  return fs::read_symlink(fmt::format("/proc/{}/exe", pid), gone).native();
}

// One hexadecimal address of /proc/net/tcp: words of 32 bits in the machine's byte order (proc_net(5)).
std::string AddressText(std::string_view hex) {
  std::array<unsigned char, 16> bytes{};
  const std::size_t words = hex.size() / 8;
  for (std::size_t word = 0; word < words && word < 4; ++word) {
    std::uint32_t value = 0;
    std::from_chars(hex.data() + 8 * word, hex.data() + 8 * word + 8, value, 16);
    std::memcpy(&bytes[4 * word], &value, 4);
  }
  char text[INET6_ADDRSTRLEN] = "";
  ::inet_ntop(words == 1 ? AF_INET : AF_INET6, bytes.data(), text, sizeof text);
  return text;
}

// The sockets that `process` holds, by inode number.
std::vector<std::string> SocketsOf(pid_t process) {
  std::vector<std::string> sockets;
  std::error_code gone;
  for (const auto& entry : fs::directory_iterator(fmt::format("/proc/{}/fd", process), gone)) {
    std::error_code closed;
    const std::string target = fs::read_symlink(entry.path(), closed);
    if (target.starts_with("socket:[")) sockets.push_back(target.substr(8, target.size() - 9));
  }
  return sockets;
}

}  // namespace

ProcessId IdentityOf(pid_t pid) {
  const std::optional<Stat> stat = ReadStat(pid);
  return stat ? ProcessId{pid, stat->start_time} : ProcessId{};
}

std::vector<ProcessInfo> ReadProcesses(const std::vector<pid_t>& pids, std::uint32_t id_base) {
  std::vector<ProcessInfo> processes;
  for (const pid_t pid : pids) {
    const std::optional<Stat> stat = ReadStat(pid);
    if (!stat || stat->state == 'Z' || stat->state == 'X') continue;
    ProcessInfo info;
    info.id = {pid, stat->start_time};
    info.parent = stat->parent;
    info.stopped = stat->state == 'T';
    const std::optional<std::string> status = ReadOf(pid, "status");
    if (!status) continue;
    info.guest_pid = static_cast<pid_t>(SecondNumber(*status, "NSpid"));  // after this machine's
    info.uid = SecondNumber(*status, "Uid") - id_base;                    // after the real one
    info.name = Line(ReadOf(pid, "comm").value_or(""));
    info.command = Line(ReadOf(pid, "cmdline").value_or(""));
    info.program = ProgramOf(pid);
    processes.push_back(std::move(info));
  }
  return processes;
}

std::vector<Listener> ReadListeners(pid_t pid, const std::vector<ProcessInfo>& processes) {
  std::map<std::string, std::vector<ProcessId>> owners;
  for (const ProcessInfo& process : processes)
    for (const std::string& socket : SocketsOf(process.id.pid)) owners[socket].push_back(process.id);
  std::vector<Listener> listeners;
  for (const char* table : {"tcp", "tcp6", "udp", "udp6"}) {
    const std::string protocol(table, 3);
    // TCP_LISTEN and, for datagrams, TCP_CLOSE: bound, not connected (include/net/tcp_states.h).
    const std::string wanted = protocol == "tcp" ? "0A" : "07";
    const std::optional<std::string> content = ReadOf(pid, fmt::format("net/{}", table).c_str());
    if (!content) continue;
    std::istringstream lines(*content);
    std::string line;
    std::getline(lines, line);  // the heading
    while (std::getline(lines, line)) {
      std::istringstream fields(line);
      std::string number, local, remote, state, queues, timer, retries, uid, timeout, inode;
      fields >> number >> local >> remote >> state >> queues >> timer >> retries >> uid >> timeout >> inode;
      const auto colon = local.find(':');
      if (state != wanted || colon == std::string::npos) continue;
      Listener listener{protocol, AddressText(std::string_view(local).substr(0, colon)), 0, {}};
      std::from_chars(local.data() + colon + 1, local.data() + local.size(), listener.port, 16);
      if (const auto found = owners.find(inode); found != owners.end()) listener.owners = found->second;
      listeners.push_back(std::move(listener));
    }
  }
  return listeners;
}

}  // namespace shellab
