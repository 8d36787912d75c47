#include "grader/terminal/user_terminal.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
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
#include <cstdlib>
#include <functional>
#include <iterator>
#include <memory>
#include <string_view>

#include "grader/terminal/screen_mode.h"
#include "grader/usage_error.h"
#include "sandbox/os/clone.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

// What a program that was killed may have left switched on: bracketed paste, mouse reports, colours, a hidden cursor.
constexpr std::string_view kPlain = "\x1b[?2004l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[0m\x1b[?25h";

// Ends a screen that is not the usual one, and waits for nothing: the terminal may be gone.
void GiveBack(int terminal, const termios& before, bool other_screen) {
  const std::string_view leave = other_screen ? ScreenMode::kLeave : "";
  for (const std::string_view text : {leave, kPlain}) {
    const ssize_t ignored = ::write(terminal, text.data(), text.size());
    static_cast<void>(ignored);
  }
  ::tcsetattr(terminal, TCSANOW, &before);
}

// Lives until its parent does not. What is typed and a lost terminal are no matter of its own: a session apart gets no
// signal of them.
[[noreturn]] void Guard(int lifeline, int terminal, const termios& before) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE}) ::signal(signal, SIG_IGN);
  ::prctl(PR_SET_NAME, "terminal");  // not what `pkill shellab` is after
  ::setsid();
  ::dup2(lifeline, 0);
  ::dup2(terminal, 1);
  ::close_range(2, ~0U, 0);
  char other_screen = 0;
  while (::read(0, &other_screen, 1) > 0) {
  }
  GiveBack(1, before, other_screen != 0);
  ::_exit(0);
}

void CopySize(int from, int to) {
  winsize size{};
  if (::ioctl(from, TIOCGWINSZ, &size) == 0) ::ioctl(to, TIOCSWINSZ, &size);
}

// Both directions of one relay. Shared by its coroutines, whichever lives longest.
class Passage : public std::enable_shared_from_this<Passage> {
 public:
  Passage(const asio::any_io_executor& executor, int terminal, int master, int lifeline)
      : terminal_(executor, Duplicate(terminal).Release()),
        master_(executor, Duplicate(master).Release()),
        resized_(executor, SIGWINCH),
        over_(executor),
        lifeline_(lifeline) {
    terminal_.non_blocking(true);
    master_.non_blocking(true);
  }
  Passage(const Passage&) = delete;
  Passage& operator=(const Passage&) = delete;
  // Released before they are closed: a child between clone and exec may hold a copy, which would keep them in epoll.
  ~Passage() {
    Fd(terminal_.release()).Close();
    Fd(master_.release()).Close();
  }

  void Start() {
    const auto executor = terminal_.get_executor();
    asio::co_spawn(
        executor, [self = shared_from_this()] { return self->Pass(self->terminal_, self->master_, false); },
        asio::detached);
    asio::co_spawn(
        executor, [self = shared_from_this()] { return self->Pass(self->master_, self->terminal_, true); },
        asio::detached);
    FollowSize();
  }

  // Set when the user's terminal is gone.
  Event& over() { return over_; }

  // Shows what lies ready, and ends the coroutines.
  asio::awaitable<void> Finish() {
    boost::system::error_code error;
    master_.cancel(error);
    std::array<char, 65536> buffer;
    error.clear();
    while (!error) {
      const std::size_t size = master_.read_some(asio::buffer(buffer), error);
      if (size > 0) co_await Show(terminal_, std::string_view(buffer.data(), size), error);
    }
    terminal_.cancel(error);
    resized_.cancel(error);
  }

 private:
  void FollowSize() {
    CopySize(terminal_.native_handle(), master_.native_handle());
    resized_.async_wait([self = shared_from_this()](const boost::system::error_code& error, int) {
      if (!error) self->FollowSize();
    });
  }

  asio::awaitable<void> Show(asio::posix::stream_descriptor& to, std::string_view bytes,
                             boost::system::error_code& error) {
    if (screen_.Follow(bytes)) {
      const char other = screen_.other() ? 1 : 0;
      CheckCall(::write(lifeline_, &other, 1), "tell the terminal's guard");
    }
    co_await asio::async_write(to, asio::buffer(bytes.data(), bytes.size()),
                               asio::redirect_error(asio::use_awaitable, error));
  }

  asio::awaitable<void> Pass(asio::posix::stream_descriptor& from, asio::posix::stream_descriptor& to, bool shown) {
    std::array<char, 16384> buffer;
    boost::system::error_code error;
    while (!error) {
      const std::size_t size =
          co_await from.async_read_some(asio::buffer(buffer), asio::redirect_error(asio::use_awaitable, error));
      if (size == 0) break;
      const std::string_view bytes(buffer.data(), size);
      if (shown) {
        co_await Show(to, bytes, error);
      } else {
        co_await asio::async_write(to, asio::buffer(bytes.data(), bytes.size()),
                                   asio::redirect_error(asio::use_awaitable, error));
      }
    }
    // The master has an error as soon as nobody has the terminal open, just before the program's end is known.
    if (!shown && error != asio::error::operation_aborted) over_.Set();
  }

  asio::posix::stream_descriptor terminal_;
  asio::posix::stream_descriptor master_;
  asio::signal_set resized_;
  Event over_;
  int lifeline_;
  ScreenMode screen_;
};

}  // namespace

std::size_t TerminalColumns() {
  constexpr std::size_t kNoTerminal = 80;
  winsize size{};
  return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kNoTerminal;
}

std::string GuestTerm() {
  constexpr std::string_view kKnown[] = {
      "ansi",          "linux", "rxvt",  "rxvt-unicode", "rxvt-unicode-256color", "screen", "screen-256color", "tmux",
      "tmux-256color", "vt100", "vt220", "xterm",        "xterm-256color"};
  const char* term = std::getenv("TERM");  // NOLINT(concurrency-mt-unsafe): no thread sets it
  const bool known = term != nullptr && std::find(std::begin(kKnown), std::end(kKnown), term) != std::end(kKnown);
  return known ? term : "xterm-256color";
}

UserTerminal::UserTerminal() {
  if (::isatty(0) == 0 || ::isatty(1) == 0)
    throw UsageError("this needs a terminal: standard input and output are not both one");
  terminal_ = Open(DescriptorPath(0), O_RDWR | O_NOCTTY);
  CheckCall(::tcgetattr(terminal_.get(), &before_), "read the terminal's settings");
  PipeEnds pipe = Pipe();
  guard_ = Clone(0);
  if (!guard_) {
    pipe.write.Close();
    Guard(pipe.read.get(), terminal_.get(), before_);
  }
  lifeline_ = std::move(pipe.write);
  termios raw = before_;
  ::cfmakeraw(&raw);
  CheckCall(::tcsetattr(terminal_.get(), TCSADRAIN, &raw), "take the terminal over");
}

// The guard has followed which screen is shown, and ends when nobody holds its lifeline any more.
UserTerminal::~UserTerminal() {
  lifeline_.Close();
  try {
    if (!guard_.Reap().signalled) return;
  } catch (const OsError&) {  // it cannot be waited for
  }
  GiveBack(terminal_.get(), before_, false);
}

void UserTerminal::Print(std::string_view text) const {
  std::string lines;
  for (const char c : text) c == '\n' ? lines.append("\r\n") : lines.append(1, c);
  WriteAll(terminal_.get(), lines, "the terminal");
}

asio::awaitable<void> UserTerminal::Relay(int master, const std::shared_ptr<Child>& program) {
  const auto executor = co_await asio::this_coro::executor;
  const auto passage = std::make_shared<Passage>(executor, terminal_.get(), master, lifeline_.get());
  const std::function<void()> end = [passage] { passage->over().Set(); };
  program->OnEnd(end);
  if (!program->running()) end();
  passage->Start();
  co_await passage->over().Wait();
  co_await passage->Finish();
}

}  // namespace shellab
