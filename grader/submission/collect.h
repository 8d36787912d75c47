// Finds a class's answers in folders, one a learner with <lab>.sh for each lab, and reads them one by one. What lies in
// the folders is the learners': links are not followed, special files not opened. Called by `shellab grade --set`.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "grader/text.h"

namespace shellab {

// Why something that was handed in was not read.
struct Unread {
  Text reason;              // may quote a name's raw bytes
  bool by_machine = false;  // this machine could not; else it is nothing that may be read
};

// What one learner handed in.
struct Submission {
  std::string learner;  // the folder's name; with the path before it where two have one name. Raw bytes
  // A file for each lab, in the order of the labs; empty where nothing was handed in.
  std::vector<std::filesystem::path> answers;
  std::optional<Unread> unread;  // the whole folder was not read
  std::vector<Text> notes;       // names that were taken for a lab's, names that are no answers; may quote raw bytes
};

struct Collection {
  std::vector<Submission> submissions;  // in the order of the paths, by name within each
  std::vector<Text> notes;              // on what lies beside the learners' folders; may quote raw bytes
};

// Recognises what each path is: a folder that holds answers directly, or no folders, is one learner's; any other holds
// a folder for each learner. An answer is <lab>.sh; another spelling is taken for the nearest lab, and noted, where
// that lab has no other answer. Opens nothing but folders. Throws UsageError for a path that is no folder, OsError for
// one that cannot be listed.
Collection Collect(const std::vector<std::filesystem::path>& paths, const std::vector<std::string_view>& labs);

// Reads one of a submission's answers: a regular file of at most 1 MiB that is no link.
std::variant<std::string, Unread> ReadCollected(const std::filesystem::path& file);

}  // namespace shellab
