// Reads what a program prints, up to a limit. Used by Host::Exec.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <functional>
#include <memory>

#include "sandbox/event.h"
#include "sandbox/os/fd.h"
#include "sandbox/outcome.h"

namespace shellab {

// One stream of one program. Reading goes on in the background from Start until the end of file, the limit or Stop.
class Capture : public std::enable_shared_from_this<Capture> {
 public:
  // Takes the pipe's reading end. Calls `on_full` once when more than `max_bytes` have come; the rest is not read and
  // the pipe is closed, so that its writers get SIGPIPE.
  Capture(const boost::asio::any_io_executor& executor, Fd pipe, std::uint64_t max_bytes,
          std::function<void()> on_full);
  void Start();
  // Lets it end with what lies in the pipe now: whoever still holds the other end can print nothing more.
  void Stop();
  // Set when reading has ended.
  Event& ended() { return ended_; }
  CapturedOutput Take() { return std::move(output_); }

 private:
  boost::asio::awaitable<void> Read();
  // Returns false at the limit.
  bool Keep(const char* data, std::size_t size);

  boost::asio::posix::stream_descriptor pipe_;
  std::uint64_t max_bytes_;
  std::function<void()> on_full_;
  bool stopping_ = false;
  Event ended_;
  CapturedOutput output_;
};

}  // namespace shellab
