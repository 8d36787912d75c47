// shellab test [LAB...]: proves that a lab grades what it says. On fresh seeds its solution earns every point, an empty
// answer none, and each wrong answer loses exactly the checks that its first line names.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "grader/commands/context.h"
#include "grader/commands/session.h"
#include "grader/grade.h"
#include "grader/lab/find.h"
#include "grader/lab/loader.h"
#include "grader/report/report.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

struct Options {
  std::vector<std::string> labs;
  int repeat = 1;
  std::size_t jobs = std::max(1U, std::thread::hardware_concurrency());
};

// One script of a lab and what grading it must give.
struct Trial {
  const Lab* lab = nullptr;
  std::string name;  // "solution", "an empty answer", "wrong/fixed-column.sh"
  Answer answer;
  std::set<std::string> loses;
  std::string fault;  // what was not as it must be; empty when it was
};

std::vector<Trial> TrialsOf(const Lab& lab) {
  std::set<std::string> all;
  for (const CheckSpec& check : lab.checks) all.insert(check.id);
  std::vector<Trial> trials;
  trials.push_back({&lab, "solution.sh", {"solution", ReadFile(lab.solution)}, {}, ""});
  trials.push_back({&lab, "an empty answer", {"nothing", ""}, std::move(all), ""});
  for (const WrongAnswer& wrong : lab.wrong)
    trials.push_back({&lab,
                      "wrong/" + wrong.name + ".sh",
                      {wrong.name, ReadFile(wrong.file)},
                      {wrong.loses.begin(), wrong.loses.end()},
                      ""});
  return trials;
}

// The checks that did not pass, or a fault when the report is none.
std::string FaultOf(const Trial& trial, const Report& report) {
  if (report.status != Report::Status::kGraded) return report.error;
  std::set<std::string> lost;
  std::string details;
  for (const CheckReport& check : report.checks) {
    if (check.status == CheckStatus::kPassed) continue;
    lost.insert(check.id);
    details += fmt::format("\n    {}: {}", check.id, check.message.en.empty() ? check.reason.en : check.message.en);
  }
  if (lost == trial.loses) return "";
  const auto list = [](const std::set<std::string>& ids) {
    return ids.empty() ? std::string("nothing") : fmt::format("{}", fmt::join(ids, " "));
  };
  std::string fault = fmt::format("must lose {}, but lost {}", list(trial.loses), list(lost));
  if (report.max_points > 0) fault += fmt::format(" ({}/{} points)", report.points, report.max_points);
  fault += details;
  for (const RunReport& run : report.runs) fault += fmt::format("\n    seed {}", run.seed);
  return fault;
}

asio::awaitable<int> TestAll(Session& session, std::vector<Trial>& trials, const Options& options) {
  bool machine_failed = false;
  for (int round = 0; round < options.repeat; ++round) {
    const Seeds seeds = Seeds::Random(Seeds::Purpose::kGrading);
    co_await ForEach(trials.size(), options.jobs, [&](std::size_t i) -> asio::awaitable<void> {
      Trial& trial = trials[i];
      if (!trial.fault.empty()) co_return;
      const Report report = co_await Grade(session.runner, *trial.lab, seeds, trial.answer);
      machine_failed = machine_failed || report.status == Report::Status::kError;
      trial.fault = FaultOf(trial, report);
    });
  }
  co_return machine_failed ? 3 : 0;
}

// Prints a line a lab, and what is wrong with it. Returns whether all was well.
bool PrintVerdicts(const std::vector<Lab>& labs, const std::vector<Trial>& trials, int repeat) {
  bool good = true;
  for (const Lab& lab : labs) {
    std::size_t count = 0;
    std::string faults;
    for (const Trial& trial : trials) {
      if (trial.lab != &lab) continue;
      ++count;
      if (!trial.fault.empty()) faults += fmt::format("  {}: {}\n", (lab.folder / trial.name).native(), trial.fault);
    }
    const std::string times = repeat > 1 ? fmt::format(", {} times", repeat) : "";
    fmt::print("{} {}: {} answers on fresh seeds{}\n{}", faults.empty() ? "ok  " : "FAIL", lab.id, count, times,
               faults);
    good = good && faults.empty();
  }
  return good;
}

void Test(const Options& options, Context& context) {
  const auto roots = LabRoots(context.labs);
  std::vector<std::filesystem::path> folders;
  for (const std::string& name : options.labs) folders.push_back(FindLab(roots, name));
  if (folders.empty()) folders = FindLabs(roots);
  std::vector<Lab> labs;
  labs.reserve(folders.size());
  for (const auto& folder : folders) {
    try {
      labs.push_back(LoadLab(folder));
    } catch (const AuthorError& error) {  // the others are still tested
      fmt::print("FAIL {}\n{}\n", folder.filename().native(), error.what());
      context.exit_code = 2;
    }
  }
  std::vector<Trial> trials;
  for (const Lab& lab : labs)
    for (Trial& trial : TrialsOf(lab)) trials.push_back(std::move(trial));
  Session session(context.state);
  const int code = RunLoop([&] { return TestAll(session, trials, options); });
  if (code > 128) {
    context.exit_code = code;
    return;
  }
  const bool good = PrintVerdicts(labs, trials, options.repeat);
  if (!good) context.exit_code = 2;
  if (code != 0) context.exit_code = code;
}

}  // namespace

void AddTestCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("test", "Prove that labs grade what they say");
  const auto options = std::make_shared<Options>();
  command->add_option("LAB", options->labs, "Labs by name or folder; all when none is given");
  command->add_option("--repeat", options->repeat, "So many times, each on fresh seeds")->check(CLI::Range(1, 10000));
  command->add_option("-j,--jobs", options->jobs, "How many answers run at the same time")->check(CLI::Range(1, 1024));
  command->callback([options, &context] { Test(*options, context); });
}

}  // namespace shellab
