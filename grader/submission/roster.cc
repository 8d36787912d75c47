#include "grader/submission/roster.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unicase.h>
#include <unistr.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <utility>

#include "grader/submission/readable.h"
#include "grader/usage_error.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

enum class Column { kName, kFirstName, kLastName, kEmail, kId, kLogin, kIdentifier };

struct Heading {
  std::string_view text;
  Column column;
};
// In small letters. Moodle's list of participants and grading sheet, Canvas' gradebook, GitHub Classroom's roster.
constexpr Heading kHeadings[] = {
    {"full name", Column::kName},
    {"name", Column::kName},
    {"student", Column::kName},
    {"student name", Column::kName},
    {"learner", Column::kName},
    {"姓名", Column::kName},
    {"全名", Column::kName},
    {"学生", Column::kName},
    {"学生姓名", Column::kName},
    {"学员", Column::kName},
    {"first name", Column::kFirstName},
    {"firstname", Column::kFirstName},
    {"given name", Column::kFirstName},
    {"名", Column::kFirstName},
    {"名字", Column::kFirstName},
    {"last name", Column::kLastName},
    {"lastname", Column::kLastName},
    {"surname", Column::kLastName},
    {"family name", Column::kLastName},
    {"姓", Column::kLastName},
    {"姓氏", Column::kLastName},
    {"email address", Column::kEmail},
    {"email", Column::kEmail},
    {"e-mail", Column::kEmail},
    {"电子邮件地址", Column::kEmail},
    {"电子邮件", Column::kEmail},
    {"电子邮箱", Column::kEmail},
    {"邮箱", Column::kEmail},
    {"邮箱地址", Column::kEmail},
    {"邮件地址", Column::kEmail},
    {"id number", Column::kId},
    {"idnumber", Column::kId},
    {"id", Column::kId},
    {"student id", Column::kId},
    {"student number", Column::kId},
    {"学号", Column::kId},
    {"id号", Column::kId},
    {"id 号", Column::kId},
    {"学生编号", Column::kId},
    {"编号", Column::kId},
    {"身份号码", Column::kId},
    {"github_username", Column::kLogin},
    {"github username", Column::kLogin},
    {"sis login id", Column::kLogin},
    {"username", Column::kLogin},
    {"login", Column::kLogin},
    {"用户名", Column::kLogin},
    {"账号", Column::kLogin},
    {"登录名", Column::kLogin},
    {"identifier", Column::kIdentifier},
    {"sis user id", Column::kIdentifier},
    {"标识符", Column::kIdentifier},
    {"识别码", Column::kIdentifier},
};

std::string Trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1));
}

// Text that is equal when people would say so: small letters, composed characters, single blanks.
std::string Folded(std::string_view text) {
  std::string single = Trimmed(text);
  single.erase(std::unique(single.begin(), single.end(), [](char a, char b) { return a == ' ' && b == ' '; }),
               single.end());
  std::size_t size = 0;
  const std::unique_ptr<std::uint8_t, decltype(&std::free)> folded(
      u8_casefold(reinterpret_cast<const std::uint8_t*>(single.data()), single.size(), nullptr, UNINORM_NFC, nullptr,
                  &size),
      &std::free);
  if (!folded) return single;  // no UTF-8
  return {reinterpret_cast<const char*>(folded.get()), size};
}

// "Li Wei" as Canvas names files: "liwei", without what is no letter.
std::string Squeezed(std::string_view name) {
  std::string squeezed = Folded(name);
  std::erase_if(squeezed, [](char c) { return std::string_view(" ,.-'’_").find(c) != std::string_view::npos; });
  return squeezed;
}

std::string Utf8(std::string_view text, const std::string& name) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (text.starts_with(kMark)) return std::string(text.substr(kMark.size()));
  if (text.starts_with("\xFF\xFE")) {
    std::u16string units;
    for (std::size_t at = 2; at + 1 < text.size(); at += 2)
      units +=
          static_cast<char16_t>(static_cast<unsigned char>(text[at]) | static_cast<unsigned char>(text[at + 1]) << 8U);
    std::size_t size = 0;
    const std::unique_ptr<std::uint8_t, decltype(&std::free)> utf8(
        u16_to_u8(reinterpret_cast<const std::uint16_t*>(units.data()), units.size(), nullptr, &size), &std::free);
    if (utf8) return {reinterpret_cast<const char*>(utf8.get()), size};
  } else if (IsUtf8(text)) {
    return std::string(text);
  } else if (std::optional<std::string> utf8 = FromGbk(text)) {
    return *std::move(utf8);
  }
  throw UsageError(fmt::format("{}: the roster is neither UTF-8 nor GBK nor UTF-16", name));
}

char SeparatorOf(std::string_view text) {
  const std::string_view headings = text.substr(0, text.find('\n'));
  char best = ',';
  for (const char separator : {';', '\t'})
    if (std::count(headings.begin(), headings.end(), separator) > std::count(headings.begin(), headings.end(), best))
      best = separator;
  return best;
}

std::optional<Column> ColumnOf(const std::string& heading) {
  const std::string folded = Folded(heading);
  const auto* found = std::find_if(std::begin(kHeadings), std::end(kHeadings),
                                   [&](const Heading& known) { return known.text == folded; });
  if (found == std::end(kHeadings)) return std::nullopt;
  return found->column;
}

}  // namespace

std::vector<std::vector<std::string>> ParseCsv(std::string_view text, char separator) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
  std::string cell;
  bool quoted = false;
  const auto end_row = [&] {
    row.push_back(std::exchange(cell, {}));
    // An empty line is no row.
    if (row.size() > 1 || !row.front().empty()) rows.push_back(std::exchange(row, {}));
    row.clear();
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool next_is_quote = at + 1 < text.size() && text[at + 1] == '"';
    if (quoted && c == '"' && next_is_quote) {
      cell += c;
      ++at;
    } else if (quoted) {
      if (c == '"')
        quoted = false;
      else
        cell += c;
    } else if (c == '"' && cell.empty()) {
      quoted = true;
    } else if (c == separator) {
      row.push_back(std::exchange(cell, {}));
    } else if (c == '\n' || c == '\r') {
      end_row();
    } else {
      cell += c;
    }
  }
  end_row();
  return rows;
}

Roster::Roster(std::string_view text, const std::string& name) {
  const std::string utf8 = Utf8(text, name);
  const auto rows = ParseCsv(utf8, SeparatorOf(utf8));
  std::map<Column, std::size_t> columns;
  if (!rows.empty())
    for (std::size_t i = 0; i < rows.front().size(); ++i)
      if (const std::optional<Column> column = ColumnOf(rows.front()[i])) columns.try_emplace(*column, i);
  if (columns.empty())
    throw UsageError(
        fmt::format("{}: no heading of the roster names learners (such as Full name, Student, Email "
                    "address, ID number, identifier, 姓名, 学号)",
                    name));
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto cell = [&](Column column) {
      const auto found = columns.find(column);
      return found == columns.end() || found->second >= rows[i].size() ? std::string()
                                                                       : Trimmed(rows[i][found->second]);
    };
    const std::string first = cell(Column::kFirstName);
    const std::string last = cell(Column::kLastName);
    const std::string identifier = cell(Column::kIdentifier);
    RosterEntry entry{cell(Column::kName), cell(Column::kEmail), cell(Column::kId), cell(Column::kLogin)};
    // Chinese names are written without a blank, the family's first.
    const bool ascii = std::all_of(last.begin(), last.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
    if (entry.name.empty()) entry.name = Trimmed(ascii ? first + " " + last : last + first);
    if (entry.id.empty()) entry.id = identifier;
    // The second row of Canvas' gradebook.
    if (entry.name == "Points Possible") continue;
    if (entry.name.empty() && entry.email.empty() && entry.id.empty() && entry.login.empty()) continue;
    Add(std::move(entry), {identifier, first + " " + last, last + " " + first});
  }
}

Roster Roster::Read(const std::filesystem::path& file) {
  try {
    return {ReadFile(file), file.native()};
  } catch (const HostError& error) {
    throw UsageError(fmt::format("the roster cannot be read: {}", error.what()));
  }
}

void Roster::Add(RosterEntry entry, const std::vector<std::string>& keys) {
  const std::size_t index = entries_.size();
  for (const std::string& key : keys) AddKey(Folded(key), index);
  for (const std::string* key : {&entry.id, &entry.login, &entry.email, &entry.name}) AddKey(Folded(*key), index);
  AddKey(Folded(entry.email.substr(0, entry.email.find('@'))), index);
  AddKey(Squeezed(entry.name), index);
  const std::size_t comma = entry.name.find(',');
  if (comma != std::string::npos)
    AddKey(Folded(Trimmed(entry.name.substr(comma + 1)) + " " + entry.name.substr(0, comma)), index);
  const std::size_t blank = entry.name.rfind(' ');
  if (comma == std::string::npos && blank != std::string::npos)
    AddKey(Squeezed(entry.name.substr(blank) + entry.name.substr(0, blank)), index);
  entries_.push_back(std::move(entry));
}

void Roster::AddKey(const std::string& key, std::size_t index) {
  if (Trimmed(key).empty()) return;
  const auto [found, is_new] = keys_.try_emplace(key, index);
  if (!is_new && found->second != index) found->second.reset();
}

std::optional<std::size_t> Roster::Find(const std::vector<std::string>& words) const {
  for (const std::string& word : words) {
    for (const std::string& key : {Folded(word), Squeezed(word)}) {
      const auto found = keys_.find(key);
      if (found != keys_.end() && found->second) return found->second;
    }
  }
  return std::nullopt;
}

std::optional<std::size_t> Roster::FindByEnd(std::string_view folder) const {
  // Logins may have dashes as well: the longest one counts.
  for (std::size_t dash = folder.find('-'); dash != std::string_view::npos; dash = folder.find('-', dash + 1)) {
    const auto found = keys_.find(Folded(folder.substr(dash + 1)));
    if (found != keys_.end() && found->second && Folded(entries_[*found->second].login) == found->first)
      return found->second;
  }
  return std::nullopt;
}

}  // namespace shellab
