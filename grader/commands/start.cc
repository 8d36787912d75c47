// shellab start LAB: a shell in the lab for practice.
#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>

#include "grader/commands/context.h"
#include "grader/commands/session.h"
#include "grader/kernel.h"
#include "grader/lab/find.h"
#include "grader/lab/loader.h"
#include "grader/practice/session.h"
#include "grader/terminal/user_terminal.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

struct Options {
  std::string lab;
  std::optional<std::int64_t> seed;
};

asio::awaitable<int> Practise(PracticeSession& practice, UserTerminal& terminal) {
  co_await practice.Run(terminal);
  co_return 0;
}

void StartLab(const Options& options, Context& context) {
  const Lab lab = LoadLab(FindLab(LabRoots(context.labs), options.lab));
  RequireKernelOf(lab);
  constexpr auto kPurpose = Seeds::Purpose::kPractice;
  const Seeds seeds = options.seed ? Seeds::From(*options.seed, kPurpose) : Seeds::Random(kPurpose);
  UserTerminal terminal;
  Session session(context.state);
  session.runner.ImageOf(lab);  // says now if it is missing
  PracticeSession practice(session.runner, lab, seeds, {context.language, context.colour},
                           {TerminalColumns(), context.colour});
  context.exit_code = RunLoop([&] { return Practise(practice, terminal); });
}

}  // namespace

void AddStartCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("start", "Practise: a shell in a lab that says what is right");
  const auto options = std::make_shared<Options>();
  command->add_option("LAB", options->lab, "The lab: its name (see `shellab list`) or its folder")->required();
  command->add_option("--seed", options->seed, "Generate the data from this number instead of a fresh secret");
  command->callback([options, &context] { StartLab(*options, context); });
}

}  // namespace shellab
