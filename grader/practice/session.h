// One person in one lab: a shell in its world, and what `lab` in there answers. The same checks as for an answer that
// is handed in judge the world, from outside. Used by `shellab start`.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/lab/lab.h"
#include "grader/lab/seed.h"
#include "grader/markdown/terminal.h"
#include "grader/report/report.h"
#include "grader/runner.h"
#include "grader/terminal/user_terminal.h"
#include "sandbox/event.h"
#include "sandbox/service/control.h"

namespace shellab {

class PracticeSession {
 public:
  // All must outlive it. `seeds` are those of practice; what is handed in is judged on data of its own.
  PracticeSession(Runner& runner, const Lab& lab, const Seeds& seeds, const RenderOptions& render,
                  const TerminalStyle& style);

  // Shows the task, and gives the terminal to a shell in the lab's world until the learner leaves it; after `lab reset`
  // in a fresh world. Throws AuthorError where the lab is at fault, HostError or OsError when the machine could not.
  boost::asio::awaitable<void> Run(UserTerminal& terminal);

 private:
  // One world, from boot to reset.
  struct Stay {
    explicit Stay(LiveWorld& world) : live(world) {}

    LiveWorld& live;
    std::function<void()> leave;  // ends the shell
    std::vector<bool> passed;     // what was seen of each quick check
    bool looked = false;          // at all: what was right from the start is no news
    int working = 0;              // requests that are being answered
    std::shared_ptr<Event> idle;  // set when the last of them is, once the shell has ended
    bool over = false;
  };

  boost::asio::awaitable<void> Live(LiveWorld& live, UserTerminal& terminal);
  boost::asio::awaitable<void> MakeBaseline();
  boost::asio::awaitable<void> Serve(Stay& stay, ControlRequest request);
  boost::asio::awaitable<std::string> Answer(Stay& stay, const ControlRequest& request);
  boost::asio::awaitable<std::string> News(Stay& stay);
  boost::asio::awaitable<std::string> Check(Stay& stay);
  boost::asio::awaitable<std::string> Try(const std::string& command, const Seeds& seeds);
  boost::asio::awaitable<std::string> Submit(Stay& stay, const std::string& command);
  boost::asio::awaitable<std::string> Judged(const RunResult& result);
  std::string_view Mark(bool passed) const;
  std::string Hint();
  std::string Hosts() const;
  std::string Help() const;
  std::string Say(const char* en, const char* zh) const;

  Runner& runner_;
  const Lab& lab_;
  const Seeds& seeds_;
  RenderOptions render_;
  TerminalStyle style_;
  DataSet data_;
  Baseline baseline_;
  std::shared_ptr<Event> baseline_made_;
  std::string baseline_fault_;
  std::vector<std::size_t> quick_;  // the checks that are looked at before each prompt: they run nothing
  Questions quick_questions_;
  std::size_t hints_shown_ = 0;
  bool reset_ = false;
};

}  // namespace shellab
