// What grading costs: one answer to a lab of three data sets beside the same three runs by unshare(1), many answers one
// at a time and two at a time, memory over two thousand, and how soon shellab is ready.
#include <fmt/format.h>
#include <sys/mount.h>
#include <unistd.h>

#include <array>
#include <sstream>
#include <utility>

#include "grader/grade.h"
#include "grader/lab/loader.h"
#include "grader/starved.h"
#include "sandbox/for_each.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"
#include "tests/bench/measure.h"
#include "tests/bench/world.h"

namespace shellab::bench {
namespace asio = boost::asio;
namespace fs = std::filesystem;
namespace {

using std::chrono::milliseconds;
using testing::Command;

constexpr milliseconds kAtOnce{0};
constexpr int kTurn = 5;           // how often one thing is done before it is the next one's turn
constexpr int kAnswersATurn = 20;  // the same where many answers are graded
constexpr char kSeed[] = "1";

// The lab's solution, graded over and over on the same data.
struct Subject {
  Subject()
      : lab(LoadLab(testing::SourceFolder() / "labs/text/awk-last-but-one")),
        seeds(Seeds::From(std::stoi(kSeed), Seeds::Purpose::kGrading)),
        answer(ReadAnswer(lab.solution)) {}

  asio::awaitable<void> GradeOnce() {
    const Report report = co_await Grade(runner(), lab, seeds, answer);
    if (report.points != lab.MaxPoints()) throw HostError("the solution did not earn all points: " + report.error);
  }

  asio::awaitable<void> GradeMany(std::size_t answers, std::size_t jobs) {
    const std::function<asio::awaitable<void>(std::size_t)> task = [this](std::size_t) { return GradeOnce(); };
    co_await ForEach(answers, jobs, task);
  }

  Runner& runner() { return world.session.runner; }
  Engine& engine() { return world.session.engine; }

  OwnShellab world;
  Lab lab;
  Seeds seeds;
  Answer answer;
};

// A tmpfs on a folder while the value lives; what is mounted in it goes with it.
class Scratch {
 public:
  explicit Scratch(fs::path folder) : folder_(std::move(folder)) {
    fs::create_directory(folder_);
    CheckCall(::mount("tmpfs", folder_.c_str(), "tmpfs", 0, nullptr),
              fmt::format("mount a tmpfs at {}", folder_.native()));
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() { ::umount2(folder_.c_str(), MNT_DETACH); }
  const fs::path& path() const { return folder_; }

 private:
  fs::path folder_;
};

// A data set as the lab's setup makes it, and two ways to run the solution on it with no shellab.
struct BareRun {
  Command with_machine;  // in the data's folder, with the programs of this machine
  Command with_image;    // in the image's tree with the data above it
};

ExecSpec SetupSpec(const Lab& lab, const User& user, std::uint32_t seed) {
  ExecSpec exec;
  exec.argv = {"/bin/bash", "-c", ReadFile(lab.hosts.front().setup)};
  exec.env = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8", "HOST=lab", fmt::format("SEED={}", seed)};
  exec.directory = user.home;
  return exec;
}

// Lets setup.sh write its data into `folder`, as a tree to be laid over the image.
asio::awaitable<void> MakeData(Subject& subject, const User& user, std::uint32_t seed, fs::path folder) {
  fs::create_directories(folder / "upper");
  fs::create_directories(folder / "work");
  HostSpec host;
  host.lowers.push_back(subject.runner().ImageOf(subject.lab).root);
  host.upper = FolderUpper{folder};
  const auto sandbox = co_await subject.engine().Start(std::move(host));
  const ExecSpec exec = SetupSpec(subject.lab, user, seed);
  const ExecResult result = co_await sandbox->host().Exec(exec);
  co_await sandbox->Stop();
  if (result.outcome.code != 0) throw HostError("setup.sh failed: " + result.err.content);
}

BareRun MakeBareRun(const Subject& subject, const fs::path& root, const User& user, const fs::path& data,
                    const fs::path& scratch) {
  for (const char* name : {"upper", "work", "root"}) fs::create_directories(scratch / name);
  const std::string options = fmt::format("lowerdir={}:{},upperdir={},workdir={}", (data / "upper").native(),
                                          root.native(), (scratch / "upper").native(), (scratch / "work").native());
  CheckCall(::mount("overlay", (scratch / "root").c_str(), "overlay", 0, options.c_str()), "mount an overlay");
  const fs::path inside = "/run/answer.sh";
  WriteFileAtomically(scratch / "root" / inside.relative_path(), subject.answer.script);
  BareRun run;
  run.with_machine.argv = {"unshare",      "-mpfinuC",
                           "--mount-proc", fmt::format("--wd={}", (data / "upper" / user.home.substr(1)).native()),
                           "bash",         subject.lab.solution};
  run.with_image.argv = {"unshare",
                         "-mpfinuC",
                         "--mount-proc",
                         fmt::format("--root={}", (scratch / "root").native()),
                         fmt::format("--wd={}", user.home),
                         "bash",
                         inside};
  for (Command* command : {&run.with_machine, &run.with_image})
    for (const auto& [name, value] : subject.lab.env) command->env.push_back(fmt::format("{}={}", name, value));
  return run;
}

void MustPrint(const Command& command, const std::string& text) {
  if (testing::RunToEnd(command).out != text)
    throw HostError("the solution prints something else without shellab, so that no times can be compared");
}

// The bare runs of all data sets; each must print what the solution prints in a sandbox.
asio::awaitable<std::vector<BareRun>> MakeBareRuns(Subject& subject, const fs::path& scratch) {
  const fs::path& state = subject.world.state.path();
  const Image& image = subject.runner().ImageOf(subject.lab);
  const User& user = *image.FindUser(subject.lab.user);
  std::vector<BareRun> runs;
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(subject.lab.seeds); ++i) {
    const std::string name = fmt::format("data-{}", i);
    const DataSet data{subject.seeds.For(subject.lab.id, i), subject.seeds.NonceFor(subject.lab.id, i)};
    co_await MakeData(subject, user, data.seed, state / name);
    runs.push_back(MakeBareRun(subject, image.root, user, state / name, scratch / name));
    const Baseline baseline = co_await subject.runner().BaselineFor(subject.lab, data);
    MustPrint(runs.back().with_machine, baseline.solution->run.out.content);
    MustPrint(runs.back().with_image, baseline.solution->run.out.content);
  }
  co_return runs;
}

// Commands one after the other, each of which must exit with 0.
Work InTurn(std::vector<Command> commands) {
  return [commands = std::move(commands)]() -> asio::awaitable<void> {
    for (const Command& command : commands)
      if (const testing::Ended ended = testing::RunToEnd(command); ended.code != 0)
        throw HostError(fmt::format("{} ended with {}: {}", command.argv.front(), ended.code, ended.err));
    co_return;
  };
}

struct Contender {
  std::string name;
  Work work;
  int times;            // each of its turns
  std::size_t answers;  // what one time is divided by
};

asio::awaitable<Comparison> Compare(std::string title, const std::vector<Contender>& contenders, int rounds) {
  Comparison comparison;
  comparison.title = std::move(title);
  for (const Contender& contender : contenders) comparison.rows.push_back({contender.name, {}});
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < contenders.size(); ++i) {
      const Samples samples = co_await Repeat(contenders[i].times, kAtOnce, contenders[i].work);
      for (const double sample : samples)
        comparison.rows[i].samples.push_back(sample / static_cast<double>(contenders[i].answers));
    }
  }
  co_return comparison;
}

std::vector<Contender> GradingContenders(Subject& subject, const std::vector<BareRun>& runs) {
  std::vector<Command> with_machine;
  std::vector<Command> with_image;
  for (const BareRun& run : runs) {
    with_machine.push_back(run.with_machine);
    with_image.push_back(run.with_image);
  }
  const auto grade = [&subject](const testing::OwnState& where) {
    return InTurn({testing::Shellab(where, {"grade", subject.lab.id, subject.lab.solution, "--seed", kSeed})});
  };
  const Work unprepared = [grade]() -> asio::awaitable<void> {
    const testing::OwnState fresh;
    const Work work = grade(fresh);
    co_await work();
  };
  return {{"bare, this machine's programs", InTurn(with_machine), kTurn, 1},
          {"bare, the image's programs", InTurn(with_image), kTurn, 1},
          {"graded by the library, warm", [&subject] { return subject.GradeOnce(); }, kTurn, 1},
          {"shellab grade, layers there", grade(subject.world.state), kTurn, 1},
          {"shellab grade, nothing there", unprepared, kTurn, 1}};
}

asio::awaitable<void> CompareWithBareRuns(Subject& subject, int rounds, Findings& findings) {
  const Scratch scratch(subject.world.state.path() / "scratch");
  const std::vector<BareRun> runs = co_await MakeBareRuns(subject, scratch.path());
  const std::vector<Contender> contenders = GradingContenders(subject, runs);
  Comparison comparison = co_await Compare("three data sets", contenders, rounds);
  comparison.yardsticks.assign(1, 0);
  comparison.yardsticks.push_back(1);
  const double graded = Median(comparison.rows[2].samples);
  for (const std::size_t yardstick : comparison.yardsticks)
    findings.goals.push_back({"graded / " + comparison.rows[yardstick].name,
                              graded / Median(comparison.rows[yardstick].samples), Goal::Bound::kAtMost, 1.4});
  findings.comparisons.push_back(std::move(comparison));
}

std::vector<Contender> JobsContenders(Subject& subject) {
  const auto jobs = [&subject](std::size_t count) -> Work {
    return [&subject, count] { return subject.GradeMany(kAnswersATurn, count); };
  };
  return {{"-j1", jobs(1), 1, kAnswersATurn}, {"-j2", jobs(2), 1, kAnswersATurn}};
}

asio::awaitable<void> CompareJobs(Subject& subject, int rounds, Findings& findings) {
  const std::vector<Contender> contenders = JobsContenders(subject);
  Comparison comparison = co_await Compare("an answer of many", contenders, rounds);
  comparison.yardsticks.assign(1, 0);
  findings.goals.push_back({"answers a second, -j2 / -j1",
                            Median(comparison.rows[0].samples) / Median(comparison.rows[1].samples),
                            Goal::Bound::kAtLeast, 1.7});
  findings.comparisons.push_back(std::move(comparison));
  constexpr std::size_t kLong = 5;  // turns: idle time is counted in hundredths of a second
  for (const std::size_t jobs : {1, 2}) {
    const SpareTime spare;
    co_await subject.GradeMany(kLong * kAnswersATurn, jobs);
    findings.notes.push_back(fmt::format("processors busy at -j{}: {:.2f} of {}", jobs, spare.BusyProcessors(),
                                         ::sysconf(_SC_NPROCESSORS_ONLN)));
  }
}

asio::awaitable<void> RunTrue(Engine& engine, const Image& image) {
  HostSpec host;
  host.lowers.push_back(image.root);
  ExecSpec exec;
  exec.argv.emplace_back("/bin/true");
  const auto sandbox = co_await engine.Start(std::move(host));
  co_await sandbox->host().Exec(exec);
  co_await sandbox->Stop();
}

std::vector<Contender> StartContenders(Subject& subject) {
  const Image& image = subject.runner().ImageOf(subject.lab);
  const Command command = testing::Shellab(subject.world.state, {"run", "--image", image.name, "--", "/bin/true"});
  return {{"one sandbox, shellab running", [&subject, &image] { return RunTrue(subject.engine(), image); }, kTurn, 1},
          {"one sandbox, by `shellab run`", InTurn({command}), kTurn, 1}};
}

asio::awaitable<void> CompareStart(Subject& subject, int rounds, Findings& findings) {
  const std::vector<Contender> contenders = StartContenders(subject);
  Comparison comparison = co_await Compare("from shellab's own start", contenders, rounds);
  findings.goals.push_back({"shellab's own start and end, ms",
                            Median(comparison.rows[1].samples) - Median(comparison.rows[0].samples),
                            Goal::Bound::kAtMost, 50});
  findings.comparisons.push_back(std::move(comparison));
}

// What this process holds in memory, in MiB (proc_pid_statm(5), second number).
double ResidentMegabytes() {
  std::istringstream statm(ReadFile("/proc/self/statm"));
  double total = 0;
  double resident = 0;
  statm >> total >> resident;
  return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1U << 20U);
}

asio::awaitable<void> MeasureMemory(Subject& subject, Findings& findings) {
  std::string note = "memory (RSS):";
  std::vector<double> resident;
  std::size_t graded = 0;
  constexpr std::array<std::size_t, 3> kCounts = {200, 1000, 2000};
  for (const std::size_t answers : kCounts) {
    co_await subject.GradeMany(answers - graded, 2);
    graded = answers;
    resident.push_back(ResidentMegabytes());
    note += fmt::format(" {:.1f} MiB after {} answers", resident.back(), answers);
  }
  findings.goals.push_back(
      {"memory, after 2000 answers / after 200", resident.back() / resident.front(), Goal::Bound::kAtMost, 1.05});
  findings.notes.push_back(std::move(note));
}

asio::awaitable<Findings> Measure(int rounds) {
  Subject subject;
  Findings findings;
  co_await CompareWithBareRuns(subject, rounds, findings);
  co_await CompareJobs(subject, rounds, findings);
  co_await CompareStart(subject, rounds, findings);
  co_await MeasureMemory(subject, findings);
  co_return findings;
}

}  // namespace
}  // namespace shellab::bench

int main(int argc, char** argv) {
  return shellab::bench::Main(argc, argv, "What grading costs", 10, shellab::bench::Measure);
}
