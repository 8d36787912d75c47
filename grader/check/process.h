// `kind = "process"`: who runs, told by the machine's kernel: a service or process of the lab by its identity (pid and
// start time, never a name that anybody can take), or any by command line and user.
#pragma once

#include <memory>

#include "grader/check/check.h"

namespace shellab {

// Keys: `of` (a name or several, of [[service]] or [[process]]) with `same` (the very process that was
// started) or `exited` (it ended by itself, with an exit code), or
// `match` (RE2, anywhere in the command line) with `user`, and `count` or `expect` = "before" (the very ones that
// matched then); `state` = "running" | "gone".
std::shared_ptr<const Check> ParseProcessCheck(TomlTable& table);

// What is wrong with a process of the lab that should run, or, with `same`, that should be the very one that the answer
// found; nothing when all is right.
std::optional<Text> JudgeRunning(const NamedProcess& process, bool same);

// Takes a process into account that must go on running: `finding`, which passes and was settled before the first, is
// settled as long as all of them are at rest, and signalled if one is.
void NoteRest(const NamedProcess& process, Finding& finding);

}  // namespace shellab
