// What learners handed in for a set of labs, read from wherever it lay. Made by Collect, graded and stored by
// `shellab grade --set`.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "grader/text.h"

namespace shellab {

// Why something that was handed in was not read.
struct Unread {
  Text reason;              // may quote a name's raw bytes
  bool by_machine = false;  // this machine could not; else it is nothing that may be read
};

// One script that a learner handed in.
struct HandedIn {
  std::string name;        // as the learner named it: the path inside the archive or folder, raw bytes
  std::string bytes = {};  // at most kMaxAnswerBytes
  // When it was handed in, as far as the folder or the course's system tells. What a learner's own archive says of its
  // files is not believed: the archive's own time counts.
  std::optional<std::chrono::system_clock::time_point> at = {};
  bool late_mark = false;             // the course's system marked it late
  std::optional<Unread> unread = {};  // then bytes is empty
};

// What one learner handed in.
struct Submission {
  std::string learner;  // what names the learner: folder, archive or the system's name; unlike all others. Raw bytes
  // From the roster, else empty.
  std::string name;
  std::string email;
  std::string id;  // the school's number, such as 学号
  // The number that Moodle's assignment or Canvas has for the learner: from the names that it gives, else the roster.
  std::string participant;
  // For each lab, in the order of the labs, every attempt in the order they were handed in; none where it is missing.
  std::vector<std::vector<HandedIn>> answers;
  std::optional<Unread> unread;  // nothing of the submission could be read
  std::string source;            // the file or folder on this machine; empty where nothing was handed in
  std::vector<Text> notes;       // names that were taken for a lab's, names that are no answers; may quote raw bytes
};

}  // namespace shellab
