#include "grader/commands/session.h"

#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <exception>

#include "sandbox/os/error.h"

namespace shellab {
namespace asio = boost::asio;

void RequireRoot() {
  if (::geteuid() != 0) throw HostError("sandboxes need root: run the same command with sudo");
}

int RunLoop(std::function<asio::awaitable<int>()> command) {
  int code = 0;
  std::exception_ptr failure;
  {
    asio::io_context io;
    asio::signal_set signals(io, SIGINT, SIGTERM, SIGHUP);
    signals.async_wait([&](const boost::system::error_code& error, int signal) {
      if (error) return;
      code = 128 + signal;
      io.stop();
    });
    asio::co_spawn(io, command(), [&](std::exception_ptr error, int result) {
      failure = std::move(error);
      code = result;
      io.stop();
    });
    io.run();
  }  // unwinds what is still suspended
  if (failure) std::rethrow_exception(failure);
  return code;
}

}  // namespace shellab
