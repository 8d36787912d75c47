// shellab grade LAB FILE... | -c COMMAND | -: runs answers and reports what they earn. With --set or --resume: a
// class's, see grade_set.h.
#include "grader/grade.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <thread>
#include <vector>

#include "grader/commands/context.h"
#include "grader/commands/grade_set.h"
#include "grader/commands/session.h"
#include "grader/lab/find.h"
#include "grader/lab/loader.h"
#include "grader/report/class_report.h"
#include "grader/report/format.h"
#include "grader/report/output_file.h"
#include "grader/report/report.h"
#include "grader/usage_error.h"
#include "sandbox/for_each.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

struct Options {
  std::vector<std::string> words;  // LAB FILE..., or with --set FOLDER...
  std::optional<std::string> set;
  std::optional<std::string> resume;
  std::string roster;
  bool plan = false;
  bool fresh = false;
  std::string share;
  std::optional<std::string> command;
  std::optional<std::int64_t> seed;
  std::string format = "text";
  std::filesystem::path output = "-";
  bool strict = false;
  std::size_t jobs = std::max(1U, std::thread::hardware_concurrency());
};

// An answer from a file. One that is named after the lab belongs to the learner whom its folder is named after, as in a
// class's folders.
Answer AnswerOf(const std::string& file, const std::string& lab) {
  Answer answer = ReadAnswer(file);
  if (answer.learner == lab)
    answer.learner = std::filesystem::absolute(file).lexically_normal().parent_path().filename();
  if (answer.learner.empty()) answer.learner = lab;
  return answer;
}

std::vector<Answer> ReadAnswers(const Options& options, const std::string& lab) {
  if (options.command && options.words.size() > 1) throw UsageError("-c is the answer: no file goes with it");
  std::vector<Answer> answers;
  if (options.command) answers.push_back(CommandAnswer(*options.command));
  for (std::size_t i = 1; i < options.words.size(); ++i) answers.push_back(AnswerOf(options.words[i], lab));
  if (answers.empty())
    throw UsageError("no answer was given: name a script, or `-` for standard input, or use -c 'COMMAND'");
  return answers;
}

std::optional<Seeds> SeedsOf(const Options& options) {
  if (!options.seed) return std::nullopt;
  return Seeds::From(*options.seed, Seeds::Purpose::kGrading);
}

int ExitCode(const std::vector<Report>& reports, bool strict) {
  const auto any = [&reports](auto&& holds) { return std::any_of(reports.begin(), reports.end(), holds); };
  if (any([](const Report& report) { return report.status == Report::Status::kError; })) return 3;
  if (any([](const Report& report) { return report.status == Report::Status::kLabError; })) return 2;
  const bool lost = any([](const Report& report) { return report.points < report.max_points; });
  return lost && (strict || reports.size() == 1) ? 1 : 0;
}

void WriteReports(const std::vector<Report>& reports, const Options& options, const RenderOptions& render) {
  std::string text;
  if (options.format == "json") {
    text = reports.size() == 1 ? RenderJson(reports.front(), render) : RenderJson(reports, render);
  } else if (options.format == "text") {
    for (const Report& report : reports) text += RenderText(report, render) + "\n";
    if (reports.size() > 1) text += RenderTextSummary(reports, render);
  } else {
    WriteReport(options.format, ClassOf(reports), render, options.output);
    return;
  }
  const Writer write = [&text](std::ostream& out) { out << text; };
  WriteOutput(options.output, write);
}

asio::awaitable<int> GradeAll(Session& session, const Lab& lab, const Options& options,
                              const std::vector<Answer>& answers, const RenderOptions& render) {
  const Seeds seeds = SeedsOf(options).value_or(Seeds::Random(Seeds::Purpose::kGrading));
  std::vector<Report> reports(answers.size());
  co_await ForEach(answers.size(), options.jobs, [&](std::size_t i) -> asio::awaitable<void> {
    reports[i] = co_await Grade(session.runner, lab, seeds, answers[i]);
  });
  WriteReports(reports, options, render);
  co_return ExitCode(reports, options.strict);
}

void GradeLab(const Options& options, Context& context) {
  if (options.words.empty()) throw UsageError("name a lab and the answers to it, or --set and folders of answers");
  const Lab lab = LoadLab(FindLab(LabRoots(context.labs), options.words.front()));
  const std::vector<Answer> answers = ReadAnswers(options, lab.id);
  CheckOutput(options.format, answers.size(), options.output);
  const RenderOptions render = context.RenderingTo(options.output);
  Session session(context.state);
  context.exit_code = RunLoop([&] { return GradeAll(session, lab, options, answers, render); });
}

}  // namespace

void AddGradeCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("grade", "Grade answers to a lab, or a class's to a set of labs");
  const auto options = std::make_shared<Options>();
  command
      ->add_option("LAB", options->words,
                   "A lab (its name, see `shellab list`, or its folder) and scripts that answer it, - for standard "
                   "input. With --set what a class handed in: scripts, folders or archives, a learner's or all "
                   "learners', exports of Moodle, Canvas and GitHub Classroom")
      ->type_name("FILE");
  auto* set =
      command->add_option("--set", options->set, "Grade all labs of this set: its name or its file")->type_name("SET");
  auto* resume = command
                     ->add_option("--resume", options->resume,
                                  "Go on with a run of a set that was ended: its name (see `shellab runs`), or the "
                                  "last that is not finished. What was not graded is tried again")
                     ->type_name("RUN")
                     ->expected(0, 1)
                     ->excludes(set);
  command->add_option("--roster", options->roster, "With --set: the list of who takes the course, CSV with headings")
      ->type_name("FILE")
      ->needs(set);
  command->add_flag("--plan", options->plan, "With --set: print what would be graded, and what is wrong with it")
      ->needs(set);
  command->add_flag("--fresh", options->fresh, "With --set: run every answer, also where an equal one has a result")
      ->needs(set);
  command
      ->add_option("--share", options->share,
                   "With --set: share results through this folder with every shellab that is given it for the same "
                   "class, on any machine: what one of them has graded, the others take")
      ->type_name("DIR")
      ->needs(set);
  command->add_option("-c", options->command, "Grade this command line")
      ->type_name("COMMAND")
      ->excludes(set)
      ->excludes(resume);
  command->add_option("--seed", options->seed, "Generate the data from this number instead of a fresh secret")
      ->excludes(resume);
  command->add_option("--format", options->format, "How the report is written")->check(CLI::IsMember(FormatNames()));
  command
      ->add_option("-o,--output", options->output,
                   "Where it is written: a file, - for standard output, a folder for a file a learner")
      ->type_name("PATH");
  command->add_option("-j,--jobs", options->jobs, "How many answers run at the same time")->check(CLI::Range(1, 1024));
  command->add_flag("--strict", options->strict, "With several answers, exit with 1 when any lost points");
  command->callback([options, &context] {
    const Rendering rendering{options->format, options->output, options->strict};
    if (options->resume) {
      if (!options->words.empty()) throw UsageError("--resume goes on with what the run has: name no folders");
      ResumeRun(*options->resume, options->jobs, rendering, context);
    } else if (options->set) {
      const SetToGrade set{*options->set,     options->words, options->roster,
                           SeedsOf(*options), options->fresh, options->share};
      if (options->plan) {
        PrintPlan(set, rendering, context);
      } else {
        GradeSet(set, options->jobs, rendering, context);
      }
    } else {
      GradeLab(*options, context);
    }
  });
}

}  // namespace shellab
