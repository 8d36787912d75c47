// What the commands on runs share: grading what a run has left to grade, and rendering it. Used by `grade --set`,
// `regrade`, `rescore` and `report`.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "grader/commands/context.h"
#include "grader/lab/set.h"
#include "grader/store/results.h"
#include "grader/store/run_store.h"

namespace shellab {

// How a run's results are shown.
struct Rendering {
  std::string format = "text";
  std::filesystem::path to = "-";  // as WriteReport has it
  bool strict = false;             // exit with 1 when any learner lost points
};

// What a run keeps of each lab of its set.
std::vector<RunLab> RunLabsOf(const LabSet& set);

// The set of a run as it was when the run began, with its labs as they are now. Labs are looked for where --labs and
// the environment say, else where the run found them. Throws AuthorError, UsageError.
LabSet SetOf(const Run& run, const Context& context);

// The options --format, -o and --strict of the commands that render a run.
void AddRendering(CLI::App& command, Rendering& rendering);

// Says on standard error, in the caller's language.
void Tell(const Context& context, const Text& text);

// Grades all of the run that has no result, at most `jobs` answers at the same time, says on standard error what came
// of it, and renders it. Sets context.exit_code; on a signal the run stays as it is, and how it goes on is said. The
// run must be locked and collected.
void GradeRun(RunStore& store, const Run& run, const LabSet& set, std::size_t jobs, const Rendering& rendering,
              Context& context);

// Renders and returns the exit code: 3 if anything was not graded for the machine's fault, 2 if for a lab's or a
// submission's, else 0, or 1 where `strict` and points were lost.
int Render(const StoredResults& results, const Rendering& rendering, const Context& context);

}  // namespace shellab
