// The session's side of one shell's terminal: what its programs print goes to whoever sits there, what is typed goes to
// them. Nobody need sit there: the programs go on, and who comes later takes over. Used by the practice session.
#pragma once

#include <sys/types.h>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "grader/practice/visit.h"
#include "grader/practice/wire.h"
#include "grader/terminal/screen_tail.h"
#include "sandbox/service/child.h"

namespace shellab {

// Who wants to know what passes: called with what is shown, what was typed and each size, the first as well. None may
// throw.
struct SeatTaps {
  std::function<void(std::string_view bytes)> shown;
  std::function<void(std::string_view bytes)> typed;
  std::function<void(const TerminalSize& size)> resized;
};

class Seat : public std::enable_shared_from_this<Seat> {
 public:
  using Clock = std::chrono::steady_clock;

  Seat(const boost::asio::any_io_executor& executor, SeatTaps taps);

  // Somebody sits down at a terminal of that size. Whoever sits there is sent away with `farewell`. The last lines are
  // shown again; what programs had drawn they draw again.
  void Take(std::shared_ptr<Wire> visitor, const TerminalSize& size, std::string_view farewell);
  // Called whenever somebody has gone by themselves.
  void OnLeft(std::function<void()> left) { left_ = std::move(left); }
  bool is_taken() const { return visitor_ != nullptr; }
  // When something was typed last, or somebody came.
  Clock::time_point active_at() const { return active_at_; }

  // Has what is on the terminal drawn again.
  void Redraw() { SetSizeAnew(size_); }
  // Says something to who sits there: where an editor's screen is shown, as soon as that is not.
  void Print(std::string_view text);
  // Returns once who sits there has been sent all, or left, or `deadline` has passed: then they are not waited for any
  // more.
  boost::asio::awaitable<void> Finish(Clock::time_point deadline);
  // Says something in the title of the window, as soon as that is in no program's way. It stays for who comes later,
  // and where there is nothing new to say.
  void SetTitle(const std::string& title);
  bool has_title() const { return !title_.empty(); }
  // Whether the terminal shows the other screen, on which editors and pagers draw.
  bool shows_other_screen() const { return tail_.shows_other_screen(); }

  // Passes on what comes from `master` and what is typed, first of all what was typed before it listened, until
  // `program` has ended and all that it printed is on its way. The master stays the caller's. Throws OsError.
  boost::asio::awaitable<void> Relay(int master, const std::shared_ptr<Child>& program);

 private:
  class Line;  // to one program's terminal

  void TypeAhead(std::string_view keys);
  void GiveTypedAhead();
  boost::asio::awaitable<void> Listen(std::shared_ptr<Wire> visitor);
  void Show(std::string_view bytes);
  void ShowTitle();
  void SetSize(const TerminalSize& size);
  void SetSizeAnew(const TerminalSize& size);

  boost::asio::any_io_executor executor_;
  SeatTaps taps_;
  std::shared_ptr<Wire> visitor_;
  std::shared_ptr<Line> line_;
  TerminalSize size_;
  ScreenTail tail_;
  std::string title_;
  bool title_waits_ = false;
  std::string said_;         // while an editor's screen is shown
  std::string typed_ahead_;  // while no program listens
  Clock::time_point active_at_;
  std::function<void()> left_;
};

}  // namespace shellab
