// The two ends of a practice session: its server, which owns the lab, and whoever sits at a terminal. Frames over a
// Unix stream socket: a letter, the size (four bytes, this machine's order) and the bytes. Used by both.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "sandbox/event.h"
#include "sandbox/os/fd.h"

namespace shellab {

struct Frame {
  // From the terminal: who comes and what for, first of all; what is typed; the terminal's size.
  static constexpr char kHello = 'h';
  static constexpr char kKeys = 'k';
  static constexpr char kSize = 's';
  // To it: what a program in the lab prints; the title of its window; what the session says; the end.
  static constexpr char kOutput = 'o';
  static constexpr char kTitle = 'w';
  static constexpr char kText = 't';
  static constexpr char kEnd = 'e';

  char kind = 0;
  std::string bytes;
};

// One end. Shared by its pending operations and whoever uses it.
class Wire : public std::enable_shared_from_this<Wire> {
 public:
  Wire(const boost::asio::any_io_executor& executor, Fd socket);
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  // The next frame; nothing once the other end is gone, or sends what is no frame. One reader at a time.
  boost::asio::awaitable<std::optional<Frame>> Read();
  // Sends a frame after all that were sent before; what the other end does not take any more is dropped.
  void Send(char kind, std::string_view bytes);
  // Returns once all is sent, or the other end is gone, or StopWaiting is called, or `deadline` has passed. One at a
  // time.
  boost::asio::awaitable<void> Drain(
      std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max());
  void StopWaiting();
  // Calls `callback` when the other end has left, whatever of it is still to be read: once, if ever.
  void OnLeft(std::function<void()> callback);
  bool has_left() const { return left_; }
  // Whether nothing waits to be sent.
  bool is_drained() const { return written_.empty(); }
  // Leaves: the other end sees it, and who reads here.
  void HangUp();
  // Sends the other end away: an exit code and last words. What it sends is not read any more.
  void End(int code, std::string_view text);

  int fd() { return socket_.native_handle(); }

  // A connected pair of sockets for both ends. Throws OsError.
  static std::pair<Fd, Fd> Sockets();
  // A kEnd frame by itself, where no io_context runs: given up where the socket takes nothing for as long as
  // `patience`. And what such a frame says.
  static void SendEnd(int fd, int code, std::string_view text, std::chrono::milliseconds patience);
  static std::pair<int, std::string> ReadEnd(const Frame& frame);

 private:
  void WriteOn();

  boost::asio::local::stream_protocol::socket socket_;
  std::string waiting_;
  std::string written_;  // what is being sent
  bool gone_ = false;    // nothing is sent any more
  bool left_ = false;
  std::shared_ptr<Event> drained_;  // of who waits for it
};

}  // namespace shellab
