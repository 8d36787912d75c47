// What time says in a practice session: how long it may last, and what is to be said of that before. All by the times
// that it is given. Used by the practice server.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "grader/text.h"

namespace shellab {

// How long a session may last.
struct SessionTimes {
  std::chrono::milliseconds keep{std::chrono::minutes(30)};  // while nobody sits there
  std::optional<std::chrono::milliseconds> limit;            // in all
};

class SessionTime {
 public:
  using Clock = std::chrono::steady_clock;

  SessionTime(const SessionTimes& times, Clock::time_point began) : times_(times), began_at_(began) {}

  // Why the session is over; nothing while it goes on. `left_at`: since when nobody sits there, unless somebody does.
  std::optional<Text> End(Clock::time_point now, std::optional<Clock::time_point> left_at) const;
  // What is to be said now, each once; nothing mostly. `active_at` is when something was typed last.
  std::optional<Text> Warning(Clock::time_point now, Clock::time_point active_at);

 private:
  std::optional<Text> TimeLeft(Clock::time_point now);

  SessionTimes times_;
  Clock::time_point began_at_;
  std::chrono::milliseconds warned_at_ = std::chrono::milliseconds::max();  // what was left of the time then
  std::optional<Clock::time_point> idle_warned_for_;                        // the last activity that was warned about
};

// As people type it: 45m, 90s, 1.5s.
std::string TimeInWords(std::chrono::milliseconds time);

}  // namespace shellab
