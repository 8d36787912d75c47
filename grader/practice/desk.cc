#include "grader/practice/desk.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <utility>

namespace shellab {
namespace asio = boost::asio;
namespace {

constexpr std::size_t kMostWaiting = 4;

}  // namespace

bool Allowance::Take(Clock::time_point now) {
  for (; left_ < most_ && now - last_ >= each_; ++left_) last_ += each_;
  if (left_ == most_) last_ = now;  // a long pause gives no more than that
  if (left_ == 0) return false;
  --left_;
  return true;
}

Desk::Desk(const asio::any_io_executor& executor, std::function<void()> failed) : ended_(executor) {
  asio::co_spawn(executor, Work(), [this, failed = std::move(failed)](const std::exception_ptr& error) {
    failure_ = error;
    working_ = false;
    ended_.Set();
    if (error) failed();
  });
}

bool Desk::Take(Task task) {
  if (waiting_.size() >= kMostWaiting) return false;
  waiting_.push_back(std::move(task));
  if (wake_) wake_->Set();
  return true;
}

asio::awaitable<void> Desk::Work() {
  const auto executor = co_await asio::this_coro::executor;
  while (!closed_ || !waiting_.empty()) {
    if (waiting_.empty()) {
      wake_ = std::make_shared<Event>(executor);
      const std::shared_ptr<Event> wake = wake_;
      co_await wake->Wait();
      wake_.reset();
      continue;
    }
    const Task task = std::move(waiting_.front());
    waiting_.pop_front();
    working_ = true;
    co_await task();
    working_ = false;
  }
}

asio::awaitable<void> Desk::Close() {
  closed_ = true;
  if (wake_) wake_->Set();
  co_await ended_.Wait();
  if (failure_) std::rethrow_exception(failure_);
}

}  // namespace shellab
