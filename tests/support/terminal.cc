#include "tests/support/terminal.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utmp.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <utility>
#include <vector>

#include "sandbox/os/error.h"

namespace shellab::testing {
namespace {

constexpr std::chrono::milliseconds kPatience = std::chrono::seconds(20);

std::vector<char*> Pointers(std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  for (std::string& text : strings) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

TerminalProgram::TerminalProgram(const Command& command) {
  winsize size{};
  size.ws_col = 100;
  size.ws_row = 30;
  int master = -1;
  int slave = -1;
  CheckCall(::openpty(&master, &slave, nullptr, nullptr, &size), "openpty");
  master_ = Fd(master);
  slave_ = Fd(slave);
  first_settings_ = Settings();
  std::vector<std::string> args = command.argv;
  // By env(1), which adds to this process's own. What it is on does what an xterm does.
  args.insert(args.begin(), command.env.begin(), command.env.end());
  args.insert(args.begin(), {"env", "TERM=xterm"});
  const std::vector<char*> argv = Pointers(args);
  const pid_t pid = ::fork();
  if (pid < 0) ThrowErrno("fork");
  if (pid == 0) {
    ::login_tty(slave);
    ::close_range(3, ~0U, 0);
    ::execvp(argv.front(), argv.data());
    ::_exit(127);
  }
  program_ = Process::FromPid(pid);
}

std::size_t TerminalProgram::TypeSome(std::string_view keys, std::chrono::milliseconds patience) {
  for (;;) {
    pollfd ready{master_.get(), POLLIN | POLLOUT, 0};
    if (::poll(&ready, 1, static_cast<int>(patience.count())) <= 0) return 0;
    if ((ready.revents & POLLIN) != 0) Read(patience);
    // Of a terminal that has room a few bytes never block.
    constexpr std::size_t kFew = 64;
    if ((ready.revents & POLLOUT) != 0)
      return static_cast<std::size_t>(
          CheckCall(::write(master_.get(), keys.data(), std::min(keys.size(), kFew)), "type"));
  }
}

void TerminalProgram::Type(std::string_view keys) {
  while (!keys.empty()) {
    const std::size_t typed = TypeSome(keys, kPatience);
    if (typed == 0) throw HostError("the terminal takes no keys");
    keys.remove_prefix(typed);
  }
}

void TerminalProgram::TypeUntilFull(char key) {
  const std::string keys(64, key);
  while (TypeSome(keys, std::chrono::milliseconds(500)) > 0) {
  }
}

void TerminalProgram::Resize(unsigned short columns, unsigned short rows) {
  winsize size{};
  size.ws_col = columns;
  size.ws_row = rows;
  CheckCall(::ioctl(master_.get(), TIOCSWINSZ, &size), "resize a terminal");
}

termios TerminalProgram::Settings() const {
  termios settings{};
  CheckCall(::tcgetattr(slave_.get(), &settings), "tcgetattr");
  return settings;
}

bool TerminalProgram::Read(std::chrono::milliseconds patience) {
  pollfd ready{master_.get(), POLLIN, 0};
  if (::poll(&ready, 1, static_cast<int>(patience.count())) <= 0) return false;
  std::array<char, 4096> buffer;
  const ssize_t size = ::read(master_.get(), buffer.data(), buffer.size());
  if (size <= 0) return false;
  shown_.append(buffer.data(), static_cast<std::size_t>(size));
  return true;
}

std::size_t TerminalProgram::ReadUntil(std::string_view text, std::size_t position,
                                       std::chrono::milliseconds patience) {
  std::size_t found = 0;
  while ((found = shown_.find(text, position)) == std::string::npos)
    if (!Read(patience))
      throw HostError("the terminal does not show `" + std::string(text) + "` but:\n" + shown_.substr(position));
  return found;
}

std::string TerminalProgram::Await(std::string_view text, std::chrono::milliseconds patience) {
  const std::size_t found = ReadUntil(text, seen_, patience);
  const std::size_t begin = std::exchange(seen_, found + text.size());
  return shown_.substr(begin, found - begin);
}

void TerminalProgram::AwaitAnywhere(std::string_view text) { ReadUntil(text, 0, kPatience); }

int TerminalProgram::Wait() {
  pollfd events[2] = {{program_.pidfd(), POLLIN, 0}, {master_.get(), POLLIN, 0}};
  while (::poll(events, 2, static_cast<int>(kPatience.count())) > 0 && (events[0].revents & POLLIN) == 0)
    if (!Read(kPatience)) throw HostError("the terminal is gone before its program");
  if ((events[0].revents & POLLIN) == 0) throw HostError("the program on the terminal does not end; shown:\n" + shown_);
  const ExitStatus status = program_.Reap();
  return status.signalled ? 128 + status.signal : status.code;
}

int TerminalProgram::Leave() {
  Type("exit\r");
  return Wait();
}

}  // namespace shellab::testing
