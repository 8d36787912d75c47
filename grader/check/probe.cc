#include "grader/check/probe.h"

#include <fmt/format.h>

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "grader/check/command.h"
#include "grader/check/expected.h"
#include "grader/check/port.h"
#include "grader/check/wording.h"

namespace shellab {
namespace {

Text CouldNotBeDone() {
  return {"What had to be done on the machines first failed: its command ended with an error there.",
          "检查前需要先在机器上执行的命令没有成功。"};
}

// One that does something to the world is asked only when an answer is handed in.
Text NotAskedYet() { return {"not looked at before `lab submit`", "`lab submit` 之前不检查"}; }

class ProbeCheck : public Check {
 public:
  ProbeCheck(Probe probe, std::shared_ptr<const Check> holder, std::optional<std::int64_t> code, ExpectedText expected)
      : probe_(std::move(probe)), holder_(std::move(holder)), code_(code), expected_(std::move(expected)) {}

  void Ask(Questions& questions) const override {
    questions.probes.insert(probe_);
    if (holder_) {
      holder_->Ask(questions);
      questions.held.insert(probe_);
    }
    expected_.Ask(questions);
  }

  boost::asio::awaitable<Finding> Verify(const Evidence& evidence) const override {
    if (holder_) {
      Finding held = co_await holder_->Verify(evidence);
      if (held.status != Finding::Status::kPassed) co_return held;
      // A program that was frozen can tell by a clock, and another take the port until the probe asks.
      const Holders& holders = evidence.answer.seen.holders.at(probe_);
      RunResult after;
      after.seen.named = holders.named;
      after.seen.listeners = holders.listeners;
      const Evidence after_it{after};
      held = co_await holder_->Verify(after_it);
      if (held.status != Finding::Status::kPassed) co_return held;
    }
    co_return Judge(evidence);
  }

 private:
  Finding Judge(const Evidence& evidence) const {
    Finding finding;
    const auto asked = evidence.answer.seen.probes.find(probe_);
    if (asked == evidence.answer.seen.probes.end()) {
      finding.status = Finding::Status::kSkipped;
      finding.message = NotAskedYet();
      return finding;
    }
    const Outcome& outcome = asked->second.outcome;
    if (evidence.answer.seen.undone.contains(probe_)) {
      finding.message = CouldNotBeDone();
      return finding;
    }
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
  std::shared_ptr<const Check> holder_;  // of the port that it asks, or null
  std::optional<std::int64_t> code_;
  ExpectedText expected_;
};

// kill = "lb1/keepalived", kill = { host = "lb1", process = "keepalived" }, stop = "lb1"
Action ReadDeed(TomlTable& table, const std::string& verb) {
  const bool on_host_only = verb == "cut" || verb == "restore";
  if (table.HasString(verb) || on_host_only)
    return {verb, table.String(verb, "a service's or host's name").value_or(""), ""};
  std::optional<TomlTable> inner = table.Table(verb);
  if (!inner) return {};
  const std::string host = inner->RequiredString("host", "a host's name");
  const std::string process = inner->RequiredString("process", "the name of a [[service]] or [[process]]");
  inner->RefuseUnknown();
  return {verb, host + "/" + process, ""};
}

// run = "ip link set eth0 down", run = { host = "db1", command = "..." }
Action ReadScript(TomlTable& table) {
  if (table.HasString("run")) return {"run", "", table.RequiredString("run", "a script for bash")};
  std::optional<TomlTable> inner = table.Table("run");
  if (!inner) return {};
  std::string host = inner->RequiredString("host", "a host's name");
  std::string script = inner->RequiredString("command", "a script for bash");
  inner->RefuseUnknown();
  return {"run", std::move(host), std::move(script)};
}

// do = [{ kill = "redis" }, { start = "redis" }]
std::vector<Action> ReadActions(TomlTable& table) {
  std::vector<Action> actions;
  for (TomlTable& action : table.Tables("do")) {
    const std::size_t before = actions.size();
    for (const char* verb : {"stop", "start", "restart", "kill", "cut", "restore"})
      if (action.Has(verb)) actions.push_back(ReadDeed(action, verb));
    if (action.Has("run")) actions.push_back(ReadScript(action));
    if (actions.size() != before + 1)
      action.FaultHere(
          "expected one of stop, start, restart and kill = \"SERVICE\", stop, start, cut and restore = \"HOST\", and "
          "run = \"COMMAND\"");
    action.RefuseUnknown();
  }
  return actions;
}

// probe = "state", of the lab's [[probe]] tables
Probe FindProbe(TomlTable& table, const SharedProbes& probes) {
  const std::string id = table.RequiredString("probe", "the id of a [[probe]]");
  const auto found = probes.find(id);
  if (found != probes.end()) return found->second;
  std::vector<std::string_view> known;
  for (const auto& [name, probe] : probes) known.push_back(name);
  const std::string_view nearest = Nearest(id, known);
  std::string message = fmt::format("no [[probe]] has the id \"{}\"", id);
  if (!nearest.empty()) message += fmt::format("; did you mean \"{}\"?", nearest);
  table.FaultAt("probe", std::move(message));
  return {};
}

// asks = { port = 3306, of = ["mariadb"] }
std::shared_ptr<const Check> ReadHolder(TomlTable& table) {
  std::optional<TomlTable> whom = table.Table("asks");
  if (!whom) return nullptr;
  if (!whom->Has("of")) whom->FaultHere("missing key `of`; expected who must hold the port, such as [\"mariadb\"]");
  std::shared_ptr<const Check> holder = ParsePortCheck(*whom);
  whom->RefuseUnknown();
  if (table.Has("do"))
    table.FaultAt("asks", "`asks` and `do` exclude each other: who holds a port is seen before anything is done");
  return holder;
}

}  // namespace

Probe ReadProbe(TomlTable& table) {
  Probe probe = ReadCommand(table, "command");
  probe.services = table.Strings("services");
  return probe;
}

std::shared_ptr<const Check> ParseProbeCheck(TomlTable& table, const SharedProbes& probes) {
  Probe probe = table.Has("probe") ? FindProbe(table, probes) : ReadProbe(table);
  probe.actions = ReadActions(table);
  if (!probe.actions.empty()) probe.acts_for = table.String("id").value_or("");
  std::shared_ptr<const Check> holder = ReadHolder(table);
  ExpectedText expected = ExpectedText::Parse(table);
  const std::optional<std::int64_t> code = table.Integer("code", 0, 255);
  if (expected.source() == ExpectedText::Source::kNone && !table.Has("code"))
    table.FaultHere(
        "expected expect = \"solution\", expect = \"before\", text = \"...\", reference = \"...\" or code = 0");
  return std::make_shared<ProbeCheck>(std::move(probe), std::move(holder), code, std::move(expected));
}

}  // namespace shellab
