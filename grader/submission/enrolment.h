// Says whose a submission is: finds the learner on the roster, and gives a name that nobody else in the class has. Used
// by collect.cc alone.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "grader/seen.h"
#include "grader/submission/handed_in.h"
#include "grader/submission/roster.h"

namespace shellab {

class Enrolment {
 public:
  // `roster` is a CSV file, or empty; `take`, which must outlive this, is given each submission. Throws UsageError for
  // a file that is no roster.
  Enrolment(const std::filesystem::path& roster, const std::function<void(Submission)>& take);

  // Whether the roster has somebody whom this name of something handed in may mean.
  bool Knows(const std::string& learner) const;
  // What was found at `source`, of `participant` by the course's own number, or empty. Throws what `take` throws.
  void Add(Submission submission, const std::filesystem::path& source, const std::string& participant);
  // Everyone on the roster of whom nothing was added, with as many missing answers as there are labs; `unread` tells
  // what may hold theirs all the same. Throws what `take` throws.
  void AddMissing(std::size_t labs, const std::optional<Unread>& unread);

 private:
  std::optional<std::size_t> Find(const std::string& participant, const std::string& learner) const;
  void Enrol(Submission& submission);
  void Take(Submission submission, const std::string& qualifier);

  const Roster roster_;
  const bool has_roster_;
  std::vector<bool> handed_in_;  // by the entries of the roster
  const std::function<void(Submission)>& take_;
  Seen names_;
};

}  // namespace shellab
