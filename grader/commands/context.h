// What every command shares: the global options and the exit code. Each command is one file that adds itself to the
// command line (Add<Name>Command) and runs from CLI11's callback.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "grader/text.h"

namespace CLI {
class App;
}

namespace shellab {

struct Context {
  std::vector<std::filesystem::path> labs;  // --labs, in order
  Language language = Language::kEnglish;   // --lang, else LC_ALL, LC_MESSAGES, LANG
  bool colour = false;                      // standard output is a terminal and NO_COLOR is unset
  std::filesystem::path state;              // the state folder (images, layers)
  int exit_code = 0;                        // what main returns
};

void AddGradeCommand(CLI::App& app, Context& context);
void AddImageCommand(CLI::App& app, Context& context);
void AddListCommand(CLI::App& app, Context& context);
void AddRunCommand(CLI::App& app, Context& context);
void AddShowCommand(CLI::App& app, Context& context);
void AddTestCommand(CLI::App& app, Context& context);

// The folder that came with the program and holds `labs/` and `fixtures/`: the nearest one above the executable. Throws
// HostError when there is none.
std::filesystem::path ProgramFolder();

}  // namespace shellab
