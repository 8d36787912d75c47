#include "grader/submission/roster.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <re2/re2.h>
#include <unicase.h>
#include <unictype.h>
#include <unistr.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <set>
#include <utility>

#include "grader/submission/readable.h"
#include "grader/usage_error.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

enum class Column { kName, kFirstName, kLastName, kEmail, kId, kLogin, kIdentifier, kSisUserId, kSisLoginId };

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
    {"sis login id", Column::kSisLoginId},
    {"username", Column::kLogin},
    {"login", Column::kLogin},
    {"用户名", Column::kLogin},
    {"账号", Column::kLogin},
    {"登录名", Column::kLogin},
    {"identifier", Column::kIdentifier},
    {"sis user id", Column::kSisUserId},
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

bool IsWordCharacter(ucs4_t code) {
  return uc_is_general_category_withtable(code, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_N);
}

// "Li Wei" as Canvas names files: "liwei", without what is neither letter nor digit.
std::string Squeezed(std::string_view name) {
  const std::string folded = Folded(name);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(folded.data());
  std::string squeezed;
  for (std::size_t at = 0; at < folded.size();) {
    ucs4_t code = 0;
    const auto length = static_cast<std::size_t>(u8_mbtouc(&code, bytes + at, folded.size() - at));
    if (IsWordCharacter(code)) squeezed.append(folded, at, length);
    at += length;
  }
  return squeezed;
}

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
}

// The longest runs of ASCII letters and digits, and those of other letters.
std::vector<std::string> WordsOf(const std::string& text) {
  enum class Kind { kNone, kAscii, kOther };
  std::vector<std::string> words;
  Kind last = Kind::kNone;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::size_t at = 0; at < text.size();) {
    ucs4_t code = 0;
    const auto length = static_cast<std::size_t>(u8_mbtouc(&code, bytes + at, text.size() - at));
    const Kind kind = !IsWordCharacter(code) ? Kind::kNone : code < 0x80 ? Kind::kAscii : Kind::kOther;
    if (kind != Kind::kNone && kind != last) words.emplace_back();
    if (kind != Kind::kNone) words.back().append(text, at, length);
    last = kind;
    at += length;
  }
  return words;
}

// A cell as people read it. Some programs write ="0012" to keep Excel from making a number of it.
std::string Plain(std::string_view cell) {
  std::string plain = Trimmed(cell);
  if (plain.size() > 2 && plain.starts_with("=\"") && plain.ends_with('"')) plain = plain.substr(2, plain.size() - 3);
  return plain;
}

// The number of "Participant 1234567", which is what Moodle's grading sheet has under Identifier. What GitHub Classroom
// has there may be anything.
std::string ParticipantNumber(const std::string& identifier) {
  static const RE2 pattern(R"((?i:participant|参与者)\s*(\d+))");
  std::string number;
  RE2::FullMatch(identifier, pattern, &number);
  return number;
}

std::string Utf8(std::string_view text, const std::string& name) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (text.starts_with(kMark)) return std::string(text.substr(kMark.size()));
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    const std::size_t low = text.starts_with("\xFF") ? 0 : 1;
    std::u16string units;
    for (std::size_t at = 2; at + 1 < text.size(); at += 2)
      units += static_cast<char16_t>(static_cast<unsigned char>(text[at + low]) |
                                     static_cast<unsigned char>(text[at + 1 - low]) << 8U);
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

std::optional<Column> ColumnOf(const std::string& heading) {
  const std::string folded = Folded(heading);
  const auto* found = std::find_if(std::begin(kHeadings), std::end(kHeadings),
                                   [&](const Heading& known) { return known.text == folded; });
  if (found == std::end(kHeadings)) return std::nullopt;
  return found->column;
}

using Columns = std::map<Column, std::size_t>;

Columns ColumnsOf(const std::vector<std::string>& headings) {
  Columns columns;
  for (std::size_t i = 0; i < headings.size(); ++i)
    if (const std::optional<Column> column = ColumnOf(headings[i])) columns.try_emplace(*column, i);
  return columns;
}

struct Table {
  Columns columns;
  std::vector<std::vector<std::string>> rows;  // below the headings
};

// The table by the separator that shows most headings. Titles may stand above them.
Table FindTable(std::string_view text) {
  constexpr std::size_t kMostTitles = 10;
  Table best;
  for (const char separator : {',', ';', '\t'}) {
    auto rows = ParseCsv(text, separator);
    for (std::size_t i = 0; i < std::min(rows.size(), kMostTitles); ++i) {
      Columns columns = ColumnsOf(rows[i]);
      if (columns.size() <= best.columns.size()) continue;
      best.columns = std::move(columns);
      best.rows.assign(rows.begin() + static_cast<std::ptrdiff_t>(i) + 1, rows.end());
    }
  }
  return best;
}

constexpr std::string_view kMaxima = "Points Possible";  // the name in the second row of Canvas' gradebook

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
  const Table table = FindTable(utf8);
  if (table.columns.empty())
    throw UsageError(
        fmt::format("{}: no heading of the roster names learners (such as Full name, Student, Email "
                    "address, ID number, identifier, 姓名, 学号)",
                    name));
  const auto cell_of = [&table](const std::vector<std::string>& row, Column column) {
    const auto found = table.columns.find(column);
    return found == table.columns.end() || found->second >= row.size() ? std::string() : Plain(row[found->second]);
  };
  // Where it is Canvas' own gradebook its ID is Canvas' number; in any other table the school's.
  const bool is_canvas = table.columns.contains(Column::kSisUserId) || table.columns.contains(Column::kSisLoginId) ||
                         std::any_of(table.rows.begin(), table.rows.end(), [&](const std::vector<std::string>& row) {
                           return cell_of(row, Column::kName) == kMaxima;
                         });
  for (const std::vector<std::string>& row : table.rows) {
    const auto cell = [&](Column column) { return cell_of(row, column); };
    const std::string first = cell(Column::kFirstName);
    const std::string last = cell(Column::kLastName);
    const std::string identifier = cell(Column::kIdentifier);
    const std::string western = fmt::format("{} {}", first, last);
    RosterEntry entry;
    entry.name = cell(Column::kName);
    entry.email = cell(Column::kEmail);
    entry.id = cell(is_canvas ? Column::kSisUserId : Column::kId);
    entry.login = cell(is_canvas ? Column::kSisLoginId : Column::kLogin);
    entry.participant = is_canvas ? cell(Column::kId) : ParticipantNumber(identifier);
    // Chinese names are written without a blank, the family's first.
    if (entry.name.empty()) entry.name = Trimmed(IsAscii(last) ? western : last + first);
    if (entry.id.empty() && entry.participant.empty()) entry.id = identifier;
    if (entry.name == kMaxima) continue;
    if (entry.name.empty() && entry.email.empty() && entry.id.empty() && entry.login.empty() &&
        entry.participant.empty())
      continue;
    Add(std::move(entry), {identifier, western, fmt::format("{} {}", last, first)});
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
  AddKey(participants_, entry.participant, index);
  for (const std::string& key : keys) AddKey(keys_, Folded(key), index);
  for (const std::string* key : {&entry.id, &entry.login, &entry.email, &entry.name})
    AddKey(keys_, Folded(*key), index);
  AddKey(keys_, Folded(entry.email.substr(0, entry.email.find('@'))), index);
  AddKey(keys_, Squeezed(entry.name), index);
  const std::size_t comma = entry.name.find(',');
  if (comma != std::string::npos)
    AddKey(keys_, Folded(Trimmed(entry.name.substr(comma + 1)) + " " + entry.name.substr(0, comma)), index);
  const std::size_t blank = entry.name.rfind(' ');
  if (comma == std::string::npos && blank != std::string::npos)
    AddKey(keys_, Squeezed(entry.name.substr(blank) + entry.name.substr(0, blank)), index);
  entries_.push_back(std::move(entry));
}

void Roster::AddKey(Index& keys, const std::string& key, std::size_t index) {
  if (Trimmed(key).empty()) return;
  const auto [found, is_new] = keys.try_emplace(key, index);
  if (!is_new && found->second != index) found->second.reset();
}

std::optional<std::size_t> Roster::At(const Index& keys, const std::string& key) {
  const auto found = keys.find(key);
  return found == keys.end() ? std::nullopt : found->second;
}

std::optional<std::size_t> Roster::FindParticipant(const std::string& participant) const {
  return At(participants_, participant);
}

std::optional<std::size_t> Roster::Find(const std::string& word) const {
  const std::optional<std::size_t> found = At(keys_, Folded(word));
  return found ? found : At(keys_, Squeezed(word));
}

std::optional<std::size_t> Roster::FindWithin(const std::string& name) const {
  constexpr std::size_t kShortest = 4;  // "1" of "homework 1" is nobody's number
  std::set<std::size_t> entries;
  for (const std::string& word : WordsOf(Folded(name))) {
    const std::optional<std::size_t> found = At(keys_, word);
    if (!found) continue;
    const RosterEntry& entry = entries_[*found];
    const bool is_number = word.size() >= kShortest && word == Folded(entry.id);
    if (is_number || (!IsAscii(word) && word == Squeezed(entry.name))) entries.insert(*found);
  }
  return entries.size() == 1 ? std::optional(*entries.begin()) : std::nullopt;
}

std::optional<std::size_t> Roster::FindByEnd(std::string_view folder) const {
  // Logins may have dashes as well: the longest one counts.
  for (std::size_t dash = folder.find('-'); dash != std::string_view::npos; dash = folder.find('-', dash + 1)) {
    const std::string login = Folded(folder.substr(dash + 1));
    const std::optional<std::size_t> found = At(keys_, login);
    if (found && Folded(entries_[*found].login) == login) return found;
  }
  return std::nullopt;
}

}  // namespace shellab
