// Which lab a learner should take next, and why. Used by `shellab next`.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "grader/lab/lab.h"
#include "grader/progress/record.h"

namespace shellab {

// A lab that may be recommended, as far as that depends on it.
struct Candidate {
  std::string lab;
  std::vector<std::string> topics;
  int level = 1;
  bool runs_here = true;
};

struct Recommendation {
  enum class Reason {
    kBegun,  // it was begun and is not solved
    kNear,   // nothing that is left is nearer to what was solved last, which `last` names
    kFirst,  // nothing is solved yet: it is one of the easiest
  };
  std::size_t candidate = 0;
  Reason reason = Reason::kFirst;
  std::string last;
  std::vector<std::string> shared;  // the topics that both have, in the candidate's order
};

// Of the candidates that are not solved and run here: the one that was begun and seen last; else the one whose level is
// nearest to that of the lab that was solved last (of two the easier one), with most topics in common, first in
// `candidates`. `all` are all labs there are: what was solved last may be no candidate. None where nothing is
// left.
std::optional<Recommendation> Recommend(const std::vector<Candidate>& candidates, const std::vector<Candidate>& all,
                                        const std::map<std::string, LabProgress>& progress);

}  // namespace shellab
