// What proves that a lab grades what it says: its solution earns everything, nothing earns nothing, each wrong answer
// loses what it names, and neither data nor solution depend on the day or the machine. Used by `shellab test`.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <set>
#include <string>
#include <vector>

#include "grader/lab/lab.h"
#include "grader/lab/seed.h"
#include "grader/runner.h"

namespace shellab {

// One thing to try with a lab.
struct Trial {
  enum class Kind {
    kAnswer,      // grade it: it must lose exactly `loses`
    kNothing,     // the same for an empty answer, which must also not look like the solution to any check
    kSetup,       // prepare the data again, on another day and under another host name
    kAnotherDay,  // let the solution run there, and compare with the reference
  };
  const Lab* lab = nullptr;
  Kind kind = Kind::kAnswer;
  std::string name;  // "solution.sh", "an empty answer", "wrong/fixed-column.sh"
  std::string script;
  std::set<std::string> loses;  // ids of checks
};

// All that there is to try with `lab`, which must outlive them. Throws OsError.
std::vector<Trial> TrialsOf(const Lab& lab);

struct Verdict {
  std::string fault;            // what was not as it must be; empty when it was
  bool machine_failed = false;  // it is not the lab's fault
};

// Tries it. Throws nothing but what is no lab's and no machine's failure.
boost::asio::awaitable<Verdict> Try(Runner& runner, const Trial& trial, const Seeds& seeds);

}  // namespace shellab
