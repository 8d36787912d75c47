#include "grader/check/probe.h"

#include <optional>
#include <utility>

#include "grader/check/command.h"
#include "grader/check/expected.h"
#include "grader/check/wording.h"

namespace shellab {
namespace {

class ProbeCheck : public Check {
 public:
  ProbeCheck(Probe probe, std::optional<std::int64_t> code, ExpectedText expected)
      : probe_(std::move(probe)), code_(code), expected_(std::move(expected)) {}

  void Ask(Questions& questions) const override {
    questions.probes.insert(probe_);
    expected_.Ask(questions);
  }

  boost::asio::awaitable<Finding> Verify(const Evidence& evidence) const override { co_return Judge(evidence); }

 private:
  Finding Judge(const Evidence& evidence) const {
    const Outcome& outcome = evidence.answer.seen.probes.at(probe_).outcome;
    Finding finding;
    if (outcome.ended == Outcome::Ended::kKilledBy) {
      finding.message = wording::ProbeGotNoAnswer();
      return finding;
    }
    if (code_ && outcome.code != *code_) {
      finding.message = wording::ProbeDiffers(wording::WrongExitCode(static_cast<int>(*code_), outcome.code));
      return finding;
    }
    if (expected_.source() == ExpectedText::Source::kNone) return Passed();
    finding = expected_.Judge(evidence, [this](const RunResult& run) -> const std::string& {
      return run.seen.probes.at(probe_).out.content;
    });
    if (finding.expected) finding.message = wording::ProbeDiffers(finding.message);
    return finding;
  }

  Probe probe_;
  std::optional<std::int64_t> code_;
  ExpectedText expected_;
};

// do = [{ kill = "redis" }, { start = "redis" }]
std::vector<Action> ReadActions(TomlTable& table) {
  std::vector<Action> actions;
  for (TomlTable& action : table.Tables("do")) {
    const std::size_t before = actions.size();
    for (const char* verb : {"stop", "start", "restart", "kill", "cut", "restore"})
      if (const auto name = action.String(verb, "a service's or host's name")) actions.emplace_back(verb, *name);
    if (actions.size() != before + 1)
      action.FaultHere("expected one of stop, start, restart and kill = \"SERVICE\", and cut and restore = \"HOST\"");
    action.RefuseUnknown();
  }
  return actions;
}

}  // namespace

std::shared_ptr<const Check> ParseProbeCheck(TomlTable& table) {
  Probe probe = ReadCommand(table, "command");
  probe.services = table.Strings("services");
  probe.actions = ReadActions(table);
  ExpectedText expected = ExpectedText::Parse(table);
  const std::optional<std::int64_t> code = table.Integer("code", 0, 255);
  if (expected.source() == ExpectedText::Source::kNone && !table.Has("code"))
    table.FaultHere(
        "expected expect = \"solution\", expect = \"before\", text = \"...\", reference = \"...\" or code = 0");
  return std::make_shared<ProbeCheck>(std::move(probe), code, std::move(expected));
}

}  // namespace shellab
