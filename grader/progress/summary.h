// A learner's record against the labs there are: by topic, and as a whole. Made for `shellab progress`; rendered by
// text.cc and json.cc.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "grader/lab/lab.h"
#include "grader/progress/record.h"
#include "grader/text.h"

namespace shellab {

// Sums over some labs.
struct ProgressSum {
  std::string topic;  // empty for the sum of all
  int labs = 0;
  int solved = 0;
  int begun = 0;  // and not solved
  int attempts = 0;
  int hints = 0;
  std::chrono::milliseconds active{0};
  std::optional<std::chrono::system_clock::time_point> seen_at;
};

struct ProgressSummary {
  std::vector<ProgressSum> topics;  // by name
  ProgressSum all;
  std::map<std::string, LabProgress> record;
  std::map<std::string, std::string> topic_of;  // of the labs that are here
  int streak = 0;                               // days in a row, up to today or yesterday
  std::size_t active_days = 0;
};

// `days` are those on which the learner did something, in order.
ProgressSummary Summarise(const std::vector<Lab>& labs, std::map<std::string, LabProgress> record,
                          const std::vector<std::chrono::sys_days>& days, std::chrono::sys_days today);

// A table by topic, never wider than `columns` (0: as wide as it gets), then the streak and what was begun.
std::string RenderText(const ProgressSummary& summary, Language language, std::size_t columns);
// One object with the record of every lab, in a line.
std::string RenderJson(const ProgressSummary& summary);

}  // namespace shellab
