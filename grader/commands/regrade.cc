// shellab regrade RUN: runs the answers of a run again. shellab rescore RUN: counts their results by the set's weights,
// points and rules as they are now. Both make a run of their own, linked to the first, which stays as it was.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "grader/commands/class_run.h"
#include "grader/commands/context.h"
#include "grader/commands/session.h"
#include "grader/lab/find.h"
#include "grader/lab/seed.h"
#include "grader/report/format.h"
#include "grader/usage_error.h"

namespace shellab {
namespace {

struct Options {
  std::string run;
  RunStore::Selection selection;
  bool new_data = false;
  std::optional<std::string> set;
  Rendering rendering;
  std::size_t jobs = std::max(1U, std::thread::hardware_concurrency());
};

// The places of the labs that grade the new run's answers beside results that stay: those must stay as they were. Of a
// lab that is not selected that is what the old run had not graded yet, of one of which a learner is selected all.
std::vector<std::size_t> Kept(const RunStore& store, const Run& parent, const std::vector<RunLab>& labs,
                              const RunStore::Selection& selection) {
  const std::vector<std::size_t> left = store.LabsToGrade(parent.id, false);
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < labs.size(); ++i) {
    const bool selected = selection.lab.empty() || selection.lab == labs[i].lab;
    if (selected ? !selection.learner.empty() : std::count(left.begin(), left.end(), i) > 0) kept.push_back(i);
  }
  return kept;
}

// What the new run says of its labs: of those that are not graded anew what the old one did.
std::vector<RunLab> LabsOf(const RunStore& store, const Run& parent, const LabSet& set,
                           const RunStore::Selection& selection) {
  std::vector<RunLab> labs = RunLabsOf(set);
  const std::vector<RunLab> then = store.LabsOf(parent.id);
  RequireUnchanged(store, parent, set, Kept(store, parent, labs, selection));
  for (std::size_t i = 0; i < labs.size(); ++i)
    if (!selection.lab.empty() && selection.lab != labs[i].lab) labs[i] = then[i];
  return labs;
}

// Grades what the run that was made from `parent` has left to grade, and renders it.
void GradeDerived(RunStore& store, const Run& parent, const Run& run, const LabSet& set, const Options& options,
                  Context& context) {
  const std::string from = RunName(parent.id);
  const std::string name = RunName(run.id);
  Tell(context, {fmt::format("{}: made from {}", name, from), fmt::format("{}：由 {} 生成", name, from)});
  GradeRun(store, run, set, options.jobs, options.rendering, context);
  if (store.Get(run.id).state != Run::State::kFinished) return;
  Tell(context, {fmt::format("What changed: shellab compare {} {}", from, name),
                 fmt::format("有何变化：shellab compare {} {}", from, name)});
}

void Regrade(const Options& options, Context& context) {
  RequireRoot();
  RunStore store(context.state);
  const Run parent = store.Collected(options.run);
  CheckOutput(options.rendering.format, LearnersOf(store, parent.id), options.rendering.to);
  const LabSet set = SetOf(parent, context);
  Run run = parent;
  run.share.clear();  // what is there was earned by other rules
  run.kind = Run::Kind::kRegrade;
  run.fresh = false;
  if (options.new_data) run.seeds = Seeds::Random(Seeds::Purpose::kGrading).Packed();
  const std::vector<RunLab> labs = LabsOf(store, parent, set, options.selection);
  run.id = store.Regrade(parent, run, labs, options.selection);
  GradeDerived(store, parent, run, set, options, context);
}

// The set as it is now. Throws UsageError where its labs are others, or grade otherwise than they did.
LabSet SetNow(const RunStore& store, const Run& parent, const Options& options, const Context& context) {
  const std::vector<std::filesystem::path> roots = RootsOf(parent, context);
  LabSet set = LoadSet(options.set ? std::filesystem::absolute(FindSet(roots, *options.set)) : parent.set_file, roots);
  const std::vector<RunLab> then = store.LabsOf(parent.id);
  const std::vector<RunLab> now = RunLabsOf(set);
  for (const RunLab& old : then) {
    const auto same = std::find_if(now.begin(), now.end(), [&](const RunLab& lab) { return lab.lab == old.lab; });
    if (same == now.end() || now.size() != then.size())
      throw UsageError(fmt::format("the set {} has other labs than {} had: grade the submissions again", set.id,
                                   RunName(parent.id)));
    if (same->grading_digest != old.grading_digest)
      throw UsageError(
          fmt::format("more than points and texts of the lab {0} was changed since {1} began, so its results "
                      "do not hold any more; first: shellab regrade {1} --lab {0}",
                      old.lab, RunName(parent.id)));
  }
  return set;
}

void Rescore(const Options& options, Context& context) {
  RunStore store(context.state);
  const Run parent = store.Collected(options.run);
  CheckOutput(options.rendering.format, LearnersOf(store, parent.id), options.rendering.to);
  const LabSet set = SetNow(store, parent, options, context);
  Run run = parent;
  run.share.clear();  // what is there was earned by other rules
  run.kind = Run::Kind::kRescore;
  run.set = set.id;
  run.title = set.title;
  run.set_file = set.file;
  run.set_text = set.text;
  const auto rescored = [&set](std::size_t position, Report& report) {
    const Lab& lab = set.labs[position].lab;
    report.max_points = lab.MaxPoints();
    if (report.status != Report::Status::kGraded) return;
    report.points = 0;
    for (CheckReport& check : report.checks) {
      const auto spec =
          std::find_if(lab.checks.begin(), lab.checks.end(), [&](const CheckSpec& one) { return one.id == check.id; });
      if (spec != lab.checks.end()) {
        check.max_points = spec->points;
        check.hidden = spec->hidden;
      }
      check.points = check.status == CheckStatus::kPassed ? check.max_points : 0;
      report.points += check.points;
    }
  };
  run.id = store.Rescore(parent, run, RunLabsOf(set), set.rules.attempts, rescored);
  GradeDerived(store, parent, run, set, options, context);
}

// What both commands take.
void AddShared(CLI::App& command, Options& options) {
  command.add_option("RUN", options.run, "A run, see `shellab runs`")->required()->type_name("");
  command.add_option("-j,--jobs", options.jobs, "How many answers run at the same time")->check(CLI::Range(1, 1024));
  AddRendering(command, options.rendering);
}

}  // namespace

void AddRegradeCommand(CLI::App& app, Context& context) {
  CLI::App* command =
      app.add_subcommand("regrade", "Run a run's answers again, with its labs as they are now, as a run of its own");
  const auto options = std::make_shared<Options>();
  AddShared(*command, *options);
  command->add_option("--lab", options->selection.lab, "Only answers to this lab; of others the results stay")
      ->type_name("LAB");
  command->add_option("--learner", options->selection.learner, "Only this learner's")->type_name("NAME");
  command->add_flag("--new-data", options->new_data, "Generate other data than the run had");
  command->callback([options, &context] { Regrade(*options, context); });
}

void AddRescoreCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand(
      "rescore", "Count a run's results by weights, points and rules as they are now, as a run of its own");
  const auto options = std::make_shared<Options>();
  AddShared(*command, *options);
  command->add_option("--set", options->set, "By this set's rules instead of those of the run's own file")
      ->type_name("SET");
  command->callback([options, &context] { Rescore(*options, context); });
}

}  // namespace shellab
