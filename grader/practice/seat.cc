#include "grader/practice/seat.h"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <csignal>
#include <optional>
#include <utility>

#include "grader/terminal/last_words.h"
#include "grader/terminal/screen_mode.h"
#include "grader/terminal/user_terminal.h"
#include "sandbox/os/fd.h"
#include "sandbox/processes.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

// As much as a terminal itself keeps (termios(3), MAX_INPUT).
constexpr std::size_t kMostTypedAhead = 4095;

}  // namespace

// Shared by who reads from the terminal and who writes to it, whichever lives longer.
class Seat::Line {
 public:
  Line(const asio::any_io_executor& executor, int master, pid_t shell)
      : master_(executor, Duplicate(master).Release()), shell_(shell) {
    master_.non_blocking(true);
  }

  // Whether the shell may be typed to: before, Ctrl-C would end it. Bash ignores SIGTERM from right after it has taken
  // charge of SIGINT (sig.c, initialize_shell_signals), before it reads any file; whatever has shown something is let
  // be typed to as well.
  bool listens() { return listens_ = listens_ || Ignores(shell_, SIGTERM); }
  void Hear() { listens_ = true; }

  asio::posix::stream_descriptor& master() { return master_; }
  // As many of the keys as the terminal has room for now.
  void TypeAtOnce(std::string_view keys) {
    boost::system::error_code ignored;
    master_.write_some(asio::buffer(keys.data(), keys.size()), ignored);
  }
  // Ends what waits for the terminal to give or to take something.
  void Interrupt() {
    boost::system::error_code ignored;
    master_.cancel(ignored);
  }

 private:
  asio::posix::stream_descriptor master_;
  pid_t shell_;
  bool listens_ = false;
};

Seat::Seat(const asio::any_io_executor& executor, SeatTaps taps)
    : executor_(executor), taps_(std::move(taps)), active_at_(Clock::now()) {}

void Seat::Take(std::shared_ptr<Wire> visitor, const TerminalSize& size, std::string_view farewell) {
  if (visitor_) visitor_->End(0, farewell);
  // What the last one typed may still wait for a program to read it.
  if (line_) line_->Interrupt();
  typed_ahead_.clear();
  visitor_ = std::move(visitor);
  active_at_ = Clock::now();
  visitor_->OnLeft([seat = weak_from_this(), who = std::weak_ptr<Wire>(visitor_)] {
    const auto self = seat.lock();
    if (self && self->visitor_ == who.lock() && self->line_) self->line_->Interrupt();
  });
  // First: what is shown again may end in the middle of a control sequence.
  if (!title_.empty() && !title_waits_) visitor_->Send(Frame::kTitle, title_);
  visitor_->Send(Frame::kOutput, tail_.Again(size.rows > 0 ? size.rows - 1 : 0));
  SetSizeAnew(size);
  asio::co_spawn(
      executor_, [self = shared_from_this(), who = visitor_] { return self->Listen(who); }, asio::detached);
}

void Seat::SetSize(const TerminalSize& size) {
  size_ = size;
  if (!line_) return;
  SetTerminalSize(line_->master().native_handle(), size);
  if (taps_.resized) taps_.resized(size);
}

// A program is told of a size only when it changes.
void Seat::SetSizeAnew(const TerminalSize& size) {
  const TerminalSize other{size.columns, size.rows > 1 ? size.rows - 1 : size.rows + 1};
  if (line_) SetTerminalSize(line_->master().native_handle(), other);
  SetSize(size);
}

// An interrupt discards what was typed before it, as a terminal does (termios(3), ISIG), and there is nobody yet whom
// it could interrupt but the shell that is to come, or does not know of interrupts yet.
void Seat::TypeAhead(std::string_view keys) {
  typed_ahead_.append(keys.substr(0, kMostTypedAhead - typed_ahead_.size()));
  constexpr std::string_view kInterrupts = "\x03\x1c\x1a";  // Ctrl-C, Ctrl-\ and Ctrl-Z
  if (const std::size_t at = typed_ahead_.find_last_of(kInterrupts); at != std::string::npos)
    typed_ahead_.erase(0, at + 1);
}

void Seat::GiveTypedAhead() {
  if (!typed_ahead_.empty()) line_->TypeAtOnce(std::exchange(typed_ahead_, {}));
}

asio::awaitable<void> Seat::Listen(std::shared_ptr<Wire> visitor) {
  for (;;) {
    const std::optional<Frame> frame = co_await visitor->Read();
    if (visitor != visitor_) co_return;  // another one has come
    if (!frame) break;
    if (frame->kind == Frame::kSize) SetSize(DecodeSize(frame->bytes).value_or(size_));
    if (frame->kind != Frame::kKeys) continue;
    active_at_ = Clock::now();
    const std::shared_ptr<Line> line = line_;
    const bool listens = line && line->listens();
    if (listens) GiveTypedAhead();
    if (!listens) {
      TypeAhead(frame->bytes);
    } else if (visitor->has_left()) {
      // A program that reads nothing must not keep that from being seen.
      line->TypeAtOnce(frame->bytes);
    } else {
      boost::system::error_code ignored;  // the program is gone
      co_await asio::async_write(line->master(), asio::buffer(frame->bytes),
                                 asio::redirect_error(asio::use_awaitable, ignored));
    }
    if (taps_.typed) taps_.typed(frame->bytes);  // once the program has it: who listens may take their time
  }
  visitor_.reset();
  if (left_) left_();
}

void Seat::Print(std::string_view text) {
  if (shows_other_screen() || !said_.empty()) {
    said_ += text;
    return;
  }
  const std::string lines = TerminalLines(text);
  tail_.Follow(lines);
  if (taps_.shown) taps_.shown(lines);
  if (visitor_) visitor_->Send(Frame::kText, text);
}

void Seat::SetTitle(const std::string& title) {
  if (title.empty() || title == title_) return;
  title_ = title;
  title_waits_ = true;
  ShowTitle();
}

void Seat::ShowTitle() {
  if (!title_waits_ || !tail_.is_whole()) return;
  title_waits_ = false;
  if (taps_.shown) taps_.shown(TitleSequence(title_));
  if (visitor_) visitor_->Send(Frame::kTitle, title_);
}

void Seat::Show(std::string_view bytes) {
  tail_.Follow(bytes);
  if (taps_.shown) taps_.shown(bytes);
  if (visitor_) visitor_->Send(Frame::kOutput, bytes);
  ShowTitle();
  if (!said_.empty() && !shows_other_screen() && tail_.is_whole()) Print(std::exchange(said_, {}));
}

asio::awaitable<void> Seat::Finish(Clock::time_point deadline) {
  const std::shared_ptr<Wire> visitor = visitor_;
  if (!visitor) co_return;
  co_await visitor->Drain(deadline);
  if (!visitor->is_drained()) visitor->HangUp();
}

asio::awaitable<void> Seat::Relay(int master, const std::shared_ptr<Child>& program) {
  const auto line = std::make_shared<Line>(executor_, master, program->id().pid);
  line_ = line;
  SetSize(size_);
  program->OnEnd([line, self = shared_from_this()] {
    line->Interrupt();
    if (self->visitor_) self->visitor_->StopWaiting();
  });
  std::array<char, 16384> buffer;
  boost::system::error_code error;
  while (program->running()) {
    const std::size_t size =
        co_await line->master().async_read_some(asio::buffer(buffer), asio::redirect_error(asio::use_awaitable, error));
    if (size > 0) {
      Show(std::string_view(buffer.data(), size));
      line->Hear();
      GiveTypedAhead();
    }
    // A program must not be ahead of who sits there, but need not live until they have seen all.
    const std::shared_ptr<Wire> visitor = visitor_;
    if (visitor && program->running()) co_await visitor->Drain();
    if (error && error != asio::error::operation_aborted) break;
  }
  co_await program->ended().Wait();
  Show(LastWords(line->master().native_handle()));
  // An editor that was killed leaves its screen there, which is no place for what comes.
  if (shows_other_screen()) Show(ScreenMode::kLeave);
  if (!said_.empty()) Print(std::exchange(said_, {}));
  line_.reset();
}

}  // namespace shellab
