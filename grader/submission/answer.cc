#include "grader/submission/answer.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "grader/usage_error.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool IsWordCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Without the blanks at the beginning.
std::string_view SkipBlanks(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  return text;
}

// Without what may stand before a statement's first word. What # begins is a comment in both languages.
std::string_view SkipToFirstWord(std::string_view text) {
  for (;;) {
    text = SkipBlanks(text);
    if (text.starts_with("/*")) {
      const std::size_t end = text.find("*/", 2);
      if (end == std::string_view::npos) return {};
      text.remove_prefix(end + 2);
    } else if (text.starts_with('#') || text == "--" || (text.starts_with("--") && IsBlank(text[2]))) {
      text.remove_prefix(std::min(text.find('\n'), text.size()));
    } else if (text.starts_with('(')) {
      text.remove_prefix(1);
    } else {
      return text;
    }
  }
}

// Takes the word off the text's beginning; empty where none is there.
std::string_view TakeWord(std::string_view& text) {
  std::size_t size = 0;
  while (size < text.size() && IsWordCharacter(text[size])) ++size;
  const std::string_view word = text.substr(0, size);
  text.remove_prefix(size);
  return word;
}

std::string UpperCase(std::string_view word) {
  std::string upper(word);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return upper;
}

// What follows `select` in bash: "x in words" or "x; do". No SQL goes on like this but "x in (...)".
bool IsLoopOverWords(std::string_view rest) {
  rest = SkipBlanks(rest);
  if (TakeWord(rest).empty()) return false;
  const bool ends_there = rest.starts_with(';') || rest.starts_with('\n');
  if (ends_there) rest.remove_prefix(1);
  rest = SkipBlanks(rest);
  const std::string_view word = TakeWord(rest);
  if (word == "do") return true;
  return word == "in" && !SkipBlanks(rest).starts_with('(');
}

// Whether no SQL statement goes on like this after its first word.
bool GoesOnLikeShell(std::string_view rest) {
  if (rest.empty()) return false;
  if (!IsBlank(rest.front()) && std::string_view("(*'\"`;+@").find(rest.front()) == std::string_view::npos) return true;
  rest = SkipBlanks(rest);
  if (rest.starts_with('(')) return SkipBlanks(rest.substr(1)).starts_with(')');  // a function of that name
  return rest.starts_with('-') && rest.size() > 1 && (IsWordCharacter(rest[1]) || rest[1] == '-');
}

// Words that begin a statement of SQL, or of its client, and no command of a shell.
constexpr std::string_view kWords[] = {
    "ALTER",    "ANALYZE",  "BEGIN",   "CALL",    "COMMIT",  "CREATE",   "DEALLOCATE", "DELETE", "DELIMITER",
    "DESC",     "DESCRIBE", "DO",      "DROP",    "EXECUTE", "EXPLAIN",  "FLUSH",      "GRANT",  "HANDLER",
    "INSERT",   "OPTIMIZE", "PREPARE", "REPLACE", "REVOKE",  "ROLLBACK", "SAVEPOINT",  "SELECT", "SHOW",
    "TRUNCATE", "UNLOCK",   "UPDATE",  "USE",     "VALUES",  "WITH"};

// Those that a shell knows as well, with the words that only SQL has after them.
struct WordPair {
  std::string_view first;
  std::string_view second;
};
constexpr WordPair kPairs[] = {
    {"CHECK", "TABLE"},     {"LOAD", "DATA"},        {"LOCK", "TABLE"},  {"LOCK", "TABLES"}, {"RENAME", "TABLE"},
    {"RENAME", "USER"},     {"SET", "CHARACTER"},    {"SET", "DEFAULT"}, {"SET", "GLOBAL"},  {"SET", "LOCAL"},
    {"SET", "NAMES"},       {"SET", "PASSWORD"},     {"SET", "ROLE"},    {"SET", "SESSION"}, {"SET", "STATEMENT"},
    {"SET", "TRANSACTION"}, {"START", "TRANSACTION"}};

// What follows SET before a variable: "@name", "name =" or "name :=". In a shell it would set $1.
bool IsAssignment(std::string_view rest) {
  rest = SkipBlanks(rest);
  if (rest.starts_with('@')) return true;
  if (TakeWord(rest).empty()) return false;
  rest = SkipBlanks(rest);
  return rest.starts_with('=') || rest.starts_with(":=");
}

bool IsPair(std::string_view first, std::string_view rest) {
  rest = SkipBlanks(rest);
  const std::string second = UpperCase(TakeWord(rest));
  return std::any_of(std::begin(kPairs), std::end(kPairs),
                     [&](const WordPair& pair) { return pair.first == first && pair.second == second; });
}

}  // namespace

bool LooksLikeSql(std::string_view script) {
  if (script.starts_with("#!")) return false;
  if (script.starts_with("\xEF\xBB\xBF")) script.remove_prefix(3);
  std::string_view rest = SkipToFirstWord(script);
  const std::string_view first = TakeWord(rest);
  const std::string word = UpperCase(first);
  if (word == "SELECT") {
    // A number may have a sign: SELECT -1.
    return !(first == "select" && IsLoopOverWords(rest)) &&
           !(GoesOnLikeShell(rest) && !SkipBlanks(rest).starts_with('-'));
  }
  if (GoesOnLikeShell(rest)) return false;
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords) || IsPair(word, rest) ||
         (word == "SET" && IsAssignment(rest));
}

Answer ReadAnswer(const std::filesystem::path& path) {
  const bool from_stdin = path == "-";
  try {
    if (!from_stdin && std::filesystem::is_directory(path))
      throw UsageError(fmt::format("{} is a folder; an answer is a script", path.native()));
    const Fd file = from_stdin ? Duplicate(STDIN_FILENO) : Open(path, O_RDONLY);
    std::string script = ReadAll(file.get(), kMaxAnswerBytes, from_stdin ? "standard input" : path.native());
    const bool is_sql = UpperCase(path.extension().native()) == ".SQL" || LooksLikeSql(script);
    return {from_stdin ? "-" : path.stem().native(), std::move(script), is_sql};
  } catch (const HostError& error) {
    throw UsageError(fmt::format("the answer cannot be read: {}", error.what()));
  }
}

Answer AnswerFrom(std::string learner, const HandedIn& file) {
  return {std::move(learner), file.bytes, UpperCase(file.name).ends_with(".SQL") || LooksLikeSql(file.bytes)};
}

Answer CommandAnswer(std::string command) {
  command += '\n';
  const bool is_sql = LooksLikeSql(command);
  return {"-", std::move(command), is_sql};
}

}  // namespace shellab
