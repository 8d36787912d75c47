// A run's results as every format of a class's report reads them: a learner at a time, from the store. Made by the
// commands that render.
#pragma once

#include <optional>
#include <string>

#include "grader/report/class_report.h"
#include "grader/store/run_store.h"

namespace shellab {

class StoredResults : public ClassResults {
 public:
  // Of the run as it is now; one that is not finished has cells that are kPending. With `learner` only of that one: as
  // submissions or the learning platform name them. Penalties and the attempt that counts follow the rules of the set
  // as it was when the run began. `store` must outlive it. Throws UsageError where there is no such learner.
  StoredResults(const RunStore& store, RunId run, std::string learner = {});

  const ClassHead& head() const override { return head_; }
  const SetRules& rules() const { return rules_; }
  void ForEach(const std::function<void(const ClassRow&)>& visit) const override;

  // The row of the learner who has this name in the submissions, if there is one.
  std::optional<ClassRow> Find(const std::string& learner) const;

 private:
  class Rows;

  const RunStore& store_;
  RunId run_;
  std::optional<std::int64_t> only_;
  ClassHead head_;
  SetRules rules_;
};

}  // namespace shellab
