// A learner's files on this machine's disk, given to what gathers them. Internal to submission/.
#pragma once

#include <filesystem>
#include <string>

#include "grader/submission/gathering.h"

namespace shellab {

// What is said of a learner's folder where all that lies in it shares something.
struct FolderTrait {
  bool late = false;
  bool online_text = false;
  bool is_clone = false;  // of a repository: its files were written when it was cloned
};

// The file as it is found there, by the name `path`. Nothing is opened before it is read.
FoundFile DiskFile(const std::filesystem::path& file, std::string path);

// Gives the folder to the gathering, file by file, with what is wrong with a part of it. Throws OsError where it cannot
// be listed, and what Gathering::Add throws.
void WalkFolder(Gathering& gathering, const std::filesystem::path& folder, const FolderTrait& trait);

}  // namespace shellab
