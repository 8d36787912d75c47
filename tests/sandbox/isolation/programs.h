// The static programs of tests/programs, put into hosts. Used by the tests of isolation.
#pragma once

#include <string>

#include "sandbox/host.h"

namespace shellab::testing {

// Writes the program `name` into the host as /run/<name>, owned by root, for everybody to execute; returns that path.
// Throws OsError.
std::string Install(Host& host, const std::string& name);

}  // namespace shellab::testing
