#include "grader/check/wording.h"

#include <fmt/format.h>

#include <cstring>

#include "grader/check/lines.h"

namespace shellab::wording {
namespace {

constexpr std::size_t kQuotedBytes = 80;

// "1 row", "2 rows".
std::string Counted(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string CountedLines(std::uint64_t count) { return Counted(count, "line"); }

// One sentence in both languages from the same arguments.
template <typename... Args>
Text Say(fmt::format_string<const Args&...> en, fmt::format_string<const Args&...> zh, const Args&... args) {
  return {fmt::format(en, args...), fmt::format(zh, args...)};
}

// "Only X differ, ...": the first line where they do, both ways.
Text Only(std::string_view en, std::string_view zh, const LinePair& pair) {
  const auto [expected, actual] = ExcerptDifference(pair.expected, pair.actual);
  return {fmt::format("Only {}, first on line {}: expected “{}”, got “{}”.", en, pair.line, expected, actual),
          fmt::format("只有{}不同，最先出现在第 {} 行：应为“{}”，实际是“{}”。", zh, pair.line, expected, actual)};
}

}  // namespace

Text LimitPhrase(Limit limit) {
  switch (limit) {
    case Limit::kWall:
      return {"run time", "运行时间"};
    case Limit::kCpu:
      return {"CPU time", "CPU 时间"};
    case Limit::kMemory:
      return {"memory", "内存"};
    case Limit::kProcesses:
      return {"number of processes", "进程数"};
    case Limit::kDisk:
      return {"disk space", "磁盘空间"};
    case Limit::kOutput:
      return {"amount of output", "输出量"};
  }
  return {};
}

std::string SignalName(int signal) {
  const char* name = sigabbrev_np(signal);
  return name != nullptr ? fmt::format("SIG{}", name) : std::to_string(signal);
}

Text StoppedByLimit(Limit limit) {
  const Text phrase = LimitPhrase(limit);
  return {fmt::format("The answer was stopped: it reached the limit on its {}.", phrase.en),
          fmt::format("答案被强制停止：{}达到上限。", phrase.zh)};
}

Text OutputTruncated(std::uint64_t kept_bytes) {
  return Say("It printed more than the output limit allows; only the first {} bytes were kept.",
             "输出超过上限，只保留了前 {} 字节。", kept_bytes);
}

Text ReachedLimit(Limit limit) {
  const Text phrase = LimitPhrase(limit);
  return {fmt::format("On the way it reached the limit on its {}.", phrase.en),
          fmt::format("运行过程中{}达到过上限。", phrase.zh)};
}

Text EndedBySignal(int signal) {
  return Say("The answer was ended by signal {}.", "答案被信号 {} 终止。", SignalName(signal));
}

Text ExitCode(int code) { return Say("The answer ended with exit code {}.", "答案的退出码是 {}。", code); }

Text WrongExitCode(int expected, int actual) {
  return Say("The exit code must be {}, but it is {}.", "退出码应为 {}，实际是 {}。", expected, actual);
}

Text CommandNotFound(std::string_view error_line) {
  return Say("A command was not found: “{}”.", "找不到命令：“{}”。", Excerpt(error_line, kQuotedBytes));
}

Text NothingPrinted(std::uint64_t expected_lines) {
  return {fmt::format("Nothing was printed; expected {}.", CountedLines(expected_lines)),
          fmt::format("没有输出任何内容，应有 {} 行。", expected_lines)};
}

Text NothingOnStandardError(std::uint64_t expected_lines) {
  return {fmt::format("Nothing was printed to standard error; expected {}.", CountedLines(expected_lines)),
          fmt::format("没有向标准错误输出任何内容，应有 {} 行。", expected_lines)};
}

Text ErrorBegins(std::string_view error_line) {
  return Say("Standard error begins: “{}”.", "标准错误的第一行：“{}”。", Excerpt(error_line, kQuotedBytes));
}

Text Empty(std::uint64_t expected_lines) {
  return {fmt::format("There is nothing; expected {}.", CountedLines(expected_lines)),
          fmt::format("内容为空，应有 {} 行。", expected_lines)};
}

Text LineDiffers(const LinePair& pair) {
  const auto [expected, actual] = ExcerptDifference(pair.expected, pair.actual);
  return Say("Line {}: expected “{}”, got “{}”.", "第 {} 行：应为“{}”，实际是“{}”。", pair.line, expected, actual);
}

Text LineCounts(std::uint64_t expected, std::uint64_t actual) {
  return {fmt::format("Expected {}, got {}.", CountedLines(expected), actual),
          fmt::format("应有 {} 行，实际有 {} 行。", expected, actual)};
}

Text LastLinesMissing(std::uint64_t expected, std::uint64_t actual, std::string_view first_missing) {
  const std::uint64_t missing = expected - actual;
  const std::string quoted = Excerpt(first_missing, kQuotedBytes);
  return {
      missing == 1
          ? fmt::format("The last line is missing (expected {}, got {}): “{}”.", CountedLines(expected), actual, quoted)
          : fmt::format("The last {} lines are missing (expected {}, got {}), from “{}” on.", missing,
                        CountedLines(expected), actual, quoted),
      missing == 1
          ? fmt::format("缺少最后一行（应有 {} 行，实际有 {} 行）：“{}”。", expected, actual, quoted)
          : fmt::format("缺少最后 {} 行（应有 {} 行，实际有 {} 行），从“{}”开始。", missing, expected, actual, quoted)};
}

Text ExtraLines(std::uint64_t expected, std::uint64_t actual, std::string_view first_extra) {
  const std::uint64_t extra = actual - expected;
  const std::string quoted = Excerpt(first_extra, kQuotedBytes);
  if (expected == 0) {
    return {fmt::format("Expected nothing, got {}, beginning with “{}”.", CountedLines(extra), quoted),
            fmt::format("不应有任何内容，实际有 {} 行，第一行是“{}”。", extra, quoted)};
  }
  return {fmt::format("{} too many at the end (expected {}, got {}), beginning with “{}”.", CountedLines(extra),
                      CountedLines(expected), actual, quoted),
          fmt::format("末尾多出 {} 行（应有 {} 行，实际有 {} 行），从“{}”开始。", extra, expected, actual, quoted)};
}

Text OnlyLineEnds(bool actual_has_carriage_return, std::uint64_t line) {
  return actual_has_carriage_return
             ? Say("Only the line ends differ: they are CR LF (\\r\\n), expected LF (\\n); first on line {}.",
                   "只有换行符不同：实际是 CR LF（\\r\\n），应为 LF（\\n），最先出现在第 {} 行。", line)
             : Say("Only the line ends differ: they are LF (\\n), expected CR LF (\\r\\n); first on line {}.",
                   "只有换行符不同：实际是 LF（\\n），应为 CR LF（\\r\\n），最先出现在第 {} 行。", line);
}

Text OnlyTrailingBlanks(const LinePair& pair) { return Only("blanks at the ends of lines differ", "行尾空白", pair); }

Text OnlyBlanks(const LinePair& pair) { return Only("spaces or tabs differ", "空格或制表符", pair); }

Text OnlyCase(const LinePair& pair) { return Only("upper and lower case differ", "字母大小写", pair); }

Text OnlyOrder(const LinePair& pair) { return Only("the order of the lines differs", "各行的顺序", pair); }

Text FinalNewline(bool expected) {
  return expected ? Text{"Only the newline at the end of the last line is missing.", "只缺少最后一行末尾的换行符。"}
                  : Text{"The last line ends in a newline; expected none.", "最后一行末尾多了换行符。"};
}

Text NumbersDiffer(const LinePair& pair, std::string_view tolerance) {
  Text line = LineDiffers(pair);
  if (tolerance.empty()) return line;
  return Join(line, Say("Numbers may differ by {}.", "数值允许相差 {}。", tolerance));
}

Text PatternDiffers(std::string_view pattern, std::string_view first_line) {
  return Say("This does not match the pattern “{}”; it begins with “{}”.", "内容与模式“{}”不匹配，开头是“{}”。",
             Excerpt(pattern, kQuotedBytes), Excerpt(first_line, kQuotedBytes));
}

Text MissingInAnyOrder(std::uint64_t missing, std::string_view first_missing) {
  const std::string quoted = Excerpt(first_missing, kQuotedBytes);
  return {fmt::format("Missing, wherever it stands: {}, such as “{}”.", CountedLines(missing), quoted),
          fmt::format("不论顺序，缺少 {} 行，例如“{}”。", missing, quoted)};
}

Text ExtraInAnyOrder(std::uint64_t extra, std::string_view first_extra) {
  const std::string quoted = Excerpt(first_extra, kQuotedBytes);
  return {fmt::format("Too many: {}, such as “{}”.", CountedLines(extra), quoted),
          fmt::format("多出 {} 行，例如“{}”。", extra, quoted)};
}

Text NoRows(std::uint64_t expected_rows) {
  return {fmt::format("There are no rows; expected {}.", Counted(expected_rows, "row")),
          fmt::format("结果是空的，应有 {} 行数据。", expected_rows)};
}

Text RowsMissing(std::uint64_t missing, std::string_view first_missing) {
  const std::string quoted = Excerpt(first_missing, kQuotedBytes);
  return {fmt::format("Missing: {}, such as “{}”.", Counted(missing, "row"), quoted),
          fmt::format("缺少 {} 行数据，例如“{}”。", missing, quoted)};
}

Text RowsTooMany(std::uint64_t extra, std::string_view first_extra) {
  const std::string quoted = Excerpt(first_extra, kQuotedBytes);
  return {fmt::format("Too many: {}, such as “{}”.", Counted(extra, "row"), quoted),
          fmt::format("多出 {} 行数据，例如“{}”。", extra, quoted)};
}

Text RowsOrder(const LinePair& row) {
  const auto [expected, actual] = ExcerptDifference(row.expected, row.actual);
  return Say("The rows are right, but not their order; the first that differs is row {}: expected “{}”, got “{}”.",
             "数据都对，但顺序不对，最先出现在第 {} 行：应为“{}”，实际是“{}”。", row.line, expected, actual);
}

Text RowColumns(std::uint64_t expected, std::uint64_t actual, std::string_view first_row) {
  const std::string quoted = Excerpt(first_row, kQuotedBytes);
  return {
      fmt::format("Each row should have {}, but the first has {}: “{}”.", Counted(expected, "column"), actual, quoted),
      fmt::format("每行应有 {} 列，但第一行有 {} 列：“{}”。", expected, actual, quoted)};
}

namespace {

Text TypeName(FileState::Type type) {
  switch (type) {
    case FileState::Type::kAbsent:
      return {"nothing", "没有任何东西"};
    case FileState::Type::kFile:
      return {"a regular file", "普通文件"};
    case FileState::Type::kFolder:
      return {"a folder", "目录"};
    case FileState::Type::kLink:
      return {"a symbolic link", "符号链接"};
    case FileState::Type::kOther:
      return {"a special file", "特殊文件"};
  }
  return {};
}

// "rwxr-x---", as ls(1) shows it.
std::string Symbolic(mode_t mode) {
  std::string text = "rwxrwxrwx";
  for (unsigned bit = 0; bit < 9; ++bit)
    if ((mode >> (8 - bit) & 1U) == 0) text[bit] = '-';
  if ((mode & 04000U) != 0) text[2] = text[2] == 'x' ? 's' : 'S';
  if ((mode & 02000U) != 0) text[5] = text[5] == 'x' ? 's' : 'S';
  if ((mode & 01000U) != 0) text[8] = text[8] == 'x' ? 't' : 'T';
  return text;
}

// "path", or "path and 3 more".
Text AndMore(std::string_view path, std::size_t more) {
  if (more == 0) return {std::string(path), std::string(path)};
  return {fmt::format("{} and {} more", path, more), fmt::format("{} 等 {} 处", path, more + 1)};
}

}  // namespace

Text NotThere(std::string_view path) {
  return {fmt::format("{} is not there.", path), fmt::format("{} 不存在。", path)};
}

Text ShouldNotBeThere(std::string_view path) {
  return {fmt::format("{} is there, but should not be.", path), fmt::format("{} 不应存在，但它存在。", path)};
}

Text WrongType(std::string_view path, FileState::Type expected, FileState::Type actual) {
  return {fmt::format("{} should be {}, but is {}.", path, TypeName(expected).en, TypeName(actual).en),
          fmt::format("{} 应为{}，实际是{}。", path, TypeName(expected).zh, TypeName(actual).zh)};
}

Text WrongMode(std::string_view path, mode_t expected, mode_t actual) {
  return {fmt::format("{} should have mode {:04o} ({}), but has {:04o} ({}).", path, expected, Symbolic(expected),
                      actual, Symbolic(actual)),
          fmt::format("{} 的权限应为 {:04o}（{}），实际是 {:04o}（{}）。", path, expected, Symbolic(expected), actual,
                      Symbolic(actual))};
}

Text WrongOwner(std::string_view path, const FileState& expected, const FileState& actual) {
  return {fmt::format("{} should belong to user {} and group {}, but belongs to {} and {} (as numbers).", path,
                      expected.uid, expected.gid, actual.uid, actual.gid),
          fmt::format("{} 应属于用户 {}、组 {}，实际属于用户 {}、组 {}（均为编号）。", path, expected.uid, expected.gid,
                      actual.uid, actual.gid)};
}

Text ContentDiffers(std::string_view path, const Text& difference) {
  return {fmt::format("In {}: {}", path, difference.en), fmt::format("{} 的内容：{}", path, difference.zh)};
}

Text TooLarge(std::string_view path) {
  return {fmt::format("{} is too large to be compared.", path), fmt::format("{} 太大，无法比较。", path)};
}

Text NotAsBefore(std::string_view path, std::size_t more) {
  const Text paths = AndMore(path, more);
  return {fmt::format("Changed, but should have stayed as before: {}.", paths.en),
          fmt::format("不应改动却被改动：{}。", paths.zh)};
}

Text ChangedToo(std::string_view path, std::size_t more) {
  const Text paths = AndMore(path, more);
  return {fmt::format("Changed, but should not have been: {}.", paths.en), fmt::format("多余的改动：{}。", paths.zh)};
}

Text NotChanged(std::string_view path, std::size_t more) {
  const Text paths = AndMore(path, more);
  return {fmt::format("Not changed, but should have been: {}.", paths.en),
          fmt::format("应改动却没有改动：{}。", paths.zh)};
}

Text ChangedOtherwise(std::string_view path, std::size_t more) {
  const Text paths = AndMore(path, more);
  return {fmt::format("Changed, but not as it should have been: {}.", paths.en),
          fmt::format("改动了，但结果不对：{}。", paths.zh)};
}

Text HiddenCommandDiffers(const Text& difference) {
  return {fmt::format("A command tried afterwards did not give what it should. {}", difference.en),
          fmt::format("事后试用的命令没有得到应有的结果。{}", difference.zh)};
}

Text ProbeDiffers(const Text& difference) {
  return {fmt::format("Asked from outside, it is not as it should be. {}", difference.en),
          fmt::format("从外部检查，结果不符合要求。{}", difference.zh)};
}

Text ProbeGotNoAnswer() {
  return {"Asked from outside, it gave no answer in time.", "从外部检查，没有在规定时间内得到应答。"};
}

Text NothingToExpect() {
  return {"What is right could not be found out: what was asked for is no longer there.",
          "无法得出应有的结果：所问的对象已经不在了。"};
}

Text LeftOut(const DiffText& diff) {
  Text text;
  if (diff.more > 0) {
    text = {fmt::format("{} more {}", diff.more, diff.more == 1 ? "line differs" : "lines differ"),
            fmt::format("另有 {} 行不同", diff.more)};
  }
  if (diff.not_compared > 0) {
    if (!text.empty()) text = {text.en + "; ", text.zh + "；"};
    text.en += fmt::format("{} further on {} not compared", CountedLines(diff.not_compared),
                           diff.not_compared == 1 ? "was" : "were");
    text.zh += fmt::format("其后 {} 行未比较", diff.not_compared);
  }
  return text;
}

Text Join(const Text& first, const Text& second) {
  if (first.empty()) return second;
  if (second.empty()) return first;
  return {first.en + " " + second.en, first.zh + second.zh};
}

}  // namespace shellab::wording
