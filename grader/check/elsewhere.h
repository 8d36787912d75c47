// A check of any kind about another host than the learner's: the common key `host`.
#pragma once

#include <memory>
#include <string>

#include "grader/check/check.h"

namespace shellab {

// Wraps `check`, which knows of one host only, so that it is asked of the host `host`, or of every host of that
// [[host]]: passed when it passes on all of them. Called by ParseCheck.
std::shared_ptr<const Check> Elsewhere(std::string host, std::shared_ptr<const Check> check);

}  // namespace shellab
