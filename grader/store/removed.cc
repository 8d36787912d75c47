// Runs as they go.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>

#include "grader/store/run_store.h"
#include "grader/usage_error.h"

namespace shellab {

std::vector<RunId> RunStore::MadeFrom(RunId run) const {
  std::vector<RunId> made;
  for (Query row(database_, "SELECT id FROM run WHERE parent = ? ORDER BY id DESC", run); row.Next();)
    made.push_back(row.Integer(0));
  return made;
}

void RunStore::Remove(const std::vector<RunId>& runs) {
  // A run is younger than the one that it was made from, and goes before it.
  std::vector<RunId> youngest_first = runs;
  std::sort(youngest_first.begin(), youngest_first.end(), std::greater<>());
  Transaction transaction(database_);
  for (const RunId run : youngest_first) {
    std::vector<std::string> made;
    for (const RunId other : MadeFrom(run)) made.push_back(RunName(other));
    if (!made.empty())
      throw UsageError(fmt::format("{1} is what {0} was made from: delete {0} as well, or keep {1}",
                                   fmt::join(made, ", "), RunName(run)));
    RemoveRun(run);
  }
  // Answers and results belong to all runs that have them.
  database_.Run("DELETE FROM result WHERE NOT EXISTS (SELECT 1 FROM answer WHERE answer.result = result.id)");
  database_.Run("DELETE FROM handed_in WHERE NOT EXISTS (SELECT 1 FROM answer WHERE answer.sha256 = handed_in.sha256)");
  transaction.Commit();
}

void RunStore::Compact() { database_.Compact(); }

std::uintmax_t RunStore::Size() const { return std::filesystem::file_size(folder_ / "runs.db"); }

}  // namespace shellab
