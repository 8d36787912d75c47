// A flag that coroutines of one io_context wait for.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

namespace shellab {

// Set once, never unset. Any number of coroutines may wait; all run on the one thread of the io_context.
class Event {
 public:
  explicit Event(const boost::asio::any_io_executor& executor)
      : timer_(executor, std::chrono::steady_clock::time_point::max()) {}

  bool is_set() const { return set_; }
  void Set() {
    set_ = true;
    timer_.cancel();
  }
  // Returns once it is set.
  boost::asio::awaitable<void> Wait() { return WaitUntil(std::chrono::steady_clock::time_point::max()); }
  // Returns once it is set or `deadline` has passed. Only one coroutine may wait with a deadline.
  boost::asio::awaitable<void> WaitUntil(std::chrono::steady_clock::time_point deadline) {
    if (set_) co_return;
    timer_.expires_at(deadline);
    boost::system::error_code ignored;  // operation_aborted is what Set() looks like
    co_await timer_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
  }

 private:
  boost::asio::steady_timer timer_;
  bool set_ = false;
};

}  // namespace shellab
