#include "grader/clock/embed.h"

#include "sandbox/os/embed.h"

SHELLAB_EMBED(clock, SHELLAB_CLOCK_PATH);

namespace shellab {

std::string_view WrongClock() { return SHELLAB_EMBEDDED(clock); }

}  // namespace shellab
