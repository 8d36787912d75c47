// Many coroutines at once: the hosts of a sandbox, the answers of a class.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <functional>

namespace shellab {

// Runs `task(0)` ... `task(count - 1)`, at most `jobs` of them at the same time, in order of their start. When one
// throws, no further one is started, and its exception is rethrown once the others have ended.
boost::asio::awaitable<void> ForEach(std::size_t count, std::size_t jobs,
                                     std::function<boost::asio::awaitable<void>(std::size_t)> task);

}  // namespace shellab
