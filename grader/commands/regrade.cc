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

// The run that another is made from.
Run ParentOf(const RunStore& store, const std::string& name) {
  Run parent = store.Named(name);
  if (parent.state == Run::State::kCollecting)
    throw UsageError(fmt::format("{0} was ended before it had all submissions; first: shellab grade --resume {0}",
                                 RunName(parent.id)));
  return parent;
}

void RefuseChanged(const std::string& lab, const std::string& run) {
  throw UsageError(
      fmt::format("the lab {0} was changed since {1} began, and one learner's answers would be graded "
                  "unlike the others'; for all: shellab regrade {1} --lab {0}",
                  lab, run));
}

// What the new run says of its labs: of those that are not graded anew what the old one did.
std::vector<RunLab> LabsOf(const RunStore& store, const Run& parent, const LabSet& set,
                           const RunStore::Selection& selection) {
  std::vector<RunLab> labs = RunLabsOf(set);
  const std::vector<RunLab> then = store.LabsOf(parent.id);
  for (std::size_t i = 0; i < labs.size(); ++i) {
    const bool selected = selection.lab.empty() || selection.lab == labs[i].lab;
    if (selected && !selection.learner.empty() && labs[i].digest != then[i].digest)
      RefuseChanged(labs[i].lab, RunName(parent.id));
    if (!selected) labs[i] = then[i];
  }
  return labs;
}

void TellNew(RunId id, const Run& parent, const Context& context) {
  Tell(context, {fmt::format("{}: made from {}", RunName(id), RunName(parent.id)),
                 fmt::format("{}：由 {} 生成", RunName(id), RunName(parent.id))});
}

void TellCompare(RunId id, const Run& parent, const Context& context) {
  Tell(context, {fmt::format("What changed: shellab compare {} {}", RunName(parent.id), RunName(id)),
                 fmt::format("有何变化：shellab compare {} {}", RunName(parent.id), RunName(id))});
}

void Regrade(const Options& options, Context& context) {
  RequireRoot();
  RunStore store(context.state);
  const Run parent = ParentOf(store, options.run);
  const LabSet set = SetOf(parent, context);
  Run run = parent;
  run.kind = Run::Kind::kRegrade;
  run.fresh = false;
  if (options.new_data) run.seeds = Seeds::Random(Seeds::Purpose::kGrading).Packed();
  const std::vector<RunLab> labs = LabsOf(store, parent, set, options.selection);
  run.id = store.Regrade(parent, run, labs, options.selection);
  TellNew(run.id, parent, context);
  GradeRun(store, run, set, options.jobs, options.rendering, context);
  if (store.Get(run.id).state == Run::State::kFinished) TellCompare(run.id, parent, context);
}

// The set as it is now. Throws UsageError where its labs are others, or grade otherwise than they did.
LabSet SetNow(const RunStore& store, const Run& parent, const Options& options, const Context& context) {
  const std::vector<std::filesystem::path> kept(parent.roots.begin(), parent.roots.end());
  const std::vector<std::filesystem::path> roots = context.labs.empty() ? kept : LabRoots(context.labs);
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
  const Run parent = ParentOf(store, options.run);
  const LabSet set = SetNow(store, parent, options, context);
  Run run = parent;
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
  TellNew(run.id, parent, context);
  GradeRun(store, run, set, options.jobs, options.rendering, context);
  if (store.Get(run.id).state == Run::State::kFinished) TellCompare(run.id, parent, context);
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
