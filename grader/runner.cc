#include "grader/runner.h"

#include <fmt/format.h>

#include <chrono>
#include <vector>

#include "grader/check/changes.h"
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

constexpr std::chrono::seconds kSetupWall{60};

const User& UserOf(const Image& image, const std::string& name) {
  const User* user = image.FindUser(name);
  if (user == nullptr) throw HostError(fmt::format("the image {} has no user {}", image.name, name));
  return *user;
}

Identity IdentityOf(const User& user) { return {user.uid, user.gid, user.groups}; }

// A login's environment, then the lab's own.
std::vector<std::string> Environment(const Lab& lab, const User& user) {
  std::vector<std::string> env = {
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      "HOME=" + user.home,
      "USER=" + user.name,
      "LOGNAME=" + user.name,
      "SHELL=" + user.shell,
      "TERM=dumb",
  };
  bool has_lang = false;
  for (const auto& [name, value] : lab.env) {
    has_lang = has_lang || name == "LANG";
    env.push_back(name + "=" + value);
  }
  if (!has_lang) env.emplace_back("LANG=C.UTF-8");
  return env;
}

// Everything the prepared layer depends on; neither texts nor points.
std::string LayerDigest(const Lab& lab, const Image& image, std::uint32_t seed) {
  std::string parts =
      fmt::format("layer 1\nimage {}\nuser {}\nhost {}\nseed {}\n", image.digest, lab.user, kHostName, seed);
  for (const auto& [name, value] : lab.env) parts += fmt::format("env {}={}\n", name, value);
  if (!lab.files.empty()) parts += fmt::format("files {}\n", DigestTree(lab.files, TreeScope::kCheckout).sha256);
  if (!lab.setup.empty()) parts += fmt::format("setup {}\n", Sha256(ReadFile(lab.setup)));
  return Sha256(parts);
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

// What every script of a learner's world starts from; the caller adds argv.
ExecSpec ScriptSpec(const Lab& lab, const User& user) {
  ExecSpec exec;
  exec.env = Environment(lab, user);
  exec.directory = user.home;
  exec.user = IdentityOf(user);
  exec.no_new_privs = !lab.privileges;
  exec.wall = lab.limits.wall;
  exec.cpu = lab.limits.cpu;
  exec.limits = {lab.limits.memory, lab.limits.processes};
  exec.output_bytes = lab.limits.output;
  return exec;
}

bool EndedCleanly(const ExecResult& result) {
  return result.outcome.ended == Outcome::Ended::kExited && result.outcome.limits_hit.empty() && result.exec_errno == 0;
}

}  // namespace

const Image& Runner::ImageOf(const Lab& lab) {
  const auto found = opened_.find(lab.image);
  if (found != opened_.end()) return found->second;
  return opened_.emplace(lab.image, images_.Open(lab.image)).first->second;
}

asio::awaitable<Layer> Runner::Prepare(const Lab& lab, std::uint32_t seed, std::string digest) {
  if (std::optional<Layer> layer = layers_.Find(digest)) co_return std::move(*layer);
  const Image& image = ImageOf(lab);
  const User& user = UserOf(image, lab.user);
  LayerDraft draft = layers_.Draft();
  HostSpec host;
  host.name = kHostName;
  host.lowers.push_back(image.root);
  host.upper = FolderUpper{draft.path()};
  const auto sandbox = co_await engine_.Start(std::move(host));
  if (!lab.files.empty()) sandbox->host().CopyFolder(lab.files, user.home, IdentityOf(user));
  if (!lab.setup.empty()) {
    sandbox->host().WriteFile(kSetupPath, ReadFile(lab.setup), {}, 0700);
    ExecSpec exec;
    exec.argv = {"/bin/bash", kSetupPath};
    exec.env = Environment(lab, UserOf(image, "root"));
    exec.env.push_back(fmt::format("SEED={}", seed));
    exec.env.push_back(fmt::format("HOST={}", kHostName));
    exec.directory = user.home;
    exec.wall = kSetupWall;
    const ExecResult result = co_await sandbox->host().Exec(exec);
    if (!EndedCleanly(result) || result.outcome.code != 0) ThrowScriptFault(lab.setup, seed, result);
  }
  co_await sandbox->Stop();
  co_return layers_.Commit(std::move(draft), digest);
}

asio::awaitable<std::shared_ptr<const Layer>> Runner::Prepared(const Lab& lab, std::uint32_t seed) {
  const std::string digest = LayerDigest(lab, ImageOf(lab), seed);
  const std::function<asio::awaitable<Layer>()> make = [&] { return Prepare(lab, seed, digest); };
  co_return co_await prepared_.Get(digest, make);
}

asio::awaitable<RunResult> Runner::Run(const Lab& lab, const DataSet& data, const Answer& answer) {
  const Gate::Task run = [&] { return RunFresh(lab, data, answer); };
  Gate::Passed passed = co_await gate_.Beside(run);
  if (passed.was_alone || !MayHaveStarved(passed.result.run)) co_return std::move(passed.result);
  co_return co_await gate_.Alone(run);
}

asio::awaitable<RunResult> Runner::RunFresh(const Lab& lab, const DataSet& data, const Answer& answer) {
  try {
    co_return co_await RunOnce(lab, data, answer);
  } catch (const HostError&) {  // what passes (memory, a full process table) may pass; what stays fails again below
  }
  co_return co_await RunOnce(lab, data, answer);
}

asio::awaitable<RunResult> Runner::RunOnce(const Lab& lab, const DataSet& data, const Answer& answer) {
  const Image& image = ImageOf(lab);
  const User& user = UserOf(image, lab.user);
  const auto layer = co_await Prepared(lab, data.seed);
  const bool observe = lab.Asked().AskAboutWorld();
  HostSpec spec;
  spec.name = kHostName;
  spec.lowers.push_back(layer->folder);
  spec.lowers.push_back(image.root);
  spec.upper = TmpfsUpper{lab.limits.disk, lab.limits.disk / 4096 + 1024};
  spec.shm_bytes = lab.limits.disk;
  spec.observe = observe;
  const auto sandbox = co_await engine_.Start(std::move(spec));
  sandbox->host().WriteFile(kAnswerPath, answer.script, IdentityOf(user), 0755);
  ExecSpec exec = ScriptSpec(lab, user);
  if (!answer.HasInterpreterLine()) exec.argv.emplace_back("/bin/bash");
  exec.argv.emplace_back(kAnswerPath);
  RunResult result;
  result.run = co_await sandbox->host().Exec(exec);
  if (observe) result.seen = co_await Observe(lab, data, sandbox->host());
  co_await sandbox->Stop();
  if (result.run.exec_errno != 0 && !answer.HasInterpreterLine())
    throw OsError(result.run.exec_errno, fmt::format("execute /bin/bash of the image {}", image.name));
  co_return result;
}

asio::awaitable<Observation> Runner::Observe(const Lab& lab, const DataSet& data, Host& host) {
  const Questions questions = lab.Asked();
  const Image& image = ImageOf(lab);
  const std::string& home = UserOf(image, lab.user).home;
  Observation seen;
  // Files first, at one moment: commands may change what is there.
  co_await host.Freeze();
  if (questions.changes) seen.changes = host.ReadChanges(NeverCompared());
  for (const std::string& path : questions.paths) {
    const std::string absolute = path.starts_with('/') ? path : home + "/" + path;
    seen.paths.emplace(path, Change{host.ReadStateBefore(absolute), host.ReadState(absolute)});
  }
  host.Thaw();
  for (const HiddenCommand& command : questions.commands) {
    const User& user = UserOf(image, command.as_root ? "root" : lab.user);
    ExecSpec exec = ScriptSpec(lab, user);
    // As an argument: the learner's disk, where a file would lie, may be full or in any state.
    exec.argv = {"/bin/bash", "-c", command.script};
    exec.env.push_back("NONCE=" + data.nonce);
    exec.directory = home;
    ExecResult result = co_await host.Exec(exec);
    seen.commands.emplace(command, std::move(result));
  }
  co_return seen;
}

asio::awaitable<RunResult> Runner::RunReference(const Lab& lab, const DataSet& data) {
  const Answer solution{"", ReadFile(lab.solution)};
  RunResult result = co_await Run(lab, data, solution);
  if (!EndedCleanly(result.run)) ThrowScriptFault(lab.solution, data.seed, result.run);
  co_return result;
}

asio::awaitable<std::shared_ptr<const RunResult>> Runner::Reference(const Lab& lab, const DataSet& data) {
  const std::function<asio::awaitable<RunResult>()> make = [&] { return RunReference(lab, data); };
  co_return co_await references_.Get(fmt::format("{}\n{}", lab.digest, data.seed), make);
}

}  // namespace shellab
