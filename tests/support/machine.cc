#include "tests/support/machine.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <sstream>
#include <thread>

#include "sandbox/os/error.h"
#include "sandbox/os/fd.h"
#include "sandbox/os/file.h"

namespace shellab::testing {
namespace {

namespace fs = std::filesystem;

// The ids that sandboxes get (sandbox/id_range.cc).
constexpr std::uint64_t kFirstId = 0x70000000;
constexpr std::uint64_t kLastId = 0x7FFDFFFF;

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// Whether the process runs with an id of a sandbox, or has ended and its parent has not taken note of that. Where that
// parent is the machine's init, it is that one's to do, which may take seconds; the first process of a sandbox waits
// for it with its own end (pid_namespaces(7)). Neither has memory any more.
bool IsGuest(const fs::path& process) {
  std::string status;
  try {
    status = ReadFile(process / "status");
  } catch (const OsError&) {
    return false;
  }
  const bool has_ended = status.find("\nVmSize:") == std::string::npos;
  if (has_ended && status.find("\nPPid:\t1\n") != std::string::npos) return false;
  for (const std::string& line : Lines(status)) {
    if (!line.starts_with("Uid:")) continue;
    std::istringstream ids(line.substr(4));
    for (std::uint64_t id = 0; ids >> id;)
      if (id >= kFirstId && id <= kLastId) return true;
  }
  return false;
}

std::vector<fs::path> Guests() {
  std::vector<fs::path> guests;
  for (const fs::directory_entry& entry : fs::directory_iterator("/proc")) {
    const std::string name = entry.path().filename();
    if (name.find_first_not_of("0123456789") == std::string::npos && IsGuest(entry.path()))
      guests.push_back(entry.path());
  }
  return guests;
}

std::string CommandLine(const fs::path& process) {
  try {
    std::string line = ReadFile(process / "cmdline");
    std::replace(line.begin(), line.end(), '\0', ' ');
    return line;
  } catch (const OsError&) {  // it has just ended
    return "";
  }
}

// What lies in `folder` below a name that holds `part`; a folder that is not there holds nothing.
void AddEntries(const fs::path& folder, std::string_view part, std::vector<std::string>& traces) {
  std::error_code absent;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, absent))
    if (entry.path().filename().native().find(part) != std::string::npos)
      traces.push_back("entry " + entry.path().native());
}

// Folders below a cgroup mount; groups come and go while they are walked.
void AddCgroups(const fs::path& folder, std::vector<std::string>& traces) {
  std::error_code gone;
  for (fs::directory_iterator entry(folder, gone); entry != fs::directory_iterator(); entry.increment(gone)) {
    std::error_code ignored;
    if (entry->is_symlink(ignored) || !entry->is_directory(ignored)) continue;
    if (entry->path().filename().native().starts_with("shellab")) traces.push_back("cgroup " + entry->path().native());
    AddCgroups(entry->path(), traces);
  }
}

void AddMounts(std::vector<std::string>& traces) {
  for (const std::string& line : Lines(ReadFile("/proc/self/mountinfo"))) {
    traces.push_back("mount " + line);
    const auto separator = line.find(" - cgroup");
    if (separator == std::string::npos) continue;
    std::istringstream fields(line);
    std::string point;
    for (int field = 0; field < 5; ++field) fields >> point;
    AddCgroups(point, traces);
  }
}

// Lock files stay; what counts is whether somebody holds one.
void AddLeases(std::vector<std::string>& traces) {
  std::error_code absent;
  for (const fs::directory_entry& entry : fs::directory_iterator("/run/shellab/ids", absent)) {
    const Fd lock = Open(entry.path(), O_RDONLY);
    if (::flock(lock.get(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK)
      traces.push_back("lease " + entry.path().native());
  }
}

}  // namespace

std::vector<std::string> Traces(const fs::path& state) {
  std::vector<std::string> traces;
  AddMounts(traces);
  for (const fs::path& guest : Guests())
    traces.push_back(fmt::format("guest {} {}", guest.native(), CommandLine(guest)));
  AddLeases(traces);
  AddEntries(state / "staging", "", traces);
  AddEntries(state / "layers", "draft.", traces);
  AddEntries(fs::temp_directory_path(), "shellab", traces);
  std::sort(traces.begin(), traces.end());
  return traces;
}

std::vector<std::string> NewTraces(const fs::path& state, const std::vector<std::string>& before) {
  std::vector<std::string> traces = Traces(state);
  std::erase_if(traces, [&](const auto& trace) { return std::binary_search(before.begin(), before.end(), trace); });
  return traces;
}

std::vector<std::string> GuestCommandLines() {
  std::vector<std::string> lines;
  for (const fs::path& guest : Guests()) lines.push_back(CommandLine(guest));
  return lines;
}

bool Runs(const std::string& text) {
  const std::vector<std::string> lines = GuestCommandLines();
  return std::any_of(lines.begin(), lines.end(),
                     [&](const std::string& line) { return line.find(text) != std::string::npos; });
}

bool KillGuests(const std::string& line) {
  bool any = false;
  for (const fs::path& guest : Guests())
    if (CommandLine(guest) == line + " ") any |= ::kill(std::stoi(guest.filename()), SIGKILL) == 0;
  return any;
}

std::string OwnSleep() { return fmt::format("sleep {}", 1'000'000 + ::getpid()); }

bool WaitFor(const std::function<bool()>& holds, std::chrono::seconds deadline) {
  const auto end = std::chrono::steady_clock::now() + deadline;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));  // only how often it asks
  }
  return true;
}

}  // namespace shellab::testing
