// One thing that a lab verifies. Each kind is a file of its own that parses its keys and makes a Check; the grader
// calls Verify for every check and seed and knows no kind by name.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "grader/check/diff.h"
#include "grader/check/observation.h"
#include "grader/text.h"
#include "sandbox/toml/reader.h"

namespace shellab {

// What a check may look at, for one seed.
struct Evidence {
  const RunResult& answer;
  // The solution's and that of no answer at all, from the same seed; null unless a check asked for them.
  const RunResult* reference = nullptr;
  const RunResult* without = nullptr;
};

// What one check found on one seed. Message (where it quotes), expected, actual and diff hold raw bytes of the guest;
// reports make them safe to show.
struct Finding {
  // kSkipped: it was not looked at, as the message says; only in a world that somebody still works in.
  enum class Status { kPassed, kFailed, kSkipped };
  Status status = Status::kFailed;
  Text message;  // what was found, for the learner; empty when passed
  std::optional<std::string> expected;
  std::optional<std::string> actual;
  std::optional<DiffText> diff;                   // expected (-) against actual (+)
  std::optional<std::chrono::milliseconds> took;  // of one that waits: RunResult::took
  bool settled = false;                           // that it passes can change by something new only: `holds` is over
  bool signalled = false;                         // a signal on its way may change what was found
  bool compared_nothing = false;                  // `only` left nothing of what was expected
};

// The finding of a check that has nothing to say.
Finding Passed();

class Check {
 public:
  virtual ~Check() = default;
  // Judges one run. An answer's misbehaviour is a failed Finding; only this machine's failures throw (HostError). The
  // caller has made sure that the reference ran well: not killed, its output whole.
  virtual boost::asio::awaitable<Finding> Verify(const Evidence& evidence) const = 0;
  // Adds what Verify will want to see.
  virtual void Ask(Questions& questions) const = 0;
};

// One [[check]] of a lab: what all kinds share, and the check itself.
struct CheckSpec {
  std::string id;
  Text name;
  std::string kind;
  int points = 0;
  std::vector<std::string> needs;       // ids; points count only if those passed, else "skipped"
  Text hint;                            // shown with a failed finding
  bool hidden = false;                  // learners are shown neither that it is there nor what it found
  bool keeps = false;                   // verifies that something stayed as it was: passes where nothing was done
  std::chrono::milliseconds within{0};  // asked again and again for so long until it passes
  std::chrono::milliseconds holds{0};   // and passing for so long
  bool acts = false;                    // its probes do something to the world first: comes after those that do not
  std::string host;                     // that it is about, or empty: the learner's
  std::shared_ptr<const Check> check;
};

// What several checks of a lab ask for once: [[probe]] tables by their id.
using SharedProbes = std::map<std::string, Probe>;

// Reads one [[check]] table: the common keys, then its kind's own. Faults are noted in the table's document; what they
// concern is left empty, `check` too where the kind is unknown. Calls RefuseUnknown.
CheckSpec ParseCheck(TomlTable table, const SharedProbes& probes = {});

}  // namespace shellab
