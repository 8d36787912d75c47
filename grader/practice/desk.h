// Where what is to be done in a lab's world stands in line: one task after the other, however many are brought. Used by
// the practice session.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>

#include "sandbox/event.h"

namespace shellab {

// So many at once, and then one each time a span has passed.
class Allowance {
 public:
  using Clock = std::chrono::steady_clock;

  Allowance(int most, Clock::duration each) : most_(most), each_(each), left_(most) {}
  // Whether there was one left; then it is taken.
  bool Take(Clock::time_point now = Clock::now());

 private:
  int most_;
  Clock::duration each_;
  int left_;
  Clock::time_point last_;  // when one was added; of no meaning while all are left
};

class Desk {
 public:
  using Task = std::function<boost::asio::awaitable<void>()>;

  // `failed` is called when a task throws: then none is done any more.
  Desk(const boost::asio::any_io_executor& executor, std::function<void()> failed);
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  // Whether a task is being done or waits for that.
  bool busy() const { return working_ || !waiting_.empty(); }
  // Takes it, or leaves it where too many wait and returns false.
  bool Take(Task task);
  // Returns once all that was taken is done; after that nothing may be taken. Rethrows what a
  // task threw. Must be awaited before the value dies, unless the io_context is gone.
  boost::asio::awaitable<void> Close();

 private:
  boost::asio::awaitable<void> Work();

  std::deque<Task> waiting_;
  std::shared_ptr<Event> wake_;  // of the coroutine that works, while it has nothing to do
  bool working_ = false;
  bool closed_ = false;
  std::exception_ptr failure_;
  Event ended_;
};

}  // namespace shellab
