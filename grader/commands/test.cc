// shellab test [LAB...]: proves that a lab grades what it says. On fresh seeds its solution earns every point, an empty
// answer none, and each wrong answer loses exactly the checks that its first line names; and neither its data nor its
// solution depend on the day or the machine.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "grader/commands/context.h"
#include "grader/commands/session.h"
#include "grader/kernel.h"
#include "grader/lab/find.h"
#include "grader/lab/loader.h"
#include "grader/proof.h"
#include "sandbox/for_each.h"
#include "sandbox/os/error.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

struct Options {
  std::vector<std::string> labs;
  int repeat = 1;
  std::size_t jobs = std::max(1U, std::thread::hardware_concurrency());
};

struct Tried {
  Trial trial;
  std::string fault;  // what was not as it must be; empty when it was
};

asio::awaitable<int> TestAll(Session& session, std::vector<Tried>& all, const Options& options) {
  bool machine_failed = false;
  for (int round = 0; round < options.repeat; ++round) {
    const Seeds seeds = Seeds::Random(Seeds::Purpose::kGrading);
    co_await ForEach(all.size(), options.jobs, [&](std::size_t i) -> asio::awaitable<void> {
      Tried& tried = all[i];
      if (!tried.fault.empty()) co_return;
      Verdict verdict = co_await Try(session.runner, tried.trial, seeds);
      machine_failed = machine_failed || verdict.machine_failed;
      tried.fault = std::move(verdict.fault);
    });
  }
  co_return machine_failed ? 3 : 0;
}

// Prints a line a lab, and what is wrong with it. Returns whether all was well.
bool PrintVerdicts(const std::vector<Lab>& labs, const std::vector<Tried>& all, int repeat) {
  bool good = true;
  for (const Lab& lab : labs) {
    std::size_t count = 0;
    std::string faults;
    for (const auto& [trial, fault] : all) {
      if (trial.lab != &lab) continue;
      if (trial.kind == Trial::Kind::kAnswer || trial.kind == Trial::Kind::kNothing) ++count;
      if (!fault.empty()) faults += fmt::format("  {}: {}\n", (lab.folder / trial.name).native(), fault);
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
  // Nobody asked for this very lab where none was named, and no change of it could make it run here.
  constexpr int kMachine = 3;
  std::erase_if(labs, [&](const Lab& lab) {
    const Text missing = MissingFor(lab);
    if (missing.empty()) return false;
    fmt::print("none {}: cannot run here: {}\n", lab.id, missing.en);
    if (!options.labs.empty()) context.exit_code = kMachine;
    return true;
  });
  if (labs.empty()) return;
  std::vector<Tried> all;
  for (const Lab& lab : labs)
    for (Trial& trial : TrialsOf(lab)) all.push_back({std::move(trial), ""});
  Session session(context.state);
  const int code = RunLoop([&] { return TestAll(session, all, options); });
  if (code > 128) {
    context.exit_code = code;
    return;
  }
  const bool good = PrintVerdicts(labs, all, options.repeat);
  if (!good && context.exit_code != kMachine) context.exit_code = 2;
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
