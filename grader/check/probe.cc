#include "grader/check/probe.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "grader/check/compare.h"
#include "grader/check/wording.h"

namespace shellab {
namespace {

class ProbeCheck : public Check {
 public:
  ProbeCheck(Probe probe, std::optional<std::string> text, std::optional<std::int64_t> code, bool against_solution,
             Comparer comparer)
      : probe_(std::move(probe)),
        text_(std::move(text)),
        code_(code),
        against_solution_(against_solution),
        comparer_(std::move(comparer)) {}

  void Ask(Questions& questions) const override {
    questions.probes.insert(probe_);
    questions.reference |= against_solution_;
  }

  boost::asio::awaitable<Finding> Verify(const Evidence& evidence) const override {
    const ExecResult& seen = evidence.answer.seen.probes.at(probe_);
    Finding finding;
    if (seen.outcome.ended == Outcome::Ended::kKilledBy) {
      finding.message = wording::ProbeGotNoAnswer();
      co_return finding;
    }
    if (code_ && seen.outcome.code != *code_) {
      finding.message = wording::ProbeDiffers(wording::WrongExitCode(static_cast<int>(*code_), seen.outcome.code));
      co_return finding;
    }
    std::optional<Difference> difference;
    std::string expected;
    if (text_ || against_solution_) {
      expected = text_ ? *text_ : evidence.reference->seen.probes.at(probe_).out.content;
      difference = comparer_.Compare(expected, seen.out.content);
    }
    if (difference) {
      finding.message = wording::ProbeDiffers(difference->message);
      finding.expected = std::move(expected);
      finding.actual = seen.out.content;
      finding.diff = std::move(difference->diff);
    } else {
      finding.status = Finding::Status::kPassed;
    }
    co_return finding;
  }

 private:
  Probe probe_;
  std::optional<std::string> text_;
  std::optional<std::int64_t> code_;
  bool against_solution_;
  Comparer comparer_;
};

}  // namespace

namespace {

// do = [{ kill = "redis" }, { start = "redis" }]
std::vector<Action> ReadActions(TomlTable& table) {
  std::vector<Action> actions;
  for (TomlTable& action : table.Tables("do")) {
    const std::size_t before = actions.size();
    for (const char* verb : {"stop", "start", "restart", "kill"})
      if (const auto name = action.String(verb, "a service's name")) actions.emplace_back(verb, *name);
    if (actions.size() != before + 1) action.FaultHere("expected one of stop, start, restart and kill = \"SERVICE\"");
    action.RefuseUnknown();
  }
  return actions;
}

}  // namespace

std::shared_ptr<const Check> ParseProbeCheck(TomlTable& table) {
  Probe probe;
  probe.script = table.RequiredString("command", "a script for bash");
  probe.files = table.Strings("files");
  probe.services = table.Strings("services");
  probe.actions = ReadActions(table);
  if (const auto wall = table.String("wall", "a time such as \"10s\"")) {
    const std::optional<std::uint64_t> value = ParseMilliseconds(*wall);
    if (value && *value >= 100 && *value <= 120'000) {
      probe.wall = std::chrono::milliseconds(*value);
    } else {
      table.FaultAt("wall", fmt::format("`wall` must be a time from 100ms to 2m such as \"10s\", not \"{}\"", *wall));
    }
  }
  const bool against_solution = table.Choice("expect", {"solution"}).has_value();
  std::optional<std::string> text = table.String("text");
  const std::optional<std::int64_t> code = table.Integer("code", 0, 255);
  if (text && table.Has("expect")) table.FaultAt("text", "`text` and `expect` exclude each other");
  if (!text && !table.Has("expect") && !table.Has("code"))
    table.FaultHere("expected expect = \"solution\", text = \"...\" or code = 0");
  Comparer comparer = Comparer::Parse(table, text);
  return std::make_shared<ProbeCheck>(std::move(probe), std::move(text), code, against_solution, std::move(comparer));
}

}  // namespace shellab
