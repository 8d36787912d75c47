#include "grader/practice/session_time.h"

#include <fmt/format.h>

namespace shellab {

using std::chrono::duration_cast;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
namespace {

// What may be left of the time when that is said.
constexpr minutes kWarnings[] = {minutes(1), minutes(5), minutes(10)};
// After so long without a key it is said how to leave.
constexpr minutes kIdle{15};

}  // namespace

std::string TimeInWords(milliseconds time) {
  if (time.count() > 0 && time % minutes(1) == milliseconds(0))
    return fmt::format("{}m", duration_cast<minutes>(time).count());
  return fmt::format("{}s", static_cast<double>(time.count()) / 1000);
}

std::optional<Text> SessionTime::End(Clock::time_point now, std::optional<Clock::time_point> left_at) const {
  if (left_at && now - *left_at >= times_.keep)
    return Text{"shellab: nobody came back to the lab", "shellab：没有人回到实验"};
  if (!times_.limit || now - began_at_ < *times_.limit) return std::nullopt;
  const std::string limit = TimeInWords(*times_.limit);
  return Text{fmt::format("shellab: the time of {} is over", limit), fmt::format("shellab：{} 的时间已到", limit)};
}

std::optional<Text> SessionTime::Warning(Clock::time_point now, Clock::time_point active_at) {
  if (std::optional<Text> left = TimeLeft(now)) return left;
  if (now - active_at < kIdle || idle_warned_for_ == active_at) return std::nullopt;
  idle_warned_for_ = active_at;
  return Text{"shellab: nothing was typed for 15 minutes; `exit` leaves the lab",
              "shellab：已有 15 分钟没有输入；用 `exit` 离开实验"};
}

std::optional<Text> SessionTime::TimeLeft(Clock::time_point now) {
  if (!times_.limit) return std::nullopt;
  const auto left = duration_cast<milliseconds>(*times_.limit - (now - began_at_));
  for (const minutes warning : kWarnings) {
    if (left > warning || warned_at_ <= warning || *times_.limit <= warning) continue;
    warned_at_ = warning;
    const std::string words = TimeInWords(std::chrono::ceil<minutes>(left));
    return Text{fmt::format("shellab: {} left", words), fmt::format("shellab：还剩 {}", words)};
  }
  return std::nullopt;
}

}  // namespace shellab
