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
  std::string id;  // the school's number
  std::string login;
  std::string participant;  // the number in Moodle's "Identifier" or Canvas' "ID", by which they import grades
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
  // The entry that the course's system knows by this number; nothing where there is none or several.
  std::optional<std::size_t> FindParticipant(const std::string& participant) const;
  // The entry that this means: the school's number, a login or address, a name in either order, or a name without
  // blanks; nothing where it means none or several.
  std::optional<std::size_t> Find(const std::string& word) const;
  // The entry whose number (of four characters or more) or Chinese name is a word of this one: "2024001王小明",
  // "作业一_王小明". ASCII letters and digits are one word, other letters another. Nothing for none or several.
  std::optional<std::size_t> FindWithin(const std::string& name) const;
  // The entry whose login ends the name of a folder that GitHub Classroom made: "<assignment>-<login>".
  std::optional<std::size_t> FindByEnd(std::string_view folder) const;

 private:
  using Index = std::map<std::string, std::optional<std::size_t>, std::less<>>;  // nothing where a key means several

  void Add(RosterEntry entry, const std::vector<std::string>& keys);
  static void AddKey(Index& keys, const std::string& key, std::size_t index);
  static std::optional<std::size_t> At(const Index& keys, const std::string& key);

  std::vector<RosterEntry> entries_;
  Index keys_;
  Index participants_;
};

}  // namespace shellab
