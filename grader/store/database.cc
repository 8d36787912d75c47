#include "grader/store/database.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <utility>

#include "sandbox/os/error.h"
#include "sandbox/os/fd.h"

namespace shellab {

SQLite::Statement Query::Prepared(const Database& database, const char* sql) {
  try {
    return {*database.database_, sql};
  } catch (const SQLite::Exception& error) {
    database.Fail(error);
  }
}

void Query::Bind(int index, const Bytes& value) {
  // A null pointer would be NULL, not an empty value.
  const char* data = value.value.empty() ? "" : value.value.data();
  statement_.bind(index, static_cast<const void*>(data), static_cast<int>(value.value.size()));
}

bool Query::Next() {
  try {
    return statement_.executeStep();
  } catch (const SQLite::Exception& error) {
    database_.Fail(error);
  }
}

std::optional<std::int64_t> Query::OptionalInteger(int column) {
  return IsNull(column) ? std::nullopt : std::optional(Integer(column));
}

Database::Database(const std::filesystem::path& file, DatabaseKind kind) : file_(file), kind_(std::move(kind)) {
  // SQLite gives the files beside it (-wal, -shm) the mode of this one.
  Open(file.native(), O_RDWR | O_CREAT, 0600);
  try {
    database_.emplace(file.native(), SQLite::OPEN_READWRITE);
    SetPatience(kind_.patience);
    if (kind_.concurrent) database_->exec("PRAGMA journal_mode = WAL");
    // In KiB: the kernel keeps the file in memory, and a large cache of one's own fills up with the class.
    database_->exec("PRAGMA cache_size = -256");
    database_->exec("PRAGMA foreign_keys = ON");
    database_->exec("PRAGMA secure_delete = ON");    // also where there is no room to Compact
    database_->exec("PRAGMA trusted_schema = OFF");  // the file may be a learner's own
    SyncEach(true);
    Migrate();
  } catch (const SQLite::Exception& error) {
    Fail(error);
  }
}

void Database::Migrate() {
  const int newest = static_cast<int>(kind_.migrations.size());
  const auto version = [this] { return database_->execAndGet("PRAGMA user_version").getInt(); };
  if (version() == newest) return;
  Transaction transaction(*this);  // two shellabs may come here at once: the version is read again
  const int found = version();
  if (found > newest)
    throw HostError(fmt::format("{} was written by a later shellab (form {}, this one knows {}): use that one",
                                file_.native(), found, newest));
  for (int next = found; next < newest; ++next) database_->exec(kind_.migrations[static_cast<std::size_t>(next)]);
  database_->exec(fmt::format("PRAGMA user_version = {}", newest));
  transaction.Commit();
}

void Database::SetPatience(std::chrono::milliseconds patience) {
  kind_.patience = patience;
  try {
    database_->setBusyTimeout(static_cast<int>(patience.count()));
  } catch (const SQLite::Exception& error) {
    Fail(error);
  }
}

void Database::SyncEach(bool each) {
  try {
    database_->exec(each ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
  } catch (const SQLite::Exception& error) {
    Fail(error);
  }
}

// A transaction that changes nothing would sync nothing.
void Database::Sync() {
  sqlite3_file* log = nullptr;
  ::sqlite3_file_control(database_->getHandle(), "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
  if (log == nullptr || log->pMethods == nullptr) return;  // nothing was written yet
  const int result = log->pMethods->xSync(log, SQLITE_SYNC_NORMAL);
  if (result != SQLITE_OK) Fail(SQLite::Exception(::sqlite3_errstr(result), result));
}

// As far as that goes without waiting for others: where one reads now, the last to close the database does the rest.
void Database::EmptyLog() {
  sqlite3* handle = database_->getHandle();
  ::sqlite3_busy_timeout(handle, 0);
  const int result = database_->tryExec("PRAGMA wal_checkpoint(TRUNCATE)");
  ::sqlite3_busy_timeout(handle, static_cast<int>(kind_.patience.count()));
  if (result != SQLITE_OK) throw SQLite::Exception(handle, result);
}

void Database::Compact() {
  try {
    EmptyLog();
    database_->exec("VACUUM");
    EmptyLog();
  } catch (const SQLite::Exception& error) {
    Fail(error);
  }
}

void Database::Fail(const SQLite::Exception& error) const {
  constexpr int kPrimary = 0xff;  // extended codes have their kind in the lowest byte
  switch (error.getErrorCode() & kPrimary) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
      throw HostError(
          fmt::format("{} cannot be written or read: {}. {}", file_.native(), error.what(), kind_.when_full));
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      throw HostError(fmt::format(
          "{0} is damaged: {1}. Nothing in it was changed. Copy what can be saved with `sqlite3 {0} .recover "
          "| sqlite3 saved.db`, {2}",
          file_.native(), error.what(), kind_.when_damaged));
    case SQLITE_BUSY:
      throw HostError(fmt::format("{} is held by another program for more than {} s", file_.native(),
                                  std::chrono::floor<std::chrono::seconds>(kind_.patience).count()));
    default:
      throw HostError(fmt::format("{}: {}", file_.native(), error.what()));
  }
}

Transaction::Transaction(Database& database) : database_(database) { database_.Run("BEGIN IMMEDIATE"); }

Transaction::~Transaction() {
  if (!open_) return;
  try {
    database_.database_->exec("ROLLBACK");
  } catch (const SQLite::Exception&) {  // SQLite has taken it back already: a full disk
  }
}

void Transaction::Commit() {
  database_.Run("COMMIT");
  open_ = false;
}

// A savepoint outside of a transaction begins one (https://sqlite.org/lang_savepoint.html).
Moment::Moment(Database& database) : database_(database) { database_.Run("SAVEPOINT moment"); }

Moment::~Moment() {
  try {
    database_.database_->exec("RELEASE moment");
  } catch (const SQLite::Exception&) {  // nothing was written
  }
}

}  // namespace shellab
