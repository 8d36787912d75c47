// What a program has left in its terminal, to be read once it has ended. Used by all that shows such a terminal.
#pragma once

#include <string>

namespace shellab {

// Reads what lies ready at `master`, which must not block: all that was printed before the call, and not much more
// where others go on to print.
std::string LastWords(int master);

}  // namespace shellab
