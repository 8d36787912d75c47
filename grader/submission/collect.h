// Finds what a class handed in, wherever it lies: scripts, folders, archives, exports of Moodle, Canvas and GitHub
// Classroom. What lies there is the learners': nothing is unpacked to disk, links are not followed, special files not
// opened, and what is read is bounded. Called by `shellab grade --set`.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "grader/submission/handed_in.h"
#include "grader/text.h"

namespace shellab {

struct CollectOptions {
  std::vector<std::string_view> labs;  // their ids
  std::filesystem::path roster;        // a CSV file, or empty
};

// Recognises what each path is by its layout (grader/README.md has them all) and calls `take` for each learner: in the
// order of the paths, by name in a folder, in the archive's order in one; then for everyone on the roster who handed in
// nothing. Memory holds one learner's files at a time, as long as an archive has those of each together. Returns notes
// on the whole, which may quote raw bytes. What is broken or hostile is told for the learner it belongs to. Throws
// UsageError for a path that is not there or means nothing, for an archive of which nothing can be read where it is the
// only path and no roster knows it, and for a roster that is none, OsError where a folder that was named cannot be
// listed; and what `take` throws.
std::vector<Text> Collect(const std::vector<std::filesystem::path>& paths, const CollectOptions& options,
                          const std::function<void(Submission)>& take);

}  // namespace shellab
