// A database of SQLite: opened for good, its failures in words that say what to do. Used by the run store and by a
// learner's record of progress.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shellab {

// Raw bytes, kept as a BLOB; every other string is kept as TEXT. The two never compare as equal.
struct Bytes {
  std::string_view value;
};

class Database;

// One statement with its values. Every method throws HostError where the database cannot be read or written.
class Query {
 public:
  template <typename... Values>
  Query(const Database& database, const char* sql, const Values&... values)
      : database_(database), statement_(Prepared(database, sql)) {
    BindAll(values...);
  }
  // Begins anew with other values; cheaper than another Query.
  template <typename... Values>
  void Restart(const Values&... values) {
    statement_.tryReset();  // what it says is of the last run, which has thrown already
    BindAll(values...);
  }

  // Goes to the next row; false at the end.
  bool Next();

  std::int64_t Integer(int column) { return statement_.getColumn(column).getInt64(); }
  std::string String(int column) { return statement_.getColumn(column).getString(); }
  bool IsNull(int column) { return statement_.isColumnNull(column); }
  std::optional<std::int64_t> OptionalInteger(int column);

 private:
  static SQLite::Statement Prepared(const Database& database, const char* sql);

  template <typename... Values>
  void BindAll(const Values&... values) {
    [[maybe_unused]] int index = 0;
    (Bind(++index, values), ...);
  }
  void Bind(int index, std::int64_t value) { statement_.bind(index, value); }
  void Bind(int index, int value) { statement_.bind(index, value); }
  void Bind(int index, bool value) { statement_.bind(index, value ? 1 : 0); }
  void Bind(int index, const std::string& value) { statement_.bind(index, value); }
  void Bind(int index, const char* value) { statement_.bind(index, value); }
  void Bind(int index, const Bytes& value);
  template <typename Value>
  void Bind(int index, const std::optional<Value>& value) {
    if (value) {
      Bind(index, *value);
    } else {
      statement_.bind(index);
    }
  }

  const Database& database_;
  SQLite::Statement statement_;
};

// What is kept in a database, and how.
struct DatabaseKind {
  std::vector<const char*> migrations;  // each brings a database of the version that is its index to the next
  // Whether readers see the database as it was while another writes (WAL). It needs two files beside the database, and
  // memory that all programs share: not on a file system of the network.
  bool concurrent = true;
  std::chrono::milliseconds patience{60'000};  // how long a writer waits for another program's transaction
  std::string when_full;                       // a sentence: what to do when the disk is full or fails
  std::string when_damaged;  // what to do instead of saving what can be saved: "or move it away to ..."
};

class Database {
 public:
  // Opens or makes the file (mode 0600) and brings its tables to what the migrations end with. Throws HostError, also
  // for a database of a later version.
  Database(const std::filesystem::path& file, DatabaseKind kind);

  // Runs a statement that returns no rows and returns how many it changed.
  template <typename... Values>
  int Run(const char* sql, const Values&... values) {
    Query query(*this, sql, values...);
    query.Next();
    return database_->getChanges();
  }
  std::int64_t LastId() const { return database_->getLastInsertRowid(); }

  // How long a writer waits for another program's transaction, instead of what the kind says.
  void SetPatience(std::chrono::milliseconds patience);

  // Whether a transaction is on the disk when it returns (true at first). Without, a power cut may take the last ones,
  // from the end; a killed program never loses any.
  void SyncEach(bool each);
  // Brings to the disk what SyncEach(false) has left in memory; waits for nobody.
  void Sync();

  // Takes what was removed out of the files, where nobody finds it then, and gives its room back to the disk; that
  // takes as much room again as what is left. Waits for another writer; while another reads, the last who closes the
  // database does what is left to do.
  void Compact();

  // Says in our words what SQLite met.
  [[noreturn]] void Fail(const SQLite::Exception& error) const;

 private:
  friend class Query;
  friend class Transaction;
  friend class Moment;
  void Migrate();
  void EmptyLog();

  std::filesystem::path file_;
  DatabaseKind kind_;
  std::optional<SQLite::Database> database_;
};

// All or nothing: what was run since is taken back unless Commit was called. Waits for another writer.
class Transaction {
 public:
  explicit Transaction(Database& database);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  void Commit();

 private:
  Database& database_;
  bool open_ = true;
};

// While it lives, all that is read is of one moment. Nests.
class Moment {
 public:
  explicit Moment(Database& database);
  Moment(const Moment&) = delete;
  Moment& operator=(const Moment&) = delete;
  ~Moment();

 private:
  Database& database_;
};

}  // namespace shellab
