// What the commands for learners share: all labs, and the record of whoever calls. Used by `list`, `next` and
// `progress`.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "grader/commands/context.h"
#include "grader/lab/lab.h"
#include "grader/progress/record.h"

namespace shellab {

// Every lab there is, by id. Each faulty one is named on standard error and makes the exit code 2: it hides no other.
// Throws UsageError, OsError.
std::vector<Lab> LoadAllLabs(Context& context);

// What the caller did in which lab; nothing where there is no record. One that cannot be read is named on standard
// error: it is no reason to show nothing.
std::map<std::string, LabProgress> LearnersLabs(const Context& context);

}  // namespace shellab
