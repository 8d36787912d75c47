#include "sandbox/capture.h"

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace shellab {
namespace asio = boost::asio;

Capture::Capture(const asio::any_io_executor& executor, Fd pipe, std::uint64_t max_bytes, std::function<void()> on_full)
    : pipe_(executor, pipe.Release()), max_bytes_(max_bytes), on_full_(std::move(on_full)), ended_(executor) {
  pipe_.non_blocking(true);
}

void Capture::Start() {
  asio::co_spawn(
      pipe_.get_executor(), [self = shared_from_this()]() { return self->Read(); }, asio::detached);
}

bool Capture::Keep(const char* data, std::size_t size) {
  output_.total_bytes += size;
  const std::uint64_t room = max_bytes_ - output_.content.size();
  output_.content.append(data, std::min<std::uint64_t>(size, room));
  if (size <= room) return true;
  output_.truncated = true;
  on_full_();
  return false;
}

asio::awaitable<void> Capture::Read() {
  std::array<char, 65536> buffer;
  boost::system::error_code error;
  bool room = true;
  while (room && !error && !stopping_) {
    const std::size_t n =
        co_await pipe_.async_read_some(asio::buffer(buffer), asio::redirect_error(asio::use_awaitable, error));
    room = Keep(buffer.data(), n);
  }
  // Stopped: what lies in the pipe is taken without waiting; the limit bounds a writer that never rests.
  if (error == asio::error::operation_aborted) error.clear();
  while (room && !error) {
    const std::size_t n = pipe_.read_some(asio::buffer(buffer), error);
    room = Keep(buffer.data(), n);
  }
  pipe_.close(error);
  ended_.Set();
}

void Capture::Stop() {
  stopping_ = true;
  boost::system::error_code ignored;  // nothing to cancel when reading has ended
  if (!ended_.is_set()) pipe_.cancel(ignored);
}

}  // namespace shellab
