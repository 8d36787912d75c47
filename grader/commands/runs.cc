// shellab runs: the runs that are in the store, the newest first. `runs delete` is in delete_runs.h.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <ctime>
#include <memory>
#include <string>
#include <vector>

#include "grader/commands/context.h"
#include "grader/commands/delete_runs.h"
#include "grader/report/printable.h"
#include "grader/report/table.h"
#include "grader/store/run_store.h"

namespace shellab {
namespace {

namespace json = boost::json;

std::string StateOf(const RunSummary& summary, bool chinese) {
  switch (summary.run.state) {
    case Run::State::kCollecting:
      return chinese ? "收集未完" : "not collected";
    case Run::State::kGrading:
      return chinese ? "未完成" : "unfinished";
    case Run::State::kFinished:
      break;
  }
  return chinese ? "完成" : "finished";
}

// What the run was made from, if from another.
std::string OriginOf(const Run& run, bool chinese) {
  if (!run.parent) return "";
  const std::string from = RunName(*run.parent);
  if (run.kind == Run::Kind::kRescore) return chinese ? from + " 重新计分" : "rescored " + from;
  return chinese ? from + " 重新评分" : "regraded " + from;
}

void PrintText(const RunStore& store, Language language) {
  const bool chinese = language == Language::kChinese;
  std::vector<std::vector<std::string>> rows;
  rows.push_back(chinese ? std::vector<std::string>{"批次", "实验集", "开始", "状态", "学员", "已评", "来自"}
                         : std::vector<std::string>{"RUN", "SET", "BEGUN", "STATE", "LEARNERS", "GRADED", "FROM"});
  store.ForEachRun([&](const RunSummary& summary) {
    const std::time_t begun = std::chrono::system_clock::to_time_t(summary.run.started_at);
    rows.push_back({RunName(summary.run.id), PrintableLine(summary.run.set),
                    fmt::format("{:%F %H:%M}", fmt::localtime(begun)), StateOf(summary, chinese),
                    fmt::format("{}", summary.learners), fmt::format("{}/{}", summary.graded, summary.answers),
                    OriginOf(summary.run, chinese)});
  });
  if (rows.size() == 1) {
    fmt::print("{}\n", chinese ? "还没有批次；开始：shellab grade --set SET PATH..."
                               : "There are no runs yet; begin one with: shellab grade --set SET PATH...");
    return;
  }
  fmt::print("{}", RenderTable(rows, {4, 5}));
}

void PrintJson(const RunStore& store) {
  json::array runs;
  store.ForEachRun([&](const RunSummary& summary) {
    const Run& run = summary.run;
    const auto begun = std::chrono::floor<std::chrono::seconds>(run.started_at);
    json::object object = {{"run", RunName(run.id)},
                           {"set", ValidUtf8(run.set)},
                           {"started_at", fmt::format("{:%FT%TZ}", fmt::gmtime(begun))},
                           {"state", StateName(run.state)},
                           {"learners", summary.learners},
                           {"answers", summary.answers},
                           {"graded", summary.graded}};
    if (run.parent) {
      object["parent"] = RunName(*run.parent);
      object["kind"] = run.kind == Run::Kind::kRescore ? "rescore" : "regrade";
    }
    runs.emplace_back(std::move(object));
  });
  fmt::print("{}\n", EscapeInvisible(json::serialize(json::value{{"format", 1}, {"runs", std::move(runs)}})));
}

}  // namespace

void AddRunsCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("runs", "List the runs of `grade --set`, or delete some");
  command->require_subcommand(0, 1);
  AddDeleteRuns(*command, context);
  const auto format = std::make_shared<std::string>("text");
  command->add_option("--format", *format, "text or json")->check(CLI::IsMember({"text", "json"}));
  command->callback([command, format, &context] {
    if (!command->get_subcommands().empty()) return;
    const RunStore store(context.state);
    if (*format == "json") {
      PrintJson(store);
    } else {
      PrintText(store, context.language);
    }
  });
}

}  // namespace shellab
