// Tells whether a lab still grades as it did: what `shellab rescore` may take points from without running anything.
#pragma once

#include <string>

#include "grader/lab/lab.h"

namespace shellab {

// SHA-256, lower-case hex, over what decides which checks an answer passes: the data, the services, the solution and
// lab.toml without points and texts for people. It may differ where nothing did (a comment), never the other way round.
// Throws OsError where the lab's files cannot be read.
std::string GradingDigest(const Lab& lab);

}  // namespace shellab
