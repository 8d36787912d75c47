#include "grader/check/rows.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <utility>

#include "grader/check/wording.h"

namespace shellab {
namespace {

re2::StringPiece Piece(std::string_view text) { return {text.data(), text.size()}; }

std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\v\f";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) + 1 - first);
}

Row Split(std::string_view line, char separator) {
  Row row;
  for (;;) {
    const std::size_t end = line.find(separator);
    row.push_back(Trimmed(line.substr(0, end)));
    if (end == std::string_view::npos) return row;
    line.remove_prefix(end + 1);
  }
}

bool Matches(std::string_view line, const RE2& expression) { return RE2::FullMatch(Piece(line), expression); }

// "+-----+---+"
bool IsBorder(std::string_view line) {
  static const RE2 border(R"(\+(?:-+\+)+\s*)");
  return Matches(line, border);
}

// "| cell | cell |"
bool IsTableRow(std::string_view line) {
  line = Trimmed(line);
  return line.size() > 1 && line.front() == '|' && line.back() == '|';
}

// "*************************** 1. row ***************************"
bool IsRecordMark(std::string_view line) {
  static const RE2 mark(R"(\*{3,} \d+\. row \*{3,}\s*)");
  return Matches(line, mark);
}

// What the client says of its own accord with -v or at a terminal.
bool IsRemark(std::string_view line) {
  static const RE2 remark(
      R"((?:Empty set|\d+ rows? in set|Query OK, \d+ rows? affected)(?:, \d+ warnings?)?(?: \([^()\t]* sec\))?\s*)"
      R"(|Database changed\s*|Bye\s*)");
  return Matches(line, remark);
}

// The rule above and below a statement that -v repeats.
bool IsRule(std::string_view line) { return Trimmed(line) == "--------------"; }

// Goes over the lines from form to form.
class Reader {
 public:
  explicit Reader(std::string_view text) : lines_(SplitLines(text).lines) {}

  Rows Read() {
    while (at_ < lines_.size()) {
      const std::string_view line = lines_[at_];
      if (IsBorder(line)) {
        ReadTable();
      } else if (IsRecordMark(line)) {
        ReadRecord();
      } else if (IsRule(line) && EndOfStatement() < lines_.size()) {
        at_ = EndOfStatement() + 1;
      } else {
        ++at_;
        if (IsTableRow(line)) {
          AddTableRow(line, 0);
        } else if (!IsRemark(line)) {
          found_.rows.push_back(Split(line, '\t'));
        }
      }
    }
    return std::move(found_);
  }

 private:
  // The border opens a table: heading, border, rows, border; with -N rows, border.
  void ReadTable() {
    const auto columns = static_cast<std::size_t>(std::count(lines_[at_].begin(), lines_[at_].end(), '+')) - 1;
    ++at_;
    const std::size_t first = at_;
    while (at_ < lines_.size() && IsTableRow(lines_[at_])) ++at_;
    const std::size_t end = at_;
    const bool is_closed = at_ < lines_.size() && IsBorder(lines_[at_]);
    const bool is_heading = is_closed && end == first + 1 && at_ + 1 < lines_.size() && IsTableRow(lines_[at_ + 1]);
    if (!is_heading) {
      for (std::size_t i = first; i < end; ++i) AddTableRow(lines_[i], columns);
      if (is_closed && end != first) ++at_;
      return;
    }
    for (++at_; at_ < lines_.size() && IsTableRow(lines_[at_]); ++at_) AddTableRow(lines_[at_], columns);
    if (at_ < lines_.size() && IsBorder(lines_[at_])) ++at_;
  }

  // A line that does not have as many cells as its table (one holds a |) stays whole and so is nobody's equal.
  void AddTableRow(std::string_view line, std::size_t columns) {
    const std::string_view inner = Trimmed(line).substr(1, Trimmed(line).size() - 2);
    Row row = Split(inner, '|');
    if (columns != 0 && row.size() != columns) row = {Trimmed(line)};
    found_.rows.push_back(std::move(row));
  }

  // Lines "name: value" up to the next mark. The client aligns the names, so the colon is in one column; with -N there
  // are values only.
  void ReadRecord() {
    ++at_;
    std::vector<std::string_view> lines;
    while (at_ < lines_.size() && !Trimmed(lines_[at_]).empty() && !IsRecordMark(lines_[at_]) &&
           !IsBorder(lines_[at_]) && !IsRemark(lines_[at_]) && !IsRule(lines_[at_]))
      lines.push_back(lines_[at_++]);
    if (lines.empty()) return;
    const std::size_t colon = CommonColon(lines);
    Row row;
    for (const std::string_view line : lines)
      row.push_back(Trimmed(colon == std::string_view::npos ? line : line.substr(colon + 1)));
    found_.rows.push_back(std::move(row));
  }

  static std::size_t CommonColon(const std::vector<std::string_view>& lines) {
    const auto is_colon = [](std::string_view line, std::size_t at) {
      return line.size() > at && line[at] == ':' && (line.size() == at + 1 || line[at + 1] == ' ');
    };
    std::size_t colon = lines.front().find(':');
    while (colon != std::string_view::npos &&
           !std::all_of(lines.begin(), lines.end(), [&](std::string_view line) { return is_colon(line, colon); }))
      colon = lines.front().find(':', colon + 1);
    return colon;
  }

  // Where the statement ends that the rule at this line begins; the number of lines where none does.
  std::size_t EndOfStatement() const {
    std::size_t end = at_ + 1;
    while (end < lines_.size() && !IsRule(lines_[end])) ++end;
    return end;
  }

  std::vector<std::string_view> lines_;
  std::size_t at_ = 0;
  Rows found_;
};

// A decimal number as its digits and the power of ten of the last one, the same for all ways to write it. Never by
// floating point: sums of large numbers must be right to the last digit. Nothing for other text.
std::optional<std::string> CanonicalNumber(std::string_view cell) {
  static const RE2 number(R"((-?)(0|[1-9]\d*)?(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?)");
  std::string sign;
  std::string whole;
  std::string fraction;
  std::string power;
  if (!RE2::FullMatch(Piece(cell), number, &sign, &whole, &fraction, &power)) return std::nullopt;
  if (whole.empty() && fraction.empty()) return std::nullopt;
  std::string digits = whole + fraction;
  long exponent = (power.empty() ? 0 : std::stol(power)) - static_cast<long>(fraction.size());
  digits.erase(0, digits.find_first_not_of('0'));
  if (digits.empty()) return "0";
  while (digits.back() == '0') {
    digits.pop_back();
    ++exponent;
  }
  return fmt::format("{}{}e{}", sign, digits, exponent);
}

using Key = std::vector<std::string>;

// Rows are equal when their keys are. No text has the key of a number, as that would be a number itself.
Key KeyOf(const Row& row) {
  Key key;
  for (const std::string_view cell : row) key.push_back(CanonicalNumber(cell).value_or(std::string(cell)));
  return key;
}

bool IsNear(const Row& expected, const Row& actual, const Tolerance& tolerance) {
  return std::equal(expected.begin(), expected.end(), actual.begin(), actual.end(),
                    [&](std::string_view wanted, std::string_view got) {
                      if (wanted == got) return true;
                      const std::optional<std::string> number = CanonicalNumber(wanted);
                      const std::optional<std::string> other = CanonicalNumber(got);
                      if (!number || !other) return false;
                      return *number == *other || (tolerance.amount > 0 && SameWithNumbers(wanted, got, tolerance));
                    });
}

// For each actual row the expected one that it is, each taken once.
std::vector<std::optional<std::size_t>> Match(const Rows& expected, const Rows& actual, const Tolerance& tolerance) {
  std::multimap<Key, std::size_t> open;
  for (std::size_t i = 0; i < expected.rows.size(); ++i) open.emplace(KeyOf(expected.rows[i]), i);
  std::vector<std::optional<std::size_t>> matched(actual.rows.size());
  for (std::size_t i = 0; i < actual.rows.size(); ++i) {
    const auto same = open.find(KeyOf(actual.rows[i]));
    if (same == open.end()) continue;
    matched[i] = same->second;
    open.erase(same);
  }
  if (tolerance.amount == 0) return matched;
  for (std::size_t i = 0; i < actual.rows.size() && !open.empty(); ++i) {
    if (matched[i]) continue;
    const auto near = std::find_if(open.begin(), open.end(), [&](const auto& entry) {
      return IsNear(expected.rows[entry.second], actual.rows[i], tolerance);
    });
    if (near == open.end()) continue;
    matched[i] = near->second;
    open.erase(near);
  }
  return matched;
}

bool IsBlank(const Row& row) { return row.size() == 1 && row.front().empty(); }

// Empty lines are cells only where there is one column.
void DropBlankLines(const Rows& expected, Rows& actual) {
  const bool one_column = std::any_of(expected.rows.begin(), expected.rows.end(),
                                      [](const Row& row) { return row.size() == 1 && !row.front().empty(); });
  if (!one_column) std::erase_if(actual.rows, IsBlank);
}

// Whether a column of the expected rows holds numbers, and nothing else but NULL.
bool IsNumeric(const Rows& expected, std::size_t column) {
  bool has_number = false;
  for (const Row& row : expected.rows) {
    if (column >= row.size()) return false;
    if (row[column] == "NULL") continue;
    if (!CanonicalNumber(row[column])) return false;
    has_number = true;
  }
  return has_number;
}

bool CouldBeName(std::string_view cell) { return !cell.empty() && cell != "NULL" && !CanonicalNumber(cell); }

// Whether the row has a cell that is a value of its column. Columns of one value are not looked at: SELECT 'x', name
// ... names its first column by that value.
bool HoldsValue(const Row& row, const Rows& expected) {
  for (std::size_t column = 0; column < row.size(); ++column) {
    const std::string_view first = expected.rows.front()[column];
    const auto is = [column](std::string_view value) {
      return [column, value](const Row& other) { return other.size() > column && other[column] == value; };
    };
    const bool is_constant = std::all_of(expected.rows.begin(), expected.rows.end(), is(first));
    if (!is_constant && std::any_of(expected.rows.begin(), expected.rows.end(), is(row[column]))) return true;
  }
  return false;
}

// See CompareRows.
void DropHeadings(const Rows& expected, Rows& actual, const Tolerance& tolerance) {
  if (expected.rows.empty() || actual.rows.empty()) return;
  const std::size_t columns = expected.rows.front().size();
  std::vector<std::size_t> numeric;
  for (std::size_t column = 0; column < columns; ++column)
    if (IsNumeric(expected, column)) numeric.push_back(column);
  if (!numeric.empty()) {
    std::erase_if(actual.rows, [&](const Row& row) {
      return row.size() == columns &&
             std::all_of(numeric.begin(), numeric.end(), [&](std::size_t column) { return CouldBeName(row[column]); });
    });
    return;
  }
  const Row& first = actual.rows.front();
  if (first.size() != columns || !std::all_of(first.begin(), first.end(), CouldBeName)) return;
  const bool is_expected = std::any_of(expected.rows.begin(), expected.rows.end(),
                                       [&](const Row& row) { return IsNear(row, first, tolerance); });
  if (!is_expected && !HoldsValue(first, expected)) actual.rows.erase(actual.rows.begin());
}

constexpr std::string_view kBetween = " | ";

// The rows for people; those that are matched are written as they were expected, so that a diff shows only mistakes.
std::vector<std::string> Printed(const Rows& expected, const Rows& actual,
                                 const std::vector<std::optional<std::size_t>>& matched) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < actual.rows.size(); ++i)
    lines.push_back(JoinCells(matched[i] ? expected.rows[*matched[i]] : actual.rows[i], kBetween));
  return lines;
}

std::vector<std::string> Printed(const Rows& rows) {
  std::vector<std::string> lines;
  for (const Row& row : rows.rows) lines.push_back(JoinCells(row, kBetween));
  return lines;
}

DiffText Diff(const std::vector<std::string>& expected, const std::vector<std::string>& actual) {
  const Lines wanted{{expected.begin(), expected.end()}, true};
  const Lines got{{actual.begin(), actual.end()}, true};
  return DiffLines(wanted, got);
}

// Which rows are missing and which too many.
Text Explain(const Rows& expected, const Rows& actual, const std::vector<std::optional<std::size_t>>& matched) {
  std::vector<bool> is_there(expected.rows.size());
  std::size_t extra = 0;
  const Row* first_extra = nullptr;
  for (std::size_t i = 0; i < actual.rows.size(); ++i) {
    if (matched[i]) {
      is_there[*matched[i]] = true;
    } else if (extra++ == 0) {
      first_extra = &actual.rows[i];
    }
  }
  const auto missing = static_cast<std::size_t>(std::count(is_there.begin(), is_there.end(), false));
  Text message;
  if (missing != 0) {
    const auto first = std::find(is_there.begin(), is_there.end(), false) - is_there.begin();
    message = wording::RowsMissing(missing, JoinCells(expected.rows[static_cast<std::size_t>(first)], kBetween));
  }
  if (first_extra != nullptr) {
    const std::string extra_text = JoinCells(*first_extra, kBetween);
    message = wording::Join(message, wording::RowsTooMany(extra, extra_text));
  }
  return message;
}

// What is said first of rows none of which has as many columns as are expected.
std::optional<Text> ExplainColumns(const Rows& expected, const Rows& actual) {
  if (expected.rows.empty() || actual.rows.empty()) return std::nullopt;
  const std::size_t columns = expected.rows.front().size();
  const bool all_differ =
      std::none_of(actual.rows.begin(), actual.rows.end(), [&](const Row& row) { return row.size() == columns; });
  if (!all_differ) return std::nullopt;
  const Row& first = actual.rows.front();
  return wording::RowColumns(columns, first.size(), JoinCells(first, kBetween));
}

}  // namespace

Rows ParseRows(std::string_view text) { return Reader(text).Read(); }

std::string JoinCells(const Row& row, std::string_view between) { return fmt::format("{}", fmt::join(row, between)); }

std::optional<Difference> CompareRows(Rows expected, Rows actual, const Tolerance& tolerance, bool in_order) {
  DropBlankLines(expected, actual);
  DropBlankLines(expected, expected);
  DropHeadings(expected, actual, tolerance);
  const std::size_t count = expected.rows.size();
  if (in_order && std::equal(expected.rows.begin(), expected.rows.end(), actual.rows.begin(), actual.rows.end(),
                             [&](const Row& wanted, const Row& got) { return IsNear(wanted, got, tolerance); }))
    return std::nullopt;
  const std::vector<std::optional<std::size_t>> matched = Match(expected, actual, tolerance);
  const bool same_rows =
      actual.rows.size() == count && std::all_of(matched.begin(), matched.end(),
                                                 [](const std::optional<std::size_t>& row) { return row.has_value(); });
  if (same_rows && !in_order) return std::nullopt;

  std::vector<std::string> wanted = Printed(expected);
  std::vector<std::string> got = Printed(expected, actual, matched);
  if (same_rows) {
    const auto differ = std::mismatch(wanted.begin(), wanted.end(), got.begin(), got.end());
    const auto row = static_cast<std::size_t>(differ.first - wanted.begin());
    return Difference{wording::RowsOrder({row + 1, wanted[row], got[row]}), Diff(wanted, got)};
  }
  Text message;
  if (actual.rows.empty()) {
    message = wording::NoRows(count);
  } else if (const std::optional<Text> columns = ExplainColumns(expected, actual)) {
    message = *columns;
  } else {
    message = Explain(expected, actual, matched);
  }
  if (!in_order) {
    std::sort(wanted.begin(), wanted.end());
    std::sort(got.begin(), got.end());
  }
  return Difference{std::move(message), Diff(wanted, got)};
}

}  // namespace shellab
