#include "sandbox/processes.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <sys/stat.h>

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

// A file of a process, which `folder` of /proc is, or nothing when the process is gone.
std::optional<std::string> ReadOf(const fs::path& folder, const char* file) {
  try {
    return ReadFile(folder / file);
  } catch (const HostError&) {
    return std::nullopt;
  }
}

fs::path FolderOf(pid_t pid) { return fmt::format("/proc/{}", pid); }

// What /proc/PID/stat tells (proc_pid_stat(5)). The name may hold anything, so that the fields are counted from the
// last bracket.
struct Stat {
  char state = 'X';
  pid_t parent = 0;
  std::uint64_t threads = 0;
  std::uint64_t start_time = 0;

  bool IsZombie() const { return state == 'X' || state == 'Z'; }
  // A process whose first thread has ended shows as a zombie while its other threads go on, or are still on their way
  // out: then nobody can be told yet how it ended (wait(2) does not return it).
  bool HasEnded() const { return state == 'X' || (state == 'Z' && threads <= 1); }
};

std::optional<Stat> ReadStat(const fs::path& folder) {
  const std::optional<std::string> text = ReadOf(folder, "stat");
  if (!text) return std::nullopt;
  const auto bracket = text->rfind(')');
  if (bracket == std::string::npos) return std::nullopt;
  std::istringstream fields(text->substr(bracket + 1));
  Stat stat;
  fields >> stat.state >> stat.parent;
  std::string skipped;
  for (int field = 5; field < 20; ++field) fields >> skipped;
  fields >> stat.threads >> skipped >> stat.start_time;
  return stat;
}

// The folder of a thread of the process that still runs: that of the first, whose `stat` is, or of another one once the
// first has ended. A thread that has ended shows neither arguments nor program nor descriptors any more.
fs::path LiveFolder(pid_t pid, const Stat& stat) {
  const fs::path first = FolderOf(pid);
  if (!stat.IsZombie()) return first;
  std::error_code gone;
  for (const auto& thread : fs::directory_iterator(first / "task", gone)) {
    const std::optional<Stat> other = ReadStat(thread.path());
    if (other && !other->IsZombie()) return thread.path();
  }
  return first;
}

// What follows the key in a line of /proc/PID/status; empty where there is none. A process cannot forge a line:
// newlines in its name are escaped.
std::istringstream LineOf(const std::string& status, std::string_view key) {
  const auto line = status.find(fmt::format("\n{}:", key));
  if (line == std::string::npos) return std::istringstream();
  const auto begin = line + key.size() + 2;
  return std::istringstream(status.substr(begin, status.find('\n', begin) - begin));
}

// The second number of that line, zero where there is none.
std::uint32_t SecondNumber(const std::string& status, std::string_view key) {
  std::istringstream numbers = LineOf(status, key);
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  numbers >> first >> second;
  return second;
}

// The number of that line in base 16.
std::uint64_t HexNumber(const std::string& status, std::string_view key) {
  std::uint64_t number = 0;
  LineOf(status, key) >> std::hex >> number;
  return number;
}

std::string Line(std::string text) {
  while (!text.empty() && (text.back() == '\0' || text.back() == '\n')) text.pop_back();
  std::replace(text.begin(), text.end(), '\0', ' ');
  return text;
}

std::string ProgramOf(const fs::path& folder) {
  std::error_code gone;
  return fs::read_symlink(folder / "exe", gone).native();
}

std::int64_t ChangeOfProgram(const fs::path& folder) {
  struct stat file {};
  if (::stat((folder / "exe").c_str(), &file) != 0) return 0;
  return file.st_ctim.tv_sec * 1'000'000'000LL + file.st_ctim.tv_nsec;
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

// The sockets that the process holds, by inode number.
std::vector<std::string> SocketsOf(pid_t pid) {
  std::vector<std::string> sockets;
  const std::optional<Stat> stat = ReadStat(FolderOf(pid));
  if (!stat) return sockets;
  std::error_code gone;
  for (const auto& entry : fs::directory_iterator(LiveFolder(pid, *stat) / "fd", gone)) {
    std::error_code closed;
    const std::string target = fs::read_symlink(entry.path(), closed);
    if (target.starts_with("socket:[")) sockets.push_back(target.substr(8, target.size() - 9));
  }
  return sockets;
}

}  // namespace

ProcessId IdentityOf(pid_t pid) {
  const std::optional<Stat> stat = ReadStat(FolderOf(pid));
  return stat ? ProcessId{pid, stat->start_time} : ProcessId{};
}

bool IsAtRest(const ProcessId& id) {
  const fs::path folder = FolderOf(id.pid);
  // In this order: what is not under way any more before a thread sleeps has been taken by then.
  const std::optional<std::string> status = ReadOf(folder, "status");
  if (!status || HexNumber(*status, "ShdPnd") != 0) return false;
  std::error_code gone;
  for (const auto& thread : fs::directory_iterator(folder / "task", gone)) {
    const std::optional<std::string> own = ReadOf(thread.path(), "status");
    const std::optional<Stat> stat = ReadStat(thread.path());
    if (!own || HexNumber(*own, "SigPnd") != 0 || !stat || stat->state != 'S') return false;
  }
  return !gone && IdentityOf(id.pid) == id;
}

bool HasSignalUnderWay(const ProcessId& id) {
  bool has = false;
  std::error_code gone;
  for (const auto& thread : fs::directory_iterator(FolderOf(id.pid) / "task", gone)) {
    const std::string status = ReadOf(thread.path(), "status").value_or("");
    const std::uint64_t pending = HexNumber(status, "SigPnd") | HexNumber(status, "ShdPnd");
    has = has || (pending & ~HexNumber(status, "SigBlk")) != 0;
  }
  return has && IdentityOf(id.pid) == id;
}

bool Ignores(pid_t pid, int signal) {
  const std::optional<std::string> status = ReadOf(FolderOf(pid), "status");
  return status && (HexNumber(*status, "SigIgn") >> static_cast<unsigned>(signal - 1) & 1U) != 0;
}

std::vector<ProcessInfo> ReadProcesses(const std::vector<pid_t>& pids, std::uint32_t id_base) {
  std::vector<ProcessInfo> processes;
  for (const pid_t pid : pids) {
    const std::optional<Stat> stat = ReadStat(FolderOf(pid));
    if (!stat || stat->HasEnded()) continue;
    const fs::path live = LiveFolder(pid, *stat);
    const std::optional<Stat> now = stat->IsZombie() ? ReadStat(live) : stat;
    const std::optional<std::string> status = ReadOf(FolderOf(pid), "status");
    if (!now || !status) continue;
    ProcessInfo info;
    info.id = {pid, stat->start_time};
    info.parent = stat->parent;
    info.stopped = now->state == 'T';
    info.guest_pid = static_cast<pid_t>(SecondNumber(*status, "NSpid"));  // after this machine's
    info.uid = SecondNumber(*status, "Uid") - id_base;                    // after the real one
    info.name = Line(ReadOf(FolderOf(pid), "comm").value_or(""));
    info.command = Line(ReadOf(live, "cmdline").value_or(""));
    info.program = ProgramOf(live);
    info.program_changed = ChangeOfProgram(live);
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
    const std::optional<std::string> content = ReadOf(FolderOf(pid) / "net", table);
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
