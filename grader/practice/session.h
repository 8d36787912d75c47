// One person in a lab, or in one lab of a set after the other: a shell in its world, further shells beside it, and what
// `lab` in there answers. Run by the practice server.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "grader/practice/coach.h"
#include "grader/practice/listener.h"
#include "grader/practice/seat.h"
#include "grader/practice/visit.h"
#include "grader/practice/wire.h"
#include "sandbox/exec.h"
#include "sandbox/service/control.h"

namespace shellab {

struct PracticeOptions {
  RenderOptions render;
  TerminalStyle style;
  bool quiet = false;  // nothing is said of what has become right before `lab` is asked
};

class PracticeSession {
 public:
  // All must outlive it, the runner and the labs also the io_context. At least one lab; `seeds` are those of practice.
  PracticeSession(const boost::asio::any_io_executor& executor, Runner& runner, std::vector<const Lab*> labs,
                  const Seeds& seeds, const PracticeOptions& options, std::vector<PracticeListener*> listeners);

  // Whoever sits at the first shell, whatever world it is in.
  Seat& seat() { return *seat_; }

  // Shows the task and runs the first shell in the lab's world until the learner leaves it; after `lab reset` in a
  // fresh world, after `lab next` in the next lab that is not solved. Throws AuthorError where a lab is at fault,
  // HostError or OsError when the machine could not.
  boost::asio::awaitable<void> Run();
  // Ends Run, as leaving does: what is being handed in is judged before.
  void Quit();
  // Runs a shell beside the first until its visitor leaves it or the first shell's world goes, and tells the visitor
  // how it ended. Throws nothing.
  boost::asio::awaitable<void> OpenShell(std::shared_ptr<Wire> visitor, const Visit& visit);

  // The text in the learner's language.
  const std::string& In(const Text& text) const { return text.In(options_.render.language); }

 private:
  struct Stay;   // one world, from boot to reset
  class InALab;  // one lab, for those who listen

  // What comes after a world.
  enum class After { kNothing, kReset, kNext };

  const Lab& lab() const { return *labs_[at_]; }
  std::string Say(const char* en, const char* zh) const { return coach_->Say(en, zh); }
  void BeginLab();
  boost::asio::awaitable<void> PractiseLab();
  std::optional<std::size_t> NextLab() const;
  std::string Next();
  std::string Overview() const;
  boost::asio::awaitable<void> Live(LiveWorld& live);
  void Leave(Stay& stay);
  boost::asio::awaitable<void> Watch(Stay& stay);
  boost::asio::awaitable<void> Look(Stay& stay);
  boost::asio::awaitable<std::string> LookFor(Stay& stay, bool news);
  std::shared_ptr<Control> Listen(Stay& stay);
  boost::asio::awaitable<void> RunShell(Stay& stay, std::size_t host, const ExecSpec& exec, Seat& seat);
  std::size_t FindShellHost(const std::string& name) const;
  void Receive(Stay& stay, ControlRequest request);
  std::string AnswerAtOnce(Stay& stay, const std::string& verb);
  bool TakeIn(Stay& stay, const ControlRequest& request);
  boost::asio::awaitable<void> Serve(Stay& stay, const ControlRequest& request);
  boost::asio::awaitable<std::string> Answer(Stay& stay, const ControlRequest& request);

  boost::asio::any_io_executor executor_;
  Runner& runner_;
  std::vector<const Lab*> labs_;
  const Seeds& seeds_;
  PracticeOptions options_;
  PracticeListeners listeners_;
  std::size_t at_ = 0;  // which of the labs
  std::vector<bool> solved_;
  std::unique_ptr<Coach> coach_;  // of that lab
  std::shared_ptr<Seat> seat_;
  Stay* stay_ = nullptr;  // while there is a world that shells may be opened in
  After after_ = After::kNothing;
  bool next_was_asked_ = false;  // before anything was handed in
  bool quit_ = false;
};

}  // namespace shellab
