#include "grader/practice/wire.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <cerrno>
#include <climits>
#include <cstdint>
#include <cstring>

#include "sandbox/os/error.h"

namespace shellab {
namespace asio = boost::asio;
using asio::local::stream_protocol;
namespace {

constexpr std::uint32_t kMaxBytes = 1U << 20U;
constexpr std::size_t kHeader = 5;

std::string FrameOf(char kind, std::string_view bytes) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  std::string frame(1, kind);
  frame.append(reinterpret_cast<const char*>(&size), sizeof size);
  return frame.append(bytes);
}

std::string EndBytes(int code, std::string_view text) { return std::string(1, static_cast<char>(code)).append(text); }

}  // namespace

Wire::Wire(const asio::any_io_executor& executor, Fd socket) : socket_(executor, stream_protocol(), socket.Release()) {}

asio::awaitable<std::optional<Frame>> Wire::Read() {
  std::array<char, kHeader> header;
  boost::system::error_code error;
  co_await asio::async_read(socket_, asio::buffer(header), asio::redirect_error(asio::use_awaitable, error));
  if (error) co_return std::nullopt;
  Frame frame;
  std::uint32_t size = 0;
  frame.kind = header[0];
  std::memcpy(&size, header.data() + 1, sizeof size);
  if (size > kMaxBytes) co_return std::nullopt;
  frame.bytes.resize(size);
  co_await asio::async_read(socket_, asio::buffer(frame.bytes), asio::redirect_error(asio::use_awaitable, error));
  if (error) co_return std::nullopt;
  co_return frame;
}

void Wire::Send(char kind, std::string_view bytes) {
  if (gone_) return;
  do {
    const std::string_view part = bytes.substr(0, kMaxBytes);
    waiting_ += FrameOf(kind, part);
    bytes.remove_prefix(part.size());
  } while (!bytes.empty());
  if (written_.empty()) WriteOn();
}

void Wire::WriteOn() {
  written_.swap(waiting_);
  asio::async_write(socket_, asio::buffer(written_),
                    [self = shared_from_this()](const boost::system::error_code& error, std::size_t) {
                      self->written_.clear();
                      if (error) {
                        self->gone_ = true;
                        self->waiting_.clear();
                      }
                      if (!self->waiting_.empty()) return self->WriteOn();
                      self->StopWaiting();
                    });
}

asio::awaitable<void> Wire::Drain(std::chrono::steady_clock::time_point deadline) {
  if (is_drained()) co_return;
  drained_ = std::make_shared<Event>(co_await asio::this_coro::executor);
  const std::shared_ptr<Event> drained = drained_;
  co_await drained->WaitUntil(deadline);
  drained_.reset();
}

void Wire::StopWaiting() {
  if (drained_) drained_->Set();
}

void Wire::OnLeft(std::function<void()> callback) {
  socket_.async_wait(stream_protocol::socket::wait_error, [weak = weak_from_this(), callback = std::move(callback)](
                                                              const boost::system::error_code& error) mutable {
    const auto self = weak.lock();
    if (error || !self) return;
    // Asked: an event may be that of a descriptor that was closed (see WaitReadable).
    pollfd state{self->fd(), 0, 0};
    if (::poll(&state, 1, 0) == 0) return self->OnLeft(std::move(callback));
    self->left_ = true;
    callback();
  });
}

void Wire::End(int code, std::string_view text) {
  Send(Frame::kEnd, EndBytes(code, text));
  gone_ = true;  // for what comes after
  boost::system::error_code ignored;
  socket_.shutdown(stream_protocol::socket::shutdown_receive, ignored);
  StopWaiting();
}

void Wire::HangUp() {
  gone_ = true;
  boost::system::error_code ignored;
  socket_.shutdown(stream_protocol::socket::shutdown_both, ignored);
}

std::pair<Fd, Fd> Wire::Sockets() {
  int ends[2];
  CheckCall(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), "make a pair of sockets");
  return {Fd(ends[0]), Fd(ends[1])};
}

void Wire::SendEnd(int fd, int code, std::string_view text, std::chrono::milliseconds patience) {
  const std::string frame = FrameOf(Frame::kEnd, EndBytes(code, text));
  const int most = static_cast<int>(std::min<std::chrono::milliseconds::rep>(patience.count(), INT_MAX));
  std::string_view rest = frame;
  pollfd ready{fd, POLLOUT, 0};
  while (!rest.empty() && ::poll(&ready, 1, most) > 0) {
    const ssize_t sent = ::send(fd, rest.data(), rest.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN) return;
    rest.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(sent, 0)));
  }
}

std::pair<int, std::string> Wire::ReadEnd(const Frame& frame) {
  if (frame.bytes.empty()) return {};
  return {static_cast<unsigned char>(frame.bytes.front()), frame.bytes.substr(1)};
}

}  // namespace shellab
