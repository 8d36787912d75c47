// What a learner handed in for one lab. Read by the commands, run by the grader.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "grader/submission/handed_in.h"

namespace shellab {

// A script may be as large as this.
inline constexpr std::uint64_t kMaxAnswerBytes = 1U << 20U;

struct Answer {
  std::string learner;  // the file's name without its extension, or "-"
  std::string script;   // the bytes as they were handed in
  bool is_sql = false;  // by its name, or by its first word where it is a command line

  // Whether the kernel can start it by its own first line; else bash reads it.
  bool HasInterpreterLine() const { return script.starts_with("#!"); }
};

// Whether the script is SQL rather than one for bash, by its first word, in either case, after blanks, comments and
// opening brackets: SELECT, INSERT, PREPARE ..., also DELIMITER, which the client knows. A word that a shell has as
// well must go on as only SQL does (SET @x, LOCK TABLES). No for a #! line, for bash's `select x in`, and where the
// word is a shell's by what follows (truncate -s, show() {, use=1).
bool LooksLikeSql(std::string_view script);

// Reads a script from a file, or from standard input when `path` is "-". Throws UsageError when it cannot be read, is
// no regular file, or is larger than an answer may be (1 MiB).
Answer ReadAnswer(const std::filesystem::path& path);

// The answer that Collect found: SQL by its name or its first word.
Answer AnswerFrom(std::string learner, const HandedIn& file);

// The answer that is one command line.
Answer CommandAnswer(std::string command);

}  // namespace shellab
