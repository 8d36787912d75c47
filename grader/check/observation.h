// What checks want to know of the world an answer left, and what was seen there. Checks ask before anything runs
// (Check::Ask), the runner looks once for all of them, at the answer's world and in the same way at the solution's.
#pragma once

#include <map>
#include <set>
#include <string>

#include "sandbox/changes.h"
#include "sandbox/outcome.h"

namespace shellab {

// A hidden command, run in the learner's own world after the answer, with NONCE in its environment: a text that is the
// same in the solution's world and that nobody could know before.
struct HiddenCommand {
  std::string script;  // for bash
  bool as_root = false;
  auto operator<=>(const HiddenCommand&) const = default;
};

struct Questions {
  bool reference = false;       // the solution's run and world as well
  bool changes = false;         // all that was changed on the disk
  std::set<std::string> paths;  // what lies there; relative to the learner's home, or absolute
  std::set<HiddenCommand> commands;

  bool AskAboutWorld() const { return changes || !paths.empty() || !commands.empty(); }
};

struct Observation {
  Changes changes;
  std::map<std::string, Change> paths;  // by the path as it was asked for
  std::map<HiddenCommand, ExecResult> commands;
};

// An answer's run on one seed and the world it left.
struct RunResult {
  ExecResult run;
  Observation seen;
};

}  // namespace shellab
