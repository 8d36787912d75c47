// The terminal that the user sits at, while it belongs to a program in a sandbox: bytes pass untouched in both
// directions, and so does its size. Whatever becomes of shellab, the terminal is given back as it was. Used by the
// commands that open a shell.
#pragma once

#include <termios.h>

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
  UserTerminal(const UserTerminal&) = delete;
  UserTerminal& operator=(const UserTerminal&) = delete;
  // Gives the terminal back.
  ~UserTerminal();

  // Shows text of shellab's own, with a carriage return before each newline.
  void Print(std::string_view text) const;

  // Shows what comes from `master` and sends there what is typed, until `program` has ended and all that it printed is
  // shown, or the user's terminal is gone. The master stays the caller's. Throws OsError.
  boost::asio::awaitable<void> Relay(int master, const std::shared_ptr<Child>& program);

 private:
  Fd terminal_;  // opened anew: what is set on the descriptors that shellab was started with, its parent would share
  termios before_{};
  Process guard_;
  Fd lifeline_;  // the guard's, until this process is gone
};

// The columns of the terminal; 80 where standard output is none (tty_ioctl(4)).
std::size_t TerminalColumns();

// What $TERM is in a sandbox: the user's own where it is one that Debian's ncurses-base describes, else the one that
// nearly every terminal understands.
std::string GuestTerm();

}  // namespace shellab
