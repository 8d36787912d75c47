// What checks want to know of the world an answer left, and what was seen there. Checks ask before anything runs
// (Check::Ask), the runner looks once for all of them, at the answer's world and in the same way at the solution's.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sandbox/changes.h"
#include "sandbox/outcome.h"
#include "sandbox/processes.h"

namespace shellab {

// A hidden command, run in the learner's own world after the answer, with NONCE in its environment: a text that is the
// same in the solution's world and that nobody could know before.
struct HiddenCommand {
  std::string script;  // for bash
  bool as_root = false;
  auto operator<=>(const HiddenCommand&) const = default;
};

// What is done before a probe asks. "stop", "start", "restart" or "kill" a service or process of the lab; "stop" (its
// power goes) or "start" a host, "cut" its cables or "restore" them; "run" a script in it.
struct Action {
  std::string verb;
  std::string target;  // by its id or name; for "run" the host, or empty: the learner's
  std::string script;  // for "run": for bash, as root
  auto operator<=>(const Action&) const = default;
};

// A command in a fresh container of the lab's image, on the network of the learner's host: the learner's programs reach
// neither it nor what it prints. NONCE and SEED are in its environment.
struct Probe {
  std::string script;                 // for bash, run as the container's root
  std::vector<std::string> files;     // of the learner's, copied into its folder under their last name
  std::vector<std::string> services;  // fresh ones that it works with, on a network of its own; none: the learner's
  std::vector<Action> actions;        // first, in this order
  std::string acts_for;               // the id of the check whose actions these are: each does and asks for itself
  std::chrono::milliseconds wall{10'000};
  // A network whose frames since the answer began it finds in /run/frames.pcap, and the MAC of the host's interface
  // there in $MAC; or empty.
  std::string frames;
  // It tells what a check is to expect: it knows the learner's processes, by PID_<NAME> and /run/processes.
  bool tells_expected = false;
  auto operator<=>(const Probe&) const = default;
};

// About one host, of which `elsewhere` is empty but for the learner's.
struct Questions {
  bool reference = false;          // the solution's run and world as well
  bool without = false;            // the world without any answer as well
  bool start = false;              // who ran and listened when the answer began
  bool changes = false;            // all that was changed on the disk
  bool processes = false;          // who runs
  bool listeners = false;          // who listens
  bool space = false;              // how much of the disk is free
  bool all_names = false;          // every service and process of the lab
  std::set<std::string> networks;  // recorded since the answer began
  std::set<std::string> names;     // these services and processes of the lab
  std::set<std::string> paths;     // what lies there; relative to the learner's home, or absolute
  std::set<HiddenCommand> commands;
  std::set<Probe> probes;
  std::set<Probe> held;  // of the probes: after which it is seen again who listens
  // About other hosts: one by its name, or all of a [[host]] by its. What concerns the whole world (references and
  // names) is asked of the learner's.
  std::map<std::string, Questions> elsewhere;

  bool AskAboutWorld() const {
    return changes || processes || listeners || space || all_names || !names.empty() || !paths.empty() ||
           !commands.empty() || !probes.empty() || !elsewhere.empty();
  }
};

// A process of the learner's host, with the name that its user has in there.
struct SeenProcess : ProcessInfo {
  std::string user;
  std::size_t host = 0;  // number of the host that it runs on
};

// What became of one of the lab's services or processes.
struct NamedProcess {
  SeenProcess before;          // as the answer found it
  bool same_runs = false;      // that very process runs
  bool runs = false;           // it does, or another of the same user and command line, or what the supervisor started
  bool stopped = false;        // one that stands for it was stopped (SIGSTOP)
  bool exited = false;         // that very process ended by itself, with an exit code
  bool at_rest = false;        // that very process had dealt with every signal before the look (IsAtRest)
  bool signalled = false;      // and it had not even taken one (HasSignalUnderWay)
  std::vector<ProcessId> now;  // all that stand for it
  std::vector<ProcessId> family;  // these, their children and so on
};

// Who ran and listened when the answer began.
struct Start {
  std::vector<SeenProcess> processes;
  std::vector<Listener> listeners;
};

// Who listened when a probe had just asked, and who stood then for what is named.
struct Holders {
  std::map<std::string, NamedProcess> named;
  std::vector<Listener> listeners;
};

// What was seen of one host.
struct Observation {
  Start start;
  Changes changes;
  std::map<std::string, Change> paths;  // by the path as it was asked for
  std::map<HiddenCommand, ExecResult> commands;
  std::map<Probe, ExecResult> probes;
  std::map<Probe, Holders> holders;  // after each of Questions::held
  std::set<Probe> undone;            // those of whose actions a script failed
  bool frames_lost = false;  // a network was recorded with gaps: its frames came faster than this machine read them
  std::map<std::string, NamedProcess> named;
  std::vector<SeenProcess> processes;
  std::vector<Listener> listeners;
  std::uint64_t free_bytes = 0;  // of its disk
  // What Questions::elsewhere asked: by the name as it was asked for, then by the host's own.
  std::map<std::string, std::map<std::string, Observation>> elsewhere;
};

// The process of these with that identity, or null.
const SeenProcess* FindProcess(const std::vector<SeenProcess>& processes, const ProcessId& id);

// An answer's run on one seed and the world it left.
struct RunResult {
  ExecResult run;
  Observation seen;
  std::string spoiled;  // what kept the world from being looked at, where that was the answer's doing; empty else
  // For each check of the lab that waits, how long it was waited for: from the end of the answer, or from the last that
  // was done before it asked, until the first of the looks that it passes, or until the last of all.
  std::vector<std::optional<std::chrono::milliseconds>> took;
  // Whether one of these did not pass in its time while the machine had no processor to spare.
  bool hurried = false;
};

}  // namespace shellab
