// Reads a lab's folder. Every fault is reported at once, with file:line:column and what was expected.
#pragma once

#include <filesystem>

#include "grader/lab/find.h"
#include "grader/lab/lab.h"

namespace shellab {

// Reads one lab's folder. Throws AuthorError with every fault found; OsError when the folder cannot be read.
Lab LoadLab(const std::filesystem::path& folder);

}  // namespace shellab
