#include "grader/store/results.h"

#include <algorithm>

#include "grader/score/late.h"
#include "grader/store/columns.h"
#include "grader/store/stored_report.h"

namespace shellab {

StoredResults::StoredResults(const RunStore& store, RunId run, std::string learner)
    : store_(store), moment_(store.database_), run_(run) {
  const Run begun = store.Get(run);
  if (!learner.empty()) only_ = store.LearnerNamed(begun, learner);
  rules_ = ReadRules(begun.set_file, begun.set_text);
  head_.set = begun.set;
  head_.title = begun.title;
  head_.run = RunName(run);
  head_.started_at = begun.started_at;
  head_.feedback = rules_.feedback;
  head_.notes = begun.notes;
  for (const RunLab& lab : store.LabsOf(run)) head_.columns.push_back({lab.lab, lab.title, lab.max_points, lab.weight});
}

// Reads rows, with statements that are prepared once.
class StoredResults::Rows {
 public:
  explicit Rows(const StoredResults& results)
      : results_(results),
        learner_(results.store_.database_,
                 "SELECT learner, name, email, number, participant, unread, notes FROM learner WHERE id = ?",
                 std::int64_t{0}),
        answers_(results.store_.database_,
                 "SELECT position, name, at, late_mark, unread, counts, reused, report FROM answer LEFT JOIN result ON "
                 "result.id = answer.result WHERE learner = ? ORDER BY position, attempt",
                 std::int64_t{0}),
        given_(results.store_.database_,
               "SELECT position, points, comment, by FROM given WHERE learner = ? ORDER BY id", std::int64_t{0}) {}

  ClassRow Read(std::int64_t learner) {
    learner_.Restart(learner);
    learner_.Next();
    ClassRow row;
    row.learner = learner_.String(0);
    row.name = learner_.String(1);
    row.email = learner_.String(2);
    row.id = learner_.String(3);
    row.participant = learner_.String(4);
    row.notes = UnpackTexts(learner_.String(6));
    row.cells.resize(results_.head_.columns.size());
    ReadAnswers(learner, row);
    ReadGiven(learner, row);
    if (!learner_.IsNull(5)) {
      const Unread why = UnpackUnread(learner_.String(5));
      for (ClassCell& cell : row.cells) Refuse(cell, why);
    }
    return row;
  }

 private:
  static void Refuse(ClassCell& cell, const Unread& why) {
    cell.status = why.by_machine ? ClassCell::Status::kUnread : ClassCell::Status::kRefused;
    cell.reason = why.reason;
  }

  void ReadAnswers(std::int64_t learner, ClassRow& row) {
    answers_.Restart(learner);
    while (answers_.Next()) {
      const auto position = static_cast<std::size_t>(answers_.Integer(0));
      ClassCell& best = row.cells.at(position);
      const int attempts = best.attempts + 1;
      if (answers_.Integer(5) != 0) {
        ClassCell cell = ReadAttempt(position, row.learner);
        // Of equals the later one. What is not known yet could be more than what is: it hides all but full marks, and
        // so comes between them and one point less.
        const int unknown = 2 * results_.head_.columns[position].max_points - 1;
        const auto worth = [unknown](const ClassCell& one) {
          const std::optional<int> points = one.Points();
          return points ? 2 * *points : unknown;
        };
        if (best.status == ClassCell::Status::kMissing || worth(cell) >= worth(best)) best = std::move(cell);
      }
      best.attempts = attempts;
    }
  }

  ClassCell ReadAttempt(std::size_t position, const std::string& learner) {
    ClassCell cell;
    cell.status = ClassCell::Status::kPending;
    cell.file = answers_.String(1);
    cell.reused = answers_.Integer(6) != 0;
    if (!answers_.IsNull(4)) {
      Refuse(cell, UnpackUnread(answers_.String(4)));
    } else if (!answers_.IsNull(7)) {
      cell.status = ClassCell::Status::kReported;
      cell.report = UnpackReport(answers_.String(7));
      cell.report.learner = learner;
      cell.report.set = results_.head_.set;
    }
    std::optional<std::chrono::system_clock::time_point> at;
    if (const auto since_epoch = answers_.OptionalInteger(2)) at = TimeOf(*since_epoch);
    if (const std::optional<int> raw = cell.RawPoints())
      cell.late_penalty = std::min(*raw, LatePenalty(results_.rules_, at, answers_.Integer(3) != 0,
                                                     results_.head_.columns[position].max_points));
    return cell;
  }

  void ReadGiven(std::int64_t learner, ClassRow& row) {
    given_.Restart(learner);
    while (given_.Next()) {  // the last counts
      std::optional<Override>& given = row.cells.at(static_cast<std::size_t>(given_.Integer(0))).given;
      given.reset();
      if (!given_.IsNull(1)) given = Override{static_cast<int>(given_.Integer(1)), given_.String(2), given_.String(3)};
    }
  }

  const StoredResults& results_;
  Query learner_;
  Query answers_;
  Query given_;
};

std::size_t StoredResults::Learners() const {
  return only_ ? 1 : static_cast<std::size_t>(store_.Summary(run_).learners);
}

void StoredResults::ForEach(const std::function<void(const ClassRow&)>& visit) const {
  Rows rows(*this);
  if (only_) {
    visit(rows.Read(*only_));
    return;
  }
  for (Query row(store_.database_, "SELECT id FROM learner WHERE run = ? ORDER BY id", run_); row.Next();)
    visit(rows.Read(row.Integer(0)));
}

std::optional<std::int64_t> StoredResults::IdOf(const std::string& learner) const {
  Query row(store_.database_, "SELECT id FROM learner WHERE run = ? AND learner = ? LIMIT 1", run_, Bytes{learner});
  return row.Next() ? std::optional(row.Integer(0)) : std::nullopt;
}

bool StoredResults::Has(const std::string& learner) const { return IdOf(learner).has_value(); }

void StoredResults::ForEachBeside(const StoredResults& other,
                                  const std::function<void(const ClassRow&, const ClassRow*)>& visit) const {
  Rows others(other);
  ForEach([&](const ClassRow& row) {
    const std::optional<std::int64_t> same = other.IdOf(row.learner);
    const ClassRow beside = same ? others.Read(*same) : ClassRow();
    visit(row, same ? &beside : nullptr);
  });
}

void StoredResults::ForEachName(const std::function<void(const std::string&)>& visit) const {
  for (Query row(store_.database_, "SELECT learner FROM learner WHERE run = ? ORDER BY id", run_); row.Next();)
    visit(row.String(0));
}

}  // namespace shellab
