// The line on a terminal's standard error that says how far a class is graded. Silent where that is no terminal. Made
// by the commands that grade a run.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <string>

#include "grader/text.h"

namespace shellab {

// How far a run is.
struct Tally {
  std::size_t total = 0;   // answers of the run
  std::size_t before = 0;  // of these, graded before this program began
  std::size_t done = 0;    // by this program, whatever came of them
  std::size_t reused = 0;  // of these, by an equal answer's result
  std::size_t failed = 0;  // of these, not graded: the machine's or a lab's fault
};

// The line for a terminal of `columns`, which it never exceeds: a bar, counts, the rate and the time that is left as
// the answers so far tell.
std::string ProgressLine(const Tally& tally, std::chrono::duration<double> elapsed, std::size_t columns,
                         Language language);

class ClassProgress {
 public:
  ClassProgress(Language language, std::size_t total, std::size_t before);
  ClassProgress(const ClassProgress&) = delete;
  ClassProgress& operator=(const ClassProgress&) = delete;
  ~ClassProgress() { Clear(); }

  // One answer more has a result.
  void Count(bool reused, bool failed);
  // Draws the line again every half second, for a clock that goes on while long answers run; never returns.
  boost::asio::awaitable<void> Tick();
  // Takes the line away, before anything else is printed.
  void Clear();

  const Tally& tally() const { return tally_; }
  std::chrono::duration<double> elapsed() const { return std::chrono::steady_clock::now() - start_; }

 private:
  void Draw();

  Language language_;
  bool shown_;  // standard error is a terminal
  bool drawn_ = false;
  Tally tally_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point drawn_at_;
};

}  // namespace shellab
