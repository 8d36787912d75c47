// The terminal that the user sits at, while it belongs to a program in a sandbox: bytes pass untouched in both
// directions, and so does its size. Whatever becomes of shellab, the terminal is given back as it was. Used by the
// commands that open a shell.
#pragma once

#include <termios.h>
#include <unistd.h>

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "sandbox/os/fd.h"
#include "sandbox/os/process.h"
#include "sandbox/service/child.h"

namespace shellab {

class UserTerminal {
 public:
  // Takes the terminal over. A child of this process, which does nothing else, gives it back when this process dies of
  // whatever, so make it before anything that a child should not keep open. Throws UsageError where standard input and
  // output are no terminal, OsError.
  UserTerminal();
  // The same with the terminal that `fd` is open on, which alone must be one.
  explicit UserTerminal(int fd);
  UserTerminal(const UserTerminal&) = delete;
  UserTerminal& operator=(const UserTerminal&) = delete;
  // Gives the terminal back.
  ~UserTerminal();

  // The terminal itself, and what must be called with all that is shown there, before it is: so that it is given back
  // right whatever was drawn.
  int fd() const { return terminal_.get(); }
  void Follow(std::string_view bytes);
  // What shows `title` as that of the terminal's window; empty where terminals like this one have none. The window gets
  // its own title back with the terminal.
  std::string Title(const std::string& title);

  // Shows what comes from `master` and sends there what is typed, until `program` has ended and all that it printed is
  // shown, or the user's terminal is gone. The master stays the caller's. Throws OsError.
  boost::asio::awaitable<void> Relay(int master, const std::shared_ptr<Child>& program);

 private:
  class Screen;

  Fd terminal_;  // opened anew: what is set on the descriptors that shellab was started with, its parent would share
  termios before_{};
  Process guard_;
  std::shared_ptr<Screen> screen_;
};

// Throws UsageError where standard input and output are no terminal.
void RequireTerminal();

// What sets the title of a terminal's window (xterm's "Control Sequences", OSC 2).
std::string TitleSequence(const std::string& title);

// Text of shellab's own for a terminal in that mode: with a carriage return before each newline.
std::string TerminalLines(std::string_view text);

// What $TERM is in a sandbox: the user's own where it is one that Debian's ncurses-base describes, else the one that
// nearly every terminal understands.
std::string GuestTerm();

}  // namespace shellab
