// shellab override RUN LEARNER LAB POINTS: a teacher's points beside the machine's.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>

#include "grader/commands/class_run.h"
#include "grader/commands/context.h"
#include "grader/report/printable.h"
#include "grader/usage_error.h"

namespace shellab {
namespace {

struct Options {
  std::string run;
  std::string learner;
  std::string lab;
  std::optional<int> points;
  std::string comment;
  bool remove = false;
};

// Who gives the points: the one who called sudo, else whose session this is.
std::string Caller() {
  for (const char* name : {"SUDO_USER", "LOGNAME", "USER"}) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): no other thread runs
    if (value != nullptr && *value != '\0') return value;
  }
  return "root";
}

void GivePoints(const Options& options, const Context& context) {
  if (options.points.has_value() == options.remove)
    throw UsageError("say how many points it is worth, or --remove to let the machine's count again");
  RunStore store(context.state);
  const Run run = store.Collected(options.run);
  store.Give(run, options.learner, options.lab, options.points, options.comment, Caller());
  const std::string name = RunName(run.id);
  const std::string learner = PrintableLine(options.learner);
  if (options.remove) {
    Tell(context, {fmt::format("{}: the machine's points of {} in {} count again", name, learner, options.lab),
                   fmt::format("{}：{} 的 {} 恢复为机器评分", name, learner, options.lab)});
  } else {
    Tell(context, {fmt::format("{}: {} has {} points in {}", name, learner, *options.points, options.lab),
                   fmt::format("{}：{} 的 {} 记为 {} 分", name, learner, options.lab, *options.points)});
  }
}

}  // namespace

void AddOverrideCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("override", "Give a learner other points than the machine did");
  const auto options = std::make_shared<Options>();
  command->add_option("RUN", options->run, "A run, see `shellab runs`")->required()->type_name("");
  command->add_option("LEARNER", options->learner, "As in the report")->required()->type_name("");
  command->add_option("LAB", options->lab, "A lab of the run's set")->required()->type_name("");
  command->add_option("POINTS", options->points, "Of the lab's points, unweighted")->type_name("");
  command->add_option("--comment", options->comment, "Why; reports show it")->type_name("TEXT");
  command->add_flag("--remove", options->remove, "Take it back: the machine's points count again");
  command->callback([options, &context] { GivePoints(*options, context); });
}

}  // namespace shellab
