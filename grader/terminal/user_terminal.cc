#include "grader/terminal/user_terminal.h"

#include <fcntl.h>
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
#include <utility>

#include "grader/terminal/last_words.h"
#include "grader/terminal/screen_mode.h"
#include "grader/terminal/terminal_size.h"
#include "grader/usage_error.h"
#include "sandbox/os/clone.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

// What a program that was killed may have left switched on: bracketed paste, mouse reports, colours, a hidden cursor.
constexpr std::string_view kPlain = "\x1b[?2004l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[0m\x1b[?25h";

// xterm's stack of titles.
constexpr std::string_view kKeepTitle = "\x1b[22;0t";
constexpr std::string_view kFormerTitle = "\x1b[23;0t";

// What is to be taken back of what a terminal shows.
constexpr unsigned char kOtherScreen = 1;
constexpr unsigned char kTitle = 2;

// Terminals that would show such a sequence, or cannot show a title.
bool HasTitle(std::string_view term) {
  if (term.empty() || term == "dumb" || term == "linux" || term == "ansi") return false;
  return !term.starts_with("vt") && !term.starts_with("eterm");
}

// Waits for nothing: the terminal may be gone.
void GiveBack(int terminal, const termios& before, unsigned char shown) {
  const std::string_view leave = (shown & kOtherScreen) != 0 ? ScreenMode::kLeave : "";
  const std::string_view title = (shown & kTitle) != 0 ? kFormerTitle : "";
  for (const std::string_view text : {leave, kPlain, title}) {
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
  unsigned char shown = 0;
  while (::read(0, &shown, 1) > 0) {
  }
  GiveBack(1, before, shown);
  ::_exit(0);
}

// Both directions of one relay. Shared by its coroutines, whichever lives longest.
class Passage : public std::enable_shared_from_this<Passage> {
 public:
  Passage(const asio::any_io_executor& executor, int terminal, int master, std::function<void(std::string_view)> follow)
      : terminal_(executor, Duplicate(terminal).Release()),
        master_(executor, Duplicate(master).Release()),
        resized_(executor, SIGWINCH),
        over_(executor),
        shown_(executor),
        follow_(std::move(follow)) {
    terminal_.non_blocking(true);
    master_.non_blocking(true);
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
    finishing_ = true;
    master_.cancel(error);
    co_await shown_.Wait();  // what was read last may wait for a slow terminal
    const std::string words = LastWords(master_.native_handle());
    co_await Show(terminal_, words, error);
    terminal_.cancel(error);
    resized_.cancel(error);
  }

 private:
  void FollowSize() {
    SetTerminalSize(master_.native_handle(), TerminalSizeOf(terminal_.native_handle()));
    resized_.async_wait([self = shared_from_this()](const boost::system::error_code& error, int) {
      if (!error) self->FollowSize();
    });
  }

  asio::awaitable<void> Show(asio::posix::stream_descriptor& to, std::string_view bytes,
                             boost::system::error_code& error) {
    follow_(bytes);
    co_await asio::async_write(to, asio::buffer(bytes.data(), bytes.size()),
                               asio::redirect_error(asio::use_awaitable, error));
  }

  asio::awaitable<void> Pass(asio::posix::stream_descriptor& from, asio::posix::stream_descriptor& to, bool shown) {
    std::array<char, 16384> buffer;
    boost::system::error_code error;
    while (!error && !(shown && finishing_)) {
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
    if (shown) shown_.Set();
  }

  asio::posix::stream_descriptor terminal_;
  asio::posix::stream_descriptor master_;
  asio::signal_set resized_;
  Event over_;
  bool finishing_ = false;
  Event shown_;  // set when the coroutine that shows has ended
  std::function<void(std::string_view)> follow_;
};

}  // namespace

// What the terminal shows, and its guard, who is told.
class UserTerminal::Screen {
 public:
  explicit Screen(Fd lifeline) : lifeline_(std::move(lifeline)) {}

  void Follow(std::string_view bytes) {
    if (mode_.Follow(bytes)) Note(kOtherScreen, mode_.other());
  }
  // Whether the window has its own title until now.
  bool TakeTitle() {
    const bool own = (shown_ & kTitle) == 0;
    if (own) Note(kTitle, true);
    return own;
  }
  unsigned char shown() const { return shown_; }
  void LetGuardGo() { lifeline_.Close(); }

 private:
  void Note(unsigned char what, bool is_shown) {
    shown_ = static_cast<unsigned char>(is_shown ? shown_ | what : shown_ & ~what);
    const ssize_t ignored = ::write(lifeline_.get(), &shown_, 1);  // a guard that was killed is replaced in the end
    static_cast<void>(ignored);
  }

  Fd lifeline_;  // the guard's, until this process is gone
  ScreenMode mode_;
  unsigned char shown_ = 0;
};

std::string TitleSequence(const std::string& title) { return "\x1b]2;" + title + '\a'; }

std::string TerminalLines(std::string_view text) {
  std::string lines;
  for (const char c : text) c == '\n' ? lines.append("\r\n") : lines.append(1, c);
  return lines;
}

std::string GuestTerm() {
  constexpr std::string_view kKnown[] = {
      "ansi",          "linux", "rxvt",  "rxvt-unicode", "rxvt-unicode-256color", "screen", "screen-256color", "tmux",
      "tmux-256color", "vt100", "vt220", "xterm",        "xterm-256color"};
  const char* term = std::getenv("TERM");  // NOLINT(concurrency-mt-unsafe): no thread sets it
  const bool known = term != nullptr && std::find(std::begin(kKnown), std::end(kKnown), term) != std::end(kKnown);
  return known ? term : "xterm-256color";
}

void RequireTerminal() {
  if (::isatty(0) == 0 || ::isatty(1) == 0)
    throw UsageError("this needs a terminal: standard input and output are not both one");
}

UserTerminal::UserTerminal() : UserTerminal((RequireTerminal(), STDIN_FILENO)) {}

UserTerminal::UserTerminal(int fd) {
  ::signal(SIGPIPE, SIG_IGN);  // of a guard that was killed; what is executed in a sandbox starts with all defaults
  terminal_ = Open(DescriptorPath(fd), O_RDWR | O_NOCTTY);
  CheckCall(::tcgetattr(terminal_.get(), &before_), "read the terminal's settings");
  PipeEnds pipe = Pipe();
  guard_ = Clone(0);
  if (!guard_) {
    pipe.write.Close();
    Guard(pipe.read.get(), terminal_.get(), before_);
  }
  screen_ = std::make_shared<Screen>(std::move(pipe.write));
  termios raw = before_;
  ::cfmakeraw(&raw);
  CheckCall(::tcsetattr(terminal_.get(), TCSADRAIN, &raw), "take the terminal over");
}

// The guard has followed which screen is shown, and ends when nobody holds its lifeline any more.
UserTerminal::~UserTerminal() {
  screen_->LetGuardGo();
  try {
    if (!guard_.Reap().signalled) return;
  } catch (const OsError&) {  // it cannot be waited for
  }
  GiveBack(terminal_.get(), before_, screen_->shown());
}

void UserTerminal::Follow(std::string_view bytes) { screen_->Follow(bytes); }

std::string UserTerminal::Title(const std::string& title) {
  const char* term = std::getenv("TERM");  // NOLINT(concurrency-mt-unsafe): no thread sets it
  if (term == nullptr || !HasTitle(term)) return "";
  return std::string(screen_->TakeTitle() ? kKeepTitle : "").append(TitleSequence(title));
}

asio::awaitable<void> UserTerminal::Relay(int master, const std::shared_ptr<Child>& program) {
  const auto executor = co_await asio::this_coro::executor;
  const auto passage = std::make_shared<Passage>(executor, terminal_.get(), master,
                                                 [screen = screen_](std::string_view bytes) { screen->Follow(bytes); });
  const std::function<void()> end = [passage] { passage->over().Set(); };
  program->OnEnd(end);
  if (!program->running()) end();
  passage->Start();
  co_await passage->over().Wait();
  co_await passage->Finish();
}

}  // namespace shellab
