// shellab runs delete RUN... | --older SPAN: removes runs with all that no other run has. Part of `shellab runs`.
#pragma once

#include "grader/commands/context.h"

namespace shellab {

// Adds itself to the command `runs`.
void AddDeleteRuns(CLI::App& runs, Context& context);

}  // namespace shellab
