// shellab report, of a run that the test puts into the store itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grader/store/run_store.h"
#include "tests/grader/commands/program_run.h"
#include "tests/support/terminal.h"

namespace shellab {
namespace {

using testing::Files;
using ::testing::HasSubstr;

constexpr int kLabs = 20;

// A run of two learners who handed in nothing to twenty labs.
void MakeRun(const std::filesystem::path& state) {
  RunStore store(state);
  shellab::Run run;
  run.set = "many";
  run.title = {"Many labs", "许多实验"};
  run.set_text = "format = 1\n";
  run.seeds = "seed 42";
  std::vector<RunLab> labs;
  for (int i = 0; i < kLabs; ++i) labs.push_back({"lab-" + std::to_string(i), {"Lab", "实验"}, 10, 1, "d", "g"});
  const RunId id = store.Begin(run, labs);
  for (const char* learner : {"li", "wang"}) {
    Submission submission;
    submission.learner = learner;
    submission.answers.resize(kLabs);
    store.Add(id, submission, Attempts::kLatest);
  }
  store.EndCollection(id, {});
}

TEST(ReportOnATerminal, TheMatrixIsNoWiderThanThat) {
  const Files files;
  MakeRun(files.path() / ".state");
  const testing::Command command = testing::ShellabCommand(files, {"report", "r1"});
  const std::string whole = RunToEnd(command).out;
  EXPECT_THAT(whole, HasSubstr(" 19  20    Total\n")) << "what is no terminal has no width";
  testing::Command on_forty = command;
  on_forty.argv.insert(on_forty.argv.begin(), {"sh", "-c", "stty cols 40; exec \"$@\"", "sh"});
  testing::TerminalProgram narrow(on_forty);
  narrow.Await("Total");
  EXPECT_EQ(narrow.Wait(), 0);
  EXPECT_THAT(narrow.shown(), HasSubstr("  9  10\r\n"));
}

}  // namespace
}  // namespace shellab
