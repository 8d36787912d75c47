// shellab grade LAB FILE... | -c COMMAND | -, or --set SET PATH...: runs answers and reports what they earn.
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
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "grader/commands/context.h"
#include "grader/commands/session.h"
#include "grader/lab/find.h"
#include "grader/lab/loader.h"
#include "grader/lab/set.h"
#include "grader/report/class_report.h"
#include "grader/report/format.h"
#include "grader/report/output_file.h"
#include "grader/report/plan.h"
#include "grader/report/report.h"
#include "grader/submission/collect.h"
#include "grader/usage_error.h"
#include "sandbox/for_each.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

struct Options {
  std::vector<std::string> words;  // LAB FILE..., or with --set PATH...
  std::optional<std::string> set;
  std::string roster;
  bool plan = false;
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

Seeds SeedsOf(const Options& options) {
  return options.seed ? Seeds::From(*options.seed, Seeds::Purpose::kGrading) : Seeds::Random(Seeds::Purpose::kGrading);
}

RenderOptions RenderOf(const Options& options, const Context& context) {
  RenderOptions render;
  render.language = context.language;
  render.colour = context.colour && options.output == "-";
  return render;
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
  const Seeds seeds = SeedsOf(options);
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
  CheckOutput(options.format, answers.size() == 1, options.output);
  const RenderOptions render = RenderOf(options, context);
  Session session(context.state);
  context.exit_code = RunLoop([&] { return GradeAll(session, lab, options, answers, render); });
}

void Refuse(ClassCell& cell, const Unread& unread) {
  cell.status = unread.by_machine ? ClassCell::Status::kUnread : ClassCell::Status::kRefused;
  cell.reason = unread.reason;
}

// The matrix before anything was graded, without learners.
ClassReport EmptyClass(const LabSet& set) {
  ClassReport report;
  ClassHead& head = report.head();
  head.set = set.id;
  head.title = set.title;
  for (const SetLab& entry : set.labs)
    head.columns.push_back({entry.lab.id, entry.lab.title, entry.lab.MaxPoints(), entry.weight});
  return report;
}

int ExitCode(const ClassReport& report, bool strict) {
  bool error = false;
  bool unreadable = false;
  for (const ClassRow& row : report.rows) {
    for (const ClassCell& cell : row.cells) {
      error = error || cell.status == ClassCell::Status::kUnread || cell.report.status == Report::Status::kError;
      unreadable =
          unreadable || cell.status == ClassCell::Status::kRefused || cell.report.status == Report::Status::kLabError;
    }
  }
  if (error) return 3;
  if (unreadable) return 2;
  const bool lost = std::any_of(report.rows.begin(), report.rows.end(), [&](const ClassRow& row) {
    return report.head().Total(row).value_or(0) < report.head().MaxTotal();
  });
  return lost && strict ? 1 : 0;
}

// One answer of a class.
struct Task {
  const Lab* lab = nullptr;
  Answer answer;
  std::size_t row = 0;
  std::size_t column = 0;
};

// Adds the learner's row, and a task for the last attempt at each lab.
void AddLearner(const LabSet& set, Submission submission, ClassReport& report, std::vector<Task>& tasks) {
  ClassRow row;
  row.learner = submission.learner;
  row.name = submission.name;
  row.email = submission.email;
  row.id = submission.id;
  row.notes = submission.notes;
  for (std::size_t i = 0; i < set.labs.size(); ++i) {
    ClassCell& cell = row.cells.emplace_back();
    if (submission.unread) Refuse(cell, *submission.unread);
    std::vector<HandedIn>& attempts = submission.answers[i];
    if (attempts.empty()) continue;
    HandedIn& last = attempts.back();
    cell.file = last.name;
    cell.attempts = static_cast<int>(attempts.size());
    if (last.unread) {
      Refuse(cell, *last.unread);
    } else {
      tasks.push_back({&set.labs[i].lab, AnswerFrom(submission.learner, last), report.rows.size(), i});
    }
  }
  report.rows.push_back(std::move(row));
}

asio::awaitable<int> GradeClass(Session& session, const LabSet& set, const Options& options, ClassReport& report,
                                const std::vector<Task>& tasks, const RenderOptions& render) {
  const Seeds seeds = SeedsOf(options);
  // A large class's matrix needs neither what its answers printed nor what each check found.
  const bool only_points = options.format == "text" && report.rows.size() > 1;
  const std::function<asio::awaitable<void>(std::size_t)> grade = [&](std::size_t i) -> asio::awaitable<void> {
    const Task& task = tasks[i];
    ClassCell& cell = report.rows[task.row].cells[task.column];
    cell.report = co_await Grade(session.runner, *task.lab, seeds, task.answer);
    cell.report.set = set.id;
    cell.status = ClassCell::Status::kReported;
    if (!only_points) co_return;
    cell.report.checks.clear();
    cell.report.runs.clear();
  };
  co_await ForEach(tasks.size(), options.jobs, grade);
  WriteReport(options.format, report, render, options.output);
  co_return ExitCode(report, options.strict);
}

int PrintPlan(const LabSet& set, const Options& options, const CollectOptions& collect, const RenderOptions& render) {
  Plan plan;
  plan.set = set.id;
  plan.labs.assign(collect.labs.begin(), collect.labs.end());
  plan.notes = Collect({options.words.begin(), options.words.end()}, collect,
                       [&plan](const Submission& submission) { plan.Add(submission); });
  fmt::print("{}", options.format == "json" ? RenderJson(plan, render) : RenderText(plan, render));
  return plan.IsReadable() ? 0 : 2;
}

void GradeSet(const Options& options, Context& context) {
  const auto roots = LabRoots(context.labs);
  const LabSet set = LoadSet(FindSet(roots, *options.set), roots);
  if (options.words.empty()) throw UsageError("name what was handed in: files, folders or archives");
  CollectOptions collect;
  for (const SetLab& entry : set.labs) collect.labs.push_back(entry.lab.id);
  collect.roster = options.roster;
  const RenderOptions render = RenderOf(options, context);
  if (options.plan) {
    context.exit_code = PrintPlan(set, options, collect, render);
    return;
  }
  ClassReport report = EmptyClass(set);
  std::vector<Task> tasks;
  report.head().notes = Collect({options.words.begin(), options.words.end()}, collect,
                                [&](Submission submission) { AddLearner(set, std::move(submission), report, tasks); });
  Session session(context.state);
  context.exit_code = RunLoop([&] { return GradeClass(session, set, options, report, tasks, render); });
}

}  // namespace

void AddGradeCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("grade", "Grade answers to a lab");
  const auto options = std::make_shared<Options>();
  command
      ->add_option("LAB", options->words,
                   "A lab (its name, see `shellab list`, or its folder) and scripts that answer it, - for standard "
                   "input. With --set what a class handed in: scripts, folders or archives, a learner's or all "
                   "learners', exports of Moodle, Canvas and GitHub Classroom")
      ->type_name("FILE");
  auto* set = command->add_option("--set", options->set, "Grade all labs of this set: its name or its file");
  command->add_option("--roster", options->roster, "The list of who takes the course: CSV with headings")
      ->needs(set)
      ->type_name("FILE");
  command->add_flag("--plan", options->plan, "Print what would be graded, and what is wrong with it")->needs(set);
  command->add_option("-c", options->command, "Grade this command line")->type_name("COMMAND")->excludes(set);
  command->add_option("--seed", options->seed, "Generate the data from this number instead of a fresh secret");
  command->add_option("--format", options->format, "How the report is written")->check(CLI::IsMember(FormatNames()));
  command
      ->add_option("-o,--output", options->output,
                   "Where it is written: a file, - for standard output, a folder for a file a learner")
      ->type_name("PATH");
  command->add_option("-j,--jobs", options->jobs, "How many answers run at the same time")->check(CLI::Range(1, 1024));
  command->add_flag("--strict", options->strict, "With several answers, exit with 1 when any lost points");
  command->callback([options, &context] {
    if (options->set) {
      GradeSet(*options, context);
    } else {
      GradeLab(*options, context);
    }
  });
}

}  // namespace shellab
