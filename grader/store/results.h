// A run's results as every format of a class's report reads them: a learner at a time, from the store, all of one
// moment. Made by the commands that render.
#pragma once

#include <optional>
#include <string>

#include "grader/report/class_report.h"
#include "grader/store/run_store.h"

namespace shellab {

class StoredResults : public ClassResults {
 public:
  // Of the run as it is now, whatever another shellab does to it while this value lives, during which nothing can be
  // written through `store`; it must outlive it. A run that is not finished has cells that are kPending. With `learner`
  // only of that one: as submissions or the learning platform name them. Penalties and the attempt that counts follow
  // the rules of the set as it was when the run began. Throws UsageError where there is no such learner.
  StoredResults(const RunStore& store, RunId run, std::string learner = {});

  const ClassHead& head() const override { return head_; }
  const SetRules& rules() const { return rules_; }
  std::size_t Learners() const override;
  void ForEach(const std::function<void(const ClassRow&)>& visit) const override;

  // Whether there is a learner who has this name in the submissions.
  bool Has(const std::string& learner) const;
  // Calls `visit` with the row of each learner of this run and that of the one who has the same name in `other`, or
  // null.
  void ForEachBeside(const StoredResults& other,
                     const std::function<void(const ClassRow&, const ClassRow*)>& visit) const;
  // Calls `visit` with each learner's name in the submissions, without reading results.
  void ForEachName(const std::function<void(const std::string&)>& visit) const;

 private:
  class Rows;
  std::optional<std::int64_t> IdOf(const std::string& learner) const;

  const RunStore& store_;
  const Moment moment_;
  RunId run_;
  std::optional<std::int64_t> only_;
  ClassHead head_;
  SetRules rules_;
};

}  // namespace shellab
