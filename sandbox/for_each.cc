#include "sandbox/for_each.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <exception>
#include <memory>
#include <utility>

#include "sandbox/event.h"

namespace shellab {
namespace asio = boost::asio;

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
