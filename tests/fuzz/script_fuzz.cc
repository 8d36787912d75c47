// Any bytes as a learner's script can be scanned and inspected, and the notes point inside them.
// To run: `cmake --preset fuzz && cmake --build --preset fuzz`, then
// `build/fuzz/tests/fuzz/script_fuzz -max_total_time=60 NEW_FOLDER tests/fuzz/corpus/script labs`.
#include <string_view>
#include <vector>

#include "grader/submission/habits.h"
#include "grader/submission/scan.h"
#include "tests/fuzz/require.h"

namespace shellab::testing {
namespace {

void Scan(std::string_view script, bool is_shell) {
  std::size_t next = 0;
  for (const ScriptCharacter& character : ScanScript(script, is_shell)) {
    Require(character.offset >= next && character.offset < script.size(), "characters follow each other");
    next = character.offset + 1;
    Require(is_shell || character.place == ScriptCharacter::Place::kQuoted, "nothing is known of other languages");
  }
}

void Inspect(std::string_view script) {
  const std::vector<Note> notes = InspectScript(script);
  Require(notes.size() <= 5, "there are at most five notes");
  for (const Note& note : notes) {
    Require(note.line >= 1, "a note has a line");
    Require(note.column <= LineLength(script, note.line), "a note's column lies inside its line");
    Require(!note.message.en.empty() && !note.message.zh.empty(), "a note speaks both languages");
  }
}

}  // namespace
}  // namespace shellab::testing

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view script = shellab::testing::AsText(data, size);
  shellab::testing::Scan(script, true);
  shellab::testing::Scan(script, false);
  shellab::testing::Inspect(script);
  return 0;
}
