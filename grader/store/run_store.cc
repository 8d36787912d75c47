#include "grader/store/run_store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>

#include "grader/store/schema.h"
#include "grader/store/stored_report.h"
#include "grader/submission/answer.h"
#include "grader/usage_error.h"
#include "grader/version.h"
#include "sandbox/image/digest.h"
#include "sandbox/os/error.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

constexpr const char* kKinds[] = {"grade", "regrade", "rescore"};
constexpr const char* kStates[] = {"collecting", "grading", "finished"};
constexpr const char* kStatus[] = {"graded", "lab_error", "error"};

template <typename Enum, std::size_t size>
std::string Word(Enum value, const char* const (&words)[size]) {
  return words[static_cast<std::size_t>(value)];
}

template <typename Enum, std::size_t size>
Enum Meaning(const std::string& word, const char* const (&words)[size]) {
  const auto* found = std::find(std::begin(words), std::end(words), word);
  if (found == std::end(words)) throw HostError(fmt::format("the run store says \"{}\", which is unknown", word));
  return static_cast<Enum>(found - std::begin(words));
}

std::int64_t Now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

fs::path MakeFolder(fs::path folder) {
  fs::create_directories(folder);
  CheckCall(::chmod(folder.c_str(), 0700), fmt::format("chmod {}", folder.native()));
  return folder;
}

// The byte of runs.lock whose holder opens the database: no run has this number.
constexpr RunId kOpeningByte = 0;

// Takes or gives up a byte of the file and returns whether that went well, with errno. A record lock, which no child of
// this program inherits: it is gone at the moment when the program is.
bool SetLock(const Fd& file, int command, short type, RunId byte) {
  struct flock lock {};
  lock.l_type = type;
  lock.l_whence = SEEK_SET;
  lock.l_start = byte;
  lock.l_len = 1;
  return ::fcntl(file.get(), command, &lock) == 0;
}

// SQLite does not wait for another program that makes the same database, or that brings it to WAL mode, at that moment.
Fd OpenLocked(const std::string& path) {
  Fd file = Open(path, O_RDWR | O_CREAT, 0600);
  while (!SetLock(file, F_SETLKW, F_WRLCK, kOpeningByte)) {
    if (errno != EINTR) ThrowErrno("lock " + path);
  }
  return file;
}

constexpr char kRunColumns[] =
    "SELECT id, parent, kind, state, started_at, set_id, title, set_file, set_text, roots, folder, paths, roster, "
    "seeds, fresh, "
    "notes FROM run ";

Run RunOf(Query& row) {
  Run run;
  int column = 0;
  run.id = row.Integer(column++);
  run.parent = row.OptionalInteger(column++);
  run.kind = Meaning<Run::Kind>(row.String(column++), kKinds);
  run.state = Meaning<Run::State>(row.String(column++), kStates);
  run.started_at = std::chrono::system_clock::time_point(std::chrono::milliseconds(row.Integer(column++)));
  run.set = row.String(column++);
  run.title = UnpackTexts(row.String(column++)).at(0);
  run.set_file = row.String(column++);
  run.set_text = row.String(column++);
  run.roots = UnpackStrings(row.String(column++));
  run.folder = row.String(column++);
  run.paths = UnpackStrings(row.String(column++));
  run.roster = row.String(column++);
  run.seeds = row.String(column++);
  run.fresh = row.Integer(column++) != 0;
  run.notes = UnpackTexts(row.String(column++));
  return run;
}

}  // namespace

std::string RunName(RunId id) { return fmt::format("r{}", id); }

RunStore::RunStore(const fs::path& state)
    : folder_(MakeFolder(state / "runs")),
      lock_(OpenLocked((folder_ / "runs.lock").native())),
      database_(folder_ / "runs.db", {kSchema1}) {
  SetLock(lock_, F_SETLK, F_UNLCK, kOpeningByte);
}

Run RunStore::Get(RunId id) const {
  Query row(database_, (std::string(kRunColumns) + "WHERE id = ?").c_str(), id);
  if (!row.Next()) throw UsageError(fmt::format("there is no run {}; `shellab runs` names them all", RunName(id)));
  return RunOf(row);
}

Run RunStore::Named(std::string_view name) const {
  std::string_view digits = name;
  if (digits.starts_with('r')) digits.remove_prefix(1);
  RunId id = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
  if (error != std::errc() || end != digits.data() + digits.size())
    throw UsageError(fmt::format("\"{}\" is no run; `shellab runs` names them all, such as r7", name));
  return Get(id);
}

std::optional<Run> RunStore::LastUnfinished() const {
  Query row(database_, (std::string(kRunColumns) + "WHERE state != 'finished' ORDER BY id DESC LIMIT 1").c_str());
  if (!row.Next()) return std::nullopt;
  return RunOf(row);
}

std::vector<RunLab> RunStore::LabsOf(RunId run) const {
  Query row(
      database_,
      "SELECT lab, title, max_points, weight, digest, grading_digest FROM run_lab WHERE run = ? ORDER BY position",
      run);
  std::vector<RunLab> labs;
  while (row.Next()) {
    labs.push_back({row.String(0), UnpackTexts(row.String(1)).at(0), static_cast<int>(row.Integer(2)),
                    static_cast<int>(row.Integer(3)), row.String(4), row.String(5)});
  }
  return labs;
}

RunSummary RunStore::Summary(RunId run) const {
  RunSummary summary;
  summary.run = Get(run);
  Query learners(database_, "SELECT COUNT(*) FROM learner WHERE run = ?", run);
  learners.Next();
  summary.learners = learners.Integer(0);
  Query answers(database_, "SELECT COUNT(*), COUNT(result) FROM answer WHERE run = ? AND counts AND unread IS NULL",
                run);
  answers.Next();
  summary.answers = answers.Integer(0);
  summary.graded = answers.Integer(1);
  return summary;
}

void RunStore::ForEachRun(const std::function<void(const RunSummary&)>& visit) const {
  std::vector<RunId> ids;
  for (Query row(database_, "SELECT id FROM run ORDER BY id DESC"); row.Next();) ids.push_back(row.Integer(0));
  for (const RunId id : ids) visit(Summary(id));
}

void RunStore::Lock(RunId run) {
  if (SetLock(lock_, F_SETLK, F_WRLCK, run)) return;
  if (errno == EACCES || errno == EAGAIN)
    throw UsageError(fmt::format("{} is being graded by another shellab", RunName(run)));
  ThrowErrno("lock " + (folder_ / "runs.lock").native());
}

RunId RunStore::Insert(const Run& run, const std::vector<RunLab>& labs) {
  database_.Run(
      "INSERT INTO run (parent, kind, state, started_at, shellab, set_id, title, set_file, set_text, roots, folder, "
      "paths, roster, seeds, fresh, notes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      run.parent, Word(run.kind, kKinds), Word(run.state, kStates), Now(), kVersion, run.set, PackTexts({run.title}),
      Bytes{run.set_file.native()}, Bytes{run.set_text}, PackStrings(run.roots), Bytes{run.folder},
      PackStrings(run.paths), Bytes{run.roster}, run.seeds, run.fresh, PackTexts(run.notes));
  const RunId id = database_.LastId();
  std::int64_t position = 0;
  for (const RunLab& lab : labs) {
    database_.Run(
        "INSERT INTO run_lab (run, position, lab, title, max_points, weight, digest, grading_digest) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        id, position++, lab.lab, PackTexts({lab.title}), lab.max_points, lab.weight, lab.digest, lab.grading_digest);
  }
  Lock(id);
  return id;
}

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
      "INSERT INTO learner (run, learner, name, email, number, source, unread, notes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      run, Bytes{submission.learner}, Bytes{submission.name}, Bytes{submission.email}, Bytes{submission.id},
      Bytes{submission.source}, PackUnread(submission.unread), PackTexts(submission.notes));
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
  if (answer.at) at = std::chrono::duration_cast<std::chrono::milliseconds>(answer.at->time_since_epoch()).count();
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
  database_.Run("DELETE FROM answer WHERE run = ?", run);
  database_.Run("DELETE FROM learner WHERE run = ?", run);
  transaction.Commit();
  database_.SyncEach(false);
}

void RunStore::Discard(RunId run) {
  Transaction transaction(database_);
  for (const char* table : {"answer", "learner", "run_lab"})
    database_.Run(fmt::format("DELETE FROM {} WHERE run = ?", table).c_str(), run);
  database_.Run("DELETE FROM run WHERE id = ?", run);
  transaction.Commit();
}

void RunStore::RetryErrors(RunId run) {
  Transaction transaction(database_);
  const int changed = database_.Run(
      "UPDATE answer SET result = NULL, reused = 0 WHERE run = ? AND result IN "
      "(SELECT id FROM result WHERE status != 'graded')",
      run);
  if (changed > 0) database_.Run("UPDATE run SET state = 'grading' WHERE id = ?", run);
  transaction.Commit();
}

void RunStore::Finish(RunId run) { database_.Run("UPDATE run SET state = 'finished' WHERE id = ?", run); }

std::vector<std::size_t> RunStore::LabsToGrade(RunId run) const {
  Query row(
      database_,
      "SELECT DISTINCT position FROM answer LEFT JOIN result ON result.id = answer.result WHERE run = ? AND counts "
      "AND unread IS NULL AND (status IS NULL OR status != 'graded') ORDER BY position",
      run);
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
            "SELECT answer.id, learner.learner, position, bytes, sql FROM answer JOIN learner ON "
            "learner.id = answer.learner JOIN handed_in USING (sha256) WHERE answer.id = ?",
            answer);
  if (!row.Next()) throw HostError(fmt::format("the run store has no answer {}", answer));
  return {row.Integer(0), row.String(1), static_cast<std::size_t>(row.Integer(2)), row.String(3), row.Integer(4) != 0};
}

std::optional<std::int64_t> RunStore::FindResult(const std::string& key) const {
  Query row(database_, "SELECT id FROM result WHERE key = ? LIMIT 1", key);
  if (!row.Next()) return std::nullopt;
  return row.Integer(0);
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
  if (shared) answers += Reuse(answer, result);
  transaction.Commit();
  return answers;
}

int RunStore::Reuse(std::int64_t answer, std::int64_t result) {
  return database_.Run(
      "UPDATE answer SET result = ?1, reused = 1 WHERE counts AND result IS NULL AND (run, position, sha256, sql) = "
      "(SELECT run, position, sha256, sql FROM answer WHERE id = ?2)",
      result, answer);
}

std::int64_t RunStore::LearnerNamed(const Run& run, const std::string& learner) const {
  Query row(database_, "SELECT id FROM learner WHERE run = ?1 AND (learner = ?2 OR number = ?2) ORDER BY id LIMIT 1",
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
  const std::size_t position = LabNamed(run.id, lab);
  const int most = LabsOf(run.id)[position].max_points;
  if (points && (*points < 0 || *points > most))
    throw UsageError(fmt::format("{} is worth 0 to {} points, not {}", lab, most, *points));
  database_.Run("INSERT INTO given (run, learner, position, points, comment, by, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                run.id, LearnerNamed(run, learner), static_cast<std::int64_t>(position), points, Bytes{comment},
                Bytes{by}, Now());
}

// The answers and overrides of `parent` in a new run, by the labs' names, without results.
RunId RunStore::Copy(const Run& parent, const Run& run, const std::vector<RunLab>& labs) {
  Run begun = run;
  begun.parent = parent.id;
  begun.state = Run::State::kGrading;
  const RunId id = Insert(begun, labs);
  database_.Run(
      "INSERT INTO learner (run, origin, learner, name, email, number, source, unread, notes) "
      "SELECT ?, id, learner, name, email, number, source, unread, notes FROM learner WHERE run = ? ORDER BY id",
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
  std::optional<std::int64_t> learner;
  std::optional<std::int64_t> position;
  if (!selection.learner.empty()) learner = LearnerNamed(parent, selection.learner);
  if (!selection.lab.empty()) position = static_cast<std::int64_t>(LabNamed(parent.id, selection.lab));
  Transaction transaction(database_);
  const RunId id = Copy(parent, run, labs);
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
  for (const auto& [answer, position, result, reused] : answers) {
    Query row(database_, "SELECT report FROM result WHERE id = ?", result);
    row.Next();
    const std::string packed = row.String(0);
    Report report = UnpackReport(packed);
    rescored(static_cast<std::size_t>(position), report);
    // The result itself is shared where it stayed as it was.
    const bool same = PackReport(report) == packed;
    database_.Run("UPDATE answer SET result = ?, reused = ? WHERE id = ?",
                  same ? result : KeepReport(report, std::nullopt), reused, answer);
  }
  transaction.Commit();
  return id;
}

}  // namespace shellab
