// The last of what a service prints, for the message that says why it did not come up. Used by the Supervisor.
#pragma once

#include <array>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <memory>
#include <string>

#include "sandbox/os/fd.h"

namespace shellab {

// Reads a pipe to its end, however much comes, and keeps the last of it.
class Tail : public std::enable_shared_from_this<Tail> {
 public:
  // Takes the pipe's reading end.
  Tail(const boost::asio::any_io_executor& executor, Fd pipe);
  // Starts to read; once, right after it was made.
  void Read();
  // At most the last kKept bytes.
  const std::string& text() const { return text_; }

  static constexpr std::size_t kKept = 16384;

 private:
  boost::asio::posix::stream_descriptor pipe_;
  std::array<char, 4096> buffer_;
  std::string text_;
};

}  // namespace shellab
