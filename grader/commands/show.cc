// shellab show LAB: the task as the learner reads it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>

#include "grader/commands/context.h"
#include "grader/lab/find.h"
#include "grader/lab/loader.h"

namespace shellab {
namespace {

void Show(const std::string& name, const Context& context) {
  const Lab lab = LoadLab(FindLab(LabRoots(context.labs), name));
  fmt::print("{}\n", lab.task.In(context.language));
  const bool chinese = context.language == Language::kChinese;
  for (const CheckSpec& check : lab.checks)
    fmt::print("- {} ({} {})\n", check.name.In(context.language), check.points, chinese ? "分" : "points");
}

}  // namespace

void AddShowCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("show", "Show a lab's task");
  const auto name = std::make_shared<std::string>();
  command->add_option("LAB", *name, "The lab: its name (see `shellab list`) or its folder")->required();
  command->callback([name, &context] { Show(*name, context); });
}

}  // namespace shellab
