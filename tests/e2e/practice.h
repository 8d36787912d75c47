// A person at a terminal, who practises. Used by the tests of practice.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/program.h"
#include "tests/support/terminal.h"

namespace shellab::testing {

class PracticeTest : public ::testing::Test {
 protected:
  TerminalProgram Start(const std::string& lab) const { return Run({"start", lab}); }
  TerminalProgram Run(const std::vector<std::string>& args) const {
    Command command = Shellab(state_, args);
    command.env.emplace_back("NO_COLOR=1");
    return TerminalProgram(command);
  }

  static constexpr char kPrompt[] = "student@lab:~$ ";
  OwnState state_;
};

}  // namespace shellab::testing
