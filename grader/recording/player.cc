#include "grader/recording/player.h"

#include <fcntl.h>

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "grader/terminal/terminal_filter.h"
#include "sandbox/os/error.h"
#include "sandbox/os/fd.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

using Clock = std::chrono::steady_clock;

// What is shown when, and what the viewer's keys say to that. Shared with the read of a key that is under way.
class Playing : public std::enable_shared_from_this<Playing> {
 public:
  // Opened anew: what is set on the descriptor for reading and writing here, its other users would share.
  Playing(const asio::any_io_executor& executor, int terminal)
      : terminal_(executor, Open(DescriptorPath(terminal), O_RDWR | O_NOCTTY).Release()), timer_(executor) {}

  void AwaitKeys() {
    terminal_.async_read_some(asio::buffer(keys_), [self = shared_from_this()](const auto& error, std::size_t size) {
      if (error) return;  // over, or the terminal is gone, which showing something finds out
      for (const char key : std::string_view(self->keys_.data(), size)) self->Take(key);
      self->AwaitKeys();
    });
  }

  // Waits until this is due after what was waited for last, as long as nobody wants it to end.
  asio::awaitable<void> AwaitTurn(Clock::duration pause) {
    due_ += pause;
    while (!end_ && (paused_at_ || Clock::now() < due_)) {
      boost::system::error_code cancelled;
      timer_.expires_at(paused_at_ ? Clock::time_point::max() : due_);
      co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    }
  }

  asio::awaitable<void> Show(std::string_view text) {
    boost::system::error_code error;
    co_await asio::async_write(terminal_, asio::buffer(text.data(), text.size()),
                               asio::redirect_error(asio::use_awaitable, error));
    if (error) end_ = PlayEnd::kInterrupted;
  }

  void Stop() {
    boost::system::error_code error;
    terminal_.cancel(error);
  }

  const std::optional<PlayEnd>& end() const { return end_; }

 private:
  void Take(char key) {
    constexpr char kControlC = '\x03';
    if (key == ' ') {
      if (paused_at_) due_ += Clock::now() - *paused_at_;
      paused_at_ = paused_at_ ? std::nullopt : std::optional(Clock::now());
    }
    if (key == 'q') end_ = PlayEnd::kQuit;
    if (key == kControlC) end_ = PlayEnd::kInterrupted;
    timer_.cancel();
  }

  asio::posix::stream_descriptor terminal_;
  asio::steady_timer timer_;
  std::array<char, 64> keys_{};
  Clock::time_point due_ = Clock::now();
  std::optional<Clock::time_point> paused_at_;
  std::optional<PlayEnd> end_;
};

// Of shellab's own; nothing where the terminal is gone.
void Say(const UserTerminal& terminal, std::string_view text) {
  try {
    WriteAll(terminal.fd(), text, "the terminal");
  } catch (const OsError&) {  // the next read of a key has an error too
  }
}

// The terminal's modes as they were, also where an exception or a signal ends the player.
struct Restoring {
  ~Restoring() {
    playing.Stop();
    Say(terminal, filter.Restore() + "\r\n");
  }
  Playing& playing;
  UserTerminal& terminal;
  TerminalFilter& filter;
};

}  // namespace

asio::awaitable<PlayEnd> Play(RecordingReader& reader, UserTerminal& terminal, const std::string& introduction,
                              Pace pace) {
  Say(terminal, TerminalLines(introduction));
  const auto playing = std::make_shared<Playing>(co_await asio::this_coro::executor, terminal.fd());
  TerminalFilter filter;
  const Restoring restoring{*playing, terminal, filter};
  playing->AwaitKeys();
  std::chrono::microseconds last{};
  while (!playing->end()) {
    const std::optional<RecordingEvent> event = reader.Next();
    if (!event) break;
    auto pause = event->at - last;
    if (pace.idle_limit) pause = std::min<std::chrono::microseconds>(pause, *pace.idle_limit);
    last = event->at;
    const std::chrono::duration<double, std::micro> scaled(static_cast<double>(pause.count()) / pace.speed);
    co_await playing->AwaitTurn(std::chrono::duration_cast<Clock::duration>(scaled));
    if (playing->end() || event->kind != RecordingEvent::Kind::kOutput) continue;
    const std::string text = filter.Pass(event->data);
    terminal.Follow(text);
    co_await playing->Show(text);
  }
  co_return playing->end().value_or(PlayEnd::kPlayed);
}

}  // namespace shellab
