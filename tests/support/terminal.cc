#include "tests/support/terminal.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utmp.h>

#include <array>
#include <csignal>
#include <vector>

#include "sandbox/os/error.h"

namespace shellab::testing {
namespace {

constexpr int kPatience = 20'000;  // milliseconds

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
  std::vector<std::string> args = command.argv;
  // By env(1), which adds to this process's own.
  args.insert(args.begin(), command.env.begin(), command.env.end());
  args.insert(args.begin(), "env");
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

void TerminalProgram::Type(std::string_view keys) {
  CheckCall(::write(master_.get(), keys.data(), keys.size()), "type");
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

bool TerminalProgram::Read() {
  pollfd ready{master_.get(), POLLIN, 0};
  if (::poll(&ready, 1, kPatience) <= 0) return false;
  std::array<char, 4096> buffer;
  const ssize_t size = ::read(master_.get(), buffer.data(), buffer.size());
  if (size <= 0) return false;
  shown_.append(buffer.data(), static_cast<std::size_t>(size));
  return true;
}

void TerminalProgram::Await(std::string_view text) {
  std::size_t found = 0;
  while ((found = shown_.find(text, seen_)) == std::string::npos)
    if (!Read())
      throw HostError("the terminal does not show `" + std::string(text) + "` but:\n" + shown_.substr(seen_));
  seen_ = found + text.size();
}

int TerminalProgram::Wait() {
  pollfd events[2] = {{program_.pidfd(), POLLIN, 0}, {master_.get(), POLLIN, 0}};
  while (::poll(events, 2, kPatience) > 0 && (events[0].revents & POLLIN) == 0)
    if (!Read()) throw HostError("the terminal is gone before its program");
  if ((events[0].revents & POLLIN) == 0) throw HostError("the program on the terminal does not end; shown:\n" + shown_);
  const ExitStatus status = program_.Reap();
  return status.signalled ? 128 + status.signal : status.code;
}

}  // namespace shellab::testing
