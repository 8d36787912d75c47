#include "grader/commands/session.h"

#include <unistd.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/this_coro.hpp>
#include <csignal>
#include <exception>
#include <memory>

#include "sandbox/event.h"
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

namespace {

struct Shared {
  explicit Shared(const asio::any_io_executor& executor) : ended(executor) {}
  std::function<asio::awaitable<void>(std::size_t)> task;
  std::size_t count = 0;
  std::size_t next = 0;
  std::size_t workers = 0;
  std::exception_ptr failure;
  Event ended;
};

asio::awaitable<void> Work(std::shared_ptr<Shared> shared) {
  while (shared->next < shared->count && !shared->failure) co_await shared->task(shared->next++);
}

}  // namespace

asio::awaitable<void> ForEach(std::size_t count, std::size_t jobs,
                              std::function<asio::awaitable<void>(std::size_t)> task) {
  if (count == 0) co_return;
  const auto executor = co_await asio::this_coro::executor;
  const auto shared = std::make_shared<Shared>(executor);
  shared->task = std::move(task);
  shared->count = count;
  shared->workers = std::min(jobs, count);
  for (std::size_t i = 0; i < std::min(jobs, count); ++i)
    asio::co_spawn(executor, Work(shared), [shared](std::exception_ptr error) {
      if (error && !shared->failure) shared->failure = std::move(error);
      if (--shared->workers == 0) shared->ended.Set();
    });
  co_await shared->ended.Wait();
  if (shared->failure) std::rethrow_exception(shared->failure);
}

}  // namespace shellab
