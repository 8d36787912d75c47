// Runs the real shellab without an image or an engine. Used by the tests of the commands that need neither.
#pragma once

#include <string>
#include <vector>

#include "tests/support/lab_files.h"
#include "tests/support/program.h"

namespace shellab::testing {

// The program with `args`, an empty state folder and the labs below `files`.
inline Command ShellabCommand(const Files& files, std::vector<std::string> args) {
  Command command;
  command.argv = std::move(args);
  command.argv.insert(command.argv.begin(), ProgramPath());
  command.env = {"SHELLAB_STATE=" + (files.path() / ".state").native(), "SHELLAB_LABS=" + files.path().native(),
                 "LC_ALL=C.UTF-8", "XDG_STATE_HOME=" + (files.path() / ".progress").native()};
  return command;
}

inline Ended RunShellab(const Files& files, std::vector<std::string> args) {
  return RunToEnd(ShellabCommand(files, std::move(args)));
}

}  // namespace shellab::testing
