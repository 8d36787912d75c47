// `kind = "probe"`: what a command finds that runs beside the learner's host, in a fresh container of the pristine
// image: SQL, HTTP, Redis. The learner's programs reach neither the command nor what it prints.
#pragma once

#include <memory>

#include "grader/check/check.h"
#include "grader/check/observation.h"
#include "sandbox/toml/reader.h"

namespace shellab {

// Keys: `probe`, the id of one of `probes`, or what one is made of (ReadProbe); `do`, what is done first; `asks`, who
// must hold the port that it asks, with the keys of port.h; `code`, and what is expected (expected.h).
std::shared_ptr<const Check> ParseProbeCheck(TomlTable& table, const SharedProbes& probes);

// Reads `command`, `files`, `services` and `wall`, of a check or of a [[probe]] that checks share. Faults are
// noted in the table's document.
Probe ReadProbe(TomlTable& table);

}  // namespace shellab
