// What a lab requires of the kernel beyond what every sandbox needs (`requires` of lab.toml), where this machine has it
// not. Used by the flow, and by the commands that tell of labs.
#pragma once

#include "grader/lab/lab.h"
#include "grader/text.h"

namespace shellab {

// What this machine's kernel lacks for the lab, in a line; empty where it lacks nothing. Each
// feature is tried out once in a run of the program, in some milliseconds. Throws OsError where not even that is
// possible.
Text MissingFor(const Lab& lab);

// Throws HostError that says so.
void RequireKernelOf(const Lab& lab);

}  // namespace shellab
