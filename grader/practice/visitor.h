// Somebody at a terminal, in a practice session that its server runs: what is typed goes there, what comes is shown.
// Used by `shellab start`, `attach` and `shell`.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <memory>
#include <string>

#include "grader/practice/visit.h"
#include "grader/practice/wire.h"
#include "grader/terminal/user_terminal.h"

namespace shellab {

// How a visit ended: the program's exit code, and last words for when the terminal is given back.
struct Farewell {
  int code = 0;
  std::string text;
};

// Stays until the session sends its visitor away, its server is gone, or the terminal is. `wire` leads to the
// server. The size in `visit` need not be set.
boost::asio::awaitable<Farewell> StayAt(UserTerminal& terminal, std::shared_ptr<Wire> wire, Visit visit);

}  // namespace shellab
