// Finds a class's answers in folders, one a learner with <lab>.sh for each lab, and reads them one by one. What lies in
// the folders is the learners': links are not followed, special files not opened. Called by `shellab grade --set`.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
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
struct FolderSubmission {
  std::string learner;  // the folder's name; with the path before it where two have one name. Raw bytes
  // A file for each lab, in the order of the labs; empty where nothing was handed in.
  std::vector<std::filesystem::path> answers;
  std::optional<Unread> unread;  // the whole folder was not read
  std::vector<Text> notes;       // names that were taken for a lab's, names that are no answers; may quote raw bytes
};

struct Collection {
  std::vector<FolderSubmission> submissions;  // in the order of the paths, by name within each
  std::vector<Text> notes;                    // on what lies beside the learners' folders; may quote raw bytes
};

// Recognises what each path is: a folder that holds answers directly, or no folders, is one learner's; any other holds
// a folder for each learner. An answer is <lab>.sh; another spelling is taken for the nearest lab, and noted, where
// that lab has no other answer. Opens nothing but folders. Throws UsageError for a path that is no folder, OsError for
// one that cannot be listed.
Collection CollectFolders(const std::vector<std::filesystem::path>& paths, const std::vector<std::string_view>& labs);

// Reads one of a submission's answers: a regular file of at most 1 MiB that is no link.
std::variant<std::string, Unread> ReadCollected(const std::filesystem::path& file);

// What was handed in for one lab, once.
struct HandedIn {
  std::string name;  // as the learner named it: the path inside the archive or folder; raw bytes
  std::string bytes;
  std::optional<std::chrono::system_clock::time_point> at;  // when, as far as anything tells
  bool late_mark = false;                                   // the LMS itself marked it late
  std::optional<Unread> unread;                             // then `bytes` is empty
};

struct Submission {
  std::string learner;                         // what names the learner: folder, archive, the LMS's name; raw bytes
  std::string name, email, id;                 // from the roster or the LMS, else empty
  std::vector<std::vector<HandedIn>> answers;  // for each lab, in the labs' order, every attempt in its order
  std::optional<Unread> unread;                // the whole submission was not read
  std::string source;                          // file or folder on this machine
  std::vector<Text> notes;
};

struct CollectOptions {
  std::vector<std::string_view> labs;
  std::filesystem::path roster;  // may be empty
};

// Calls `take` for each learner in the order of the paths, by name within each; returns notes on the whole. Throws as
// CollectFolders does.
std::vector<Text> Collect(const std::vector<std::filesystem::path>& paths, const CollectOptions& options,
                          const std::function<void(Submission)>& take);

}  // namespace shellab
