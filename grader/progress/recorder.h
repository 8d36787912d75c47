// Keeps the record of progress while somebody practises. Used by `shellab start`.
#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <optional>
#include <string>

#include "grader/practice/listener.h"
#include "grader/progress/place.h"
#include "grader/progress/record.h"
#include "grader/text.h"

namespace shellab {

class ProgressRecorder : public PracticeListener {
 public:
  using Clock = std::function<std::chrono::system_clock::time_point()>;

  // Opens the record in that place. Practice goes on without one: fault() says why there is none.
  ProgressRecorder(const RecordPlace& place, Language language, Clock clock = std::chrono::system_clock::now);

  // Why what happened last is not recorded; empty while all is well.
  const std::string& fault() const { return fault_; }
  // The same for the learner, a line without its end.
  std::string FaultText() const;
  std::string Notice() const override;

  void Began(const Lab& lab) override;
  void Ended(const Lab& lab) override;
  void HintShown(const Lab& lab, std::size_t number) override;
  void Checked(const Lab& lab, const Report& report) override;
  void Tried(const Lab& lab, const std::string& command, const Report& report) override;
  void Submitted(const Lab& lab, const std::string& command, const Report& report) override;
  void ResetBegun(const Lab& lab) override;
  void Typed(std::string_view bytes) override;

 private:
  using Time = std::chrono::system_clock::time_point;
  using Step = std::function<void(ProgressRecord&)>;

  // Writes to the record, if there is one. What could not be written comes first the next time: another program may
  // have held the record, or the disk was full.
  void Write(Step step, bool patiently = true);
  // Counts the time since the last sign of the learner, and writes it down.
  void See(bool patiently = true);
  void Count();

  Language language_;
  Clock clock_;
  std::optional<ProgressRecord> record_;
  std::deque<Step> unwritten_;
  std::string fault_;
  ProgressRecord::StayId stay_ = 0;  // of the last beginning that was written
  Time seen_at_;
  Time written_at_;
  std::chrono::milliseconds active_{0};
};

}  // namespace shellab
