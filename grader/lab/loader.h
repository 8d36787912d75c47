// Finds labs and reads them. Every fault of a lab is reported at once, with file:line:column and what was expected.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "grader/lab/lab.h"

namespace shellab {

// Reads one lab's folder. Throws AuthorError with every fault found; OsError when the folder cannot be read.
Lab LoadLab(const std::filesystem::path& folder);

// Where labs are looked for: `--labs` folders first, then $SHELLAB_LABS (colon-separated), then those that came with
// the program.
std::vector<std::filesystem::path> LabRoots(const std::vector<std::filesystem::path>& from_options);

// Every folder below the roots that holds a lab.toml, by id; of two with one id the earlier root's wins.
std::vector<std::filesystem::path> FindLabs(const std::vector<std::filesystem::path>& roots);

// The folder of the lab that a user named: a path to a folder with lab.toml, or an id below the roots. Throws
// UsageError that names the nearest id when there is none.
std::filesystem::path FindLab(const std::vector<std::filesystem::path>& roots, std::string_view name);

}  // namespace shellab
