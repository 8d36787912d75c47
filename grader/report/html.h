// A class's report as one HTML file for teachers, which opens offline in any browser: the matrix, how totals are
// distributed, what was not understood, and every learner's results. Called by the registry of formats.
#pragma once

#include <ostream>

#include "grader/report/class_report.h"

namespace shellab {

// Writes the page, in the language of `options`, a learner at a time: what it keeps is a fingerprint a distinct result.
// The page asks for nothing from outside and runs no script but its own, whatever the data holds; it says everything,
// also what learners are not shown. `out` is written to only: whether that went well is the caller's to ask.
void RenderHtml(const ClassResults& results, const RenderOptions& options, std::ostream& out);

}  // namespace shellab
