// Who wants to know what happens while somebody practises: progress is kept, sessions are recorded. Called by the
// practice session, on the thread of its io_context.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grader/lab/lab.h"
#include "grader/report/report.h"
#include "grader/terminal/terminal_size.h"

namespace shellab {

// Each does what it likes with what it overrides. Reports are what the learner was shown: without hidden checks and
// their points. No function may throw.
class PracticeListener {
 public:
  virtual ~PracticeListener() = default;

  // A learner begins to practise the lab, and leaves it, or the session ends: each once a lab of the session, whatever
  // is reset meanwhile.
  virtual void Began(const Lab& /*lab*/) {}
  virtual void Ended(const Lab& /*lab*/) {}
  // What the learner is told at a lab's beginning, whole lines.
  virtual std::string Notice() const { return ""; }

  // `number` counts from 1; the last hint may be shown again.
  virtual void HintShown(const Lab& /*lab*/, std::size_t /*number*/) {}
  // What `lab check`, `lab try` and `lab submit` found. `command` is the answer; empty where the world itself is it.
  virtual void Checked(const Lab& /*lab*/, const Report& /*report*/) {}
  virtual void Tried(const Lab& /*lab*/, const std::string& /*command*/, const Report& /*report*/) {}
  virtual void Submitted(const Lab& /*lab*/, const std::string& /*command*/, const Report& /*report*/) {}
  // The world is thrown away and a fresh one comes.
  virtual void ResetBegun(const Lab& /*lab*/) {}

  // The terminal of the first shell: what it shows, what is typed there (passwords as well), and its size, at the
  // beginning and whenever it changes.
  virtual void OutputShown(std::string_view /*bytes*/) {}
  virtual void Typed(std::string_view /*bytes*/) {}
  virtual void Resized(const TerminalSize& /*size*/) {}
};

// All who listen to a session.
class PracticeListeners {
 public:
  // They must outlive it.
  explicit PracticeListeners(std::vector<PracticeListener*> listeners) : listeners_(std::move(listeners)) {}

  void Tell(const std::function<void(PracticeListener&)>& what) const {
    for (PracticeListener* listener : listeners_) what(*listener);
  }

 private:
  std::vector<PracticeListener*> listeners_;
};

}  // namespace shellab
