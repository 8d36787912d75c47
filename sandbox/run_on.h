// Work that may block for long, as a file on a network's disk does, off the thread that runs all coroutines. Used by
// runs that share results.
#pragma once

#include <sys/eventfd.h>
#include <unistd.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstdint>
#include <future>
#include <memory>
#include <type_traits>

#include "sandbox/exec.h"
#include "sandbox/os/error.h"
#include "sandbox/os/fd.h"

namespace shellab {

// Runs `work` on a thread of `threads` and returns what it returns or throws what it throws; meanwhile the caller's
// thread does other things. A caller that is destroyed does not end it: `work`, of which it has a copy, owns what it
// uses.
template <typename Work>
boost::asio::awaitable<std::invoke_result_t<Work&>> RunOn(boost::asio::thread_pool& threads, const Work& work) {
  namespace asio = boost::asio;
  struct Job {
    explicit Job(const Work& todo) : task(todo), ended(::eventfd(0, EFD_CLOEXEC)) {
      CheckCall(ended.get(), "make an eventfd");
    }
    std::packaged_task<std::invoke_result_t<Work&>()> task;
    Fd ended;
  };
  const auto job = std::make_shared<Job>(work);
  std::future<std::invoke_result_t<Work&>> result = job->task.get_future();
  // Nothing is posted to the caller's loop, which may be gone by then.
  asio::post(threads, [job] {
    job->task();
    ::eventfd_write(job->ended.get(), 1);
  });
  co_await WaitReadable(job->ended.get());
  co_return result.get();
}

}  // namespace shellab
