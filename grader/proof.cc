#include "grader/proof.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "grader/grade.h"
#include "grader/host_failure.h"
#include "grader/verify.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

constexpr std::size_t kShownDifferences = 5;

std::string ListOf(const std::set<std::string>& ids) {
  return ids.empty() ? "nothing" : fmt::format("{}", fmt::join(ids, " "));
}

// The checks that did not pass against those that must not.
std::string FaultOf(const Trial& trial, const Report& report) {
  std::set<std::string> lost;
  std::string details;
  for (const CheckReport& check : report.checks) {
    if (check.status == CheckStatus::kPassed) continue;
    lost.insert(check.id);
    details += fmt::format("\n    {}: {}", check.id, check.message.en.empty() ? check.reason.en : check.message.en);
  }
  if (lost == trial.loses) return "";
  std::string fault = fmt::format("must lose {}, but lost {}", ListOf(trial.loses), ListOf(lost));
  if (report.max_points > 0) fault += fmt::format(" ({}/{} points)", report.points, report.max_points);
  fault += details;
  for (const RunReport& run : report.runs) fault += fmt::format("\n    seed {}", run.seed);
  return fault;
}

bool ComparesWithTheWorkDone(const CheckSpec& spec) {
  Questions questions;
  spec.check->Ask(questions);
  return questions.reference || std::any_of(questions.probes.begin(), questions.probes.end(),
                                            [](const Probe& probe) { return probe.tells_expected; });
}

// A check that expects what the solution left, or what a command tells now, and finds it where nobody did anything
// proves nothing, whatever it needs.
std::string BlindCheck(const Lab& lab, const Report& report) {
  for (std::size_t i = 0; i < lab.checks.size(); ++i) {
    const CheckSpec& spec = lab.checks[i];
    if (report.checks[i].status != CheckStatus::kSkipped || spec.keeps || !ComparesWithTheWorkDone(spec)) continue;
    return fmt::format(
        "the check {} passes as well when nothing was done: it cannot tell the solution from nothing; if it "
        "is to tell that something stayed as it was, say keeps = true",
        spec.id);
  }
  return "";
}

asio::awaitable<Verdict> TryAnswer(Runner& runner, const Trial& trial, const Seeds& seeds) {
  const Answer answer{trial.name, trial.script};
  const Report report = co_await Grade(runner, *trial.lab, seeds, answer);
  Verdict verdict;
  verdict.machine_failed = report.status == Report::Status::kError;
  if (report.status != Report::Status::kGraded) {
    verdict.fault = report.error;
  } else {
    verdict.fault = FaultOf(trial, report);
    if (verdict.fault.empty() && trial.kind == Trial::Kind::kNothing) verdict.fault = BlindCheck(*trial.lab, report);
  }
  co_return verdict;
}

asio::awaitable<std::string> TrySetup(Runner& runner, const Lab& lab, std::uint32_t seed) {
  std::vector<std::string> differences = co_await runner.SetupDifferences(lab, seed);
  if (differences.empty()) co_return "";
  const std::size_t count = differences.size();
  if (count > kShownDifferences) {
    differences.resize(kShownDifferences);
    differences.push_back(fmt::format("and {} more", count - kShownDifferences));
  }
  co_return fmt::format(
      "must make the same data from the same seed on any day and machine, but with a clock wrong by weeks and on a "
      "host of another "
      "name it made something else (seed {}):\n    {}",
      seed, fmt::join(differences, "\n    "));
}

asio::awaitable<std::string> TryAnotherDay(Runner& runner, const Lab& lab, const DataSet& data,
                                           const std::string& script) {
  const Baseline baseline = co_await runner.BaselineFor(lab, data);
  const Answer solution{"solution", script};
  const RunResult result = co_await runner.RunOnAnotherDay(lab, data, solution, baseline);
  const Evidence evidence = EvidenceOf(result, baseline);
  const std::vector<Finding> findings = co_await VerifyAll(lab, evidence);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (findings[i].compared_nothing)
      co_return fmt::format("the check {} compares nothing: its `only` leaves no line of what it expects (seed {})",
                            lab.checks[i].id, data.seed);
    if (findings[i].status != Finding::Status::kPassed)
      co_return fmt::format(
          "must give the same on any day and machine, but with a clock wrong by weeks and on a host of another name it "
          "lost {} (seed "
          "{}): "
          "{}",
          lab.checks[i].id, data.seed, findings[i].message.en);
  }
  co_return "";
}

}  // namespace

std::vector<Trial> TrialsOf(const Lab& lab) {
  using Kind = Trial::Kind;
  std::set<std::string> all;
  for (const CheckSpec& check : lab.checks) all.insert(check.id);
  const std::string solution = ReadFile(lab.solution);
  std::vector<Trial> trials;
  trials.push_back({&lab, Kind::kAnswer, "solution.sh", solution, {}});
  trials.push_back({&lab, Kind::kNothing, "an empty answer", "", std::move(all)});
  for (const WrongAnswer& wrong : lab.wrong)
    trials.push_back({&lab,
                      Kind::kAnswer,
                      "wrong/" + wrong.name + ".sh",
                      ReadFile(wrong.file),
                      {wrong.loses.begin(), wrong.loses.end()}});
  if (lab.HasSetup()) trials.push_back({&lab, Kind::kSetup, "setup.sh", "", {}});
  trials.push_back({&lab, Kind::kAnotherDay, "solution.sh", solution, {}});
  return trials;
}

asio::awaitable<Verdict> Try(Runner& runner, const Trial& trial, const Seeds& seeds) {
  if (trial.kind == Trial::Kind::kAnswer || trial.kind == Trial::Kind::kNothing)
    co_return co_await TryAnswer(runner, trial, seeds);
  const Lab& lab = *trial.lab;
  const DataSet data{seeds.For(lab.id, 0), seeds.NonceFor(lab.id, 0)};
  Verdict verdict;
  try {
    if (trial.kind == Trial::Kind::kSetup) {
      verdict.fault = co_await TrySetup(runner, lab, data.seed);
    } else {
      verdict.fault = co_await TryAnotherDay(runner, lab, data, trial.script);
    }
  } catch (const AuthorError& error) {
    verdict.fault = error.what();
  } catch (const HostError& error) {
    verdict.fault = HostFailureText(error);
    verdict.machine_failed = true;
  }
  co_return verdict;
}

}  // namespace shellab
