// The run store's file: of an earlier shellab or a later one, torn, on a full disk.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <chrono>
#include <fstream>
#include <functional>
#include <random>

#include "grader/store/schema.h"
#include "grader/usage_error.h"
#include "sandbox/os/error.h"
#include "tests/grader/store/stored_runs.h"
#include "tests/support/no_room.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr rlim_t kSmallDisk = 512U << 10U;

// Counts how often the write-ahead logs that are opened while it lives are brought to the disk, or keeps them from it.
class LogSyncs {
 public:
  LogSyncs() {
    count = 0;
    fails = false;
    usual_ = ::sqlite3_vfs_find(nullptr);
    vfs_ = *usual_;
    vfs_.zName = "log syncs";
    vfs_.xOpen = OpenFile;
    ::sqlite3_vfs_register(&vfs_, 1);
  }
  LogSyncs(const LogSyncs&) = delete;
  LogSyncs& operator=(const LogSyncs&) = delete;
  ~LogSyncs() {
    ::sqlite3_vfs_unregister(&vfs_);
    ::sqlite3_vfs_register(usual_, 1);
  }

  static inline int count = 0;
  static inline bool fails = false;

 private:
  static int OpenFile(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* is) {
    const int result = usual_->xOpen(usual_, name, file, flags, is);
    if (result != SQLITE_OK || (flags & SQLITE_OPEN_WAL) == 0) return result;
    usual_methods_ = file->pMethods;
    methods_ = *usual_methods_;
    methods_.xSync = Sync;
    file->pMethods = &methods_;
    return result;
  }
  static int Sync(sqlite3_file* file, int flags) {
    ++count;
    return fails ? SQLITE_IOERR_FSYNC : usual_methods_->xSync(file, flags);
  }

  static inline sqlite3_vfs* usual_ = nullptr;
  static inline sqlite3_vfs vfs_{};
  static inline const sqlite3_io_methods* usual_methods_ = nullptr;
  static inline sqlite3_io_methods methods_{};
};

TEST_F(Runs, WhatIsKeptIsOnTheDiskWhenTheStoreIsSynced) {
  const LogSyncs syncs;
  const TempDir state(fs::temp_directory_path());
  RunStore store(state.path());
  const RunId id = store.Begin(Sample(), Labs());
  store.Add(id, Learner("li", {File("a"), File("b")}), Attempts::kBest);
  store.EndCollection(id, {});
  const std::vector<std::int64_t> answers = store.Ungraded(id, true);
  const auto syncs_of = [](const std::function<void()>& work) {
    const int before = LogSyncs::count;
    work();
    return LogSyncs::count - before;
  };
  store.BeginGrading();
  EXPECT_EQ(syncs_of([&] { store.Keep(answers[0], Worth(5), std::nullopt, false); }), 0);
  EXPECT_EQ(syncs_of([&] { store.Sync(); }), 1);
  LogSyncs::fails = true;
  EXPECT_THROW(store.Sync(), HostError);
  LogSyncs::fails = false;
  EXPECT_EQ(syncs_of([&] { store.Keep(answers[1], Worth(5), std::nullopt, false); }), 0);
  EXPECT_EQ(syncs_of([&] { store.Finish(id); }), 1);
}

TEST_F(Runs, TheDatabaseOfAnEarlierShellabIsBroughtUp) {
  const TempDir earlier(fs::temp_directory_path());
  fs::create_directory(earlier.path() / "runs");
  {
    SQLite::Database database(earlier.path() / "runs/runs.db", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec(kSchema1);
    database.exec("PRAGMA user_version = 1");
    database.exec(
        "INSERT INTO run VALUES (7, NULL, 'grade', 'finished', 1000, '0.1.0', 'two', '[{\"en\":\"Two\",\"zh\":\"\"}]', "
        "x'', x'', '[]', x'', '[]', x'', 'seed 42', 0, '[]')");
  }
  const RunStore store(earlier.path());
  EXPECT_EQ(store.Named("r7").share, "");
  EXPECT_EQ(store.Named("r7").title.en, "Two");
}

TEST_F(Runs, TheDatabaseOfAnEarlierShellabTellsTheCoursesNumbersFromTheSchools) {
  const TempDir old(fs::temp_directory_path());
  {
    RunStore store(old.path());
    for (const char* roster : {"", "/roster.csv"}) {
      shellab::Run run = Sample();
      run.roster = roster;
      const RunId id = store.Begin(run, Labs());
      Submission submission = Learner("li", {});
      submission.id = "7";
      store.Add(id, submission, Attempts::kLatest);
      store.EndCollection(id, {});
    }
  }
  {
    SQLite::Database second(old.path() / "runs/runs.db", SQLite::OPEN_READWRITE);
    second.exec("ALTER TABLE learner DROP COLUMN participant");
    second.exec("PRAGMA user_version = 2");
  }
  const RunStore store(old.path());
  const auto row = [&](RunId run) {
    ClassRow found;
    StoredResults(store, run).ForEach([&](const ClassRow& one) { found = one; });
    return found;
  };
  EXPECT_EQ(row(1).participant, "7");
  EXPECT_EQ(row(1).id, "");
  EXPECT_EQ(row(2).participant, "");
  EXPECT_EQ(row(2).id, "7");
}

TEST_F(Runs, ADatabaseOfALaterShellabOrNoneIsTold) {
  const auto failure = [](const fs::path& state) -> std::string {
    try {
      const RunStore store(state);
    } catch (const HostError& error) {
      return error.what();
    }
    return "";
  };
  const TempDir later(fs::temp_directory_path());
  {
    const RunStore store(later.path());
    SQLite::Database(later.path() / "runs/runs.db", SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
  }
  EXPECT_THAT(failure(later.path()), HasSubstr("later shellab"));
  const TempDir torn(fs::temp_directory_path());
  fs::create_directory(torn.path() / "runs");
  std::ofstream(torn.path() / "runs/runs.db") << std::string(100'000, 'x');
  EXPECT_THAT(failure(torn.path()), HasSubstr("is damaged"));
}

TEST_F(Runs, WhatIsRemovedIsGoneWhereThereIsNoRoomToBeSmaller) {
  const RunId first = Begin({Learner("li", {File("only here")})});
  std::mt19937 numbers(1);  // what does not compress
  std::string large;
  for (int i = 0; i < 1'000'000; ++i) large += static_cast<char>(numbers());
  const RunId second = Begin({Learner("li", {File(large + "1")}), Learner("wang", {File(large + "2")})});
  SQLite::Database(state_.path() / "runs/runs.db", SQLite::OPEN_READWRITE).exec("PRAGMA wal_checkpoint(TRUNCATE)");
  EXPECT_THAT(ReadFile(state_.path() / "runs/runs.db"), HasSubstr("only here"));
  {
    const testing::NoRoom no_more(kSmallDisk);
    store_.Remove({first});
    EXPECT_THROW(store_.Compact(), HostError);
  }
  EXPECT_EQ(Rows(second).size(), 2U);
  EXPECT_THROW(store_.Get(first), UsageError);
  EXPECT_THAT(ReadFile(state_.path() / "runs/runs.db"), ::testing::Not(HasSubstr("only here")));
}

TEST_F(Runs, NobodyWhoReadsKeepsADatabaseFromBecomingSmaller) {
  DatabaseKind kind;
  kind.migrations = {"CREATE TABLE kept (value)"};
  kind.patience = std::chrono::hours(1);  // who waits for the reader, which ends last, waits for ever
  Database database(state_.path() / "some.db", kind);
  database.Run("INSERT INTO kept VALUES (zeroblob(1000000))");
  Database other(state_.path() / "some.db", kind);
  const auto count = [&other] {
    Query row(other, "SELECT COUNT(*) FROM kept");
    row.Next();
    return row.Integer(0);
  };
  {
    const Moment moment(other);
    EXPECT_EQ(count(), 1);
    database.Run("DELETE FROM kept");
    database.Compact();
    EXPECT_EQ(count(), 1);
  }
  EXPECT_EQ(count(), 0);
  database.Compact();
  EXPECT_LT(fs::file_size(state_.path() / "some.db"), 100'000U);
}

TEST_F(Runs, AFullDiskLosesNothingThatWasKept) {
  const RunId id = Begin({Learner("li", {File("a")}), Learner("wang", {File("b")})});
  const std::vector<std::int64_t> answers = store_.Ungraded(id, true);
  store_.Keep(answers[0], Worth(5), std::nullopt, false);
  Report large = Worth(6);
  std::mt19937 numbers(1);  // what does not compress
  for (int i = 0; i < 1'000'000; ++i) large.error += static_cast<char>(numbers());
  std::string failure;
  try {
    const testing::NoRoom no_more(kSmallDisk);
    store_.Keep(answers[1], large, std::nullopt, false);
  } catch (const HostError& error) {
    failure = error.what();
  }
  EXPECT_THAT(failure, HasSubstr("make room, then go on with: shellab grade --resume"));
  EXPECT_EQ(Rows(id).at(0).cells[0].Points(), 5);
  EXPECT_THAT(store_.Ungraded(id, true), ElementsAre(answers[1]));
  store_.Keep(answers[1], large, std::nullopt, false);
  EXPECT_EQ(Rows(id).at(1).cells[0].Points(), 6);
}

}  // namespace
}  // namespace shellab
