#include "grader/commands/class_run.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <cstdio>
#include <exception>
#include <memory>
#include <random>
#include <set>
#include <utility>

#include "grader/commands/progress_bar.h"
#include "grader/commands/session.h"
#include "grader/grade.h"
#include "grader/lab/find.h"
#include "grader/report/format.h"
#include "grader/report/output_file.h"
#include "grader/store/shared_results.h"
#include "grader/usage_error.h"
#include "sandbox/for_each.h"
#include "sandbox/image/digest.h"
#include "sandbox/os/error.h"
#include "sandbox/os/fd.h"
#include "sandbox/run_on.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

// SHA-256 of this program, which is the same on every machine. Reads tens of megabytes, once.
const std::string& ThisBuild() {
  static const std::string build = [] {
    constexpr std::size_t kPiece = std::size_t{256} << 10U;
    const std::string name = "/proc/self/exe";
    const Fd program = Open(name, O_RDONLY);
    Sha256Stream hasher;
    std::vector<char> piece(kPiece);
    while (const ssize_t got = CheckCall(::read(program.get(), piece.data(), piece.size()), "read " + name))
      hasher.Add(piece.data(), static_cast<std::size_t>(got));
    return hasher.Hex();
  }();
  return build;
}

// The names of the images of the lab's hosts.
std::set<std::string> ImagesOf(const Lab& lab) {
  std::set<std::string> images;
  for (const LabHost& host : lab.hosts) images.insert(host.image);
  return images;
}

// What a run's results depend on beside the answer and `program`, which build of shellab grades: a text for each lab,
// empty where an image is missing.
std::vector<std::string> DependenciesOf(const ImageStore& images, const std::string& program, const LabSet& set,
                                        const Seeds& seeds) {
  std::vector<std::string> all;
  for (const SetLab& entry : set.labs) {
    const Lab& lab = entry.lab;
    std::string text =
        fmt::format("result 1\nprogram {}\nlab {} {} {}\n", program, lab.id, lab.digest, lab.data_digest);
    try {
      for (const std::string& image : ImagesOf(lab)) text += fmt::format("image {}\n", images.Open(image).digest);
    } catch (const HostError&) {  // grading will say so
      text.clear();
    }
    for (std::uint32_t index = 0; !text.empty() && index < static_cast<std::uint32_t>(lab.seeds); ++index)
      text += fmt::format("data {} {}\n", seeds.For(lab.id, index), seeds.NonceFor(lab.id, index));
    all.push_back(std::move(text));
  }
  return all;
}

// What hit a limit might not on a calmer machine.
bool IsReusable(const Report& report) {
  return report.status == Report::Status::kGraded &&
         std::none_of(report.runs.begin(), report.runs.end(), [](const RunReport& run) {
           return run.result.outcome.limit || !run.result.outcome.limits_hit.empty();
         });
}

class ClassGrader {
 public:
  ClassGrader(Session& session, RunStore& store, const Run& run, const LabSet& set, ClassProgress& progress)
      : session_(session),
        store_(store),
        run_(run),
        set_(set),
        progress_(progress),
        seeds_(Seeds::Stored(run.seeds, Seeds::Purpose::kGrading)),
        // Who shares results does so with other machines, where the same build lies elsewhere.
        dependencies_(DependenciesOf(session.images, run.share.empty() ? session.references.program() : ThisBuild(),
                                     set, seeds_)) {
    if (run.share.empty()) return;
    shared_ = std::make_shared<const SharedResults>(run.share, store.LabsOf(run.id));
    disk_.emplace(1);
  }

  asio::awaitable<void> GradeAll(std::size_t jobs) {
    std::vector<std::int64_t> answers = store_.Ungraded(run_.id, !run_.fresh);
    // Those who share results each go another way through them, and seldom meet at one answer.
    if (shared_) std::shuffle(answers.begin(), answers.end(), std::mt19937_64(std::random_device()()));
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    asio::co_spawn(executor, SyncNowAndThen(),
                   [this](std::exception_ptr failure) { sync_failure_ = std::move(failure); });
    const std::function<asio::awaitable<void>(std::size_t)> grade = [&](std::size_t i) -> asio::awaitable<void> {
      RequireSynced();
      co_await GradeEqual(answers[i]);
    };
    co_await ForEach(answers.size(), jobs, grade);
    RequireSynced();
  }

  // How many results are another shellab's.
  std::size_t taken() const { return taken_; }

 private:
  // What was kept is on the disk soon, also while no further answer ends. Never returns.
  asio::awaitable<void> SyncNowAndThen() {
    constexpr std::chrono::seconds kMostLost{10};
    asio::steady_timer timer(co_await asio::this_coro::executor);
    for (;;) {
      timer.expires_after(kMostLost);
      co_await timer.async_wait(asio::use_awaitable);
      store_.Sync();
    }
  }

  // What one sync that failed has lost no later one brings to the disk (fsync(2)).
  void RequireSynced() const {
    if (sync_failure_) std::rethrow_exception(sync_failure_);
  }

  // Grades one answer and gives its result to all that are equal to it, or, where that may not stand for them, grades
  // each.
  asio::awaitable<void> GradeEqual(std::int64_t first) {
    bool shared = co_await GradeOne(first);
    while (!shared && !run_.fresh) {
      const std::vector<std::int64_t> left = store_.EqualTo(first);
      if (left.empty()) break;
      shared = co_await GradeOne(left.front());
    }
  }

  // Grades one answer; whether all equal ones have its result.
  asio::awaitable<bool> GradeOne(std::int64_t id) {
    const StoredAnswer stored = store_.ReadStored(id);
    std::optional<std::string> key;
    if (!dependencies_[stored.lab].empty())
      key = Sha256(fmt::format("{}answer {} {}\n", dependencies_[stored.lab], stored.is_sql, stored.sha256));
    // Who asks for another run of the same answers wants them to run, and who shares results those of the folder.
    if (key && !run_.fresh && !shared_ && run_.kind != Run::Kind::kRegrade) {
      if (const std::optional<int> reused = store_.Reuse(id, *key)) {
        CountReused(*reused);
        co_return true;
      }
    }
    const Report report = co_await Earned(stored, key);
    if (!IsReusable(report)) key.reset();
    const bool shared = key.has_value() && !run_.fresh;
    const int answers = store_.Keep(id, report, key, shared);
    progress_.Count(false, report.status != Report::Status::kGraded);
    CountReused(answers - 1);
    co_return shared;
  }

  // What the answer earns, or earned where another shellab was first to say so. `key` is all that this depends on,
  // where that is known.
  asio::awaitable<Report> Earned(const StoredAnswer& stored, const std::optional<std::string>& key) {
    const Lab& lab = set_.labs[stored.lab].lab;
    std::string unit;
    if (shared_ && key) {
      unit = Sha256(fmt::format("{} {} {}", *key, Sha256(stored.learner), stored.attempt));
      const auto find = [shared = shared_, id = lab.id, unit] { return shared->Find(id, unit); };
      if (std::optional<Report> found = co_await RunOn(*disk_, find)) {
        ++taken_;
        co_return std::move(*found);
      }
    }
    const Answer answer{stored.learner, stored.bytes, stored.is_sql};
    Report report = co_await Grade(session_.runner, lab, seeds_, answer);
    // What the machine or the lab is at fault for may go well elsewhere.
    if (!unit.empty() && report.status == Report::Status::kGraded) {
      const auto publish = [shared = shared_, id = lab.id, unit, report] { return shared->Publish(id, unit, report); };
      report = co_await RunOn(*disk_, publish);
    }
    co_return report;
  }

  void CountReused(int answers) {
    for (int i = 0; i < answers; ++i) progress_.Count(true, false);
  }

  Session& session_;
  RunStore& store_;
  const Run& run_;
  const LabSet& set_;
  ClassProgress& progress_;
  const Seeds seeds_;
  const std::vector<std::string> dependencies_;
  std::size_t taken_ = 0;
  std::exception_ptr sync_failure_;
  std::shared_ptr<const SharedResults> shared_;  // or none
  // Its folder may be another machine's and make who touches it wait, which checks that wait for something would pay
  // for.
  std::optional<asio::thread_pool> disk_;
};

asio::awaitable<int> GradeClass(ClassGrader& grader, ClassProgress& progress, std::size_t jobs) {
  const asio::any_io_executor executor = co_await asio::this_coro::executor;
  asio::co_spawn(executor, progress.Tick(), asio::detached);
  co_await grader.GradeAll(jobs);
  co_return 0;
}

Text Done(const Run& run, const ClassProgress& progress, std::size_t taken) {
  const Tally& tally = progress.tally();
  const std::string name = RunName(run.id);
  const double seconds = progress.elapsed().count();
  Text text{
      fmt::format("{}: graded {} {} in {:.1f} s", name, tally.done, tally.done == 1 ? "answer" : "answers", seconds),
      fmt::format("{}：{:.1f} 秒内评分 {} 份", name, seconds, tally.done)};
  const auto add = [&text](std::size_t count, std::string_view en, std::string_view zh) {
    if (count == 0) return;
    text.en += fmt::format(fmt::runtime(en), count);
    text.zh += fmt::format(fmt::runtime(zh), count);
  };
  add(tally.before, ", {} before", "，之前已评 {} 份");
  add(tally.reused, ", {} of them by an equal answer's result", "，其中 {} 份沿用相同答案的结果");
  add(taken, ", {} of them by another shellab", "，其中 {} 份由其他 shellab 评分");
  add(tally.failed, ", {} not graded", "，{} 份未评分");
  text.en += fmt::format(". Other formats: shellab report {} --format F", name);
  text.zh += fmt::format("。其他格式：shellab report {} --format F", name);
  if (tally.failed > 0) {
    text.en += fmt::format("; try again what was not graded: shellab grade --resume {}", name);
    text.zh += fmt::format("；重试未评分的：shellab grade --resume {}", name);
  }
  return text;
}

// Passes a run's results on, and notes on the way what they come to: each is read once.
class Noted : public ClassResults {
 public:
  explicit Noted(const StoredResults& results) : results_(results) {}

  const ClassHead& head() const override { return results_.head(); }
  std::size_t Learners() const override { return results_.Learners(); }
  void ForEach(const std::function<void(const ClassRow&)>& visit) const override {
    results_.ForEach([&](const ClassRow& row) {
      Note(row);
      visit(row);
    });
  }

  // Of what was passed on.
  int ExitCode(bool strict) const {
    if (error_) return 3;
    if (unreadable_) return 2;
    return lost_ && strict ? 1 : 0;
  }

 private:
  void Note(const ClassRow& row) const {
    for (const ClassCell& cell : row.cells) {
      const bool reported = cell.status == ClassCell::Status::kReported;
      error_ = error_ || cell.status == ClassCell::Status::kUnread || cell.status == ClassCell::Status::kPending ||
               (reported && cell.report.status == Report::Status::kError);
      unreadable_ = unreadable_ || cell.status == ClassCell::Status::kRefused ||
                    (reported && cell.report.status == Report::Status::kLabError);
    }
    lost_ = lost_ || head().Total(row).value_or(0) < head().MaxTotal();
  }

  const StoredResults& results_;
  // Going over the results changes nothing in them.
  mutable bool error_ = false;
  mutable bool unreadable_ = false;
  mutable bool lost_ = false;
};

}  // namespace

std::vector<RunLab> RunLabsOf(const LabSet& set) {
  std::vector<RunLab> labs;
  for (const auto& [lab, weight] : set.labs)
    labs.push_back({lab.id, lab.title, lab.MaxPoints(), weight, lab.digest, lab.grading_digest});
  return labs;
}

std::vector<std::filesystem::path> RootsOf(const Run& run, const Context& context) {
  if (!context.labs.empty()) return LabRoots(context.labs);
  return {run.roots.begin(), run.roots.end()};
}

LabSet SetOf(const Run& run, const Context& context) {
  return ReadSet(run.set_file, run.set_text, RootsOf(run, context));
}

GradingMeans MeansOf(const LabSet& set, const Context& context) {
  const ImageStore images(context.state);
  GradingMeans means;
  means.build = ThisBuild();
  for (const SetLab& entry : set.labs)
    for (const std::string& image : ImagesOf(entry.lab)) means.images[image] = images.Open(image).digest;
  return means;
}

std::size_t LearnersOf(const RunStore& store, RunId run) {
  return static_cast<std::size_t>(store.Summary(run).learners);
}

std::string GradedAnew(const Run& run) {
  if (run.state != Run::State::kCollecting) return fmt::format("shellab regrade {} (all of it)", RunName(run.id));
  return run.share.empty() ? "grade the submissions again"
                           : "grade the submissions again, with another folder to share";
}

void RequireUnchanged(const RunStore& store, const Run& run, const LabSet& set, const std::vector<std::size_t>& labs) {
  const std::vector<RunLab> then = store.LabsOf(run.id);
  for (const std::size_t i : labs) {
    if (set.labs[i].lab.digest == then[i].digest) continue;
    throw UsageError(fmt::format(
        "the lab {} was changed since {} began, and one run grades all learners alike; with the lab as it is now: {}",
        then[i].lab, RunName(run.id), GradedAnew(run)));
  }
}

void AddRendering(CLI::App& command, Rendering& rendering) {
  command.add_option("--format", rendering.format, "How the report is written")->check(CLI::IsMember(FormatNames()));
  command
      .add_option("-o,--output", rendering.to,
                  "Where it is written: a file, - for standard output, a folder for a file a learner")
      ->type_name("PATH");
  command.add_flag("--strict", rendering.strict, "Exit with 1 when any learner lost points");
}

void Tell(const Context& context, const Text& text) { fmt::print(stderr, "{}\n", text.In(context.language)); }

int Render(const StoredResults& results, const Rendering& rendering, const Context& context) {
  RenderOptions options = context.RenderingTo(rendering.to);
  if (!context.language_is_asked && results.rules().language) options.language = *results.rules().language;
  const Noted noted(results);
  WriteReport(rendering.format, noted, options, rendering.to);
  return noted.ExitCode(rendering.strict);
}

void GradeRun(RunStore& store, const Run& run, const LabSet& set, std::size_t jobs, const Rendering& rendering,
              Context& context) {
  const RunSummary summary = store.Summary(run.id);
  ClassProgress progress(context.language, static_cast<std::size_t>(summary.answers),
                         static_cast<std::size_t>(summary.graded));
  std::size_t taken = 0;
  if (summary.graded < summary.answers) {
    Session session(context.state);
    store.BeginGrading();
    ClassGrader grader(session, store, run, set, progress);
    const int code = RunLoop([&] { return GradeClass(grader, progress, jobs); });
    progress.Clear();
    taken = grader.taken();
    if (code != 0) {
      store.Sync();
      const std::string name = RunName(run.id);
      Tell(context, {fmt::format("{0}: interrupted; go on with: shellab grade --resume {0}", name),
                     fmt::format("{0}：已中断；继续：shellab grade --resume {0}", name)});
      context.exit_code = code;
      return;
    }
  }
  store.Finish(run.id);
  const Text done = Done(run, progress, taken);  // rendering takes time as well
  context.exit_code = Render(StoredResults(store, run.id), rendering, context);
  Tell(context, done);
}

}  // namespace shellab
