#include "grader/runner.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <utility>
#include <vector>

#include "grader/check/changes.h"
#include "grader/clock/embed.h"
#include "grader/fairness.h"
#include "grader/tree_differences.h"
#include "grader/verify.h"
#include "sandbox/image/digest.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

// Scripts lie where nobody looks for data, under names that no task contains.
constexpr char kAnswerPath[] = "/run/answer";
constexpr char kSetupPath[] = "/run/setup";
constexpr char kHostName[] = "lab";
constexpr char kOtherHostName[] = "elsewhere";

constexpr std::chrono::seconds kSetupWall{60};
// How often the world is looked at again while a check waits.
constexpr std::chrono::milliseconds kLookTick{50};

// Everything the prepared layer depends on; neither texts nor points.
std::string LayerDigest(const Lab& lab, const Image& image, std::uint32_t seed) {
  return Sha256(
      fmt::format("layer 2\nimage {}\nhost {}\nseed {}\ndata {}\n", image.digest, kHostName, seed, lab.data_digest));
}

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

// The same of what looked at the world afterwards.
bool MayHaveStarved(const RunResult& result) {
  const auto any = [](const auto& asked) {
    return std::any_of(asked.begin(), asked.end(), [](const auto& one) { return MayHaveStarved(one.second); });
  };
  return MayHaveStarved(result.run) || any(result.seen.probes) || any(result.seen.commands);
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

const char* HostName(Circumstances when) { return when == Circumstances::kUsual ? kHostName : kOtherHostName; }

// Lets a program and its children see a date some weeks ago.
void LiveOnAnotherDay(Host& host, ExecSpec& exec) {
  static constexpr char kInside[] = "/run/clock.so";
  host.WriteFile(kInside, WrongClock(), {}, 0755);
  exec.env.push_back(std::string("LD_PRELOAD=") + kInside);
}

}  // namespace

const Image& Runner::ImageOf(const Lab& lab) {
  const auto found = opened_.find(lab.image);
  if (found != opened_.end()) return found->second;
  return opened_.emplace(lab.image, images_.Open(lab.image)).first->second;
}

asio::awaitable<LayerDraft> Runner::Build(const Lab& lab, std::uint32_t seed, Circumstances when) {
  const Image& image = ImageOf(lab);
  const User& user = UserOf(image, lab.user);
  LayerDraft draft = layers_.Draft();
  HostSpec host;
  host.name = HostName(when);
  host.lowers.push_back(image.root);
  host.upper = FolderUpper{draft.path()};
  const auto world = co_await World::Boot(engine_, image, lab, std::move(host), lab.services);
  if (!lab.files.empty()) world->host().CopyFolder(lab.files, user.home, IdentityOf(user));
  for (const auto& generator : lab.generators)
    world->host().WriteFile("/run/" + generator.filename().native(), ReadFile(generator), {}, 0755);
  if (!lab.setup.empty()) {
    world->host().WriteFile(kSetupPath, ReadFile(lab.setup), {}, 0700);
    ExecSpec exec;
    exec.argv = {"/bin/bash", kSetupPath};
    exec.env = EnvironmentOf(lab, UserOf(image, "root"));
    exec.env.push_back(fmt::format("SEED={}", seed));
    exec.env.push_back(fmt::format("HOST={}", kHostName));
    exec.directory = user.home;
    exec.wall = kSetupWall;
    exec.cpu = kSetupWall;
    if (when == Circumstances::kOther) LiveOnAnotherDay(world->host(), exec);
    const ExecResult result = co_await world->host().Exec(exec);
    if (!EndedCleanly(result) || result.outcome.code != 0) ThrowScriptFault(lab.setup, seed, result);
  }
  co_await world->supervisor().StopAll();
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
  co_return TreeDifferences(layer->folder, other.path() / "upper", ignored);
}

asio::awaitable<RunResult> Runner::RunOnAnotherDay(const Lab& lab, const DataSet& data, const Answer& answer,
                                                   const RunResult* reference) {
  const Job job{lab, data, answer, reference, Circumstances::kOther};
  co_return co_await RunFresh(job);
}

asio::awaitable<std::shared_ptr<const Layer>> Runner::Prepared(const Lab& lab, std::uint32_t seed) {
  const std::string digest = LayerDigest(lab, ImageOf(lab), seed);
  const std::function<asio::awaitable<Layer>()> make = [&] { return Prepare(lab, seed, digest); };
  co_return co_await prepared_.Get(digest, make);
}

asio::awaitable<RunResult> Runner::Run(const Lab& lab, const DataSet& data, const Answer& answer,
                                       const RunResult* reference) {
  const Job job{lab, data, answer, reference, Circumstances::kUsual};
  const Gate::Task run = [&] { return RunFresh(job); };
  Gate::Passed passed = co_await gate_.Beside(run);
  if (passed.was_alone || !MayHaveStarved(passed.result)) co_return std::move(passed.result);
  co_return co_await gate_.Alone(run);
}

asio::awaitable<RunResult> Runner::RunFresh(const Job& job) {
  const Answer nothing;
  const Job without{job.lab, job.data, nothing, job.reference, job.when};
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

HostSpec Runner::HostFor(const Lab& lab, const Layer& layer) {
  HostSpec spec;
  spec.lowers.push_back(layer.folder);
  spec.lowers.push_back(ImageOf(lab).root);
  const std::uint64_t disk = lab.limits.disk + lab.ServiceDisk();
  // What the learner works on first; a database server copies up itself what it opens.
  spec.upper = TmpfsUpper{disk, disk / 4096 + 1024, {"/", UserOf(ImageOf(lab), lab.user).home}};
  spec.shm_bytes = lab.limits.disk;
  spec.capabilities = lab.capabilities;
  spec.observe = lab.asked.AskAboutWorld();
  return spec;
}

asio::awaitable<RunResult> Runner::RunOnce(const Job& job, bool* began) {
  const Lab& lab = job.lab;
  const Image& image = ImageOf(lab);
  const User& user = UserOf(image, lab.user);
  const auto layer = co_await Prepared(lab, job.data.seed);
  std::vector<LabService> services = lab.services;
  services.insert(services.end(), lab.processes.begin(), lab.processes.end());
  HostSpec host = HostFor(lab, *layer);
  host.name = HostName(job.when);
  const auto world = co_await World::Boot(engine_, image, lab, std::move(host), std::move(services));
  std::map<std::string, NamedProcess> named;
  for (const std::string& name : lab.asked.names) named[name];
  if (!named.empty()) world->NoteNamed(world->Processes(), named);
  world->host().WriteFile(kAnswerPath, job.answer.script, IdentityOf(user), 0755);
  ExecSpec exec = ScriptSpec(lab, user);
  exec.argv = CommandFor(lab, job.answer);
  if (job.when == Circumstances::kOther) LiveOnAnotherDay(world->host(), exec);
  RunResult result;
  const std::function<asio::awaitable<void>()> work = [&]() -> asio::awaitable<void> {
    *began = true;
    result.run = co_await world->host().Exec(exec);
    if (lab.asked.AskAboutWorld()) co_await Look(job, *world, named, result);
  };
  co_await world->supervisor().During(work);
  co_await world->Stop();
  if (result.run.exec_errno != 0 && !job.answer.HasInterpreterLine())
    throw OsError(result.run.exec_errno, fmt::format("execute /bin/bash of the image {}", image.name));
  co_return result;
}

asio::awaitable<void> Runner::Look(const Job& job, World& world, const std::map<std::string, NamedProcess>& named,
                                   RunResult& result) {
  Patience patience(job.lab);
  asio::steady_timer tick(co_await asio::this_coro::executor);
  for (;;) {
    result.seen = co_await Observe(engine_, ImageOf(job.lab), job.lab, job.data, world, named);
    if (!job.lab.Waits()) co_return;
    const Evidence evidence{result, job.reference != nullptr ? job.reference : &result};
    const std::vector<Finding> findings = co_await VerifyAll(job.lab, evidence);
    if (!patience.WantsAnotherLook(findings)) co_return;
    tick.expires_after(kLookTick);
    co_await tick.async_wait(asio::use_awaitable);
  }
}

asio::awaitable<RunResult> Runner::RunReference(const Lab& lab, const DataSet& data, std::string digest) {
  if (std::optional<RunResult> kept = kept_.Find(digest)) co_return std::move(*kept);
  const Answer solution{"", ReadFile(lab.solution)};
  RunResult result = co_await Run(lab, data, solution, nullptr);
  if (!EndedCleanly(result.run)) ThrowScriptFault(lab.solution, data.seed, result.run);
  kept_.Keep(digest, result);
  co_return result;
}

asio::awaitable<std::shared_ptr<const RunResult>> Runner::Reference(const Lab& lab, const DataSet& data) {
  const std::string digest = Sha256(fmt::format("reference 1\n{}\n{}\n{}\n{}\n{}\n", lab.digest, lab.data_digest,
                                                ImageOf(lab).digest, data.seed, data.nonce));
  const std::function<asio::awaitable<RunResult>()> make = [&] { return RunReference(lab, data, digest); };
  co_return co_await references_.Get(digest, make);
}

}  // namespace shellab
