#include "grader/runner.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <set>
#include <utility>
#include <vector>

#include "grader/author_script.h"
#include "grader/fairness.h"
#include "grader/starved.h"
#include "sandbox/image/digest.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

// It lies where nobody looks for data, under a name that no task contains.
constexpr char kAnswerPath[] = "/run/answer";

// The answer's shell is told apart from what it looks for: its path and arguments name no word of a task.
std::vector<std::string> CommandFor(const Lab& lab, const Answer& answer) {
  const auto sql = lab.interpreters.find("sql");
  if (answer.is_sql && sql != lab.interpreters.end())
    return {"/bin/bash", "-c", fmt::format("exec {} < {}", sql->second, kAnswerPath)};
  if (answer.HasInterpreterLine()) return {kAnswerPath};
  return {"/bin/bash", kAnswerPath};
}

}  // namespace

asio::awaitable<RunResult> Runner::RunOnAnotherDay(const Lab& lab, const DataSet& data, const Answer& answer,
                                                   const Baseline& baseline) {
  const Job job{lab, data, answer, baseline, Circumstances::kOther, lab.Waits()};
  co_return co_await RunFresh(job);
}

asio::awaitable<RunResult> Runner::Run(const Lab& lab, const DataSet& data, const Answer& answer,
                                       const Baseline& baseline) {
  const Job job{lab, data, answer, baseline, Circumstances::kUsual, lab.Waits()};
  co_return co_await RunInTurn(job);
}

asio::awaitable<RunResult> Runner::RunInTurn(const Job& job) {
  const Gate::Task run = [&] { return RunFresh(job); };
  Gate::Passed passed = co_await gate_.Beside(run);
  if (passed.was_alone || !MayHaveStarved(passed.result)) co_return std::move(passed.result);
  co_return co_await gate_.Alone(run);
}

asio::awaitable<RunResult> Runner::RunFresh(const Job& job) {
  const Answer nothing;
  const Job without{job.lab, job.data, nothing, job.baseline, job.when, job.waits};
  const Attempt attempt = [&](bool* began) { return RunOnce(job, began); };
  const Attempt control = [&](bool* began) { return RunOnce(without, began); };
  try {
    co_return co_await RunFairly(attempt, control);
  } catch (const ServiceError& error) {  // twice, each time in a fresh sandbox
    std::vector<Fault> faults;
    faults.push_back({job.lab.folder / "lab.toml", 0, 0, error.what()});
    throw AuthorError(std::move(faults));
  }
}

asio::awaitable<RunResult> Runner::RunOnce(const Job& job, bool* began) {
  const Lab& lab = job.lab;
  const User& user = UserOf(ImageOf(lab), lab.user);
  const auto world = co_await preparation_.Boot(job.lab, job.data.seed, job.when);
  Observer observer(engine_, lab, job.data, *world);
  const Observation begun = co_await observer.Begin();
  world->host().WriteFile(kAnswerPath, job.answer.script, IdentityOf(user), 0755);
  ExecSpec exec = ScriptSpec(lab, user);
  exec.argv = CommandFor(lab, job.answer);
  if (job.when == Circumstances::kOther) LiveOnAnotherDay(world->host(), exec);
  RunResult result;
  const std::function<asio::awaitable<void>()> work = [&]() -> asio::awaitable<void> {
    *began = true;
    result.run = co_await world->host().Exec(exec);
    co_await Look(job, observer, begun, result);
    co_await Act(job, observer, result);
  };
  try {
    co_await world->During(work);
  } catch (const ServiceError&) {
    if (observer.failed_apart()) *began = false;
    throw;
  }
  co_await world->Stop();
  if (result.run.exec_errno != 0 && !job.answer.HasInterpreterLine())
    throw OsError(result.run.exec_errno, fmt::format("execute /bin/bash of the image {}", lab.image));
  co_return result;
}

// What the checks judge while the world may still change; the solution's own run is its own reference.
Evidence Runner::EvidenceFor(const Job& job, const RunResult& result) {
  Evidence evidence = EvidenceOf(result, job.baseline);
  if (evidence.reference == nullptr) evidence.reference = &result;
  return evidence;
}

// The solution's own run, compared with itself, passes at once: what it is to be the measure of may still be on its way
// then, and is looked at when the time that it may take is over.
Wait Runner::WaitFor(const Job& job, const CheckSpec& spec) {
  Wait wait{spec.within, spec.holds};
  Questions asked;
  spec.check->Ask(asked);
  if (asked.reference && job.baseline.solution == nullptr) wait.holds = std::max(wait.holds, wait.within);
  return wait;
}

asio::awaitable<void> Runner::Look(const Job& job, Observer& observer, const Observation& begun, RunResult& result) {
  if (!job.lab.asked.AskAboutWorld()) co_return;
  std::vector<Wait> waits;
  for (const CheckSpec& spec : job.lab.checks) waits.push_back(spec.acts ? Wait{} : WaitFor(job, spec));
  Patience patience(std::move(waits));
  std::optional<SpareTime> spare;  // since it was waited
  asio::steady_timer tick(co_await asio::this_coro::executor);
  std::vector<Finding> findings;
  for (;;) {
    const auto begin = Patience::Clock::now();
    result.seen = co_await observer.Look(begun);
    if (!job.waits) co_return;
    const Patience::Look look{begin, Patience::Clock::now()};
    findings = co_await VerifyAll(job.lab, EvidenceFor(job, result));
    if (!patience.WantsAnotherLook(findings, look)) break;
    if (!spare) spare.emplace();
    tick.expires_at(patience.NextLook());
    co_await tick.async_wait(asio::use_awaitable);
  }
  for (std::size_t i = 0; i < job.lab.checks.size(); ++i) result.took.push_back(patience.Took(i));
  result.hurried = spare && HasRunOut(job.lab, findings) && spare->WasNone();
}

asio::awaitable<void> Runner::Act(const Job& job, Observer& observer, RunResult& result) {
  const auto acts = [](const CheckSpec& spec) { return spec.acts; };
  if (std::none_of(job.lab.checks.begin(), job.lab.checks.end(), acts)) co_return;
  asio::steady_timer tick(co_await asio::this_coro::executor);
  std::set<std::string> failed;
  std::vector<Finding> calm;
  if (job.waits) calm = co_await VerifyAll(job.lab, EvidenceFor(job, result));
  for (std::size_t i = 0; i < calm.size(); ++i)
    if (!job.lab.checks[i].acts && calm[i].status != Finding::Status::kPassed) failed.insert(job.lab.checks[i].id);
  for (std::size_t i = 0; i < job.lab.checks.size(); ++i) {
    const CheckSpec& spec = job.lab.checks[i];
    if (!spec.acts) continue;
    Questions asked;
    spec.check->Ask(asked);
    co_await observer.Disturb(asked, result.seen);
    // Points that are lost already are worth no waiting.
    const bool counts = std::none_of(spec.needs.begin(), spec.needs.end(),
                                     [&failed](const std::string& need) { return failed.contains(need); });
    std::vector<Wait> waits;
    waits.push_back(counts ? WaitFor(job, spec) : Wait{});
    Patience patience(std::move(waits));
    std::optional<SpareTime> spare;  // since it was waited
    for (;;) {
      const auto begin = Patience::Clock::now();
      co_await observer.Act(asked, result.seen);
      if (!job.waits) break;
      const Patience::Look look{begin, Patience::Clock::now()};
      std::vector<Finding> findings;
      findings.push_back(co_await spec.check->Verify(EvidenceFor(job, result)));
      if (!patience.WantsAnotherLook(findings, look)) {
        const bool passed = findings.front().status == Finding::Status::kPassed;
        if (!counts || !passed) failed.insert(spec.id);
        result.took[i] = patience.Took(0);
        result.hurried = result.hurried || (counts && !passed && spare && spare->WasNone());
        break;
      }
      if (!spare) spare.emplace();
      tick.expires_at(patience.NextLook());
      co_await tick.async_wait(asio::use_awaitable);
    }
  }
}

class Runner::Live final : public LiveWorld {
 public:
  Live(Runner& runner, const Job& job, World& world, Observer& observer, const Observation& begun)
      : runner_(runner), job_(job), world_(world), observer_(observer), begun_(begun) {}

  World& world() override { return world_; }

  asio::awaitable<RunResult> Look(bool patient) override {
    RunResult result;
    const Job job{job_.lab, job_.data, job_.answer, job_.baseline, job_.when, patient && job_.waits};
    co_await runner_.Look(job, observer_, begun_, result);
    co_return result;
  }

  asio::awaitable<RunResult> Look(const Questions& asked) override {
    RunResult result;
    result.seen = co_await observer_.Look(begun_, asked);
    co_return result;
  }

  asio::awaitable<RunResult> Finish(bool* acting) override {
    RunResult result = co_await Look(true);
    const auto acts = [](const CheckSpec& spec) { return spec.acts; };
    *acting = std::any_of(job_.lab.checks.begin(), job_.lab.checks.end(), acts);
    co_await runner_.Act(job_, observer_, result);
    co_return result;
  }

 private:
  Runner& runner_;
  const Job& job_;
  World& world_;
  Observer& observer_;
  const Observation& begun_;
};

asio::awaitable<void> Runner::Practise(const Lab& lab, const DataSet& data, const Baseline& baseline,
                                       const std::function<asio::awaitable<void>(LiveWorld&)>& session) {
  const Answer nothing;
  const Job job{lab, data, nothing, baseline, Circumstances::kUsual, lab.Waits()};
  const auto world = co_await preparation_.Boot(job.lab, job.data.seed, job.when);
  Observer observer(engine_, lab, data, *world);
  const Observation begun = co_await observer.Begin();
  Live live(*this, job, *world, observer, begun);
  const std::function<asio::awaitable<void>()> work = [&] { return session(live); };
  co_await world->During(work);
  co_await world->Stop();
}

asio::awaitable<RunResult> Runner::RunSolution(const Lab& lab, const DataSet& data, const Baseline& baseline) {
  const Answer solution{"", ReadFile(lab.solution)};
  RunResult result = co_await Run(lab, data, solution, baseline);
  if (!EndedCleanly(result.run)) ThrowScriptFault(lab.solution, data.seed, result.run);
  co_return result;
}

asio::awaitable<RunResult> Runner::RunNothing(const Lab& lab, const DataSet& data) {
  const Answer nothing;
  const Baseline none;
  const Job job{lab, data, nothing, none, Circumstances::kUsual, false};
  co_return co_await RunInTurn(job);
}

asio::awaitable<std::shared_ptr<const RunResult>> Runner::Once(const Lab& lab, const DataSet& data, const char* what,
                                                               const std::function<asio::awaitable<RunResult>()>& run) {
  const std::string digest = Sha256(fmt::format("{} 3\n{}\n{}\n{}\n{}\n{}\n", what, lab.digest, lab.data_digest,
                                                preparation_.Digest(lab, data.seed), data.seed, data.nonce));
  const std::function<asio::awaitable<RunResult>()> make = [&]() -> asio::awaitable<RunResult> {
    if (std::optional<RunResult> kept = kept_.Find(digest)) co_return std::move(*kept);
    RunResult result = co_await run();
    kept_.Keep(digest, result);
    co_return result;
  };
  co_return co_await references_.Get(digest, make);
}

asio::awaitable<Baseline> Runner::BaselineFor(const Lab& lab, const DataSet& data) {
  Baseline baseline;
  const std::function<asio::awaitable<RunResult>()> nothing = [&] { return RunNothing(lab, data); };
  if (lab.asked.without) baseline.nothing = co_await Once(lab, data, "nothing", nothing);
  // Its own run waits for the checks as well, and they compare with the world without it.
  const std::function<asio::awaitable<RunResult>()> solution = [&] { return RunSolution(lab, data, baseline); };
  if (lab.asked.reference) baseline.solution = co_await Once(lab, data, "solution", solution);
  co_return baseline;
}

}  // namespace shellab
