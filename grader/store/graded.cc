// What of a run is to be graded, and what it earned.
#include <fmt/format.h>

#include "grader/store/columns.h"
#include "grader/store/run_store.h"
#include "grader/store/stored_report.h"
#include "sandbox/os/error.h"

namespace shellab {
namespace {

constexpr const char* kStatus[] = {"graded", "lab_error", "error"};

}  // namespace

void RunStore::RetryErrors(RunId run) {
  Transaction transaction(database_);
  const int changed = database_.Run(
      "UPDATE answer SET result = NULL, reused = 0 WHERE run = ? AND result IN "
      "(SELECT id FROM result WHERE status != 'graded')",
      run);
  if (changed > 0) database_.Run("UPDATE run SET state = 'grading' WHERE id = ?", run);
  transaction.Commit();
}

void RunStore::BeginGrading() { database_.SyncEach(false); }

void RunStore::Sync() { database_.Sync(); }

void RunStore::Finish(RunId run) {
  database_.SyncEach(true);  // the log is brought to the disk as far as this transaction: with all before it
  database_.Run("UPDATE run SET state = 'finished' WHERE id = ?", run);
}

std::vector<std::size_t> RunStore::LabsToGrade(RunId run, bool with_errors) const {
  Query row(database_,
            "SELECT DISTINCT position FROM answer LEFT JOIN result ON result.id = answer.result WHERE run = ? AND "
            "counts AND unread IS NULL AND (status IS NULL OR (? AND status != 'graded')) ORDER BY position",
            run, with_errors);
  std::vector<std::size_t> labs;
  while (row.Next()) labs.push_back(static_cast<std::size_t>(row.Integer(0)));
  return labs;
}

std::vector<std::int64_t> RunStore::Ungraded(RunId run, bool equal_once) const {
  const char* once =
      "SELECT MIN(id) AS first FROM answer WHERE run = ? AND counts AND unread IS NULL AND result IS NULL "
      "GROUP BY position, sha256, sql ORDER BY first";
  const char* all = "SELECT id FROM answer WHERE run = ? AND counts AND unread IS NULL AND result IS NULL ORDER BY id";
  std::vector<std::int64_t> answers;
  for (Query row(database_, equal_once ? once : all, run); row.Next();) answers.push_back(row.Integer(0));
  return answers;
}

std::vector<std::int64_t> RunStore::EqualTo(std::int64_t answer) const {
  Query row(database_,
            "SELECT other.id FROM answer AS one JOIN answer AS other ON other.run = one.run AND "
            "other.position = one.position AND other.sha256 = one.sha256 AND other.sql = one.sql "
            "WHERE one.id = ? AND other.id != one.id AND other.counts AND other.result IS NULL ORDER BY other.id",
            answer);
  std::vector<std::int64_t> equal;
  while (row.Next()) equal.push_back(row.Integer(0));
  return equal;
}

StoredAnswer RunStore::ReadStored(std::int64_t answer) const {
  Query row(database_,
            "SELECT learner.learner, attempt, position, bytes, sha256, sql FROM answer JOIN learner ON "
            "learner.id = answer.learner JOIN handed_in USING (sha256) WHERE answer.id = ?",
            answer);
  if (!row.Next()) throw HostError(fmt::format("the run store has no answer {}", answer));
  StoredAnswer stored;
  stored.learner = row.String(0);
  stored.attempt = row.Integer(1);
  stored.lab = static_cast<std::size_t>(row.Integer(2));
  stored.bytes = row.String(3);
  stored.sha256 = row.String(4);
  stored.is_sql = row.Integer(5) != 0;
  return stored;
}

std::int64_t RunStore::KeepReport(const Report& report, const std::optional<std::string>& key) {
  const std::string packed = PackReport(report);
  database_.Run("INSERT INTO result (key, status, report) VALUES (?, ?, ?)", key, Word(report.status, kStatus),
                Bytes{packed});
  return database_.LastId();
}

int RunStore::Keep(std::int64_t answer, const Report& report, const std::optional<std::string>& key, bool shared) {
  Transaction transaction(database_);
  const std::int64_t result = KeepReport(report, key);
  int answers = database_.Run("UPDATE answer SET result = ? WHERE id = ? AND result IS NULL", result, answer);
  if (shared) answers += Share(answer, result);
  transaction.Commit();
  return answers;
}

std::optional<int> RunStore::Reuse(std::int64_t answer, const std::string& key) {
  Transaction transaction(database_);  // nobody removes the result meanwhile
  std::optional<std::int64_t> result;
  if (Query row(database_, "SELECT id FROM result WHERE key = ? LIMIT 1", key); row.Next()) result = row.Integer(0);
  if (!result) return std::nullopt;
  const int answers = Share(answer, *result);
  transaction.Commit();
  return answers;
}

int RunStore::Share(std::int64_t answer, std::int64_t result) {
  return database_.Run(
      "UPDATE answer SET result = ?1, reused = 1 WHERE counts AND result IS NULL AND (run, position, sha256, sql) = "
      "(SELECT run, position, sha256, sql FROM answer WHERE id = ?2)",
      result, answer);
}

}  // namespace shellab
