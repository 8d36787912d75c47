// A run's learners and labs as people name them, and a teacher's points.
#include <fmt/format.h>

#include <algorithm>

#include "grader/store/columns.h"
#include "grader/store/run_store.h"
#include "grader/usage_error.h"
#include "sandbox/toml/reader.h"

namespace shellab {

std::int64_t RunStore::LearnerNamed(const Run& run, const std::string& learner) const {
  // A number may be what another one is called in the submissions, and the course's that of the school for another.
  Query row(database_,
            "SELECT id FROM learner WHERE run = ?1 AND (learner = ?2 OR number = ?2 OR participant = ?2) "
            "ORDER BY learner != ?2, number != ?2, id LIMIT 1",
            run.id, Bytes{learner});
  if (!row.Next()) throw UsageError(fmt::format("{} has no learner \"{}\"", RunName(run.id), learner));
  return row.Integer(0);
}

std::size_t RunStore::LabNamed(RunId run, const std::string& lab) const {
  const std::vector<RunLab> labs = LabsOf(run);
  const auto found = std::find_if(labs.begin(), labs.end(), [&](const RunLab& entry) { return entry.lab == lab; });
  if (found != labs.end()) return static_cast<std::size_t>(found - labs.begin());
  std::vector<std::string_view> ids;
  for (const RunLab& entry : labs) ids.push_back(entry.lab);
  const std::string_view nearest = Nearest(lab, ids);
  throw UsageError(fmt::format("{} has no lab \"{}\"{}", RunName(run), lab,
                               nearest.empty() ? "" : fmt::format("; did you mean \"{}\"?", nearest)));
}

void RunStore::Give(const Run& run, const std::string& learner, const std::string& lab, std::optional<int> points,
                    const std::string& comment, const std::string& by) {
  Transaction transaction(database_);
  Get(run.id);  // nobody removed it meanwhile
  const std::size_t position = LabNamed(run.id, lab);
  const int most = LabsOf(run.id)[position].max_points;
  if (points && (*points < 0 || *points > most))
    throw UsageError(fmt::format("{} is worth 0 to {} points, not {}", lab, most, *points));
  database_.Run("INSERT INTO given (run, learner, position, points, comment, by, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                run.id, LearnerNamed(run, learner), static_cast<std::int64_t>(position), points, Bytes{comment},
                Bytes{by}, Milliseconds(std::chrono::system_clock::now()));
  transaction.Commit();
}

}  // namespace shellab
