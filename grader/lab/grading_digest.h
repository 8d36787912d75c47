// Tells whether a lab still grades as it did: what `shellab rescore` may take points from without running anything.
// Internal to lab/.
#pragma once

#include <string>

#include "grader/lab/lab.h"
#include "sandbox/toml/reader.h"

namespace shellab {

// SHA-256, lower-case hex, over what decides which checks an answer passes: the data, the services, the solution and
// the values of lab.toml, which `root` is, without points and texts for people. It may differ where nothing did (a key
// that says its default), never the other way round. `lab` is loaded but for this. Throws OsError.
std::string GradingDigest(const Lab& lab, const TomlTable& root);

}  // namespace shellab
