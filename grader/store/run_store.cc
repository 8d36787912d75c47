#include "grader/store/run_store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <charconv>

#include "grader/store/columns.h"
#include "grader/store/schema.h"
#include "grader/store/stored_report.h"
#include "grader/usage_error.h"
#include "grader/version.h"
#include "sandbox/os/error.h"
#include "sandbox/os/folder.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

constexpr const char* kKinds[] = {"grade", "regrade", "rescore"};
constexpr const char* kStates[] = {"collecting", "grading", "finished"};

constexpr char kFolder[] = "runs";
constexpr char kFile[] = "runs.db";

// Nobody but its owner may read what learners handed in.
fs::path Private(fs::path folder) {
  MakeFolders(folder);
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

DatabaseKind KindOfStore() {
  DatabaseKind kind;
  kind.migrations = {kSchema1, kSchema2, kSchema3};
  kind.when_full = "What was graded is kept; make room, then go on with: shellab grade --resume";
  kind.when_damaged = "or move it away to begin with no runs";
  return kind;
}

constexpr char kRunColumns[] =
    "SELECT id, parent, kind, state, started_at, set_id, title, set_file, set_text, roots, folder, paths, roster, "
    "seeds, fresh, share, notes FROM run ";

Run RunOf(Query& row) {
  Run run;
  int column = 0;
  run.id = row.Integer(column++);
  run.parent = row.OptionalInteger(column++);
  run.kind = Meaning<Run::Kind>(row.String(column++), kKinds);
  run.state = Meaning<Run::State>(row.String(column++), kStates);
  run.started_at = TimeOf(row.Integer(column++));
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
  run.share = row.String(column++);
  run.notes = UnpackTexts(row.String(column++));
  return run;
}

}  // namespace

std::string_view StateName(Run::State state) { return kStates[static_cast<std::size_t>(state)]; }

std::string RunName(RunId id) { return fmt::format("r{}", id); }

bool RunStore::IsIn(const fs::path& state) { return fs::exists(state / kFolder / kFile); }

RunStore::RunStore(const fs::path& state)
    : folder_(Private(state / kFolder)),
      lock_(OpenLocked((folder_ / "runs.lock").native())),
      database_(folder_ / kFile, KindOfStore()) {
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

Run RunStore::Collected(std::string_view name) const {
  Run run = Named(name);
  if (run.state == Run::State::kCollecting)
    throw UsageError(
        fmt::format("{0} has not all submissions yet; unless another shellab reads them now, first: shellab "
                    "grade --resume {0}",
                    RunName(run.id)));
  return run;
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

bool RunStore::TryLock(RunId run) {
  if (SetLock(lock_, F_SETLK, F_WRLCK, run)) return true;
  if (errno == EACCES || errno == EAGAIN) return false;
  ThrowErrno("lock " + (folder_ / "runs.lock").native());
}

void RunStore::Lock(RunId run) {
  if (!TryLock(run)) throw UsageError(fmt::format("{} is being graded by another shellab", RunName(run)));
}

RunId RunStore::Insert(const Run& run, const std::vector<RunLab>& labs) {
  database_.Run(
      "INSERT INTO run (parent, kind, state, started_at, shellab, set_id, title, set_file, set_text, roots, folder, "
      "paths, roster, seeds, fresh, share, notes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      run.parent, Word(run.kind, kKinds), Word(run.state, kStates), Milliseconds(std::chrono::system_clock::now()),
      kVersion, run.set, PackTexts({run.title}), Bytes{run.set_file.native()}, Bytes{run.set_text},
      PackStrings(run.roots), Bytes{run.folder}, PackStrings(run.paths), Bytes{run.roster}, run.seeds, run.fresh,
      Bytes{run.share}, PackTexts(run.notes));
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

}  // namespace shellab
