#include "grader/practice/visitor.h"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <csignal>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "sandbox/os/fd.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

constexpr int kHungUp = 128 + SIGHUP;
constexpr int kMachineFault = 3;

// The terminal's side. Shared by the coroutine that reads from it and the one that shows, whichever lives longer.
class Hands : public std::enable_shared_from_this<Hands> {
 public:
  Hands(const asio::any_io_executor& executor, int terminal, std::shared_ptr<Wire> wire)
      : terminal_(executor, Duplicate(terminal).Release()), resized_(executor, SIGWINCH), wire_(std::move(wire)) {
    terminal_.non_blocking(true);
  }

  bool terminal_is_gone() const { return gone_; }

  void Start() {
    FollowSize();
    asio::co_spawn(
        terminal_.get_executor(), [self = shared_from_this()] { return self->Type(); }, asio::detached);
  }

  asio::awaitable<void> Show(std::string_view bytes) {
    boost::system::error_code error;
    co_await asio::async_write(terminal_, asio::buffer(bytes.data(), bytes.size()),
                               asio::redirect_error(asio::use_awaitable, error));
    if (error) Lose();
  }

  void Stop() {
    boost::system::error_code ignored;
    terminal_.cancel(ignored);
    resized_.cancel(ignored);
  }

 private:
  void FollowSize() {
    resized_.async_wait([self = shared_from_this()](const boost::system::error_code& error, int) {
      if (error) return;
      self->wire_->Send(Frame::kSize, EncodeSize(TerminalSizeOf(self->terminal_.native_handle())));
      self->FollowSize();
    });
  }

  asio::awaitable<void> Type() {
    std::array<char, 4096> buffer;
    for (;;) {
      boost::system::error_code error;
      const std::size_t size =
          co_await terminal_.async_read_some(asio::buffer(buffer), asio::redirect_error(asio::use_awaitable, error));
      if (error == asio::error::operation_aborted) co_return;
      if (error || size == 0) break;
      wire_->Send(Frame::kKeys, std::string_view(buffer.data(), size));
      co_await wire_->Drain();
    }
    Lose();
  }

  void Lose() {
    gone_ = true;
    wire_->HangUp();
  }

  asio::posix::stream_descriptor terminal_;
  asio::signal_set resized_;
  std::shared_ptr<Wire> wire_;
  bool gone_ = false;
};

std::string Shown(UserTerminal& terminal, const Frame& frame) {
  if (frame.kind == Frame::kText) return TerminalLines(frame.bytes);
  if (frame.kind == Frame::kTitle) return terminal.Title(frame.bytes);
  return frame.bytes;
}

}  // namespace

asio::awaitable<Farewell> StayAt(UserTerminal& terminal, std::shared_ptr<Wire> wire, Visit visit) {
  const auto executor = co_await asio::this_coro::executor;
  const auto hands = std::make_shared<Hands>(executor, terminal.fd(), wire);
  visit.size = TerminalSizeOf(terminal.fd());
  wire->Send(Frame::kHello, EncodeVisit(visit));
  hands->Start();
  std::optional<Farewell> farewell;
  // Also after the last words: the server hangs up when all is cleared away.
  for (;;) {
    const std::optional<Frame> frame = co_await wire->Read();
    if (!frame) break;
    if (frame->kind == Frame::kEnd) {
      auto [code, text] = Wire::ReadEnd(*frame);
      farewell = {code, std::move(text)};
    } else {
      const std::string shown = Shown(terminal, *frame);
      terminal.Follow(shown);
      co_await hands->Show(shown);
    }
  }
  hands->Stop();
  if (hands->terminal_is_gone()) co_return Farewell{kHungUp, ""};
  if (!farewell) farewell = {kMachineFault, "shellab: the session is over: its server was killed, and the lab with it"};
  co_return std::move(*farewell);
}

}  // namespace shellab
