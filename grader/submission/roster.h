// The list of who takes a course, as its system exports it: CSV with headings. Called by Collect.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shellab {

// The rows of CSV (RFC 4180) whose cells are parted by `separator`. A cell in quotes may hold anything; a quote within
// one stands twice. Never fails: a quote that is never closed ends with the text.
std::vector<std::vector<std::string>> ParseCsv(std::string_view text, char separator);

struct RosterEntry {
  std::string name;
  std::string email;
  std::string id;
  std::string login;
};

class Roster {
 public:
  Roster() = default;
  // Reads the file's text: UTF-8, UTF-16 with a byte order mark, or GBK; commas, semicolons or tabs. Throws UsageError,
  // with `name` in it, where no heading names learners.
  Roster(std::string_view text, const std::string& name);
  // The same of a file. Throws UsageError when it cannot be read.
  static Roster Read(const std::filesystem::path& file);

  const std::vector<RosterEntry>& entries() const { return entries_; }
  // The entry that one of these means: a number, login or address, a name in either order, or a name without blanks.
  // The first that means just one counts; nothing when none does.
  std::optional<std::size_t> Find(const std::vector<std::string>& words) const;
  // The entry whose login ends the name of a folder that GitHub Classroom made: "<assignment>-<login>".
  std::optional<std::size_t> FindByEnd(std::string_view folder) const;

 private:
  void Add(RosterEntry entry, const std::vector<std::string>& keys);
  void AddKey(const std::string& key, std::size_t index);

  std::vector<RosterEntry> entries_;
  std::map<std::string, std::optional<std::size_t>, std::less<>> keys_;  // nothing where a key means several
};

}  // namespace shellab
