// A cache whose values are made by coroutines, each once, however many ask at the same time. Used for prepared layers
// and reference results, which all answers of a run share.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/this_coro.hpp>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "sandbox/event.h"

namespace shellab {

// All callers run on the one thread of an io_context.
template <typename Value>
class OnceMap {
 public:
  // The value of `key`; the first to ask makes it by `make`, the others wait. When making it throws, all who wait get
  // that exception and the next to ask tries again.
  boost::asio::awaitable<std::shared_ptr<const Value>> Get(std::string key,
                                                           std::function<boost::asio::awaitable<Value>()> make) {
    Entry& entry = entries_[key];
    if (entry.value) co_return entry.value;
    if (const std::shared_ptr<Making> making = entry.making.lock()) {
      co_await making->done.Wait();
      if (making->error) std::rethrow_exception(making->error);
      co_return making->value;
    }
    const auto making = std::make_shared<Making>(co_await boost::asio::this_coro::executor);
    entry.making = making;
    try {
      // GCC 12 destroys temporaries of a full expression with co_await twice: hence the named value.
      Value made = co_await make();
      making->value = std::make_shared<const Value>(std::move(made));
      entry.value = making->value;
    } catch (...) {
      making->error = std::current_exception();
    }
    entry.making.reset();
    making->done.Set();
    if (making->error) std::rethrow_exception(making->error);
    co_return making->value;
  }

 private:
  // Owned by the coroutines that make and await a value, never by the map: an Event must not outlive its io_context.
  struct Making {
    explicit Making(const boost::asio::any_io_executor& executor) : done(executor) {}
    Event done;
    std::shared_ptr<const Value> value;
    std::exception_ptr error;
  };
  struct Entry {
    std::shared_ptr<const Value> value;
    std::weak_ptr<Making> making;
  };
  std::map<std::string, Entry> entries_;
};

}  // namespace shellab
