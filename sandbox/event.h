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
  boost::asio::awaitable<void> Wait() {
    constexpr auto kNever = std::chrono::steady_clock::time_point::max();
    while (!set_) {
      // A new expiry would wake all who wait already; after a deadline nobody does.
      if (timer_.expiry() != kNever) timer_.expires_at(kNever);
      co_await Expire();
    }
  }
  // Returns once it is set or `deadline` has passed. Then it must be the only one that waits.
  boost::asio::awaitable<void> WaitUntil(std::chrono::steady_clock::time_point deadline) {
    if (set_) co_return;
    timer_.expires_at(deadline);
    co_await Expire();
  }

 private:
  boost::asio::awaitable<void> Expire() {
    boost::system::error_code ignored;  // operation_aborted is what Set() looks like
    co_await timer_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
  }

  boost::asio::steady_timer timer_;
  bool set_ = false;
};

}  // namespace shellab
