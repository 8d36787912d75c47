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
#include "grader/store/shared_results.h"

namespace shellab {

// How a run's results are shown.
struct Rendering {
  std::string format = "text";
  std::filesystem::path to = "-";  // as WriteReport has it
  bool strict = false;             // exit with 1 when any learner lost points
};

// What a run keeps of each lab of its set.
std::vector<RunLab> RunLabsOf(const LabSet& set);

// Where the labs of a run are looked for: where --labs and the environment say, else where the run found them. Throws
// UsageError.
std::vector<std::filesystem::path> RootsOf(const Run& run, const Context& context);

// The set of a run as it was when the run began, with its labs, looked for in RootsOf, as they are now. Throws
// AuthorError, UsageError.
LabSet SetOf(const Run& run, const Context& context);

// What this machine would grade the set with, which those who share results compare. Throws HostError where an image is
// missing.
GradingMeans MeansOf(const LabSet& set, const Context& context);

// How a run's report can be written depends on them (CheckOutput).
std::size_t LearnersOf(const RunStore& store, RunId run);

// What to do with a run that cannot go on as it began, as the end of a sentence that says why.
std::string GradedAnew(const Run& run);

// Throws UsageError where one of `labs` (their positions) is not what it was when the run began: one run grades all
// learners alike.
void RequireUnchanged(const RunStore& store, const Run& run, const LabSet& set, const std::vector<std::size_t>& labs);

// The options --format, -o and --strict of the commands that render a run.
void AddRendering(CLI::App& command, Rendering& rendering);

// Says on standard error, in the caller's language.
void Tell(const Context& context, const Text& text);

// Grades all of the run that has no result, at most `jobs` answers at the same time, says on standard error what came
// of it, and renders it, which CheckOutput has allowed. Sets context.exit_code; on a signal the run stays as it is, and
// how it goes on is said. The run must be locked and collected.
void GradeRun(RunStore& store, const Run& run, const LabSet& set, std::size_t jobs, const Rendering& rendering,
              Context& context);

// Renders and returns the exit code: 3 if anything was not graded for the machine's fault, 2 if for a lab's or a
// submission's, else 0, or 1 where `strict` and points were lost.
int Render(const StoredResults& results, const Rendering& rendering, const Context& context);

}  // namespace shellab
