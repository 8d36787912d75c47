#include "grader/check/diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <dtl/dtl.hpp>
#include <span>
#include <unordered_map>
#include <utility>

namespace shellab {
namespace {

constexpr std::size_t kMaxLines = 24;
constexpr std::size_t kMaxLineBytes = 400;
constexpr std::size_t kContext = 3;
// The algorithm takes O(expected * actual) steps and 24 bytes for each at worst; dtl drops to a coarser result past two
// million of them.
constexpr std::size_t kWindow = 1000;

// One line of one side. The newline is part of what is compared.
struct Line {
  std::string_view text;
  bool newline = true;
  bool operator==(const Line&) const = default;
};

struct LineHash {
  std::size_t operator()(const Line& line) const { return std::hash<std::string_view>()(line.text); }
};

enum class Kind : char { kCommon = ' ', kExpected = '-', kActual = '+' };

struct Step {
  Kind kind;
  Line line;
};

std::vector<Line> WithNewlines(const Lines& lines) {
  std::vector<Line> result;
  result.reserve(lines.lines.size());
  for (const std::string_view text : lines.lines) result.push_back({text});
  if (!result.empty()) result.back().newline = lines.ends_in_newline;
  return result;
}

// The shortest way from `expected` to `actual`.
std::vector<Step> ShortestEdit(std::span<const Line> expected, std::span<const Line> actual) {
  // Numbers instead of lines: dtl copies what it compares, and compares long lines over and over.
  std::unordered_map<Line, int, LineHash> numbers;
  std::vector<Line> by_number;
  const auto number_all = [&](std::span<const Line> lines) {
    std::vector<int> result;
    for (const Line& line : lines) {
      const auto [entry, is_new] = numbers.try_emplace(line, static_cast<int>(by_number.size()));
      if (is_new) by_number.push_back(line);
      result.push_back(entry->second);
    }
    return result;
  };
  const std::vector<int> expected_numbers = number_all(expected);
  const std::vector<int> actual_numbers = number_all(actual);
  dtl::Diff<int> diff(expected_numbers, actual_numbers, /*deletesFirst=*/true);
  diff.compose();
  std::vector<Step> steps;
  for (const auto& [number, info] : diff.getSes().getSequence()) {
    const Kind kind = info.type == dtl::SES_COMMON   ? Kind::kCommon
                      : info.type == dtl::SES_DELETE ? Kind::kExpected
                                                     : Kind::kActual;
    steps.push_back({kind, by_number[static_cast<std::size_t>(number)]});
  }
  return steps;
}

std::uint64_t Count(std::span<const Step> steps, Kind kind) {
  return static_cast<std::uint64_t>(
      std::count_if(steps.begin(), steps.end(), [&](const Step& s) { return s.kind == kind; }));
}

// How many lines of one side the steps pass.
std::uint64_t Size(std::span<const Step> steps, Kind side) { return Count(steps, side) + Count(steps, Kind::kCommon); }

std::uint64_t CountChanges(std::span<const Step> steps) { return steps.size() - Count(steps, Kind::kCommon); }

// Where a window ends in the middle of shifted lines, the last ones of `side` have lost their counterparts: those are
// taken back as not compared.
void DropUnpairedTail(std::vector<Step>& steps, Kind side, Kind other) {
  const auto last_common =
      std::find_if(steps.rbegin(), steps.rend(), [](const Step& s) { return s.kind == Kind::kCommon; });
  const std::span<const Step> tail(last_common.base(), steps.end());
  const std::uint64_t paired = Count(tail, other);
  std::uint64_t surplus = std::max(Count(tail, side), paired) - paired;
  for (std::size_t i = steps.size(); surplus > 0; --i) {
    if (steps[i - 1].kind != side) continue;
    steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(i) - 1);
    --surplus;
  }
}

struct Edit {
  std::vector<Step> steps;
  std::uint64_t not_compared = 0;
};

// The edit between two lists that have neither their first nor their last line in common.
Edit EditBetween(std::span<const Line> expected, std::span<const Line> actual) {
  Edit edit;
  if (expected.empty() || actual.empty()) {
    for (const Line& line : expected) edit.steps.push_back({Kind::kExpected, line});
    for (const Line& line : actual) edit.steps.push_back({Kind::kActual, line});
    return edit;
  }
  edit.steps =
      ShortestEdit(expected.first(std::min(expected.size(), kWindow)), actual.first(std::min(actual.size(), kWindow)));
  if (actual.size() > kWindow) DropUnpairedTail(edit.steps, Kind::kExpected, Kind::kActual);
  if (expected.size() > kWindow) DropUnpairedTail(edit.steps, Kind::kActual, Kind::kExpected);
  edit.not_compared =
      std::max(expected.size() - Size(edit.steps, Kind::kExpected), actual.size() - Size(edit.steps, Kind::kActual));
  return edit;
}

// The text as it grows, and the numbers of the lines already passed.
class Writer {
 public:
  // Writes the hunk, cut to the room that is left.
  void Hunk(std::span<const Step> steps) {
    const std::vector<Step> shown = Cut(steps);
    text_ += fmt::format("@@ -{} +{} @@\n", Range(expected_, Size(shown, Kind::kExpected)),
                         Range(actual_, Size(shown, Kind::kActual)));
    for (const Step& step : shown) Append(step);
    room_ -= shown.size();
    more_ += CountChanges(steps) - CountChanges(shown);
    Skip(steps);
  }

  void Skip(std::span<const Step> steps) {
    expected_ += Size(steps, Kind::kExpected);
    actual_ += Size(steps, Kind::kActual);
  }
  void Skip(std::size_t common) {
    expected_ += common;
    actual_ += common;
  }
  void CountAsMore(std::span<const Step> steps) { more_ += CountChanges(steps); }

  bool HasRoom() const { return room_ > kContext; }
  DiffText Take(std::uint64_t not_compared) { return {std::move(text_), more_, not_compared}; }

 private:
  // As diff(1) writes it: "first,count", count left out when 1, the line before when 0.
  static std::string Range(std::uint64_t passed, std::uint64_t count) {
    if (count == 1) return fmt::format("{}", passed + 1);
    return fmt::format("{},{}", count == 0 ? passed : passed + 1, count);
  }

  // The steps that fit. A run of changes that does not fit is the last, and keeps the first lines of both sides: fifty
  // lines of one side alone would show nobody what is wrong.
  std::vector<Step> Cut(std::span<const Step> steps) const {
    std::vector<Step> shown;
    while (!steps.empty() && shown.size() < room_) {
      const auto end = std::find_if(steps.begin(), steps.end(), [&](const Step& s) {
        return (s.kind == Kind::kCommon) != (steps.front().kind == Kind::kCommon);
      });
      const std::span<const Step> run(steps.begin(), end);
      const std::size_t room = room_ - shown.size();
      std::size_t expected = Count(run, Kind::kExpected);
      std::size_t actual = Count(run, Kind::kActual);
      const std::size_t common = std::min(run.size() - expected - actual, room);
      if (expected + actual > room) {
        const std::size_t kept_actual = std::min(actual, std::max(room / 2, room - std::min(expected, room)));
        expected = std::min(expected, room - kept_actual);
        actual = kept_actual;
        steps = {};
      } else {
        steps = steps.subspan(run.size());
      }
      Keep(run, Kind::kCommon, common, shown);
      Keep(run, Kind::kExpected, expected, shown);
      Keep(run, Kind::kActual, actual, shown);
    }
    return shown;
  }

  static void Keep(std::span<const Step> run, Kind kind, std::size_t count, std::vector<Step>& shown) {
    for (const Step& step : run) {
      if (count == 0) return;
      if (step.kind != kind) continue;
      shown.push_back(step);
      --count;
    }
  }

  void Append(const Step& step) {
    text_ += static_cast<char>(step.kind);
    text_ += Excerpt(step.line.text, kMaxLineBytes);
    text_ += '\n';
    if (!step.line.newline) text_.append(kNoNewline).append("\n");
  }

  std::string text_;
  std::size_t room_ = kMaxLines;
  std::uint64_t expected_ = 0;
  std::uint64_t actual_ = 0;
  std::uint64_t more_ = 0;
};

// Where the hunk that begins at the change `first` ends: after the last change that is near enough, with its context.
std::size_t HunkEnd(std::span<const Step> steps, std::size_t first) {
  std::size_t last = first;
  for (std::size_t i = first; i < steps.size() && i - last <= 2 * kContext + 1; ++i) {
    if (steps[i].kind != Kind::kCommon) last = i;
  }
  return std::min(last + 1 + kContext, steps.size());
}

}  // namespace

DiffText DiffLines(const Lines& expected_lines, const Lines& actual_lines) {
  const std::vector<Line> expected_all = WithNewlines(expected_lines);
  const std::vector<Line> actual_all = WithNewlines(actual_lines);
  std::span<const Line> expected(expected_all);
  std::span<const Line> actual(actual_all);
  if (std::equal(expected.begin(), expected.end(), actual.begin(), actual.end())) return {};

  const auto differ = std::mismatch(expected.begin(), expected.end(), actual.begin(), actual.end());
  const auto common = static_cast<std::size_t>(differ.first - expected.begin());
  const std::size_t before = std::min(common, kContext);
  const std::span<const Line> context_before = expected.subspan(common - before, before);
  expected = expected.subspan(common);
  actual = actual.subspan(common);
  const auto same_end = std::mismatch(expected.rbegin(), expected.rend(), actual.rbegin(), actual.rend());
  const auto common_end = static_cast<std::size_t>(same_end.first - expected.rbegin());
  const std::span<const Line> context_after = expected.last(common_end).first(std::min(common_end, kContext));
  expected = expected.first(expected.size() - common_end);
  actual = actual.first(actual.size() - common_end);

  const Edit edit = EditBetween(expected, actual);
  std::vector<Step> steps;
  for (const Line& line : context_before) steps.push_back({Kind::kCommon, line});
  steps.insert(steps.end(), edit.steps.begin(), edit.steps.end());
  if (edit.not_compared == 0) {
    for (const Line& line : context_after) steps.push_back({Kind::kCommon, line});
  }

  Writer writer;
  writer.Skip(common - before);
  const std::span<const Step> all(steps);
  std::size_t done = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].kind == Kind::kCommon) continue;
    const std::size_t end = HunkEnd(all, i);
    if (!writer.HasRoom()) {
      writer.CountAsMore(all.subspan(i));
      break;
    }
    const std::size_t begin = std::max(done, i - std::min(i, kContext));
    writer.Skip(all.subspan(done, begin - done));
    writer.Hunk(all.subspan(begin, end - begin));
    done = end;
    i = end - 1;
  }
  return writer.Take(edit.not_compared);
}

}  // namespace shellab
