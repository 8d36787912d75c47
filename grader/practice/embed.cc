#include "grader/practice/embed.h"

#include "sandbox/os/embed.h"

SHELLAB_EMBED(client, SHELLAB_CLIENT_PATH);

namespace shellab {

std::string_view LabClient() { return SHELLAB_EMBEDDED(client); }

}  // namespace shellab
