// What every command shares: the global options and the exit code. Each command is one file that adds itself to the
// command line (Add<Name>Command) and runs from CLI11's callback.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "grader/report/report.h"
#include "grader/text.h"

namespace CLI {
class App;
}

namespace shellab {

struct Context {
  std::vector<std::filesystem::path> labs;  // --labs, in order
  Language language = Language::kEnglish;   // --lang, else LC_ALL, LC_MESSAGES, LANG
  bool language_is_asked = false;           // by --lang
  bool colour = false;                      // standard output is a terminal and NO_COLOR is unset
  std::size_t columns = 0;                  // of the terminal that standard output is, else 0
  std::filesystem::path state;              // the state folder (images, layers)
  int exit_code = 0;                        // what main returns
  int failure_code = 3;                     // what main returns when this machine could not

  // How a report is rendered that goes to `to` (WriteReport): for a terminal only where that is standard output.
  RenderOptions RenderingTo(const std::filesystem::path& to) const;
};

void AddAttachCommand(CLI::App& app, Context& context);
void AddCompareCommand(CLI::App& app, Context& context);
void AddCompletionCommand(CLI::App& app, Context& context);
void AddDoctorCommand(CLI::App& app, Context& context);
void AddGradeCommand(CLI::App& app, Context& context);
void AddImageCommand(CLI::App& app, Context& context);
void AddListCommand(CLI::App& app, Context& context);
void AddNewCommand(CLI::App& app, Context& context);
void AddManCommand(CLI::App& app, Context& context);
void AddNextCommand(CLI::App& app, Context& context);
void AddOverrideCommand(CLI::App& app, Context& context);
void AddProgressCommand(CLI::App& app, Context& context);
void AddRegradeCommand(CLI::App& app, Context& context);
void AddReplayCommand(CLI::App& app, Context& context);
void AddReportCommand(CLI::App& app, Context& context);
void AddRescoreCommand(CLI::App& app, Context& context);
void AddRunCommand(CLI::App& app, Context& context);
void AddRunsCommand(CLI::App& app, Context& context);
void AddShellCommand(CLI::App& app, Context& context);
void AddShowCommand(CLI::App& app, Context& context);
void AddStartCommand(CLI::App& app, Context& context);
void AddTestCommand(CLI::App& app, Context& context);

// Prints what may stand at the end of a line, for the scripts of AddCompletionCommand: what the shell lists itself
// ("files", "folders" or "words"), then a line for each candidate with what it is after a tab. Throws what stands in
// the way.
void PrintCompletions(const CLI::App& app, const std::vector<std::string>& words, const Context& context);

// Reads the command line, runs the command it names and returns the exit code. Throws what the command throws;
// `failure_code` says what a HostError means for it.
int RunCommandLine(int argc, char** argv, int& failure_code);

}  // namespace shellab
