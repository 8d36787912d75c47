// Two check kinds on everything that the answer changed on the disk, one also on what it did to processes. What is
// below /tmp, /run, /var/log, /var/cache and /dev never counts, nor do times. `changes`: it is what the solution
// changed, no more and no less, and in the same way.
//   ignore = ["/home/student/.cache/**", ...]   fnmatch(3) patterns over absolute paths that do not count
// `unchanged`: nothing that was there before was changed but what the solution changed as well; new files are no
// damage.
//   paths = ["/etc/**"]                         only these; all by default
//   processes = ["editor", ...] | "all"         the very processes of these names still run; all: those of which that
//                                               is so where the solution ran. Without `paths` no path counts then
#pragma once

#include <memory>

#include "grader/check/check.h"

namespace shellab {

// Read the kinds' keys; faults are noted in the table's document. Called by ParseCheck.
std::shared_ptr<const Check> ParseChangesCheck(TomlTable& table);
std::shared_ptr<const Check> ParseUnchangedCheck(TomlTable& table);

// Where nothing that changes counts.
std::vector<std::string> NeverCompared();

}  // namespace shellab
