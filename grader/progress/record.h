// A learner's own record of practice: what was begun, handed in and solved, with how much time and how many hints. Kept
// by `shellab start`, read by `progress`, `list` and `next`.
//   <folder>/progress.db     SQLite; several shellabs may use it at once
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "grader/progress/place.h"
#include "grader/store/database.h"

namespace shellab {

// One answer that was handed in.
struct Attempt {
  std::chrono::system_clock::time_point at;
  int points = 0;
  int max_points = 0;
  bool IsFull() const { return max_points > 0 && points >= max_points; }
};

// What a learner did in one lab.
struct LabProgress {
  std::chrono::system_clock::time_point begun_at;
  std::chrono::system_clock::time_point seen_at;  // the last sign of the learner
  std::chrono::milliseconds active{0};            // time spent, without pauses
  int hints = 0;                                  // different ones that were shown
  std::vector<Attempt> attempts;                  // in time's order

  // When full marks were earned first, if they were.
  std::optional<std::chrono::system_clock::time_point> SolvedAt() const;
  // The attempt that earned the largest part of its points, the first of equals; null where there is none.
  const Attempt* Best() const;
};

class ProgressRecord {
 public:
  using Time = std::chrono::system_clock::time_point;
  using StayId = std::int64_t;

  // Opens the record, or makes it and its folder. Throws HostError. So do all methods, where it cannot be read or
  // written.
  explicit ProgressRecord(const RecordPlace& place);
  // The record if there is one. Makes nothing. Throws HostError.
  static std::optional<ProgressRecord> OpenExisting(const RecordPlace& place);

  // Whether what is written waits for another program that writes, a few seconds (true at first), or fails at once.
  void SetPatient(bool patient);
  // Somebody begins to practise a lab.
  StayId Begin(const std::string& lab, Time at);
  // The last sign of the learner in this stay, and how long it was in all, without pauses.
  void See(StayId stay, Time at, std::chrono::milliseconds active);
  void AddAttempt(StayId stay, const Attempt& attempt);
  // Hint `number`, from 1, of a lab. One that was shown before counts once.
  void AddHint(const std::string& lab, std::size_t number, Time at);

  // By lab.
  std::map<std::string, LabProgress> Labs();
  // The days of the local calendar on which the learner did something, in order, each once.
  std::vector<std::chrono::sys_days> ActiveDays();

 private:
  RecordPlace place_;
  std::optional<Database> database_;  // opened with the owner's rights
};

// The day of the local calendar at that time.
std::chrono::sys_days LocalDay(std::chrono::system_clock::time_point at);

// How many days in a row, up to `today` or to the day before it, are among `days`, which are in order.
int Streak(const std::vector<std::chrono::sys_days>& days, std::chrono::sys_days today);

}  // namespace shellab
