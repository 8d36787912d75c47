// Sits the user down at a practice session, for the commands that begin or visit one.
#pragma once

#include "grader/practice/visit.h"
#include "sandbox/os/fd.h"

namespace shellab {

// Gives the terminal to the session at the other end of `socket` until it sends its visitor away, then prints its last
// words. Returns the exit code. Throws UsageError without a terminal, OsError.
int SitDown(Fd socket, const Visit& visit);

}  // namespace shellab
