// The runs of classes, kept so that neither a killed program nor a removed folder of submissions loses anything: what
// was handed in, what each answer earned, what a teacher decided. Used by `shellab grade --set` and the commands on
// runs.
//   <state>/runs/runs.db     SQLite, in WAL mode; several shellabs may use it at once
//   <state>/runs/runs.lock   who grades which run (fcntl(2), the byte of the run's number), who opens the database (0)
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/lab/set.h"
#include "grader/report/report.h"
#include "grader/store/database.h"
#include "grader/store/run.h"
#include "grader/submission/collect.h"
#include "sandbox/os/fd.h"

namespace shellab {

class RunStore {
 public:
  // Whether there is a store in the state folder. Makes none.
  static bool IsIn(const std::filesystem::path& state);
  // `state` is shellab's state folder; <state>/runs is made, mode 0700. Throws HostError. So do all methods, where the
  // database cannot be read or written.
  explicit RunStore(const std::filesystem::path& state);

  // The run that a user named, "r7" or "7". Throws UsageError when there is none.
  Run Named(std::string_view name) const;
  // The same, with everything that was handed in. Throws UsageError for a run that is still collecting that.
  Run Collected(std::string_view name) const;
  Run Get(RunId id) const;
  std::optional<Run> LastUnfinished() const;
  std::vector<RunLab> LabsOf(RunId run) const;
  // Calls `visit` for every run, the newest first.
  void ForEachRun(const std::function<void(const RunSummary&)>& visit) const;
  RunSummary Summary(RunId run) const;

  // Keeps the run from being graded by two; until the program ends. Throws UsageError when another shellab has it.
  void Lock(RunId run);
  // The same; false when another shellab has it.
  bool TryLock(RunId run);

  // Begins a run (`id` and `state` of `run` do not count), locks it and returns its id.
  RunId Begin(const Run& run, const std::vector<RunLab>& labs);
  // Adds what a learner handed in, in one transaction. Only what counts by `attempts` will be graded.
  void Add(RunId run, const Submission& submission, Attempts attempts);
  // Everything was handed in: from now on the run can be resumed without the submissions.
  void EndCollection(RunId run, const std::vector<Text>& notes);
  // The positions of the labs to which some answer is still to be graded; `with_errors`: after RetryErrors.
  std::vector<std::size_t> LabsToGrade(RunId run, bool with_errors) const;
  // Takes back what was collected, for a run that was killed meanwhile.
  void Recollect(RunId run);
  // Removes a run whose collection failed.
  void Discard(RunId run);
  // Makes answers that were not graded by the fault of the machine or of a lab ungraded again.
  void RetryErrors(RunId run);
  // From now on what Keep and Reuse write is on the disk when Sync or Finish returns, not each at once: a killed
  // program loses none of it, a power cut the last, which is graded again.
  void BeginGrading();
  void Sync();
  // All that is to be graded has a result.
  void Finish(RunId run);

  // What is to be graded and has no result: for each lab and each equal answer to it the first one, in the order in
  // which they were handed in. Without `equal_once` all of them.
  std::vector<std::int64_t> Ungraded(RunId run, bool equal_once) const;
  // The ungraded answers that are equal to this one, without it.
  std::vector<std::int64_t> EqualTo(std::int64_t answer) const;
  StoredAnswer ReadStored(std::int64_t answer) const;

  // Keeps what an answer earned, with a key for all that it depends on where others may reuse it, in one transaction.
  // `shared` gives it to the equal answers of the run as well. Returns how many answers have it; one that has a result
  // keeps that.
  int Keep(std::int64_t answer, const Report& report, const std::optional<std::string>& key, bool shared);
  // Gives the result that is there for the key to an answer and to its equals in the run, and returns how many have it;
  // nothing where there is none.
  std::optional<int> Reuse(std::int64_t answer, const std::string& key);

  // A teacher's points for a learner's lab instead of the machine's, or none to take them back. Every decision is kept;
  // the last counts. The run must be collected. Throws UsageError where it has no such learner or lab.
  void Give(const Run& run, const std::string& learner, const std::string& lab, std::optional<int> points,
            const std::string& comment, const std::string& by);

  // The runs that were made from this one, the newest first.
  std::vector<RunId> MadeFrom(RunId run) const;
  // Removes the runs with all that no other run has, all of them or none. They must be locked. Throws UsageError where
  // another run was made from one.
  void Remove(const std::vector<RunId>& runs);
  // Leaves nothing of what was removed in the database's files, and makes them as small as that lets them be. Throws
  // HostError also where there is no room to do so: then all is there as before.
  void Compact();
  // What the database takes on the disk.
  std::uintmax_t Size() const;

  // What of a run is graded anew by `regrade`; empty is all.
  struct Selection {
    std::string lab;
    std::string learner;
  };
  // Makes a run of the same answers and overrides, linked to `parent`, with the results of those that are not selected;
  // it is locked and still to be graded. Throws UsageError where nothing is selected, or the parent was removed.
  RunId Regrade(const Run& parent, const Run& run, const std::vector<RunLab>& labs, const Selection& selection);
  // The same with all results, each as `rescored` makes it from the old one (lab position, report).
  RunId Rescore(const Run& parent, const Run& run, const std::vector<RunLab>& labs, Attempts attempts,
                const std::function<void(std::size_t, Report&)>& rescored);

 private:
  friend class StoredResults;
  std::int64_t AddLearner(RunId run, const Submission& submission);
  void RemoveCollected(RunId run);
  void RemoveRun(RunId run);
  void AddAnswer(RunId run, std::int64_t learner, std::size_t lab, std::size_t attempt, const HandedIn& answer,
                 bool counts);
  int Share(std::int64_t answer, std::int64_t result);
  std::int64_t KeepReport(const Report& report, const std::optional<std::string>& key);
  // The result as `rescored` makes it: the same where that changes nothing, else another.
  std::int64_t Rescored(std::int64_t result, std::size_t position,
                        const std::function<void(std::size_t, Report&)>& rescored);
  RunId Copy(const Run& parent, const Run& run, const std::vector<RunLab>& labs);
  RunId Insert(const Run& run, const std::vector<RunLab>& labs);
  std::int64_t LearnerNamed(const Run& run, const std::string& learner) const;
  std::size_t LabNamed(RunId run, const std::string& lab) const;

  std::filesystem::path folder_;
  Fd lock_;
  // Reading does not change what the store says.
  mutable Database database_;
};

}  // namespace shellab
