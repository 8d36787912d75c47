// What `lab` says in one lab: the task, hints, what is right so far, and the verdict on what is handed in, by the same
// checks that judge an answer in `grade`, from outside. Used by the practice session.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/lab/lab.h"
#include "grader/lab/seed.h"
#include "grader/markdown/terminal.h"
#include "grader/practice/listener.h"
#include "grader/report/report.h"
#include "grader/runner.h"
#include "sandbox/event.h"

namespace shellab {

// A lab's world as the coach has seen it: one from its boot until it is thrown away.
struct CoachedWorld {
  explicit CoachedWorld(LiveWorld& live_world) : live(live_world) {}

  LiveWorld& live;
  RunResult untouched;      // what the quick checks ask, before the learner had it
  std::vector<bool> found;  // of each quick check at the last look; empty until the first
  std::vector<bool> told;   // what was found when the learner was told the news last; empty until the first
  bool disturbed = false;   // checks have done to it what they do: it is not the learner's work any more
};

class Coach {
 public:
  // All must outlive it, the runner and the lab also what Begin starts. `seeds` are those of practice; commands that
  // are handed in are judged on data of their own.
  Coach(Runner& runner, const Lab& lab, const Seeds& seeds, const RenderOptions& render, const TerminalStyle& style,
        const PracticeListeners& listeners);

  // Starts to make what the checks compare with.
  void Begin(const boost::asio::any_io_executor& executor);
  const DataSet& data() const { return data_; }
  // What Begin makes, empty until then.
  const Baseline& baseline() const { return *baseline_; }

  // What is shown first: the title, the task and the help.
  std::string Greeting() const;
  std::string Task() const;
  // The next hint, in the end the last one again.
  std::string Hint();
  std::string Hosts() const;
  std::string Help() const;

  // Looks at a world that the learner has not been let into yet: what is right there is no news. Throws OsError or
  // HostError.
  boost::asio::awaitable<void> Meet(CoachedWorld& world);
  // Whether News may have something to say now.
  bool HasNews(const CoachedWorld& world) const;
  // Looks at what the checks ask that run nothing. Throws OsError or HostError.
  boost::asio::awaitable<void> Look(CoachedWorld& world);
  // The same, and what has become right or wrong since this was asked last.
  boost::asio::awaitable<std::string> News(CoachedWorld& world);
  // How right it was at the last look, for the title of a window; empty where that does not say.
  std::string Title(const CoachedWorld& world) const;
  // How right the world is, or is once the checks have waited and done what they do; or a command, run in fresh
  // worlds. Throw AuthorError, HostError or OsError.
  boost::asio::awaitable<std::string> Check(CoachedWorld& world);
  boost::asio::awaitable<std::string> Try(const std::string& command);
  boost::asio::awaitable<std::string> Submit(CoachedWorld& world, const std::string& command);

  // Whether something was handed in, and whether that earned all points once.
  bool handed_in() const { return handed_in_; }
  bool solved() const { return solved_; }

  // The text in the learner's language.
  std::string Say(const char* en, const char* zh) const { return Text{en, zh}.In(render_.language); }

 private:
  // Shared with the coroutine that makes it, which nobody has to wait for.
  struct Making {
    explicit Making(const boost::asio::any_io_executor& executor) : made(executor) {}
    Event made;
    std::exception_ptr failure;
  };
  static boost::asio::awaitable<void> Make(std::shared_ptr<Baseline> baseline, Runner& runner, const Lab& lab,
                                           DataSet data);

  bool takes_commands() const { return lab_.answer == Lab::AnswerKind::kCommand; }
  boost::asio::awaitable<void> AwaitBaseline();
  // Which of the quick checks pass, in their order.
  boost::asio::awaitable<std::vector<bool>> QuickChecks(const RunResult& result);
  boost::asio::awaitable<Report> Judge(const RunResult& result);
  boost::asio::awaitable<Report> Run(const std::string& command, const Seeds& seeds);
  std::string Shown(const Report& report) const;
  std::string NoCommand() const;
  std::string IsDisturbed() const;
  std::string CannotJudge() const;
  std::string_view Mark(bool passed) const;

  Runner& runner_;
  const Lab& lab_;
  const Seeds& seeds_;
  RenderOptions render_;
  TerminalStyle style_;
  const PracticeListeners& listeners_;
  DataSet data_;
  std::shared_ptr<Baseline> baseline_ = std::make_shared<Baseline>();
  std::shared_ptr<Making> making_;
  std::vector<std::size_t> quick_;  // the checks that are looked at before each prompt: they run nothing
  Questions quick_questions_;
  std::size_t hints_shown_ = 0;
  bool handed_in_ = false;
  bool solved_ = false;
};

}  // namespace shellab
