// The files of a lab's folder other than lab.toml, and the listing of folders that loader and finder share. Internal to
// lab/.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "grader/lab/lab.h"
#include "sandbox/toml/reader.h"

namespace shellab {

// One name in a folder. `type` is the entry's own: symbolic links are not followed.
struct FolderEntry {
  std::filesystem::path path;
  std::filesystem::file_type type;
};

// What the folder holds, by name. Throws OsError.
std::vector<FolderEntry> ListFolder(const std::filesystem::path& folder);

// Fills `lab` from the folder's files: the tasks, setup, the solution, the wrong answers (whose `# loses:` must name
// some of `check_ids`). `folder` is spelled as faults are to name it. Faults, stray files among them, join those of
// `document`. Throws OsError.
void ReadFolder(const std::filesystem::path& folder, const std::vector<std::string>& check_ids, TomlDocument& document,
                Lab& lab);

}  // namespace shellab
