// shellab progress: what the caller practised, solved and has left, by topic.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <memory>
#include <string>

#include "grader/commands/context.h"
#include "grader/commands/learner.h"
#include "grader/progress/summary.h"

namespace shellab {
namespace {

void Show(const std::string& format, Context& context) {
  std::map<std::string, LabProgress> labs;
  std::vector<std::chrono::sys_days> days;
  if (auto record = ProgressRecord::OpenExisting(LearnersPlace())) {
    labs = record->Labs();
    days = record->ActiveDays();
  }
  const std::chrono::sys_days today = LocalDay(std::chrono::system_clock::now());
  const ProgressSummary summary = Summarise(LoadAllLabs(context), std::move(labs), days, today);
  fmt::print("{}", format == "json" ? RenderJson(summary) : RenderText(summary, context.language, context.columns));
}

}  // namespace

void AddProgressCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("progress", "Show what you practised and solved, by topic");
  const auto format = std::make_shared<std::string>("text");
  command->add_option("--format", *format, "text or json")->check(CLI::IsMember({"text", "json"}));
  command->callback([format, &context] { Show(*format, context); });
}

}  // namespace shellab
