// What a class costs: ten thousand learners planned, graded and reported by the real program, what of that is not
// grading, and whether memory stays flat; and a smaller class graded by shellab, by a loop over unshare(1) on an
// overlay of the image, and by a loop over `podman run`. --rounds: hundreds of learners.
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <functional>
#include <utility>

#include "grader/store/results.h"
#include "sandbox/os/error.h"
#include "tests/bench/measure.h"
#include "tests/support/lab_files.h"
#include "tests/support/program.h"

namespace shellab::bench {
namespace asio = boost::asio;
namespace fs = std::filesystem;
namespace {

using testing::Command;
using testing::Ended;

constexpr std::size_t kHundred = 100;
constexpr std::size_t kFew = 50;      // what memory is compared with
constexpr std::size_t kAnswers = 20;  // different ones, where memory is measured: equal ones are graded once
constexpr std::size_t kCompared = 9;  // learners whose answers are graded by every contender
constexpr int kTurns = 2;             // how often
constexpr char kLab[] = "awk-last-but-one";
constexpr char kSet[] =
    "format = 1\ntitle = { en = \"A large class\", zh = \"大班\" }\n[[lab]]\nid = \"awk-last-but-one\"\n";

double Milliseconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

struct Succeeded {
  std::string out;
  double megabytes = 0;  // the most memory that it, or one program that it has waited for, has held
};

// A child begins with the most memory that this process has held, since both share it until the child is another
// program.
void RequireSmaller(long kilobytes) {
  rusage own{};
  CheckCall(::getrusage(RUSAGE_SELF, &own), "getrusage");
  if (kilobytes <= own.ru_maxrss) throw HostError("this program has held more memory than the one that it measures");
}

Succeeded MustSucceed(const Command& command) {
  testing::Program program(command);
  siginfo_t info{};  // as long as it takes: Wait loses patience
  rusage usage{};    // of this child alone, which only the system call tells, not waitid(3)
  CheckCall(::syscall(SYS_waitid, P_PID, program.pid(), &info, WEXITED | WNOWAIT, &usage), "waitid");
  Ended ended = program.Wait();
  if (ended.code != 0)
    throw HostError(fmt::format("{} ended with {}: {}{}", command.argv.front(), ended.code, ended.out, ended.err));
  return {std::move(ended.out), static_cast<double>(usage.ru_maxrss) / 1024};
}

std::string LearnerName(std::size_t learner) { return fmt::format("learner-{:05}", learner); }

// No two answers are equal, and a third of them is wrong.
std::string AnswerOf(std::size_t learner) {
  return fmt::format("# {}\nawk -F, '{{print $({})}}' test.txt\n", learner, learner % 3 == 0 ? "NF" : "NF - 1");
}

// Learners' folders with their answers, and a state folder for the runs.
class Class {
 public:
  explicit Class(std::size_t learners) : Class(learners, learners) {}
  // Of whom many have the same answer.
  Class(std::size_t learners, std::size_t answers) : learners_(learners) {
    files_.Write("set.toml", kSet);
    for (std::size_t i = 0; i < learners; ++i)
      files_.Write(fs::path("class") / LearnerName(i) / (std::string(kLab) + ".sh"), AnswerOf(i % answers));
  }

  std::size_t learners() const { return learners_; }
  const testing::OwnState& state() const { return state_; }
  const fs::path& path() const { return files_.path(); }

  Succeeded Run(std::vector<std::string> args) const { return MustSucceed(testing::Shellab(state_, std::move(args))); }
  std::vector<std::string> GradeArgs(const std::vector<std::string>& more) const {
    std::vector<std::string> args = {"grade", "--set", files_.path() / "set.toml", files_.path() / "class"};
    args.insert(args.end(), more.begin(), more.end());
    return args;
  }

 private:
  std::size_t learners_;
  testing::Files files_;
  testing::OwnState state_;
};

// How long the store takes for a class's run when nothing else is done: what was handed in, and each result in a
// transaction of its own.
double StoreAlone(const Class& graded) {
  const RunStore from(graded.state().path());
  const Run run = from.Named("r1");
  const std::vector<RunLab> labs = from.LabsOf(run.id);
  const TempDir folder(fs::path(graded.state().path()).parent_path());
  RunStore to(folder.path());
  RunId id = 0;
  double taken = Milliseconds([&] {
    id = to.Begin(run, labs);
    for (std::size_t i = 0; i < graded.learners(); ++i) {
      Submission submission;
      submission.learner = LearnerName(i);
      HandedIn answer;
      answer.name = std::string(kLab) + ".sh";
      answer.bytes = AnswerOf(i);
      submission.answers = {{answer}};
      to.Add(id, submission, Attempts::kLatest);
    }
    to.EndCollection(id, {});
  });
  to.BeginGrading();
  const std::vector<std::int64_t> answers = to.Ungraded(id, true);
  std::size_t next = 0;
  StoredResults(from, run.id).ForEach([&](const ClassRow& row) {
    taken += Milliseconds([&] {
      to.ReadStored(answers.at(next));
      to.Keep(answers.at(next), row.cells.front().report, fmt::format("key {}", next), true);
    });
    ++next;
  });
  taken += Milliseconds([&] { to.Finish(id); });
  return taken;
}

struct Phases {
  double plan = 0;
  double grade = 0;  // with collecting, storing and the report
  double reports = 0;
  double store = 0;
};

std::vector<std::string> ReportArgs(const Class& all, const std::string& format) {
  return {"report", "r1", "--format", format, "-o", all.path() / ("report-" + format)};
}

// Plans and grades a class and renders the reports that a teacher wants.
Phases Work(const Class& all, Comparison& rows) {
  Phases phases;
  const auto timed = [&rows](const std::string& name, const std::function<void()>& work) {
    const double taken = Milliseconds(work);
    rows.rows.push_back({name, {taken}});
    return taken;
  };
  phases.plan = timed("--plan", [&] { all.Run(all.GradeArgs({"--plan"})); });
  phases.grade = timed("grade -j 2", [&] { all.Run(all.GradeArgs({"-j", "2"})); });
  for (const std::string format : {"text", "html", "csv-moodle"})
    phases.reports += timed("report --format " + format, [&] { all.Run(ReportArgs(all, format)); });
  phases.store = timed("the store alone", [&] { StoreAlone(all); });
  return phases;
}

void MeasureLargeClass(std::size_t learners, Findings& findings) {
  const Class all(learners);
  Comparison comparison{fmt::format("{} learners", learners), {}, {1}};
  const Phases phases = Work(all, comparison);
  findings.goals.push_back({"plan, store and three reports / all of grading",
                            (phases.plan + phases.store + phases.reports) / phases.grade, Goal::Bound::kAtMost, 0.1});
  findings.comparisons.push_back(std::move(comparison));
}

// The most memory of one process, in MB, for each thing that is done with a class.
using Memory = std::vector<std::pair<std::string, double>>;

Memory MemoryOf(std::size_t learners) {
  const Class all(learners, kAnswers);
  Memory memory;
  const auto measure = [&](const std::string& name, const std::vector<std::string>& args) {
    const double megabytes = all.Run(args).megabytes;
    RequireSmaller(static_cast<long>(megabytes * 1024));
    memory.emplace_back(name, megabytes);
  };
  // To files: what this program takes up itself would count.
  measure("--plan", all.GradeArgs({"--plan", "-o", all.path() / "plan"}));
  measure("--plan --format json", all.GradeArgs({"--plan", "--format", "json", "-o", all.path() / "plan.json"}));
  measure("grade -j 2", all.GradeArgs({"-j", "2"}));
  for (const std::string format : {"text", "json", "html", "junit", "csv", "csv-moodle", "markdown"})
    measure("report --format " + format, ReportArgs(all, format));
  return memory;
}

void MeasureMemory(std::size_t learners, Findings& findings) {
  const Memory few = MemoryOf(kFew);
  const Memory many = MemoryOf(learners);
  for (std::size_t i = 0; i < few.size(); ++i) {
    const std::string& name = few[i].first;
    findings.goals.push_back({fmt::format("memory, {}: {} learners / {}", name, learners, kFew),
                              many[i].second / few[i].second, Goal::Bound::kAtMost, 1.1});
    findings.notes.push_back(fmt::format("memory, {}: {:.1f} MB of {} learners, {:.1f} MB of {}", name, few[i].second,
                                         kFew, many[i].second, learners));
  }
}

// What both loops do: data that is made once for each of three seeds, a fresh root for each answer on each of it, and
// what it printed compared with what the solution prints. Prints the answers that pass. $1: jobs. `run DATA ANSWER` is
// the contender's.
constexpr char kLoop[] = R"sh(
set -euo pipefail
one() {
  for data in "$WORK"/data-*; do
    cmp -s <(run "$data/home" "$1") "$data/expected" || return 0
  done
  echo "$1"
}
make_data() {
  mkdir -p "$1"/{upper,work,root}
  mount -t overlay -o "lowerdir=$IMAGE,upperdir=$1/upper,workdir=$1/work" overlay "$1/root"
  SEED=$2 HOST=lab unshare -mpf --mount-proc --root="$1/root" --wd=/home/student bash -s < "$LAB/setup.sh"
  umount "$1/root"
  mv "$1/upper/home/student" "$1/home"
  run "$1/home" "$LAB/solution.sh" > "$1/expected"
}
export -f one run
if [ ! -e "$WORK/data-1" ]; then
  for seed in 1 2 3; do make_data "$WORK/data-$seed" "$seed"; done
fi
find "$CLASS" -name '*.sh' | xargs -P "$1" -I{} bash -c 'one {}'
)sh";

constexpr char kUnshare[] = R"sh(
run() {
  local here; here=$(mktemp -d "$WORK/root.XXXXXX")
  mkdir "$here"/{upper,work,root}
  mount -t overlay -o "lowerdir=$IMAGE,upperdir=$here/upper,workdir=$here/work" overlay "$here/root"
  cp -a "$1/." "$here/root/home/student/"
  cp "$2" "$here/root/run/answer.sh"
  unshare -mpfinuC --mount-proc --root="$here/root" --wd=/home/student bash /run/answer.sh
  umount "$here/root"
  rm -rf "$here"
}
)sh";

// $RUN: podman takes no longer path than 50 characters there. This machine's limits may be below those that it asks
// for.
constexpr char kPodman[] = R"sh(
export PODMAN="podman --root $WORK/podman --runroot $RUN --cgroup-manager cgroupfs --runtime runc --events-backend none"
run() {
  $PODMAN run --rm --network none --ulimit nofile=1024:1024 --ulimit nproc=1024:1024 --memory 256m --pids-limit 64 \
    -v "$1:/home/student" -v "$2:/answer.sh:ro" -w /home/student shellab-bench bash /answer.sh
}
if [ ! -e "$WORK/podman" ]; then tar -C "$IMAGE" -c . | $PODMAN import - shellab-bench >&2; fi
)sh";

Command Loop(const Class& few, const char* contender, const fs::path& work, const fs::path& run, int jobs) {
  Command command;
  command.argv = {"bash", "-c", std::string(contender) + kLoop, "loop", std::to_string(jobs)};
  command.env = {"WORK=" + work.native(), "RUN=" + run.native(), "CLASS=" + (few.path() / "class").native(),
                 "LAB=" + (testing::SourceFolder() / "labs/text" / kLab).native(),
                 "IMAGE=" + fs::canonical(few.state().path() / "images/base/root").native()};
  return command;
}

bool IsThere(const char* program) {
  Command command;
  command.argv = {program, "--version"};
  try {
    return testing::RunToEnd(command).code == 0;
  } catch (const HostError&) {
    return false;
  }
}

// All contenders must find the same answers right.
void RequireVerdicts(const std::string& name, const std::string& out) {
  std::size_t right = 0;
  for (std::size_t i = 0; i < kCompared; ++i) {
    const std::size_t at = out.find(LearnerName(i));
    const std::string line = at == std::string::npos ? "" : out.substr(at, out.find('\n', at) - at);
    right += line.ends_with(".sh") || line.ends_with("10/10") ? 1U : 0U;
  }
  if (right != kCompared - (kCompared + 2) / 3)
    throw HostError(fmt::format("{} finds {} answers right, so that no times can be compared: {}", name, right, out));
}

// A smaller class, over and over, a contender at a time: milliseconds an answer.
void CompareWithLoops(Findings& findings) {
  const Class few(kCompared);
  const TempDir unshare(few.state().path());
  const TempDir podman(few.state().path());
  const TempDir run("/run");
  const bool with_podman = IsThere("podman") && IsThere("runc");
  if (!with_podman) findings.notes.emplace_back("podman is not there; on Debian: apt-get install podman runc");
  for (const int jobs : {1, 2}) {
    std::vector<std::pair<std::string, Command>> contenders = {
        {"a loop over unshare", Loop(few, kUnshare, unshare.path(), run.path(), jobs)},
        {"shellab grade --set", testing::Shellab(few.state(), few.GradeArgs({"--fresh", "-j", std::to_string(jobs)}))}};
    if (with_podman)
      contenders.emplace_back("a loop over podman run", Loop(few, kPodman, podman.path(), run.path(), jobs));
    Comparison comparison{fmt::format("an answer on three data sets, {} at a time", jobs), {}, {0}};
    for (const auto& [name, command] : contenders) {
      comparison.rows.push_back({name, {}});
      RequireVerdicts(name, MustSucceed(command).out);  // prepares data and images as well
    }
    for (int turn = 0; turn < kTurns; ++turn) {
      for (std::size_t i = 0; i < contenders.size(); ++i) {
        const double taken = Milliseconds([&] { MustSucceed(contenders[i].second); });
        comparison.rows[i].samples.push_back(taken / kCompared);
      }
    }
    findings.goals.push_back({comparison.title + ": shellab / unshare",
                              Median(comparison.rows[1].samples) / Median(comparison.rows[0].samples),
                              Goal::Bound::kAtMost, 1.5});
    findings.comparisons.push_back(std::move(comparison));
  }
}

asio::awaitable<Findings> Measure(int rounds) {
  Findings findings;
  const std::size_t learners = static_cast<std::size_t>(rounds) * kHundred;
  MeasureMemory(learners, findings);  // first, while this program is small
  CompareWithLoops(findings);
  MeasureLargeClass(learners, findings);
  co_return findings;
}

}  // namespace
}  // namespace shellab::bench

int main(int argc, char** argv) {
  return shellab::bench::Main(argc, argv, "What a class costs", 100, shellab::bench::Measure);
}
