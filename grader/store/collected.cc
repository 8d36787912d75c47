// What learners handed in, as it comes into the store.
#include <fmt/format.h>

#include "grader/store/columns.h"
#include "grader/store/run_store.h"
#include "grader/store/stored_report.h"
#include "grader/submission/answer.h"
#include "sandbox/image/digest.h"

namespace shellab {

RunId RunStore::Begin(const Run& run, const std::vector<RunLab>& labs) {
  Transaction transaction(database_);
  Run begun = run;
  begun.state = Run::State::kCollecting;
  const RunId id = Insert(begun, labs);
  transaction.Commit();
  // What a power cut takes of the collection is collected again: only its end must be on the disk.
  database_.SyncEach(false);
  return id;
}

void RunStore::Add(RunId run, const Submission& submission, Attempts attempts) {
  Transaction transaction(database_);
  const std::int64_t learner = AddLearner(run, submission);
  for (std::size_t lab = 0; lab < submission.answers.size(); ++lab) {
    const std::vector<HandedIn>& tries = submission.answers[lab];
    for (std::size_t i = 0; i < tries.size(); ++i)
      AddAnswer(run, learner, lab, i, tries[i], attempts == Attempts::kBest || i + 1 == tries.size());
  }
  transaction.Commit();
}

std::int64_t RunStore::AddLearner(RunId run, const Submission& submission) {
  database_.Run(
      "INSERT INTO learner (run, learner, name, email, number, participant, source, unread, notes) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      run, Bytes{submission.learner}, Bytes{submission.name}, Bytes{submission.email}, Bytes{submission.id},
      Bytes{submission.participant}, Bytes{submission.source}, PackUnread(submission.unread),
      PackTexts(submission.notes));
  return database_.LastId();
}

void RunStore::AddAnswer(RunId run, std::int64_t learner, std::size_t lab, std::size_t attempt, const HandedIn& answer,
                         bool counts) {
  std::optional<std::string> sha256;
  if (!answer.unread) {
    sha256 = Sha256(answer.bytes);
    database_.Run("INSERT INTO handed_in (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING", *sha256,
                  Bytes{answer.bytes});
  }
  std::optional<std::int64_t> at;
  if (answer.at) at = Milliseconds(*answer.at);
  database_.Run(
      "INSERT INTO answer (run, learner, position, attempt, name, at, late_mark, sha256, sql, unread, counts) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      run, learner, static_cast<std::int64_t>(lab), static_cast<std::int64_t>(attempt), Bytes{answer.name}, at,
      answer.late_mark, sha256, AnswerFrom("", answer).is_sql, PackUnread(answer.unread), counts);
}

void RunStore::EndCollection(RunId run, const std::vector<Text>& notes) {
  database_.SyncEach(true);
  database_.Run("UPDATE run SET state = 'grading', notes = ? WHERE id = ?", PackTexts(notes), run);
}

void RunStore::Recollect(RunId run) {
  Transaction transaction(database_);
  RemoveCollected(run);
  transaction.Commit();
  database_.SyncEach(false);
}

void RunStore::Discard(RunId run) {
  Transaction transaction(database_);
  RemoveRun(run);
  transaction.Commit();
}

void RunStore::RemoveRun(RunId run) {
  RemoveCollected(run);
  database_.Run("DELETE FROM run_lab WHERE run = ?", run);
  database_.Run("DELETE FROM run WHERE id = ?", run);
}

void RunStore::RemoveCollected(RunId run) {
  for (const char* table : {"given", "answer", "learner"})
    database_.Run(fmt::format("DELETE FROM {} WHERE run = ?", table).c_str(), run);
}

}  // namespace shellab
