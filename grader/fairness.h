// Whose failure it was when a run of an answer fails: the machine's, or the answer's doing. Used by the runner.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>

#include "grader/check/observation.h"

namespace shellab {

// One attempt to run something in a fresh sandbox. Sets `*began` once the learner's program executes, and takes that
// back where it fails out of that program's reach. Throws HostError.
using Attempt = std::function<boost::asio::awaitable<RunResult>(bool* began)>;

// Runs `answer`. A failure is tried once more, in a fresh sandbox: what passes (memory, a full process table) may pass.
// One that stays after the learner's program began is the learner's, unless `nothing`, the same without an answer,
// fails too: then RunResult::spoiled says what happened. Else throws the failure, which is the machine's.
boost::asio::awaitable<RunResult> RunFairly(Attempt answer, Attempt nothing);

}  // namespace shellab
