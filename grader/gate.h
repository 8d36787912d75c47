// Lets runs go on beside each other, or one alone: a run that hit its wall-clock limit is repeated alone before that
// counts, since a loaded machine must cost nobody points. Used by the runner.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/this_coro.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "grader/check/observation.h"
#include "sandbox/event.h"

namespace shellab {

// All callers run on the one thread of an io_context. Who waits to be alone goes before those who come later.
class Gate {
 public:
  using Task = std::function<boost::asio::awaitable<RunResult>()>;

  struct Passed {
    RunResult result;
    bool was_alone = false;  // no other task ran at any moment of it
  };

  // Runs `task` beside others, once nobody runs alone or waits to. Throws what it throws.
  boost::asio::awaitable<Passed> Beside(Task task) {
    while (alone_ > 0) co_await Change();
    const Count running(this, &running_);
    const std::uint64_t entry = ++entries_;
    const bool was_first = running_ == 1;
    Passed passed;
    passed.result = co_await task();
    passed.was_alone = was_first && entry == entries_;
    co_return passed;
  }

  // Runs `task` once no other runs, and keeps all others waiting. Throws what it throws.
  boost::asio::awaitable<RunResult> Alone(Task task) {
    const Count alone(this, &alone_);
    while (running_ > 0) co_await Change();
    const Count running(this, &running_);
    co_return co_await task();
  }

 private:
  // Counts one in `*count` while it lives; wakes all who wait when it dies.
  class Count {
   public:
    Count(Gate* gate, int* count) : gate_(gate), count_(count) { ++*count_; }
    Count(const Count&) = delete;
    Count& operator=(const Count&) = delete;
    ~Count() {
      --*count_;
      for (const auto& waiter : std::exchange(gate_->waiters_, {}))
        if (const auto event = waiter.lock()) event->Set();
    }

   private:
    Gate* gate_;
    int* count_;
  };

  // Returns at the next change of a count.
  boost::asio::awaitable<void> Change() {
    // Owned by who waits: an Event must not outlive its io_context, as the gate may.
    const auto event = std::make_shared<Event>(co_await boost::asio::this_coro::executor);
    waiters_.push_back(event);
    co_await event->Wait();
  }

  int running_ = 0;
  int alone_ = 0;
  std::uint64_t entries_ = 0;
  std::vector<std::weak_ptr<Event>> waiters_;
};

}  // namespace shellab
