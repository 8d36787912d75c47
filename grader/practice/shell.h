// The learner's shell in a lab: what it starts with, and its `lab`. Used by the practice session.
#pragma once

#include <string>

#include "grader/lab/lab.h"
#include "sandbox/exec.h"
#include "sandbox/image/image.h"

namespace shellab {

// Where the shell's `lab` finds its program and its socket. Below /run, where nothing counts as changed.
inline constexpr char kLabProgram[] = "/run/lab";
inline constexpr char kLabSocket[] = "/run/lab.sock";

// A login shell of `user` on a terminal of the type `term`, without a limit of time.
ExecSpec ShellSpec(const Lab& lab, const User& user, const std::string& term);

// Adds to it, on the host where `lab` is, a function `lab`, which hands the last command of the history to `lab try`
// and `lab submit` where those are given none, and if it tells news a call of `lab prompt` before each prompt. Both
// come by the environment, so that no file of the learner's changes.
void AddLab(ExecSpec& shell, bool tells_news);

}  // namespace shellab
