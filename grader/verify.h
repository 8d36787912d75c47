// What all checks of a lab find in one run. Used by the flow, and by the runner while it waits for a check to pass.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include "grader/check/check.h"
#include "grader/lab/lab.h"

namespace shellab {

// One finding a check, in their order.
boost::asio::awaitable<std::vector<Finding>> VerifyAll(const Lab& lab, const Evidence& evidence);

// Whether some check that was to pass within a time, and would count, did not pass; those that act are left out.
bool HasRunOut(const Lab& lab, const std::vector<Finding>& findings);

// How long a check may take to pass, and to hold (CheckSpec).
struct Wait {
  std::chrono::milliseconds within{0};
  std::chrono::milliseconds holds{0};
};

// Tells when checks need no further look: what `within` and `holds` say.
class Patience {
 public:
  using Clock = std::chrono::steady_clock;

  // What is found of the world it may show from its begin on; on a busy machine it may take long.
  struct Look {
    Clock::time_point begin;
    Clock::time_point end;
  };

  // `start`: when what is waited for began.
  explicit Patience(std::vector<Wait> waits, Clock::time_point start = Clock::now())
      : waits_(std::move(waits)), passing_since_(waits_.size()), start_(start), changed_(start_) {}

  // Takes the findings of a look, one for each of `waits`; false when none of them can change any more: a failure is
  // final when the look began after `within`, and `holds` is over when there is so much between the begins of looks.
  // While a signal is on its way (Finding::signalled) both take up to ten seconds more.
  bool WantsAnotherLook(const std::vector<Finding>& findings, const Look& look);
  // When to take the next look, once another is wanted: soon after a change, later the longer nothing changes, so that
  // looking leaves most of the machine to what is waited for; and the moment that a look can be the last one.
  Clock::time_point NextLook() const;
  // Of a check with `within`, the time until the first of the looks that it passes by now; until the last look where it
  // does not pass.
  std::optional<std::chrono::milliseconds> Took(std::size_t check) const;

 private:
  // When the look begins that is final for a check, as long as this look's finding of it stays.
  Clock::time_point End(std::size_t check, const Finding& finding) const;

  std::vector<Wait> waits_;
  std::vector<std::optional<Look>> passing_since_;
  Clock::time_point start_;
  Clock::time_point changed_;  // when a check was last seen to pass, or to pass no more
  Look last_{start_, start_};
  Clock::time_point end_ = start_;  // when the first of the checks that are still open may be final
};

}  // namespace shellab
