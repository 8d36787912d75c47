// shellab start LAB: a shell in the lab for practice, run by a server that outlives the terminal.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <csignal>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "grader/commands/context.h"
#include "grader/commands/obstacles.h"
#include "grader/commands/session.h"
#include "grader/commands/visit.h"
#include "grader/failure.h"
#include "grader/lab/find.h"
#include "grader/lab/loader.h"
#include "grader/lab/set.h"
#include "grader/practice/folder.h"
#include "grader/practice/server.h"
#include "grader/practice/session.h"
#include "grader/progress/recorder.h"
#include "grader/recording/session_recorder.h"
#include "grader/terminal/terminal_size.h"
#include "grader/terminal/user_terminal.h"
#include "grader/usage_error.h"
#include "sandbox/os/error.h"
#include "sandbox/toml/reader.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

struct Options {
  std::string lab;
  std::string set;
  std::optional<std::int64_t> seed;
  std::string keep = "30m";
  std::string time;
  SessionRecorder::Options recording;
  bool no_record = false;
  bool quiet = false;
};

std::chrono::milliseconds TimeOf(const std::string& option, const std::string& text) {
  const std::optional<std::uint64_t> value = ParseMilliseconds(text);
  if (!value) throw UsageError(fmt::format("{} takes a time such as \"45m\" or \"90s\", not \"{}\"", option, text));
  return std::chrono::milliseconds(*value);
}

void AddLine(std::string& words, const std::string& line) {
  if (!line.empty()) words += (words.empty() ? "" : "\n") + line;
}

// A practice session with all that it works with, in the process that is its server.
class Practice {
 public:
  Practice(const std::vector<const Lab*>& labs, const std::string& name, const Seeds& seeds, const SessionTimes& times,
           const Options& options, const Context& context, TerminalStyle style)
      : labs_(labs),
        seeds_(seeds),
        options_(options),
        context_(context),
        style_(style),
        times_(times),
        folder_(context.state, name),
        session_(context.state) {}

  // Runs it for who sits at the other end of `socket`. `visitor` is who sits there at its end.
  Failure Run(Fd& socket, Fd& visitor) {
    std::string words;
    const int code = RunLoop([&] { return Serve(socket, visitor, words); });
    if (code != 0) return {code, fmt::format("shellab: the session was ended by signal {}", code - 128)};
    return {0, std::move(words)};
  }

 private:
  asio::awaitable<int> Serve(Fd& socket, Fd& visitor, std::string& words) {
    const auto executor = co_await asio::this_coro::executor;
    const PracticeOptions how{{context_.language, context_.colour, 0}, style_, options_.quiet};
    const RecordPlace place = LearnersPlace();
    ProgressRecorder recorder(place, context_.language);
    const std::string told = recorder.FaultText();
    std::vector<PracticeListener*> listeners = {&recorder};
    std::optional<SessionRecorder> recording;
    if (!options_.no_record) {
      recording.emplace(place, seeds_, context_.language, options_.recording, *labs_.front());
      listeners.push_back(&*recording);
    }
    PracticeSession practice(executor, session_.runner, labs_, seeds_, how, listeners);
    PracticeServer server(practice, folder_, times_, visitor);
    auto wire = std::make_shared<Wire>(executor, std::move(socket));
    words = co_await server.Run(std::move(wire));
    if (recorder.FaultText() != told) AddLine(words, recorder.FaultText());
    if (recording) AddLine(words, recording->EndedEarly());
    co_return 0;
  }

  const std::vector<const Lab*>& labs_;
  const Seeds& seeds_;
  const Options& options_;
  const Context& context_;
  TerminalStyle style_;
  SessionTimes times_;
  SessionFolder folder_;  // there until all else is cleared away: as long as it is, so is the session
  Session session_;
};

// The set that was asked for, or the lab as one.
LabSet SetOf(const Options& options, const Context& context) {
  const auto roots = LabRoots(context.labs);
  if (!options.set.empty()) return LoadSet(FindSet(roots, options.set), roots);
  LabSet set;
  set.labs.push_back({LoadLab(FindLab(roots, options.lab)), 1});
  set.id = set.labs.front().lab.id;
  return set;
}

// Those that this machine can run: of a set, what it cannot is left out and said. Throws HostError where none remains.
std::vector<const Lab*> LabsOf(const LabSet& set, const Context& context) {
  const Obstacles obstacles(context.state);
  std::vector<const Lab*> labs;
  std::string left_out;
  for (const SetLab& one : set.labs) {
    const Text obstacle = obstacles.For(one.lab);
    if (obstacle.empty())
      labs.push_back(&one.lab);
    else
      left_out += fmt::format("{}: {}\n", one.lab.id, obstacle.In(context.language));
  }
  if (labs.empty()) throw HostError(obstacles.For(set.labs.front().lab).In(context.language));
  fmt::print(stderr, "{}", left_out);
  return labs;
}

// Leaves the terminal, and all that the parent or its parents have open but `first` and `second`.
void BecomeServer(int first, int second) {
  ::setsid();
  const auto [low, high] = std::minmax({static_cast<unsigned>(first), static_cast<unsigned>(second)});
  ::close_range(STDERR_FILENO + 1, low - 1, 0);
  ::close_range(low + 1, high - 1, 0);
  ::close_range(high + 1, ~0U, 0);
  const Fd nothing = Open("/dev/null", O_RDWR);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(nothing.get(), stream);
  ::signal(SIGPIPE, SIG_IGN);
}

void StartLab(const Options& options, const Context& context, int& exit_code) {
  const LabSet set = SetOf(options, context);
  RequireRoot();
  const std::vector<const Lab*> labs = LabsOf(set, context);
  RequireTerminal();
  SessionTimes times;
  times.keep = TimeOf("--keep", options.keep);
  if (!options.time.empty()) times.limit = TimeOf("--time", options.time);
  constexpr auto kPurpose = Seeds::Purpose::kPractice;
  const Seeds seeds = options.seed ? Seeds::From(*options.seed, kPurpose) : Seeds::Random(kPurpose);
  const TerminalStyle style{TerminalSizeOf(STDOUT_FILENO).columns, context.colour};
  auto [ours, theirs] = Wire::Sockets();
  // Before the terminal is taken over: the guard that gives it back waits for the end of this process alone.
  const pid_t server = static_cast<pid_t>(CheckCall(::fork(), "fork"));
  if (server == 0) {
    ours.Close();
    Failure end;
    Fd visitor = Duplicate(theirs.get());
    try {
      BecomeServer(theirs.get(), visitor.get());
      Practice practice(labs, set.id, seeds, times, options, context, style);
      end = practice.Run(theirs, visitor);
    } catch (...) {
      end = FailureOf(std::current_exception(), context.failure_code);
    }
    Wire::SendEnd(visitor.get(), end.code, end.text, times.keep);
    ::_exit(0);
  }
  theirs.Close();
  exit_code = SitDown(std::move(ours), Visit{});
}

}  // namespace

void AddStartCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("start", "Practise: a shell in a lab that says what is right");
  const auto options = std::make_shared<Options>();
  auto* lab = command->add_option("LAB", options->lab, "The lab: its name (see `shellab list`) or its folder");
  command->add_option("--set", options->set, "Instead of a lab a set: its labs one after the other, by `lab next`")
      ->type_name("SET")
      ->excludes(lab);
  command->add_option("--seed", options->seed, "Generate the data from this number instead of a fresh secret");
  command->add_option("--keep", options->keep, "How long the lab waits for `shellab attach` when its terminal is lost")
      ->type_name("TIME")
      ->capture_default_str();
  command->add_option("--time", options->time, "How long the session may last, such as 45m; else without an end")
      ->type_name("TIME");
  command->add_flag("--quiet", options->quiet,
                    "Say nothing of what has become right, neither before a prompt nor in the window's title");
  auto* off = command->add_flag("--no-record", options->no_record, "Do not record what is shown");
  command->add_option("--record", options->recording.file, "Record what is shown to this file, see `shellab replay`")
      ->type_name("FILE")
      ->excludes(off);
  command->add_flag("--record-input", options->recording.input, "Record what is typed as well, passwords among it")
      ->excludes(off);
  command->callback([options, &context] {
    if (options->lab.empty() && options->set.empty()) throw UsageError("name a lab, or a set with --set");
    options->recording.size = TerminalSizeOf(STDOUT_FILENO);
    StartLab(*options, context, context.exit_code);
  });
}

}  // namespace shellab
