// Reads the project's TOML files (lab.toml, image.toml) so that every fault is reported with file:line:column and
// what was expected, all faults of a file at once. Wraps toml++; called by the lab loader and the image recipes.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shellab {

// One thing wrong in a file that an author wrote. Line and column count from 1; 0 = the file as a whole.
struct Fault {
  std::filesystem::path file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string message;  // what was wrong and what was expected instead
};

// "lab.toml:12:5: unknown key `pionts`; did you mean `points`?" Always one line: control bytes are shown as \xNN.
std::string Describe(const Fault& fault);

// An author's file is at fault; what() lists every fault, a line each.
class AuthorError : public std::runtime_error {
 public:
  explicit AuthorError(std::vector<Fault> faults);
  const std::vector<Fault>& faults() const { return faults_; }

 private:
  std::vector<Fault> faults_;
};

// One table of a parsed file. Every getter marks its key as known; a value of the wrong type or out of range is noted
// as a fault and read as absent. Copies share the document, and what is known of one table is shared by all values that
// stand for it. Call RefuseUnknown() on each table when all its keys were asked for, and TomlDocument::ThrowIfFaulty()
// at the end.
class TomlTable {
 public:
  // Whether the key is there, of whatever type; does not mark it as known.
  bool Has(std::string_view key) const;
  // Whether it is a string, for a key that may be one or an array; does not mark it as known.
  bool HasString(std::string_view key) const;

  // `expected` is what a value of another type should have been: "a time such as \"10s\"".
  std::optional<std::string> String(std::string_view key, std::string_view expected = "a string");
  std::optional<bool> Bool(std::string_view key);
  std::optional<std::int64_t> Integer(std::string_view key, std::int64_t min, std::int64_t max);
  // A date and time with its offset from UTC: 2026-12-01T23:59:00+08:00. Without one it is a fault.
  std::optional<std::chrono::system_clock::time_point> Time(std::string_view key);
  // An array of strings; absent is empty, and so is one with an element of another type. Each element keeps its
  // position for FaultAt(key, index, ...).
  std::vector<std::string> Strings(std::string_view key);
  // A table of strings, in the file's order: env = { LANG = "C.UTF-8" }. A value of another type is left out.
  std::vector<std::pair<std::string, std::string>> StringMap(std::string_view key);
  std::optional<TomlTable> Table(std::string_view key);
  // An array of tables ([[check]] or hints = [{...}]); absent is empty.
  std::vector<TomlTable> Tables(std::string_view key);

  // The same, but an absent key (or an empty string or array) is a fault that names `key` and `expected` ("a string
  // such as
  // \"base\"") and yields an empty value.
  std::string RequiredString(std::string_view key, std::string_view expected);
  std::int64_t RequiredInteger(std::string_view key, std::int64_t min, std::int64_t max);
  std::vector<std::string> RequiredStrings(std::string_view key, std::string_view expected);
  std::vector<TomlTable> RequiredTables(std::string_view key, std::string_view expected);

  // All values but those of `left_out` as JSON, keys by name: equal for equal values, however they are written. Does
  // not mark them as known.
  std::string Json(std::initializer_list<std::string_view> left_out) const;

  // A string that must be one of `choices`; another value is a fault that lists them and names the nearest. Returns
  // its index.
  std::optional<std::size_t> Choice(std::string_view key, std::initializer_list<std::string_view> choices);

  // Notes a fault at the key's value (at the table where the key is absent), at an array's element, or at the table.
  void FaultAt(std::string_view key, std::string message);
  void FaultAt(std::string_view key, std::size_t index, std::string message);
  void FaultHere(std::string message);

  // Notes a fault for every key that no getter asked for, with the nearest known one, else with all known ones.
  void RefuseUnknown();

  struct State;  // internal: the toml++ table and its document
  explicit TomlTable(std::shared_ptr<State> state) : state_(std::move(state)) {}

 private:
  // Notes that a required string or array is absent or empty.
  void RequireContent(std::string_view key, std::string_view expected);

  std::shared_ptr<State> state_;
};

struct TomlData;  // internal: the parsed file, the keys asked for, the faults

// A parsed file and the faults found in it so far. Copies share both.
class TomlDocument {
 public:
  // Reads and parses. A syntax fault throws AuthorError at once (with position); an unreadable file throws OsError.
  static TomlDocument Read(const std::filesystem::path& path);
  // The same for text in memory; `path` is only named in faults.
  static TomlDocument Parse(const std::filesystem::path& path, std::string_view text);

  TomlTable Root() const;
  // Faults of other files that belong to the same lab (a missing task.md) can join the list.
  void Add(Fault fault);
  // Throws AuthorError with all faults, in the order of their positions (this file's first), if there are any.
  void ThrowIfFaulty() const;

 private:
  explicit TomlDocument(std::shared_ptr<TomlData> data) : data_(std::move(data)) {}
  std::shared_ptr<TomlData> data_;
};

// The candidate nearest to `word` by edit distance (with transpositions; the first of equals), or empty when none is
// near enough to be what was meant: a third of the word's length, at least one edit.
std::string_view Nearest(std::string_view word, const std::vector<std::string_view>& candidates);

// "10s", "1500ms", "2m" to milliseconds; "64M", "1G", "512K", "100" (1024-based) to bytes. Nothing for other text:
// signs, blanks, fractions, leading zeros, other units, values past 64 bits.
std::optional<std::uint64_t> ParseMilliseconds(std::string_view text);
std::optional<std::uint64_t> ParseBytes(std::string_view text);

}  // namespace shellab
