// shellab grade --set SET PATH... and --resume RUN: a class's submissions become a run, which is graded and rendered.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "grader/commands/class_run.h"
#include "grader/commands/context.h"
#include "grader/lab/seed.h"

namespace shellab {

struct SetToGrade {
  std::string set;                 // its name or its file
  std::vector<std::string> paths;  // of the submissions
  std::string roster;              // a file, or empty
  std::optional<Seeds> seeds;      // those that were asked for
  bool fresh = false;
  std::string share;  // a folder in which shellabs share results, or empty
};

// Collects the submissions into a new run, says its name on standard error, and grades it (GradeRun).
void GradeSet(const SetToGrade& what, std::size_t jobs, const Rendering& rendering, Context& context);

// Prints what would be graded, as text or JSON, and runs nothing; `exit_code` is 2 where something could not be read.
void PrintPlan(const SetToGrade& what, const Rendering& rendering, Context& context);

// Goes on with the run of that name, or with the last that is not finished where it is empty.
void ResumeRun(const std::string& name, std::size_t jobs, const Rendering& rendering, Context& context);

}  // namespace shellab
