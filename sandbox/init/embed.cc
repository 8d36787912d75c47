#include "sandbox/init/embed.h"

#include "sandbox/os/embed.h"

SHELLAB_EMBED(init, SHELLAB_INIT_PATH);

namespace shellab {

std::string_view InitProgram() { return SHELLAB_EMBEDDED(init); }

}  // namespace shellab
