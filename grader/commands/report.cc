// shellab report RUN: renders what a run came to, in any format, without running anything.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "grader/commands/class_run.h"
#include "grader/commands/context.h"

namespace shellab {
namespace {

struct Options {
  std::string run;
  std::string learner;
  Rendering rendering;
};

}  // namespace

void AddReportCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("report", "Show what a run of `grade --set` came to");
  const auto options = std::make_shared<Options>();
  command->add_option("RUN", options->run, "A run, see `shellab runs`")->required()->type_name("");
  command->add_option("--learner", options->learner, "Only this one")->type_name("NAME");
  AddRendering(*command, options->rendering);
  command->callback([options, &context] {
    const RunStore store(context.state);
    const StoredResults results(store, store.Named(options->run).id, options->learner);
    context.exit_code = Render(results, options->rendering, context);
  });
}

}  // namespace shellab
