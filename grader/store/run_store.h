// The runs of classes, kept so that neither a killed program nor a removed folder of submissions loses anything: what
// was handed in, what each answer earned, what a teacher decided. Used by `shellab grade --set` and the commands on
// runs.
//   <state>/runs/runs.db     SQLite, in WAL mode; several shellabs may use it at once
//   <state>/runs/runs.lock   who grades which run (fcntl(2), the byte of the run's number), who opens the database (0)
#pragma once

#include <chrono>
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
#include "grader/submission/collect.h"
#include "sandbox/os/fd.h"

namespace shellab {

using RunId = std::int64_t;

// As a person types it: "r7".
std::string RunName(RunId id);

// A run as it was begun.
struct Run {
  // kGrade: of submissions. kRegrade: of the answers of another run. kRescore: of its results, by other rules.
  enum class Kind { kGrade, kRegrade, kRescore };
  // kCollecting: not everything that was handed in is in the store. kGrading: some answers have no result.
  enum class State { kCollecting, kGrading, kFinished };

  RunId id = 0;
  std::optional<RunId> parent;
  Kind kind = Kind::kGrade;
  State state = State::kCollecting;
  std::chrono::system_clock::time_point started_at;
  std::string set;
  Text title;
  std::filesystem::path set_file;  // absolute
  std::string set_text;            // what it said
  std::vector<std::string> roots;  // where its labs were looked for, absolute
  std::string folder;              // where the program was started, which the next two may be relative to
  std::vector<std::string> paths;  // of the submissions, as they were named
  std::string roster;              // the same, or empty
  std::string seeds;               // Seeds::Packed
  bool fresh = false;              // no result of another answer is reused
  std::vector<Text> notes;
};

struct RunLab {
  std::string lab;
  Text title;
  int max_points = 0;
  int weight = 1;
  std::string digest;          // Lab::digest
  std::string grading_digest;  // GradingDigest
};

// A line of `shellab runs`.
struct RunSummary {
  Run run;
  std::int64_t learners = 0;
  std::int64_t answers = 0;  // that are graded or are to be
  std::int64_t graded = 0;   // of these, with a result of whatever status
};

// One answer as it is graded.
struct StoredAnswer {
  std::int64_t id = 0;
  std::string learner;
  std::size_t lab = 0;  // its position in the run
  std::string bytes;
  bool is_sql = false;
};

class RunStore {
 public:
  // `state` is shellab's state folder; <state>/runs is made, mode 0700. Throws HostError. So do all methods, where the
  // database cannot be read or written.
  explicit RunStore(const std::filesystem::path& state);

  // The run that a user named, "r7" or "7". Throws UsageError when there is none.
  Run Named(std::string_view name) const;
  Run Get(RunId id) const;
  std::optional<Run> LastUnfinished() const;
  std::vector<RunLab> LabsOf(RunId run) const;
  // Calls `visit` for every run, the newest first.
  void ForEachRun(const std::function<void(const RunSummary&)>& visit) const;
  RunSummary Summary(RunId run) const;

  // Keeps the run from being graded by two; until the program ends. Throws UsageError when another shellab has it.
  void Lock(RunId run);

  // Begins a run (`id` and `state` of `run` do not count), locks it and returns its id.
  RunId Begin(const Run& run, const std::vector<RunLab>& labs);
  // Adds what a learner handed in, in one transaction. Only what counts by `attempts` will be graded.
  void Add(RunId run, const Submission& submission, Attempts attempts);
  // Everything was handed in: from now on the run can be resumed without the submissions.
  void EndCollection(RunId run, const std::vector<Text>& notes);
  // The positions of the labs that RetryErrors and grading are about.
  std::vector<std::size_t> LabsToGrade(RunId run) const;
  // Takes back what was collected, for a run that was killed meanwhile.
  void Recollect(RunId run);
  // Removes a run whose collection failed.
  void Discard(RunId run);
  // Makes answers that were not graded by the fault of the machine or of a lab ungraded again.
  void RetryErrors(RunId run);
  // All that is to be graded has a result.
  void Finish(RunId run);

  // What is to be graded and has no result: for each lab and each equal answer to it the first one, in the order in
  // which they were handed in. Without `equal_once` all of them.
  std::vector<std::int64_t> Ungraded(RunId run, bool equal_once) const;
  // The ungraded answers that are equal to this one, without it.
  std::vector<std::int64_t> EqualTo(std::int64_t answer) const;
  StoredAnswer ReadStored(std::int64_t answer) const;

  // A result that may stand for every answer with its key.
  std::optional<std::int64_t> FindResult(const std::string& key) const;
  // Keeps what an answer earned, with a key for all that it depends on where others may reuse it, in one transaction
  // that is on the disk then. `shared` gives it to the equal answers of the run as well. Returns how many answers have
  // it; one that has a result keeps that.
  int Keep(std::int64_t answer, const Report& report, const std::optional<std::string>& key, bool shared);
  // Gives a result that is there to an answer and to its equals in the run.
  int Reuse(std::int64_t answer, std::int64_t result);

  // A teacher's points for a learner's lab instead of the machine's, or none to take them back. Every decision is kept;
  // the last counts. Throws UsageError where the run has no such learner or lab.
  void Give(const Run& run, const std::string& learner, const std::string& lab, std::optional<int> points,
            const std::string& comment, const std::string& by);

  // What of a run is graded anew by `regrade`; empty is all.
  struct Selection {
    std::string lab;
    std::string learner;
  };
  // Makes a run of the same answers and overrides, linked to `parent`, with the results of those that are not selected;
  // it is locked and still to be graded. Throws UsageError where nothing is selected.
  RunId Regrade(const Run& parent, const Run& run, const std::vector<RunLab>& labs, const Selection& selection);
  // The same with all results, each as `rescored` makes it from the old one (lab position, report).
  RunId Rescore(const Run& parent, const Run& run, const std::vector<RunLab>& labs, Attempts attempts,
                const std::function<void(std::size_t, Report&)>& rescored);

 private:
  friend class StoredResults;
  std::int64_t AddLearner(RunId run, const Submission& submission);
  void AddAnswer(RunId run, std::int64_t learner, std::size_t lab, std::size_t attempt, const HandedIn& answer,
                 bool counts);
  std::int64_t KeepReport(const Report& report, const std::optional<std::string>& key);
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
