#include "grader/check/compare.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <utility>

#include "grader/check/rows.h"
#include "grader/check/wording.h"

namespace shellab {
namespace {

using wording::LinePair;

re2::StringPiece Piece(std::string_view text) { return {text.data(), text.size()}; }

// Compiles an author's expression; what is wrong with it is for the caller to note.
std::shared_ptr<const RE2> Compile(const std::string& expression) {
  RE2::Options options;
  options.set_log_errors(false);
  return std::make_shared<const RE2>(expression, options);
}

std::string Strip(std::string_view line, std::string_view blanks) {
  std::string kept;
  for (const char byte : line) {
    if (blanks.find(byte) == std::string_view::npos) kept += byte;
  }
  return kept;
}

std::string WithoutCarriageReturn(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return std::string(line);
}

std::string WithoutTrailingBlanks(std::string_view line) {
  return std::string(line.substr(0, line.find_last_not_of(" \t\r") + 1));
}

std::string WithoutBlanks(std::string_view line) { return Strip(line, " \t\r"); }

std::string LowerCase(std::string_view line) {
  std::string lower(line);
  for (char& byte : lower) {
    if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
  }
  return lower;
}

// Whether the lines are equal once each is put into `form`.
bool SameIn(std::string (*form)(std::string_view), const Lines& expected, const Lines& actual) {
  return std::equal(expected.lines.begin(), expected.lines.end(), actual.lines.begin(), actual.lines.end(),
                    [&](std::string_view a, std::string_view b) { return a == b || form(a) == form(b); });
}

std::vector<std::string_view> Sorted(std::vector<std::string_view> lines) {
  std::sort(lines.begin(), lines.end());
  return lines;
}

// Why lines of equal number differ at `pair`, the first that do: the one small mistake that explains all, or that line.
Text ExplainPair(const Lines& expected, const Lines& actual, const LinePair& pair) {
  if (SameIn(WithoutCarriageReturn, expected, actual)) {
    return wording::OnlyLineEnds(pair.actual.ends_with('\r'), pair.line);
  }
  if (SameIn(WithoutTrailingBlanks, expected, actual)) return wording::OnlyTrailingBlanks(pair);
  if (SameIn(WithoutBlanks, expected, actual)) return wording::OnlyBlanks(pair);
  if (SameIn(LowerCase, expected, actual)) return wording::OnlyCase(pair);
  if (Sorted(expected.lines) == Sorted(actual.lines)) return wording::OnlyOrder(pair);
  return wording::LineDiffers(pair);
}

// Why two unequal lists of lines differ, in words. Equal lists differ in the newline of the last line.
Text Explain(const Lines& expected, const Lines& actual) {
  const std::size_t wanted = expected.lines.size();
  const std::size_t got = actual.lines.size();
  const auto differ =
      std::mismatch(expected.lines.begin(), expected.lines.end(), actual.lines.begin(), actual.lines.end());
  const auto common = static_cast<std::size_t>(differ.first - expected.lines.begin());
  if (common == wanted && common == got) return wording::FinalNewline(expected.ends_in_newline);
  if (got == 0) return wording::Empty(wanted);
  if (common == got) return wording::LastLinesMissing(wanted, got, expected.lines[common]);
  if (common == wanted) return wording::ExtraLines(wanted, got, actual.lines[common]);
  const LinePair pair{common + 1, expected.lines[common], actual.lines[common]};
  if (wanted == got) return ExplainPair(expected, actual, pair);
  return wording::Join(wording::LineCounts(wanted, got), wording::LineDiffers(pair));
}

std::optional<Difference> CompareLines(const Lines& expected, const Lines& actual) {
  if (expected.lines == actual.lines && expected.ends_in_newline == actual.ends_in_newline) return std::nullopt;
  return Difference{Explain(expected, actual), DiffLines(expected, actual)};
}

std::optional<Difference> CompareUnordered(Lines expected, Lines actual) {
  expected.lines = Sorted(std::move(expected.lines));
  actual.lines = Sorted(std::move(actual.lines));
  if (expected.lines == actual.lines) return std::nullopt;
  if (actual.lines.empty()) return Difference{wording::Empty(expected.lines.size()), DiffLines(expected, actual)};
  std::vector<std::string_view> missing;
  std::vector<std::string_view> extra;
  std::set_difference(expected.lines.begin(), expected.lines.end(), actual.lines.begin(), actual.lines.end(),
                      std::back_inserter(missing));
  std::set_difference(actual.lines.begin(), actual.lines.end(), expected.lines.begin(), expected.lines.end(),
                      std::back_inserter(extra));
  Text message;
  if (!missing.empty()) message = wording::MissingInAnyOrder(missing.size(), missing.front());
  if (!extra.empty()) message = wording::Join(message, wording::ExtraInAnyOrder(extra.size(), extra.front()));
  return Difference{std::move(message), DiffLines(expected, actual)};
}

std::optional<Difference> CompareNumbers(const Lines& expected, Lines actual, const Tolerance& tolerance) {
  // Lines that are near enough become the expected ones, so that the diff shows only what is wrong.
  for (std::size_t i = 0; i < std::min(expected.lines.size(), actual.lines.size()); ++i) {
    if (SameWithNumbers(expected.lines[i], actual.lines[i], tolerance)) actual.lines[i] = expected.lines[i];
  }
  if (expected.lines == actual.lines) return std::nullopt;
  const auto differ =
      std::mismatch(expected.lines.begin(), expected.lines.end(), actual.lines.begin(), actual.lines.end());
  const bool same_count = expected.lines.size() == actual.lines.size();
  const auto line = static_cast<std::size_t>(differ.first - expected.lines.begin()) + 1;
  return Difference{same_count ? wording::NumbersDiffer({line, *differ.first, *differ.second}, tolerance.text)
                               : Explain(expected, actual),
                    DiffLines(expected, actual)};
}

std::optional<Difference> ComparePattern(const RE2& pattern, const Lines& actual) {
  const std::string text = fmt::format("{}", fmt::join(actual.lines, "\n"));
  if (RE2::FullMatch(Piece(text), pattern)) return std::nullopt;
  if (actual.lines.empty()) return Difference{wording::Empty(1), std::nullopt};
  return Difference{wording::PatternDiffers(pattern.pattern(), actual.lines.front()), std::nullopt};
}

}  // namespace

Comparer::Expressions Comparer::ReadExpressions(TomlTable& table, std::string_view key) {
  Expressions expressions;
  const std::vector<std::string> texts = table.Strings(key);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    expressions.push_back(Compile(texts[i]));
    const RE2& expression = *expressions.back();
    if (!expression.ok())
      table.FaultAt(key, i, fmt::format("`{}` must hold regular expressions (RE2): {}", key, expression.error()));
  }
  return expressions;
}

Comparer Comparer::Parse(TomlTable& table, const std::optional<std::string>& literal) {
  Comparer comparer;
  const std::optional<std::size_t> choice =
      table.Choice("compare", {"exact", "lines", "unordered", "numbers", "pattern", "rows", "rows-in-order"});
  if (choice) comparer.comparison_ = static_cast<Comparison>(*choice);

  comparer.ignore_ = ReadExpressions(table, "ignore");
  Expressions only = ReadExpressions(table, "only");
  if (table.Has("only") && only.empty())
    table.FaultAt("only", "`only` must hold at least one regular expression (RE2): without one every line is left out");
  if (!only.empty()) comparer.only_ = std::move(only);

  if (const std::optional<std::string> text = table.String("tolerance")) {
    const std::optional<Tolerance> tolerance = Tolerance::Parse(*text);
    if (!tolerance) {
      table.FaultAt("tolerance", fmt::format("`tolerance` must be like \"0.01\" or \"1%\", not \"{}\"", *text));
    } else {
      comparer.tolerance_ = *tolerance;
    }
    if (comparer.comparison_ != Comparison::kNumbers && !comparer.ComparesRows()) {
      table.FaultAt("tolerance", "`tolerance` needs compare = \"numbers\", \"rows\" or \"rows-in-order\"");
    }
  }

  if (comparer.comparison_ == Comparison::kPattern) {
    if (!literal) {
      table.FaultAt("compare", "compare = \"pattern\" needs `text`, a regular expression (RE2)");
    } else {
      comparer.pattern_ = Compile(*literal);
      if (!comparer.pattern_->ok()) {
        table.FaultAt("text",
                      fmt::format("`text` must be a regular expression (RE2) here: {}", comparer.pattern_->error()));
      }
    }
  }
  return comparer;
}

bool Comparer::IsLeftOut(std::string_view line) const {
  const auto matches = [line](const auto& expression) { return RE2::PartialMatch(Piece(line), *expression); };
  return std::any_of(ignore_.begin(), ignore_.end(), matches) ||
         (only_ && std::none_of(only_->begin(), only_->end(), matches));
}

Lines Comparer::Kept(std::string_view text) const {
  Lines lines = SplitLines(text);
  if (!ignore_.empty() || only_) {
    const bool last_lacks_newline = !lines.ends_in_newline;
    const std::string_view last = lines.lines.empty() ? std::string_view() : lines.lines.back();
    std::erase_if(lines.lines, [&](std::string_view line) { return IsLeftOut(line); });
    // With the last line its missing newline went too.
    const bool last_kept = !lines.lines.empty() && lines.lines.back().data() == last.data();
    lines.ends_in_newline = !(last_lacks_newline && last_kept);
  }
  if (comparison_ != Comparison::kExact) lines.ends_in_newline = true;
  return lines;
}

Rows Comparer::KeptRows(std::string_view text) const {
  Rows rows = ParseRows(text);
  std::erase_if(rows.rows, [&](const Row& row) { return IsLeftOut(JoinCells(row, "\t")); });
  return rows;
}

std::size_t Comparer::CountLines(std::string_view text) const {
  return ComparesRows() ? KeptRows(text).rows.size() : Kept(text).lines.size();
}

bool Comparer::LeavesNothing(std::string_view expected) const {
  return only_ && comparison_ != Comparison::kPattern && CountLines(expected) == 0;
}

std::optional<Difference> Comparer::Compare(std::string_view expected, std::string_view actual) const {
  if (ComparesRows())
    return CompareRows(KeptRows(expected), KeptRows(actual), tolerance_, comparison_ == Comparison::kRowsInOrder);
  const Lines got = Kept(actual);
  if (comparison_ == Comparison::kPattern) return ComparePattern(*pattern_, got);
  const Lines wanted = Kept(expected);
  switch (comparison_) {
    case Comparison::kUnordered:
      return CompareUnordered(wanted, got);
    case Comparison::kNumbers:
      return CompareNumbers(wanted, got, tolerance_);
    default:
      return CompareLines(wanted, got);
  }
}

}  // namespace shellab
