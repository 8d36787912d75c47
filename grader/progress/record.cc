#include "grader/progress/record.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <system_error>

#include "sandbox/os/error.h"
#include "sandbox/os/folder.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::sys_days;
using std::chrono::system_clock;

// Times are milliseconds since 1970. A step that has landed is never changed: a later one is added.
constexpr char kSchema1[] = R"sql(
CREATE TABLE stay (                      -- one session of practice
  id        INTEGER PRIMARY KEY,
  lab       TEXT NOT NULL,
  began_at  INTEGER NOT NULL,
  seen_at   INTEGER NOT NULL,            -- the last sign of the learner
  active_ms INTEGER NOT NULL DEFAULT 0   -- without pauses
);
CREATE INDEX stay_by_lab ON stay (lab);
CREATE TABLE attempt (                   -- what was handed in and graded
  id         INTEGER PRIMARY KEY,
  stay       INTEGER NOT NULL REFERENCES stay (id),
  at         INTEGER NOT NULL,
  points     INTEGER NOT NULL,
  max_points INTEGER NOT NULL
);
CREATE INDEX attempt_by_stay ON attempt (stay);
CREATE TABLE hint (
  lab    TEXT NOT NULL,
  number INTEGER NOT NULL,
  at     INTEGER NOT NULL,
  PRIMARY KEY (lab, number)
) WITHOUT ROWID;
)sql";

constexpr char kFile[] = "progress.db";

// Nobody waits longer for another writer: a person is at a terminal.
constexpr std::chrono::seconds kPatience(5);

// No WAL: homes lie on file systems of the network too, and the few writers may wait for each other.
DatabaseKind KindOfRecord() {
  DatabaseKind kind;
  kind.migrations = {kSchema1};
  kind.concurrent = false;
  kind.patience = kPatience;
  kind.when_full = "Make room, then go on";
  kind.when_damaged = "or move it away to begin anew";
  return kind;
}

std::int64_t Stored(system_clock::time_point at) {
  return std::chrono::floor<milliseconds>(at.time_since_epoch()).count();
}

system_clock::time_point Time(std::int64_t stored) { return system_clock::time_point(milliseconds(stored)); }

}  // namespace

std::optional<system_clock::time_point> LabProgress::SolvedAt() const {
  const auto full = std::find_if(attempts.begin(), attempts.end(), [](const Attempt& one) { return one.IsFull(); });
  return full == attempts.end() ? std::nullopt : std::optional(full->at);
}

const Attempt* LabProgress::Best() const {
  const auto best = std::max_element(attempts.begin(), attempts.end(), [](const Attempt& a, const Attempt& b) {
    return std::int64_t{a.points} * b.max_points < std::int64_t{b.points} * a.max_points;
  });
  return best == attempts.end() ? nullptr : &*best;
}

ProgressRecord::ProgressRecord(const RecordPlace& place) : place_(place) {
  const OwnersRights rights(place_);
  MakeFolders(place_.Folder(), 0700);  // as the specification of base directories asks
  database_.emplace(place_.folder / kFile, KindOfRecord());
}

std::optional<ProgressRecord> ProgressRecord::OpenExisting(const RecordPlace& place) {
  const OwnersRights rights(place);
  struct stat status {};
  const fs::path file = place.Folder() / kFile;
  if (::stat(file.c_str(), &status) == 0) return std::optional<ProgressRecord>(std::in_place, place);
  if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
  ThrowErrno("open " + file.native());
}

void ProgressRecord::SetPatient(bool patient) { database_->SetPatience(patient ? kPatience : std::chrono::seconds(0)); }

ProgressRecord::StayId ProgressRecord::Begin(const std::string& lab, ProgressRecord::Time at) {
  const OwnersRights rights(place_);
  database_->Run("INSERT INTO stay (lab, began_at, seen_at) VALUES (?, ?, ?)", lab, Stored(at), Stored(at));
  return database_->LastId();
}

void ProgressRecord::See(StayId stay, ProgressRecord::Time at, milliseconds active) {
  const OwnersRights rights(place_);
  database_->Run("UPDATE stay SET seen_at = ?, active_ms = ? WHERE id = ?", Stored(at), std::int64_t{active.count()},
                 stay);
}

void ProgressRecord::AddAttempt(StayId stay, const Attempt& attempt) {
  const OwnersRights rights(place_);
  database_->Run("INSERT INTO attempt (stay, at, points, max_points) VALUES (?, ?, ?, ?)", stay, Stored(attempt.at),
                 attempt.points, attempt.max_points);
}

void ProgressRecord::AddHint(const std::string& lab, std::size_t number, ProgressRecord::Time at) {
  const OwnersRights rights(place_);
  database_->Run("INSERT OR IGNORE INTO hint (lab, number, at) VALUES (?, ?, ?)", lab,
                 static_cast<std::int64_t>(number), Stored(at));
}

std::map<std::string, LabProgress> ProgressRecord::Labs() {
  const OwnersRights rights(place_);
  const Moment moment(*database_);
  std::map<std::string, LabProgress> labs;
  Query stays(*database_,
              "SELECT lab, min(began_at), max(seen_at), sum(active_ms), "
              "(SELECT count(*) FROM hint WHERE hint.lab = stay.lab) FROM stay GROUP BY lab");
  while (stays.Next()) {
    LabProgress& lab = labs[stays.String(0)];
    lab.begun_at = shellab::Time(stays.Integer(1));
    lab.seen_at = shellab::Time(stays.Integer(2));
    lab.active = milliseconds(stays.Integer(3));
    lab.hints = static_cast<int>(stays.Integer(4));
  }
  Query attempts(*database_,
                 "SELECT lab, at, points, max_points FROM attempt JOIN stay ON stay.id = stay ORDER BY at, attempt.id");
  while (attempts.Next())
    labs[attempts.String(0)].attempts.push_back({shellab::Time(attempts.Integer(1)),
                                                 static_cast<int>(attempts.Integer(2)),
                                                 static_cast<int>(attempts.Integer(3))});
  return labs;
}

std::vector<sys_days> ProgressRecord::ActiveDays() {
  const OwnersRights rights(place_);
  std::vector<sys_days> days;
  Query signs(*database_,
              "SELECT began_at FROM stay UNION SELECT seen_at FROM stay UNION SELECT at FROM attempt UNION SELECT at "
              "FROM hint ORDER BY 1");
  while (signs.Next()) {
    const sys_days day = LocalDay(shellab::Time(signs.Integer(0)));
    if (days.empty() || days.back() < day) days.push_back(day);
  }
  return days;
}

sys_days LocalDay(system_clock::time_point at) {
  const std::time_t seconds = system_clock::to_time_t(at);
  std::tm local{};
  if (::localtime_r(&seconds, &local) == nullptr) ThrowErrno("localtime_r");
  constexpr int kFirstYear = 1900;
  return sys_days(std::chrono::year(local.tm_year + kFirstYear) /
                  std::chrono::month(static_cast<unsigned>(local.tm_mon) + 1) /
                  std::chrono::day(static_cast<unsigned>(local.tm_mday)));
}

int Streak(const std::vector<sys_days>& days, sys_days today) {
  auto day = std::upper_bound(days.begin(), days.end(), today);
  if (day == days.begin() || today - *std::prev(day) > std::chrono::days(1)) return 0;
  int length = 1;
  for (--day; day != days.begin() && *day - *std::prev(day) == std::chrono::days(1); --day) ++length;
  return length;
}

}  // namespace shellab
