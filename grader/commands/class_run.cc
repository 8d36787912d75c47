#include "grader/commands/class_run.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <cstdio>
#include <set>
#include <utility>

#include "grader/commands/progress.h"
#include "grader/commands/session.h"
#include "grader/grade.h"
#include "grader/lab/find.h"
#include "grader/lab/grading_digest.h"
#include "grader/report/format.h"
#include "grader/report/output_file.h"
#include "sandbox/for_each.h"
#include "sandbox/image/digest.h"
#include "sandbox/os/error.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

// What a run's results depend on beside the answer, a text for each lab; empty where an image is missing.
std::vector<std::string> DependenciesOf(const Session& session, const LabSet& set, const Seeds& seeds) {
  std::vector<std::string> all;
  for (const SetLab& entry : set.labs) {
    const Lab& lab = entry.lab;
    std::string text = fmt::format("result 1\nprogram {}\nlab {} {} {}\n", session.references.program(), lab.id,
                                   lab.digest, lab.data_digest);
    std::set<std::string> images = {lab.image};
    for (const LabHost& host : lab.hosts) images.insert(host.image);
    try {
      for (const std::string& image : images)
        if (!image.empty()) text += fmt::format("image {}\n", session.images.Open(image).digest);
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
        dependencies_(DependenciesOf(session, set, seeds_)) {}

  asio::awaitable<void> GradeAll(std::size_t jobs) {
    const std::vector<std::int64_t> answers = store_.Ungraded(run_.id, !run_.fresh);
    const std::function<asio::awaitable<void>(std::size_t)> grade = [&](std::size_t i) -> asio::awaitable<void> {
      co_await GradeEqual(answers[i]);
    };
    co_await ForEach(answers.size(), jobs, grade);
  }

 private:
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
    StoredAnswer stored = store_.ReadStored(id);
    std::optional<std::string> key;
    if (!dependencies_[stored.lab].empty())
      key = Sha256(fmt::format("{}answer {} {}\n", dependencies_[stored.lab], stored.is_sql, Sha256(stored.bytes)));
    // Who asks for another run of the same answers wants them to run.
    if (key && !run_.fresh && run_.kind != Run::Kind::kRegrade) {
      if (const std::optional<std::int64_t> found = store_.FindResult(*key)) {
        CountReused(store_.Reuse(id, *found));
        co_return true;
      }
    }
    const Answer answer{std::move(stored.learner), std::move(stored.bytes), stored.is_sql};
    const Report report = co_await Grade(session_.runner, set_.labs[stored.lab].lab, seeds_, answer);
    if (!IsReusable(report)) key.reset();
    const bool shared = key.has_value() && !run_.fresh;
    const int answers = store_.Keep(id, report, key, shared);
    progress_.Count(false, report.status != Report::Status::kGraded);
    CountReused(answers - 1);
    co_return shared;
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
};

asio::awaitable<int> GradeClass(ClassGrader& grader, ClassProgress& progress, std::size_t jobs) {
  const asio::any_io_executor executor = co_await asio::this_coro::executor;
  asio::co_spawn(executor, progress.Tick(), asio::detached);
  co_await grader.GradeAll(jobs);
  co_return 0;
}

Text Done(const Run& run, const ClassProgress& progress) {
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
  add(tally.failed, ", {} not graded", "，{} 份未评分");
  text.en += fmt::format(". Other formats: shellab report {} --format F", name);
  text.zh += fmt::format("。其他格式：shellab report {} --format F", name);
  if (tally.failed > 0) {
    text.en += fmt::format("; try again what was not graded: shellab grade --resume {}", name);
    text.zh += fmt::format("；重试未评分的：shellab grade --resume {}", name);
  }
  return text;
}

int ExitCode(const StoredResults& results, bool strict) {
  bool error = false;
  bool unreadable = false;
  bool lost = false;
  results.ForEach([&](const ClassRow& row) {
    for (const ClassCell& cell : row.cells) {
      const bool reported = cell.status == ClassCell::Status::kReported;
      error = error || cell.status == ClassCell::Status::kUnread || cell.status == ClassCell::Status::kPending ||
              (reported && cell.report.status == Report::Status::kError);
      unreadable = unreadable || cell.status == ClassCell::Status::kRefused ||
                   (reported && cell.report.status == Report::Status::kLabError);
    }
    lost = lost || results.head().Total(row).value_or(0) < results.head().MaxTotal();
  });
  if (error) return 3;
  if (unreadable) return 2;
  return lost && strict ? 1 : 0;
}

}  // namespace

std::vector<RunLab> RunLabsOf(const LabSet& set) {
  std::vector<RunLab> labs;
  for (const auto& [lab, weight] : set.labs)
    labs.push_back({lab.id, lab.title, lab.MaxPoints(), weight, lab.digest, GradingDigest(lab)});
  return labs;
}

LabSet SetOf(const Run& run, const Context& context) {
  const std::vector<std::filesystem::path> kept(run.roots.begin(), run.roots.end());
  return ReadSet(run.set_file, run.set_text, context.labs.empty() ? kept : LabRoots(context.labs));
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
  RenderOptions options;
  options.language = context.language;
  options.colour = context.colour && rendering.to == kStandardOutput;
  if (!context.language_is_asked && results.rules().language) options.language = *results.rules().language;
  WriteReport(rendering.format, results, options, rendering.to);
  return ExitCode(results, rendering.strict);
}

void GradeRun(RunStore& store, const Run& run, const LabSet& set, std::size_t jobs, const Rendering& rendering,
              Context& context) {
  const RunSummary summary = store.Summary(run.id);
  CheckOutput(rendering.format, summary.learners == 1, rendering.to);
  ClassProgress progress(context.language, static_cast<std::size_t>(summary.answers),
                         static_cast<std::size_t>(summary.graded));
  if (summary.graded < summary.answers) {
    Session session(context.state);
    ClassGrader grader(session, store, run, set, progress);
    const int code = RunLoop([&] { return GradeClass(grader, progress, jobs); });
    progress.Clear();
    if (code != 0) {
      const std::string name = RunName(run.id);
      Tell(context, {fmt::format("{0}: interrupted; go on with: shellab grade --resume {0}", name),
                     fmt::format("{0}：已中断；继续：shellab grade --resume {0}", name)});
      context.exit_code = code;
      return;
    }
  }
  store.Finish(run.id);
  const Text done = Done(run, progress);  // rendering takes time as well
  context.exit_code = Render(StoredResults(store, run.id), rendering, context);
  Tell(context, done);
}

}  // namespace shellab
