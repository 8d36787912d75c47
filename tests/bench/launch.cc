// What a throw-away sandbox costs: start, exec /bin/true, reap, destroy, in bursts and 40 ms apart, beside what the
// bare kernel calls (limit.c), runc and bwrap take for it in the same minute.
#include <fmt/format.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <optional>
#include <sstream>
#include <utility>

#include "grader/commands/session.h"
#include "sandbox/cgroup/controllers.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"
#include "tests/bench/measure.h"
#include "tests/bench/world.h"

namespace shellab::bench {
namespace asio = boost::asio;
namespace json = boost::json;
namespace {

using std::chrono::milliseconds;
using testing::Command;
using testing::Ended;

// How many sandboxes one contender starts before it is the next one's turn.
constexpr int kTurn = 10;
// Long enough for the kernel to take down the network namespaces of a turn, which it does after the processes' end.
constexpr milliseconds kBetweenTurns{200};
constexpr char kProgram[] = "/bin/true";

// One way to start sandboxes.
struct Contender {
  std::string name;
  std::function<asio::awaitable<Samples>(milliseconds spacing)> take_turn;
};

std::string MustSucceed(const Command& command) {
  const Ended ended = testing::RunToEnd(command);
  if (ended.code != 0)
    throw HostError(fmt::format("{} ended with {}: {}", command.argv.front(), ended.code, ended.err));
  return ended.out;
}

Contender ProgramContender(std::string name, Command command) {
  const Work work = [command = std::move(command)]() -> asio::awaitable<void> {
    MustSucceed(command);
    co_return;
  };
  return {std::move(name), [work](milliseconds spacing) { return Repeat(kTurn, spacing, work); }};
}

Contender LimitContender(const std::filesystem::path& root) {
  const Controllers controllers = FindControllers();
  return {"kernel", [root, controllers](milliseconds spacing) -> asio::awaitable<Samples> {
            Command command;
            // One run more, for the caches, as with all the others.
            command.argv = {LIMIT_PROGRAM, std::to_string(kTurn + 1), std::to_string(spacing.count()), root};
            for (const auto& hierarchy : {controllers.memory, controllers.pids, controllers.cpu})
              command.argv.push_back(hierarchy.value().folder);
            command.argv.emplace_back(kProgram);
            std::istringstream lines(MustSucceed(command));
            Samples samples;
            for (double time = 0; lines >> time;) samples.push_back(time);
            samples.erase(samples.begin());
            co_return samples;
          }};
}

asio::awaitable<void> StartOne(Engine& engine, const Image& image) {
  HostSpec host;
  host.lowers.push_back(image.root);
  ExecSpec exec;
  exec.argv.emplace_back(kProgram);
  exec.limits.memory_bytes = 256ULL << 20U;
  exec.limits.processes = 128;
  const auto sandbox = co_await engine.Start(std::move(host));
  const ExecResult result = co_await sandbox->host().Exec(exec);
  co_await sandbox->Stop();
  if (result.outcome.code != 0) throw HostError(fmt::format("{} failed in a sandbox", kProgram));
}

Contender EngineContender(Engine& engine, const Image& image) {
  const Work work = [&engine, &image] { return StartOne(engine, image); };
  return {"shellab", [work](milliseconds spacing) { return Repeat(kTurn, spacing, work); }};
}

bool IsInstalled(const char* program) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "" : path);
  for (std::string folder; std::getline(folders, folder, ':');)
    if (::access((folder + "/" + program).c_str(), X_OK) == 0) return true;
  return false;
}

// runc on the image's own tree, read-only: what `runc spec` proposes, with the program and the root put in.
Contender RuncContender(const std::filesystem::path& root, const std::filesystem::path& folder) {
  Command spec;
  spec.argv = {"runc", "spec", "--bundle", folder};
  MustSucceed(spec);
  json::value config = json::parse(ReadFile(folder / "config.json"));
  config.at_pointer("/process/terminal") = false;
  config.at_pointer("/process/args") = json::array{kProgram};
  config.at_pointer("/root/path") = std::filesystem::canonical(root).native();  // it refuses links
  WriteFileAtomically(folder / "config.json", json::serialize(config));
  Command run;
  run.argv = {"runc", "--root", folder / "state", "run", "--bundle", folder, "shellab-bench"};
  return ProgramContender("runc run", std::move(run));
}

Contender BwrapContender(const std::filesystem::path& root) {
  Command run;
  run.argv = {"bwrap", "--unshare-all", "--ro-bind", root, "/", "--proc", "/proc", "--dev", "/dev", kProgram};
  return ProgramContender("bwrap", std::move(run));
}

asio::awaitable<Comparison> Compare(std::string title, const std::vector<Contender>& contenders, int rounds,
                                    milliseconds spacing) {
  Comparison comparison;
  comparison.title = std::move(title);
  comparison.yardsticks.assign(1, 0);
  for (const Contender& contender : contenders) comparison.rows.push_back(Row{contender.name, {}});
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < contenders.size(); ++i) {
      co_await Pause(kBetweenTurns);
      const Samples samples = co_await contenders[i].take_turn(spacing);
      Samples& all = comparison.rows[i].samples;
      all.insert(all.end(), samples.begin(), samples.end());
    }
  }
  co_return comparison;
}

void AddGoals(Findings& findings) {
  for (const Comparison& comparison : findings.comparisons) {
    const std::vector<Row>& rows = comparison.rows;
    const double shellab = Median(rows[1].samples);
    findings.goals.push_back(
        {comparison.title + ": shellab / kernel", shellab / Median(rows[0].samples), Goal::Bound::kAtMost, 1.5});
    for (const Row& row : rows)
      if (row.name == "runc run")
        findings.goals.push_back(
            {comparison.title + ": runc run / shellab", Median(row.samples) / shellab, Goal::Bound::kAtLeast, 8});
  }
}

// All that are there, the bare kernel first and shellab second; a note for each that is not.
std::vector<Contender> Contenders(OwnShellab& world, const Image& image, const std::filesystem::path& bundle,
                                  std::vector<std::string>& notes) {
  std::vector<Contender> contenders = {LimitContender(image.root), EngineContender(world.session.engine, image)};
  contenders.push_back(
      ProgramContender("shellab run", testing::Shellab(world.state, {"run", "--image", image.name, "--", kProgram})));
  if (IsInstalled("runc")) {
    contenders.push_back(RuncContender(image.root, bundle));
  } else {
    notes.emplace_back("runc is not there; on Debian: apt-get install runc");
  }
  if (IsInstalled("bwrap")) {
    contenders.push_back(BwrapContender(image.root));
  } else {
    notes.emplace_back("bwrap is not there; on Debian: apt-get install bubblewrap");
  }
  return contenders;
}

asio::awaitable<Findings> Measure(int rounds) {
  OwnShellab world;
  const Image image = world.session.images.Open("base");
  const TempDir bundle(std::filesystem::temp_directory_path());
  Findings findings;
  const std::vector<Contender> contenders = Contenders(world, image, bundle.path(), findings.notes);
  Comparison bursts = co_await Compare("in bursts", contenders, rounds, milliseconds(0));
  findings.comparisons.push_back(std::move(bursts));
  Comparison apart = co_await Compare("40 ms apart", contenders, rounds, milliseconds(40));
  findings.comparisons.push_back(std::move(apart));
  AddGoals(findings);
  findings.notes.emplace_back(
      "kernel: the bare system calls. shellab: by the engine. The others are whole programs; bwrap makes no control "
      "groups and no disk of its own.");
  co_return findings;
}

}  // namespace
}  // namespace shellab::bench

int main(int argc, char** argv) {
  return shellab::bench::Main(argc, argv, "What starting and destroying a sandbox costs", 10, shellab::bench::Measure);
}
