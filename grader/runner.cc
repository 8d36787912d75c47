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

#include "grader/check/changes.h"
#include "grader/clock/embed.h"
#include "grader/fairness.h"
#include "grader/tree_differences.h"
#include "sandbox/image/digest.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

// Scripts lie where nobody looks for data, under names that no task contains.
constexpr char kAnswerPath[] = "/run/answer";
constexpr char kSetupPath[] = "/run/setup";
constexpr char kOtherHostName[] = "elsewhere";

constexpr std::chrono::seconds kSetupWall{60};
// How often the world is looked at again while a check waits.
constexpr std::chrono::milliseconds kLookTick{50};

// The end of what a script of the author's printed, for a message.
std::string LastWords(const ExecResult& result) {
  constexpr std::size_t kMax = 500;
  const std::string& text = result.err.content.empty() ? result.out.content : result.err.content;
  return text.size() > kMax ? "..." + text.substr(text.size() - kMax) : text;
}

std::string Describe(const Outcome& outcome) {
  if (outcome.ended == Outcome::Ended::kKilledBy) return fmt::format("the {} limit", LimitName(*outcome.limit));
  if (outcome.ended == Outcome::Ended::kSignalled) return fmt::format("signal {}", outcome.signal);
  return fmt::format("exit code {}", outcome.code);
}

[[noreturn]] void ThrowScriptFault(const std::filesystem::path& script, std::uint32_t seed, const ExecResult& result) {
  std::vector<Fault> faults;
  faults.push_back(
      {script, 0, 0, fmt::format("ended with {} on seed {}: {}", Describe(result.outcome), seed, LastWords(result))});
  throw AuthorError(std::move(faults));
}

// Whether a run that was killed for its wall clock may have waited for the processor rather than for itself.
bool MayHaveStarved(const ExecResult& result) {
  return result.outcome.limit == Limit::kWall && result.cpu < result.wall / 2;
}

// The same of what looked at a host afterwards, or at others from there.
bool MayHaveStarved(const Observation& seen) {
  const auto any = [](const auto& asked) {
    return std::any_of(asked.begin(), asked.end(), [](const auto& one) { return MayHaveStarved(one.second); });
  };
  return any(seen.probes) || any(seen.commands) ||
         std::any_of(seen.elsewhere.begin(), seen.elsewhere.end(), [&any](const auto& one) { return any(one.second); });
}

bool EndedCleanly(const ExecResult& result) {
  return result.outcome.ended == Outcome::Ended::kExited && result.outcome.limits_hit.empty() && result.exec_errno == 0;
}

// The answer's shell is told apart from what it looks for: its path and arguments name no word of a task.
std::vector<std::string> CommandFor(const Lab& lab, const Answer& answer) {
  const auto sql = lab.interpreters.find("sql");
  if (answer.is_sql && sql != lab.interpreters.end())
    return {"/bin/bash", "-c", fmt::format("exec {} < {}", sql->second, kAnswerPath)};
  if (answer.HasInterpreterLine()) return {kAnswerPath};
  return {"/bin/bash", kAnswerPath};
}

// A host that is alone may have any name. Several know each other by theirs.
const std::string& HostName(const Lab& lab, std::size_t host, Circumstances when) {
  static const std::string kOther = kOtherHostName;
  return when == Circumstances::kUsual || lab.hosts.size() > 1 ? lab.hosts[host].name : kOther;
}

// Lets a program and its children see a date some weeks ago.
void LiveOnAnotherDay(Host& host, ExecSpec& exec) {
  static constexpr char kInside[] = "/run/clock.so";
  host.WriteFile(kInside, WrongClock(), {}, 0755);
  exec.env.push_back(std::string("LD_PRELOAD=") + kInside);
}

}  // namespace

const Image& Runner::ImageOf(const Lab& lab) { return ImageNamed(lab.image); }

const Image& Runner::ImageNamed(const std::string& name) {
  const auto found = opened_.find(name);
  if (found != opened_.end()) return found->second;
  return opened_.emplace(name, images_.Open(name)).first->second;
}

std::vector<const Image*> Runner::ImagesOf(const Lab& lab) {
  std::vector<const Image*> images;
  for (const LabHost& host : lab.hosts) images.push_back(&ImageNamed(host.image));
  return images;
}

// Everything that a prepared layer depends on; neither texts nor points.
std::string Runner::LayerDigest(const Lab& lab, std::uint32_t seed) {
  std::string parts = fmt::format("layer 3\nseed {}\ndata {}\n", seed, lab.data_digest);
  for (const Image* image : ImagesOf(lab)) parts += fmt::format("image {}\n", image->digest);
  return Sha256(parts);
}

// The lab's hosts as their images make them.
SandboxSpec Runner::BareSandbox(const Lab& lab, Circumstances when) {
  SandboxSpec sandbox;
  sandbox.networks = lab.networks;
  for (std::size_t i = 0; i < lab.hosts.size(); ++i) {
    HostSpec& spec = sandbox.hosts.emplace_back();
    spec.name = HostName(lab, i, when);
    spec.lowers.push_back(ImageNamed(lab.hosts[i].image).root);
    spec.capabilities = lab.hosts[i].capabilities;
    spec.interfaces = lab.hosts[i].interfaces;
  }
  return sandbox;
}

asio::awaitable<void> Runner::RunSetup(const Lab& lab, World& world, std::size_t host, std::uint32_t seed,
                                       Circumstances when) {
  const std::filesystem::path& script = lab.hosts[host].setup;
  if (script.empty()) co_return;
  const Image& image = world.image(host);
  world.host(host).WriteFile(kSetupPath, ReadFile(script), {}, 0700);
  ExecSpec exec;
  exec.argv = {"/bin/bash", kSetupPath};
  exec.env = EnvironmentOf(lab, UserOf(image, "root"));
  exec.env.push_back(fmt::format("SEED={}", seed));
  exec.env.push_back(fmt::format("HOST={}", lab.hosts[host].name));
  exec.directory = UserOf(image, lab.user).home;
  exec.capabilities = lab.hosts[host].capabilities;
  exec.wall = kSetupWall;
  exec.cpu = kSetupWall;
  if (when == Circumstances::kOther) LiveOnAnotherDay(world.host(host), exec);
  const ExecResult result = co_await world.host(host).Exec(exec);
  if (!EndedCleanly(result) || result.outcome.code != 0) ThrowScriptFault(script, seed, result);
}

// Who is who on the networks; an unreachable name server would cost ten seconds a name.
asio::awaitable<void> Runner::NameHosts(const Lab& lab, World& world) {
  if (lab.networks.empty()) co_return;
  for (std::size_t host = 0; host < lab.hosts.size(); ++host) {
    ExecSpec exec;
    exec.argv = {"/bin/bash", "-c",
                 R"(printf %s "$HOSTS" > /etc/hosts; printf '%s\n' "$NAME" > /etc/hostname; : > /etc/resolv.conf)"};
    exec.env = {"HOSTS=" + HostsFile(lab.hosts), "NAME=" + lab.hosts[host].name};
    const ExecResult result = co_await world.host(host).Exec(exec);
    if (result.outcome.code != 0) throw HostError("write /etc/hosts of a sandbox: " + LastWords(result));
  }
}

asio::awaitable<LayerDraft> Runner::Build(const Lab& lab, std::uint32_t seed, Circumstances when) {
  LayerDraft draft = layers_.Draft();
  SandboxSpec sandbox = BareSandbox(lab, when);
  for (std::size_t i = 0; i < lab.hosts.size(); ++i) {
    const std::string& name = lab.hosts[i].name;
    draft.AddHost(name);
    sandbox.hosts[i].upper =
        FolderUpper{draft.path(), std::filesystem::path("upper") / name, std::filesystem::path("work") / name};
  }
  const auto world = co_await World::Boot(engine_, lab, ImagesOf(lab), std::move(sandbox), lab.services);
  co_await NameHosts(lab, *world);
  const User& user = UserOf(world->image(), lab.user);
  if (!lab.files.empty()) world->host().CopyFolder(lab.files, user.home, IdentityOf(user));
  for (std::size_t i = 0; i < lab.hosts.size(); ++i)
    for (const auto& generator : lab.generators)
      world->host(i).WriteFile("/run/" + generator.filename().native(), ReadFile(generator), {}, 0755);
  const std::function<asio::awaitable<void>()> setups = [&]() -> asio::awaitable<void> {
    // The learner's last: it finds the others ready.
    for (std::size_t i = lab.hosts.size(); i > 0; --i) co_await RunSetup(lab, *world, i - 1, seed, when);
  };
  co_await world->During(setups);
  co_await world->StopServices();
  co_await world->Stop();
  co_return draft;
}

asio::awaitable<Layer> Runner::Prepare(const Lab& lab, std::uint32_t seed, std::string digest) {
  if (std::optional<Layer> layer = layers_.Find(digest)) co_return std::move(*layer);
  LayerDraft draft = co_await Build(lab, seed, Circumstances::kUsual);
  co_return layers_.Commit(std::move(draft), digest);
}

asio::awaitable<std::vector<std::string>> Runner::SetupDifferences(const Lab& lab, std::uint32_t seed) {
  const auto layer = co_await Prepared(lab, seed);
  const LayerDraft other = co_await Build(lab, seed, Circumstances::kOther);
  // A server's own files are never the same twice; what its clients see of them is the checks' matter.
  std::vector<std::string> ignored = NeverCompared();
  if (!lab.services.empty()) ignored.emplace_back("/var");
  std::vector<std::string> differences;
  for (const LabHost& host : lab.hosts)
    for (std::string& difference :
         TreeDifferences(layer->folder / host.name, other.path() / "upper" / host.name, ignored))
      differences.push_back(lab.hosts.size() > 1 ? host.name + ": " + difference : std::move(difference));
  co_return differences;
}

asio::awaitable<RunResult> Runner::RunOnAnotherDay(const Lab& lab, const DataSet& data, const Answer& answer,
                                                   const Baseline& baseline) {
  const Job job{lab, data, answer, baseline, Circumstances::kOther, lab.Waits()};
  co_return co_await RunFresh(job);
}

asio::awaitable<std::shared_ptr<const Layer>> Runner::Prepared(const Lab& lab, std::uint32_t seed) {
  const std::string digest = LayerDigest(lab, seed);
  const std::function<asio::awaitable<Layer>()> make = [&] { return Prepare(lab, seed, digest); };
  co_return co_await prepared_.Get(digest, make);
}

asio::awaitable<RunResult> Runner::Run(const Lab& lab, const DataSet& data, const Answer& answer,
                                       const Baseline& baseline) {
  const Job job{lab, data, answer, baseline, Circumstances::kUsual, lab.Waits()};
  co_return co_await RunInTurn(job);
}

asio::awaitable<RunResult> Runner::RunInTurn(const Job& job) {
  const Gate::Task run = [&] { return RunFresh(job); };
  Gate::Passed passed = co_await gate_.Beside(run);
  if (passed.was_alone || !(MayHaveStarved(passed.result.run) || MayHaveStarved(passed.result.seen)))
    co_return std::move(passed.result);
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

SandboxSpec Runner::SandboxFor(const Lab& lab, const Layer& layer, Circumstances when) {
  SandboxSpec sandbox = BareSandbox(lab, when);
  for (std::size_t i = 0; i < lab.hosts.size(); ++i) {
    HostSpec& spec = sandbox.hosts[i];
    spec.lowers.insert(spec.lowers.begin(), layer.folder / lab.hosts[i].name);
    const std::uint64_t disk = lab.limits.disk + lab.ServiceDisk(i);
    // What the learner works on first; a database server copies up itself what it opens.
    spec.upper = TmpfsUpper{disk, disk / 4096 + 1024, {"/", UserOf(ImageNamed(lab.hosts[i].image), lab.user).home}};
    spec.shm_bytes = lab.limits.disk;
    spec.observe = lab.asked.AskAboutWorld();
  }
  return sandbox;
}

asio::awaitable<std::unique_ptr<World>> Runner::BootFor(const Job& job) {
  const Lab& lab = job.lab;
  const auto layer = co_await Prepared(lab, job.data.seed);
  std::vector<LabService> services = lab.services;
  services.insert(services.end(), lab.processes.begin(), lab.processes.end());
  SandboxSpec sandbox = SandboxFor(lab, *layer, job.when);
  co_return co_await World::Boot(engine_, lab, ImagesOf(lab), std::move(sandbox), std::move(services));
}

asio::awaitable<RunResult> Runner::RunOnce(const Job& job, bool* began) {
  const Lab& lab = job.lab;
  const User& user = UserOf(ImageOf(lab), lab.user);
  const auto world = co_await BootFor(job);
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
    if (!lab.asked.AskAboutWorld()) co_return;
    co_await Look(job, observer, begun, result);
    co_await Act(job, observer, result);
  };
  co_await world->During(work);
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
  std::vector<Wait> waits;
  for (const CheckSpec& spec : job.lab.checks) waits.push_back(spec.acts ? Wait{} : WaitFor(job, spec));
  Patience patience(std::move(waits));
  asio::steady_timer tick(co_await asio::this_coro::executor);
  for (;;) {
    result.seen = co_await observer.Look(begun);
    if (!job.waits) co_return;
    const std::vector<Finding> findings = co_await VerifyAll(job.lab, EvidenceFor(job, result));
    if (!patience.WantsAnotherLook(findings)) break;
    tick.expires_after(kLookTick);
    co_await tick.async_wait(asio::use_awaitable);
  }
  for (std::size_t i = 0; i < job.lab.checks.size(); ++i) result.took.push_back(patience.Took(i));
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
    for (;;) {
      co_await observer.Act(asked, result.seen);
      if (!job.waits) break;
      std::vector<Finding> findings;
      findings.push_back(co_await spec.check->Verify(EvidenceFor(job, result)));
      if (!patience.WantsAnotherLook(findings)) {
        if (!counts || findings.front().status != Finding::Status::kPassed) failed.insert(spec.id);
        result.took[i] = patience.Took(0);
        break;
      }
      tick.expires_after(kLookTick);
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

  asio::awaitable<RunResult> Finish() override {
    RunResult result = co_await Look(true);
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
  const auto world = co_await BootFor(job);
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
                                                LayerDigest(lab, data.seed), data.seed, data.nonce));
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
