// Any bytes as a file that a learner or a course's system made: they are collected within bounds, or told as unread.
// To run: `cmake --preset fuzz && cmake --build --preset fuzz`, then
// `build/fuzz/tests/fuzz/submission_fuzz -max_total_time=60 NEW_FOLDER tests/fuzz/corpus/submission`.
#include <filesystem>
#include <fstream>
#include <string_view>
#include <utility>
#include <vector>

#include "grader/submission/answer.h"
#include "grader/submission/collect.h"
#include "sandbox/os/file.h"
#include "tests/fuzz/require.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const shellab::TempDir folder{std::filesystem::temp_directory_path()};
  const std::filesystem::path file = folder.path() / "class.zip";
  std::ofstream(file, std::ios::binary) << shellab::testing::AsText(data, size);  // without waiting for the disk
  const std::filesystem::path other = folder.path() / "first-lab.sh";             // alone the file might be nobody's
  std::ofstream(other) << "true\n";
  shellab::Collect({file, other}, {{"first-lab", "second-lab"}, {}}, [](const shellab::Submission& submission) {
    shellab::testing::Require(!submission.learner.empty(), "a learner has a name");
    shellab::testing::Require(submission.answers.size() == 2, "there is a place for each lab");
    for (const auto& attempts : submission.answers) {
      shellab::testing::Require(!submission.unread || attempts.empty(), "what was not read has no answers");
      for (const shellab::HandedIn& attempt : attempts)
        shellab::testing::Require(attempt.bytes.size() <= (attempt.unread ? 0 : shellab::kMaxAnswerBytes),
                                  "an answer is bounded");
    }
  });
  return 0;
}
