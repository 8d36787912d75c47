#include "grader/submission/embed.h"

#include "sandbox/os/embed.h"

SHELLAB_EMBED(archive_child, SHELLAB_ARCHIVE_CHILD_PATH);

namespace shellab {

std::string_view ArchiveChild() { return SHELLAB_EMBEDDED(archive_child); }

}  // namespace shellab
