// shellab grade LAB FILE... | -c COMMAND | -: runs answers and reports what they earn.
#include "grader/grade.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "grader/commands/context.h"
#include "grader/commands/session.h"
#include "grader/lab/find.h"
#include "grader/lab/loader.h"
#include "grader/report/report.h"
#include "grader/usage_error.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

struct Options {
  std::string lab;
  std::vector<std::string> files;
  std::optional<std::string> command;
  std::optional<std::int64_t> seed;
  std::string format = "text";
  bool strict = false;
  std::size_t jobs = std::max(1U, std::thread::hardware_concurrency());
};

std::vector<Answer> ReadAnswers(const Options& options) {
  std::vector<Answer> answers;
  if (options.command) answers.push_back(CommandAnswer(*options.command));
  for (const std::string& file : options.files) answers.push_back(ReadAnswer(file));
  if (answers.empty())
    throw UsageError("no answer was given: name a script, or `-` for standard input, or use -c 'COMMAND'");
  return answers;
}

int ExitCode(const std::vector<Report>& reports, bool strict) {
  const auto any = [&reports](auto&& holds) { return std::any_of(reports.begin(), reports.end(), holds); };
  if (any([](const Report& report) { return report.status == Report::Status::kError; })) return 3;
  if (any([](const Report& report) { return report.status == Report::Status::kLabError; })) return 2;
  const bool lost = any([](const Report& report) { return report.points < report.max_points; });
  return lost && (strict || reports.size() == 1) ? 1 : 0;
}

void Print(const std::vector<Report>& reports, const std::string& format, const RenderOptions& render) {
  std::string text;
  if (format == "json") {
    text = reports.size() == 1 ? RenderJson(reports.front(), render) : RenderJson(reports, render);
  } else {
    for (const Report& report : reports) text += RenderText(report, render) + "\n";
    if (reports.size() > 1) text += RenderTextSummary(reports, render);
  }
  fmt::print("{}", text);
}

asio::awaitable<int> GradeAll(Session& session, const Lab& lab, const Options& options,
                              const std::vector<Answer>& answers, const RenderOptions& render) {
  const Seeds seeds = options.seed ? Seeds::From(*options.seed, Seeds::Purpose::kGrading)
                                   : Seeds::Random(Seeds::Purpose::kGrading);
  std::vector<Report> reports(answers.size());
  co_await ForEach(answers.size(), options.jobs, [&](std::size_t i) -> asio::awaitable<void> {
    reports[i] = co_await Grade(session.runner, lab, seeds, answers[i]);
  });
  Print(reports, options.format, render);
  co_return ExitCode(reports, options.strict);
}

void Run(const Options& options, Context& context) {
  const Lab lab = LoadLab(FindLab(LabRoots(context.labs), options.lab));
  const std::vector<Answer> answers = ReadAnswers(options);
  const RenderOptions render{context.language, context.colour};
  Session session(context.state);
  context.exit_code = RunLoop([&] { return GradeAll(session, lab, options, answers, render); });
}

}  // namespace

void AddGradeCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("grade", "Grade answers to a lab");
  const auto options = std::make_shared<Options>();
  command->add_option("LAB", options->lab, "The lab: its name (see `shellab list`) or its folder")->required();
  auto* files = command->add_option("FILE", options->files, "Scripts to grade; - reads one from standard input");
  command->add_option("-c", options->command, "Grade this command line")->excludes(files)->type_name("COMMAND");
  command->add_option("--seed", options->seed, "Generate the data from this number instead of a fresh secret");
  command->add_option("--format", options->format, "text or json")->check(CLI::IsMember({"text", "json"}));
  command->add_option("-j,--jobs", options->jobs, "How many answers run at the same time")->check(CLI::Range(1, 1024));
  command->add_flag("--strict", options->strict, "With several answers, exit with 1 when any lost points");
  command->callback([options, &context] { Run(*options, context); });
}

}  // namespace shellab
