#include "grader/commands/delete_runs.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "grader/commands/class_run.h"
#include "grader/lab/set.h"
#include "grader/store/run_store.h"
#include "grader/usage_error.h"
#include "sandbox/os/error.h"

namespace shellab {
namespace {

struct Options {
  std::vector<std::string> runs;
  std::string older;
};

std::vector<RunId> Named(RunStore& store, const std::vector<std::string>& names) {
  std::vector<RunId> runs;
  for (const std::string& name : names) {
    const RunId run = store.Named(name).id;
    if (std::find(runs.begin(), runs.end(), run) != runs.end()) continue;
    store.Lock(run);
    runs.push_back(run);
  }
  return runs;
}

// The runs that began before `since`, but for those that somebody may still want: they are said to be kept.
std::vector<RunId> Older(RunStore& store, std::chrono::system_clock::time_point since, const Context& context) {
  std::vector<Run> old;  // the newest first
  store.ForEachRun([&](const RunSummary& summary) {
    if (summary.run.started_at < since) old.push_back(summary.run);
  });
  std::vector<RunId> runs;
  const auto stays = [&runs](RunId run) { return std::find(runs.begin(), runs.end(), run) == runs.end(); };
  for (const Run& run : old) {
    const std::string name = RunName(run.id);
    if (run.state != Run::State::kFinished) {
      Tell(context, {fmt::format("{0} is kept: it is not finished; go on with: shellab grade --resume {0}", name),
                     fmt::format("保留 {0}：尚未完成；继续：shellab grade --resume {0}", name)});
      continue;
    }
    // Of those that were made from it all are younger: they have been looked at.
    const std::vector<RunId> made = store.MadeFrom(run.id);
    const auto kept = std::find_if(made.begin(), made.end(), stays);
    if (kept != made.end()) {
      Tell(context, {fmt::format("{} is kept: {} was made from it", name, RunName(*kept)),
                     fmt::format("保留 {}：{} 由它生成", name, RunName(*kept))});
      continue;
    }
    if (!store.TryLock(run.id)) {
      Tell(context, {fmt::format("{} is kept: another shellab works with it", name),
                     fmt::format("保留 {}：另一个 shellab 正在使用", name)});
      continue;
    }
    runs.push_back(run.id);
  }
  return runs;
}

// What was removed is gone all the same where this machine cannot do so.
void Compact(RunStore& store, const Context& context) {
  try {
    store.Compact();
  } catch (const HostError& error) {
    Tell(context, {fmt::format("the run store could not be made smaller: {}", error.what()),
                   fmt::format("批次存储未能缩小：{}", error.what())});
  }
}

void Delete(const Options& options, const Context& context) {
  if (options.runs.empty() == options.older.empty())
    throw UsageError("name the runs to delete, see `shellab runs`, or how old they are: --older 90d");
  RunStore store(context.state);
  std::vector<RunId> runs;
  if (options.older.empty()) {
    runs = Named(store, options.runs);
  } else {
    const std::optional<std::chrono::seconds> age = ParseSpan(options.older);
    if (!age)
      throw UsageError(fmt::format("--older takes a span of time such as 90d or 12w, not \"{}\"", options.older));
    runs = Older(store, std::chrono::system_clock::now() - *age, context);
  }
  const std::uintmax_t before = store.Size();
  if (!runs.empty()) {
    store.Remove(runs);
    Compact(store, context);
  }
  std::vector<std::string> names;
  for (const RunId run : runs) names.push_back(RunName(run));
  const bool chinese = context.language == Language::kChinese;
  constexpr double kMegabyte = 1e6;
  const double freed = static_cast<double>(before - std::min(before, store.Size())) / kMegabyte;
  if (runs.empty()) {
    fmt::print("{}\n", chinese ? "没有要删除的批次" : "no run was deleted");
  } else if (chinese) {
    fmt::print("已删除 {}，释放 {:.1f} MB\n", fmt::join(names, "、"), freed);
  } else {
    fmt::print("deleted {}: {:.1f} MB less on the disk\n", fmt::join(names, ", "), freed);
  }
}

}  // namespace

void AddDeleteRuns(CLI::App& runs, Context& context) {
  CLI::App* command = runs.add_subcommand("delete", "Delete runs, with all that no other run has");
  const auto options = std::make_shared<Options>();
  command->add_option("RUN", options->runs, "Runs, see `shellab runs`")->type_name("");
  command
      ->add_option("--older", options->older,
                   "Finished runs that began longer ago, such as 90d, but for those that younger ones were made from")
      ->type_name("SPAN");
  command->callback([options, &context] { Delete(*options, context); });
}

}  // namespace shellab
