// Any bytes as a roster, and as the page of a course's system's editor.
// To run: `cmake --preset fuzz && cmake --build --preset fuzz`, then
// `build/fuzz/tests/fuzz/roster_fuzz -max_total_time=60 NEW_FOLDER tests/fuzz/corpus/roster`.
#include "grader/submission/roster.h"

#include <string>
#include <string_view>

#include "grader/submission/online_text.h"
#include "grader/usage_error.h"
#include "tests/fuzz/require.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = shellab::testing::AsText(data, size);
  try {
    const shellab::Roster roster(text, "roster.csv");
    for (const shellab::RosterEntry& entry : roster.entries()) {
      shellab::testing::Require(!(entry.name + entry.email + entry.id + entry.login + entry.participant).empty(),
                                "nobody is on no roster");
      for (const auto& found :
           {roster.Find(entry.id), roster.Find(entry.name), roster.FindWithin("x " + entry.name + entry.id),
            roster.FindParticipant(entry.participant)})
        shellab::testing::Require(!found || *found < roster.entries().size(), "what is found is there");
    }
    roster.FindByEnd(text);
    roster.FindWithin(std::string(text));
  } catch (const shellab::UsageError&) {
  }
  shellab::testing::Require(shellab::ScriptOfHtml(text).size() <= size + 1, "a script is no longer than its page");
  return 0;
}
