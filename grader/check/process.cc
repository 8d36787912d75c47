#include "grader/check/process.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <optional>
#include <utility>

#include "grader/check/lines.h"
#include "grader/check/patterns.h"

namespace shellab {
namespace {

enum class State { kRunning, kGone };

constexpr std::size_t kQuotedBytes = 60;

// What a message shows of a command line: its beginning, and its last words, which tell one Java program from another.
std::string Shown(const std::string& command) {
  if (command.size() <= 2 * kQuotedBytes) return command;
  const std::size_t blank = command.find(' ', command.size() - kQuotedBytes);
  return Excerpt(command, kQuotedBytes) + (blank == std::string::npos ? "" : command.substr(blank));
}

Text StillRuns(const std::string& line) {
  const std::string command = Shown(line);
  return {fmt::format("“{}” still runs.", command), fmt::format("“{}”还在运行。", command)};
}

Text RunsNoMore(const std::string& line) {
  const std::string command = Shown(line);
  return {fmt::format("“{}” does not run any more.", command), fmt::format("“{}”已经不在运行了。", command)};
}

Text IsAnother(const std::string& line) {
  const std::string command = Shown(line);
  return {fmt::format("“{}” is not the process that was there before: it was ended and started again.", command),
          fmt::format("“{}”不是原来的那个进程：它曾被结束，又重新启动了。", command)};
}

Text IsStopped(const std::string& line) {
  const std::string command = Shown(line);
  return {fmt::format("“{}” was stopped: it is there, but does nothing.", command),
          fmt::format("“{}”被暂停了：进程还在，但什么也不做。", command)};
}

Text WasKilled(const std::string& line) {
  const std::string command = Shown(line);
  return {fmt::format("“{}” was killed; it did not shut down by itself.", command),
          fmt::format("“{}”是被强行杀死的，没有自行正常退出。", command)};
}

Text RanNotBefore(const std::string& line) {
  const std::string command = Shown(line);
  return {fmt::format("“{}” runs, but did not before.", command), fmt::format("“{}”在运行，而原来并没有它。", command)};
}

Text WrongCount(const std::string& pattern, std::int64_t expected, std::size_t actual) {
  return {fmt::format("Expected {} processes that match “{}”, found {}.", expected, pattern, actual),
          fmt::format("应有 {} 个匹配“{}”的进程，实际有 {} 个。", expected, pattern, actual)};
}

Text NoneMatches(const std::string& pattern) {
  return {fmt::format("No process matches “{}”.", pattern), fmt::format("没有匹配“{}”的进程。", pattern)};
}

Finding Failed(Text message) {
  Finding finding;
  finding.message = std::move(message);
  return finding;
}

// Services and processes of the lab.
class NamedProcessCheck : public Check {
 public:
  NamedProcessCheck(std::vector<std::string> names, State state, bool same, bool exited)
      : names_(std::move(names)), state_(state), same_(same), exited_(exited) {}

  void Ask(Questions& questions) const override { questions.names.insert(names_.begin(), names_.end()); }

  boost::asio::awaitable<Finding> Verify(const Evidence& evidence) const override {
    Finding finding = Passed();
    finding.settled = state_ == State::kRunning;
    for (const std::string& name : names_) {
      const NamedProcess& process = evidence.answer.seen.named.at(name);
      const std::string& command = process.before.command;
      if (state_ == State::kGone && process.runs) {
        finding = Failed(StillRuns(command));
        finding.signalled = process.signalled;
        co_return finding;
      }
      if (exited_ && !process.exited) co_return Failed(WasKilled(command));
      if (state_ == State::kGone) continue;
      const std::optional<Text> wrong = JudgeRunning(process, same_);
      if (wrong) co_return Failed(*wrong);
      NoteRest(process, finding);
    }
    co_return finding;
  }

 private:
  std::vector<std::string> names_;
  State state_;
  bool same_;
  bool exited_;
};

// Which of them have such a command line, and belong to that user.
class Matcher {
 public:
  Matcher(std::shared_ptr<const re2::RE2> pattern, std::optional<std::string> user)
      : pattern_(std::move(pattern)), user_(std::move(user)) {}

  std::vector<const SeenProcess*> FindIn(const std::vector<SeenProcess>& processes) const {
    std::vector<const SeenProcess*> found;
    for (const SeenProcess& process : processes)
      if (re2::RE2::PartialMatch(process.command, *pattern_) && (!user_ || process.user == *user_))
        found.push_back(&process);
    return found;
  }

  const std::string& pattern() const { return pattern_->pattern(); }

 private:
  std::shared_ptr<const re2::RE2> pattern_;
  std::optional<std::string> user_;
};

// Whoever has such a command line.
class MatchingProcessCheck : public Check {
 public:
  MatchingProcessCheck(Matcher matcher, State state, std::optional<std::int64_t> count)
      : matcher_(std::move(matcher)), state_(state), count_(count) {}

  void Ask(Questions& questions) const override { questions.processes = true; }

  boost::asio::awaitable<Finding> Verify(const Evidence& evidence) const override {
    const std::vector<const SeenProcess*> found = matcher_.FindIn(evidence.answer.seen.processes);
    const std::string& pattern = matcher_.pattern();
    if (state_ == State::kGone && !found.empty()) co_return Failed(StillRuns(found.front()->command));
    if (count_ && static_cast<std::int64_t>(found.size()) != *count_)
      co_return Failed(WrongCount(pattern, *count_, found.size()));
    if (state_ == State::kRunning && !count_ && found.empty()) co_return Failed(NoneMatches(pattern));
    co_return Passed();
  }

 private:
  Matcher matcher_;
  State state_;
  std::optional<std::int64_t> count_;
};

// Those with such a command line are the very ones that the answer found.
class SameProcessesCheck : public Check {
 public:
  explicit SameProcessesCheck(Matcher matcher) : matcher_(std::move(matcher)) {}

  void Ask(Questions& questions) const override { questions.processes = questions.start = true; }

  boost::asio::awaitable<Finding> Verify(const Evidence& evidence) const override {
    const Observation& seen = evidence.answer.seen;
    for (const SeenProcess* before : matcher_.FindIn(seen.start.processes)) {
      // By its identity: it may call itself something else by now.
      const SeenProcess* now = FindProcess(seen.processes, before->id);
      if (now == nullptr) co_return Failed(RunsNoMore(before->command));
      if (now->stopped && !before->stopped) co_return Failed(IsStopped(before->command));
    }
    for (const SeenProcess* now : matcher_.FindIn(seen.processes))
      if (FindProcess(seen.start.processes, now->id) == nullptr) co_return Failed(RanNotBefore(now->command));
    co_return Passed();
  }

 private:
  Matcher matcher_;
};

}  // namespace

std::optional<Text> JudgeRunning(const NamedProcess& process, bool same) {
  const std::string& command = process.before.command;
  if (!process.runs) return RunsNoMore(command);
  if (same && !process.same_runs) return IsAnother(command);
  if (process.stopped) return IsStopped(command);
  return std::nullopt;
}

void NoteRest(const NamedProcess& process, Finding& finding) {
  finding.settled = finding.settled && process.same_runs && process.at_rest;
  finding.signalled = finding.signalled || (process.same_runs && process.signalled);
}

std::shared_ptr<const Check> ParseProcessCheck(TomlTable& table) {
  const std::vector<std::string> names = table.Strings("of");
  const std::optional<std::string> match = table.String("match", "a regular expression");
  const State state = table.Choice("state", {"running", "gone"}) == 1U ? State::kGone : State::kRunning;
  if (names.empty() == !match) {
    table.FaultHere("expected either of = [\"NAME\"] (of a [[service]] or [[process]]) or match = \"PATTERN\"");
    return nullptr;
  }
  const bool as_before = table.Choice("expect", {"before"}).has_value();
  if (as_before && table.Has("state")) table.FaultAt("expect", "expect = \"before\" and `state` exclude each other");
  if (!match) {
    if (as_before) table.FaultAt("expect", "expect = \"before\" goes only with `match`; with `of` say same = true");
    const bool same = table.Bool("same").value_or(false);
    if (same && state == State::kGone) table.FaultAt("same", "`same` goes only with state = \"running\"");
    const bool exited = table.Bool("exited").value_or(false);
    if (exited && state != State::kGone) table.FaultAt("exited", "`exited` goes only with state = \"gone\"");
    return std::make_shared<NamedProcessCheck>(names, state, same, exited);
  }
  std::optional<std::string> user = table.String("user", "a user of the image");
  const std::optional<std::int64_t> count = table.Integer("count", 0, 4096);
  if (count && as_before) table.FaultAt("count", "`count` and expect = \"before\" exclude each other");
  if (count && state == State::kGone) table.FaultAt("count", "`count` goes only with state = \"running\"");
  Matcher matcher(ParsePattern(table, "match", *match), std::move(user));
  if (as_before) return std::make_shared<SameProcessesCheck>(std::move(matcher));
  return std::make_shared<MatchingProcessCheck>(std::move(matcher), state, count);
}

}  // namespace shellab
