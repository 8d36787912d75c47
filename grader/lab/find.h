// Finds labs: where they are looked for, and which folder a user's word means. Called by every command that takes a
// lab.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

namespace shellab {

// The folder that came with the program and holds `labs/` and `fixtures/`: the nearest one above the executable, of a
// checkout, or share/shellab in it, where the program was installed. Throws HostError when there is none.
std::filesystem::path ProgramFolder();

// Where labs are looked for: `--labs` folders first, then $SHELLAB_LABS (colon-separated), then those that came with
// the program, if any did. Throws UsageError for a folder named by the first two that is not there.
std::vector<std::filesystem::path> LabRoots(const std::vector<std::filesystem::path>& from_options);

// Every folder below the roots that holds a lab.toml, in the order of their ids; of two with one id the earlier root's
// wins. Hidden folders and symbolic links are passed over. Throws OsError.
std::vector<std::filesystem::path> FindLabs(const std::vector<std::filesystem::path>& roots);

// The folder of the lab that a user named: a path to a folder with lab.toml (it has a slash, or the folder is there),
// else an id below the roots. Throws UsageError that names the nearest id when there is none.
std::filesystem::path FindLab(const std::vector<std::filesystem::path>& roots, std::string_view name);

}  // namespace shellab
