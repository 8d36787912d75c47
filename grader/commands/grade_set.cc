#include "grader/commands/grade_set.h"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <numeric>
#include <optional>
#include <string_view>

#include "grader/commands/session.h"
#include "grader/lab/find.h"
#include "grader/report/format.h"
#include "grader/report/output_file.h"
#include "grader/report/plan.h"
#include "grader/store/shared_results.h"
#include "grader/submission/collect.h"
#include "grader/usage_error.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

// What a class handed in to `set`.
CollectOptions OptionsFor(const LabSet& set, const std::string& roster) {
  CollectOptions options;
  for (const SetLab& entry : set.labs) options.labs.emplace_back(entry.lab.id);
  options.roster = roster;
  return options;
}

void RequirePaths(const SetToGrade& what) {
  if (what.paths.empty()) throw UsageError("name what was handed in: files, folders or archives");
}

// Reads what was handed in into the run, a learner at a time. Paths are as they were named: they may name learners.
void CollectInto(RunStore& store, const Run& run, const LabSet& set) {
  const CollectOptions options = OptionsFor(set, run.roster);
  const std::vector<fs::path> paths(run.paths.begin(), run.paths.end());
  const std::vector<Text> notes =
      Collect(paths, options, [&](const Submission& submission) { store.Add(run.id, submission, set.rules.attempts); });
  store.EndCollection(run.id, notes);
}

// The positions of its labs.
std::vector<std::size_t> AllOf(const LabSet& set) {
  std::vector<std::size_t> labs(set.labs.size());
  std::iota(labs.begin(), labs.end(), std::size_t{0});
  return labs;
}

void TellCollected(const RunStore& store, RunId id, const Context& context) {
  const RunSummary summary = store.Summary(id);
  Tell(context, {fmt::format("{}: {} {}, {} {} to grade", RunName(id), summary.learners,
                             summary.learners == 1 ? "learner" : "learners", summary.answers,
                             summary.answers == 1 ? "answer" : "answers"),
                 fmt::format("{}：{} 名学员，{} 份答案待评分", RunName(id), summary.learners, summary.answers)});
}

}  // namespace

void GradeSet(const SetToGrade& what, std::size_t jobs, const Rendering& rendering, Context& context) {
  RequireRoot();
  const std::vector<fs::path> roots = LabRoots(context.labs);
  const LabSet set = LoadSet(fs::absolute(FindSet(roots, what.set)), roots);
  RequirePaths(what);
  CheckOutput(rendering.format, std::nullopt, rendering.to);
  RunStore store(context.state);
  Run run;
  run.set = set.id;
  run.title = set.title;
  run.set_file = set.file;
  run.set_text = set.text;
  for (const fs::path& root : roots) run.roots.push_back(fs::absolute(root));
  run.folder = fs::current_path();
  run.paths = what.paths;
  run.roster = what.roster;
  run.seeds = what.seeds.value_or(Seeds::Random(Seeds::Purpose::kGrading)).Packed();
  run.fresh = what.fresh;
  const std::vector<RunLab> labs = RunLabsOf(set);
  if (!what.share.empty()) {
    run.share = fs::absolute(what.share);
    run.seeds = SharedResults(run.share, labs)
                    .Agree(run, MeansOf(set, context), what.seeds.has_value(), "name another folder to share");
  }
  run.id = store.Begin(run, labs);
  try {
    CollectInto(store, run, set);
    CheckOutput(rendering.format, LearnersOf(store, run.id), rendering.to);
  } catch (...) {
    store.Discard(run.id);
    throw;
  }
  TellCollected(store, run.id, context);
  GradeRun(store, run, set, jobs, rendering, context);
}

void PrintPlan(const SetToGrade& what, const Rendering& rendering, Context& context) {
  const std::vector<fs::path> roots = LabRoots(context.labs);
  const LabSet set = LoadSet(FindSet(roots, what.set), roots);
  RequirePaths(what);
  const CollectOptions options = OptionsFor(set, what.roster);
  const std::vector<std::string> labs(options.labs.begin(), options.labs.end());
  std::unique_ptr<Plan> plan;
  if (rendering.format == "json") {
    plan = std::make_unique<JsonPlan>(set.id, labs, context.language);
  } else {
    plan = std::make_unique<TextPlan>(labs, context.language);
  }
  const std::vector<Text> notes = Collect({what.paths.begin(), what.paths.end()}, options,
                                          [&plan](const Submission& submission) { plan->Add(submission); });
  WriteOutput(rendering.to, [&](std::ostream& out) { plan->Write(notes, out); });
  if (!plan->IsReadable()) context.exit_code = 2;
}

void ResumeRun(const std::string& name, std::size_t jobs, const Rendering& rendering, Context& context) {
  RequireRoot();
  RunStore store(context.state);
  std::optional<Run> run = name.empty() ? store.LastUnfinished() : store.Named(name);
  if (!run) throw UsageError("every run is finished; `shellab runs` names them all");
  store.Lock(run->id);
  run = store.Get(run->id);  // another shellab may have finished it meanwhile
  const LabSet set = SetOf(*run, context);
  RequireUnchanged(store, *run, set,
                   run->state == Run::State::kCollecting ? AllOf(set) : store.LabsToGrade(run->id, true));
  if (!run->share.empty())
    SharedResults(run->share, store.LabsOf(run->id))
        .Agree(*run, MeansOf(set, context), true, "with what is here now: " + GradedAnew(*run));
  if (run->state == Run::State::kCollecting) {
    store.Recollect(run->id);
    const fs::path here = fs::current_path();
    fs::current_path(run->folder);
    CollectInto(store, *run, set);
    fs::current_path(here);
  }
  CheckOutput(rendering.format, LearnersOf(store, run->id), rendering.to);
  store.RetryErrors(run->id);
  TellCollected(store, run->id, context);
  GradeRun(store, *run, set, jobs, rendering, context);
}

}  // namespace shellab
