// Runs that are made from another: of its answers, or of its results by other rules.
#include <array>
#include <map>
#include <string>

#include "grader/store/run_store.h"
#include "grader/store/stored_report.h"

namespace shellab {

// The answers and overrides of `parent` in a new run, by the labs' names, without results.
RunId RunStore::Copy(const Run& parent, const Run& run, const std::vector<RunLab>& labs) {
  Get(parent.id);  // nobody removed it meanwhile
  Run begun = run;
  begun.parent = parent.id;
  begun.state = Run::State::kGrading;
  const RunId id = Insert(begun, labs);
  database_.Run(
      "INSERT INTO learner (run, origin, learner, name, email, number, participant, source, unread, notes) "
      "SELECT ?, id, learner, name, email, number, participant, source, unread, notes FROM learner WHERE run = ? ORDER "
      "BY id",
      id, parent.id);
  // `there` is a lab of the parent, `here` the same in the new run.
  database_.Run(
      "INSERT INTO answer (run, learner, position, attempt, name, at, late_mark, sha256, sql, unread, counts) "
      "SELECT ?1, learner.id, here.position, attempt, answer.name, at, late_mark, sha256, sql, answer.unread, counts "
      "FROM answer JOIN learner ON learner.run = ?1 AND learner.origin = answer.learner "
      "JOIN run_lab AS there ON there.run = ?2 AND there.position = answer.position "
      "JOIN run_lab AS here ON here.run = ?1 AND here.lab = there.lab "
      "WHERE answer.run = ?2 ORDER BY answer.id",
      id, parent.id);
  database_.Run(
      "INSERT INTO given (run, learner, position, points, comment, by, at) "
      "SELECT ?1, learner.id, here.position, points, comment, by, at "
      "FROM given JOIN learner ON learner.run = ?1 AND learner.origin = given.learner "
      "JOIN run_lab AS there ON there.run = ?2 AND there.position = given.position "
      "JOIN run_lab AS here ON here.run = ?1 AND here.lab = there.lab "
      "WHERE given.run = ?2 ORDER BY given.id",
      id, parent.id);
  return id;
}

namespace {

// Each answer of the new run ?1 beside the one of ?2 that it was made from.
constexpr char kPairs[] =
    "FROM answer AS old JOIN learner ON learner.origin = old.learner "
    "JOIN run_lab AS there ON there.run = old.run AND there.position = old.position "
    "JOIN run_lab AS here ON here.run = learner.run AND here.lab = there.lab "
    "JOIN answer AS new ON new.learner = learner.id AND new.position = here.position AND new.attempt = old.attempt "
    "WHERE learner.run = ?1 AND old.run = ?2 ";

}  // namespace

RunId RunStore::Regrade(const Run& parent, const Run& run, const std::vector<RunLab>& labs,
                        const Selection& selection) {
  Transaction transaction(database_);
  const RunId id = Copy(parent, run, labs);
  std::optional<std::int64_t> learner;
  std::optional<std::int64_t> position;
  if (!selection.learner.empty()) learner = LearnerNamed(parent, selection.learner);
  if (!selection.lab.empty()) position = static_cast<std::int64_t>(LabNamed(parent.id, selection.lab));
  if (learner || position) {
    const std::string keep = std::string("SELECT new.id, old.result, old.reused ") + kPairs +
                             "AND (old.learner != ?3 OR old.position != ?4) AND old.result IS NOT NULL";
    // Where one is not given, any is selected: the comparison with NULL is no difference.
    std::vector<std::array<std::int64_t, 3>> kept;
    for (Query row(database_, keep.c_str(), id, parent.id, learner, position); row.Next();)
      kept.push_back({row.Integer(0), row.Integer(1), row.Integer(2)});
    for (const auto& [answer, result, reused] : kept)
      database_.Run("UPDATE answer SET result = ?, reused = ? WHERE id = ?", result, reused, answer);
  }
  transaction.Commit();
  return id;
}

std::int64_t RunStore::Rescored(std::int64_t result, std::size_t position,
                                const std::function<void(std::size_t, Report&)>& rescored) {
  Query row(database_, "SELECT report FROM result WHERE id = ?", result);
  row.Next();
  const std::string packed = row.String(0);
  Report report = UnpackReport(packed);
  rescored(position, report);
  return PackReport(report) == packed ? result : KeepReport(report, std::nullopt);
}

RunId RunStore::Rescore(const Run& parent, const Run& run, const std::vector<RunLab>& labs, Attempts attempts,
                        const std::function<void(std::size_t, Report&)>& rescored) {
  Transaction transaction(database_);
  const RunId id = Copy(parent, run, labs);
  database_.Run(
      "UPDATE answer SET counts = ?2 OR attempt = (SELECT MAX(attempt) FROM answer AS other WHERE "
      "other.learner = answer.learner AND other.position = answer.position) WHERE run = ?1",
      id, attempts == Attempts::kBest);
  const std::string pairs =
      std::string("SELECT new.id, new.position, old.result, old.reused ") + kPairs + "AND old.result IS NOT NULL";
  std::vector<std::array<std::int64_t, 4>> answers;
  for (Query row(database_, pairs.c_str(), id, parent.id); row.Next();)
    answers.push_back({row.Integer(0), row.Integer(1), row.Integer(2), row.Integer(3)});
  std::map<std::int64_t, std::int64_t> done;  // the old result of equal answers to the new one
  for (const auto& [answer, position, result, reused] : answers) {
    const auto [known, is_new] = done.try_emplace(result);
    if (is_new) known->second = Rescored(result, static_cast<std::size_t>(position), rescored);
    database_.Run("UPDATE answer SET result = ?, reused = ? WHERE id = ?", known->second, reused, answer);
  }
  transaction.Commit();
  return id;
}

}  // namespace shellab
