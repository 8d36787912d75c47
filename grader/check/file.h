// The check kind `file`: what lies at one path after the answer, read from outside the guest.
//   path = "app.conf"                        relative to the learner's home, or absolute
//   expect = "solution" | "before"           as the solution left it, or as it was before the answer
//   what = ["type", "mode", "owner", "content"]   which of it counts; all by default
//   text = "..." | reference = "..."         instead of `expect`: the content, as expected.h says
//   exists = false                           instead of `expect`: nothing may lie there
//   compare, ignore, tolerance               how contents are compared (compare.h), line by line by default
#pragma once

#include <memory>

#include "grader/check/check.h"

namespace shellab {

// Reads the kind's keys; faults are noted in the table's document. Called by ParseCheck.
std::shared_ptr<const Check> ParseFileCheck(TomlTable& table);

}  // namespace shellab
