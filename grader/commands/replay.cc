// shellab replay [FILE]: a recorded session, played in the terminal; or which there are.
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "grader/commands/context.h"
#include "grader/commands/session.h"
#include "grader/recording/library.h"
#include "grader/recording/player.h"
#include "grader/recording/reader.h"
#include "grader/report/printable.h"
#include "grader/report/table.h"
#include "grader/terminal/terminal_filter.h"
#include "grader/terminal/user_terminal.h"
#include "grader/usage_error.h"
#include "sandbox/toml/reader.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

struct Options {
  std::string file;
  double speed = 1;
  std::string idle_limit;
  bool no_wait = false;
};

// 1:02:03, or 2:03.
std::string Duration(std::chrono::microseconds length) {
  const auto seconds = std::chrono::round<std::chrono::seconds>(length);
  return seconds >= std::chrono::hours(1) ? fmt::format("{:%H:%M:%S}", seconds) : fmt::format("{:%M:%S}", seconds);
}

std::string Begun(const RecordingHeader& header) {
  if (!header.begun) return "";
  return fmt::format("{:%F %H:%M}", fmt::localtime(std::chrono::system_clock::to_time_t(*header.begun)));
}

// What a recording is of, for a line of text.
std::string Subject(const RecordingHeader& header) {
  return PrintableLine(header.lab.empty() ? header.title : header.lab);
}

void ListAll(const Context& context) {
  const bool chinese = context.language == Language::kChinese;
  std::vector<std::vector<std::string>> rows;
  rows.push_back(chinese ? std::vector<std::string>{"实验", "时间", "时长", "录像"}
                         : std::vector<std::string>{"LAB", "WHEN", "LENGTH", "RECORDING"});
  for (const KeptRecording& recording : ListRecordings(RecordingsFolder(LearnersPlace())))
    rows.push_back({Subject(recording.header), Begun(recording.header), Duration(recording.length),
                    PrintableLine(recording.Name())});
  if (rows.size() == 1) {
    fmt::print("{}\n", chinese ? "还没有录像；`shellab start LAB` 会录下每次练习。"
                               : "There are no recordings yet; `shellab start LAB` makes one each time.");
    return;
  }
  fmt::print("{}", RenderTable(rows, {2}));
}

void PrintAll(RecordingReader& reader) {
  TerminalFilter filter;
  while (const std::optional<RecordingEvent> event = reader.Next()) {
    if (event->kind != RecordingEvent::Kind::kOutput) continue;
    const std::string text = filter.Pass(event->data);
    std::fwrite(text.data(), 1, text.size(), stdout);
  }
  std::fflush(stdout);
}

// What the viewer should know before it plays.
std::string Introduction(const RecordingHeader& header, const Context& context) {
  const bool chinese = context.language == Language::kChinese;
  std::string text = Subject(header);
  if (header.begun) text += fmt::format("{}{}", text.empty() ? "" : "  ", Begun(header));
  text += fmt::format(fmt::runtime(chinese ? "  {}×{}  空格：暂停，q：结束" : "  {}×{}  space pauses, q ends"),
                      header.size.columns, header.size.rows);
  return fmt::format(fmt::runtime(context.colour ? "\x1b[2m{}\x1b[0m\n" : "{}\n"), text);
}

asio::awaitable<int> PlayAll(RecordingReader& reader, UserTerminal& terminal, const std::string& introduction,
                             const Pace& pace) {
  const PlayEnd end = co_await Play(reader, terminal, introduction, pace);
  constexpr int kInterrupted = 130;
  co_return end == PlayEnd::kInterrupted ? kInterrupted : 0;
}

void Replay(const Options& options, Context& context) {
  if (options.file.empty()) return ListAll(context);
  Pace pace{options.speed, {}};
  if (!options.idle_limit.empty()) {
    const auto limit = ParseMilliseconds(options.idle_limit);
    if (!limit) throw UsageError("--idle-limit must be a time such as 2s or 500ms");
    pace.idle_limit = std::chrono::milliseconds(*limit);
  }
  // A folder may be called as a lab is.
  std::error_code error;
  const bool is_file =
      std::filesystem::exists(options.file, error) && !std::filesystem::is_directory(options.file, error);
  RecordingReader reader(is_file ? std::filesystem::path(options.file)
                                 : FindRecording(RecordingsFolder(LearnersPlace()), options.file));
  const bool at_once = options.no_wait || ::isatty(STDIN_FILENO) == 0;
  if (at_once) pace.idle_limit = std::chrono::milliseconds(0);
  if (::isatty(STDOUT_FILENO) == 0) {
    PrintAll(reader);
  } else {
    UserTerminal terminal(STDOUT_FILENO);
    const std::string introduction = at_once ? "" : Introduction(reader.header(), context);
    context.exit_code = RunLoop([&] { return PlayAll(reader, terminal, introduction, pace); });
  }
  if (!reader.last_marker().empty()) fmt::print(stderr, "shellab: {}\n", PrintableLine(reader.last_marker()));
}

}  // namespace

void AddReplayCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("replay", "Play a recorded session, or list those of practice");
  const auto options = std::make_shared<Options>();
  command->add_option("FILE", options->file,
                      "A recording of shellab's or of asciinema's (asciicast v2), or a lab: its last one");
  command->add_option("--speed", options->speed, "How many times as fast as it was")
      ->check(CLI::Range(0.1, 1000.0))
      ->type_name("N");
  command->add_option("--idle-limit", options->idle_limit, "Let no pause last longer than this: 2s, 500ms")
      ->type_name("TIME");
  command->add_flag("--no-wait", options->no_wait, "Print everything at once, as where there is no terminal");
  command->callback([options, &context] { Replay(*options, context); });
}

}  // namespace shellab
