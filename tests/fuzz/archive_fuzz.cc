// Any bytes as an archive, read by libarchive in this process: what the confined child of archive_reader.cc does.
// To run: `cmake --preset fuzz && cmake --build --preset fuzz`, then
// `build/fuzz/tests/fuzz/archive_fuzz -max_total_time=60 NEW_FOLDER tests/fuzz/corpus/archive`.
#include <optional>

#include "grader/submission/fault.h"
#include "grader/submission/open_archive.h"
#include "tests/fuzz/require.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr shellab::ArchiveLimits kLimits{1000, 4U << 20U};
  constexpr std::uint64_t kMaxFile = 1U << 20U;
  std::size_t members = 0;
  try {
    shellab::OpenArchive archive(shellab::testing::AsText(data, size), kLimits);
    while (const std::optional<shellab::ArchiveMember> member = archive.Next()) {
      shellab::testing::Require(++members <= kLimits.entries, "entries are bounded");
      try {
        const std::optional<std::string> content = archive.Read(kMaxFile, members % 2 == 0);
        shellab::testing::Require(!content || content->size() <= kMaxFile, "a file is bounded");
      } catch (const shellab::FileFault&) {  // the next may be whole
      }
    }
  } catch (const shellab::PackageFault&) {  // most bytes are no archive
  }
  return 0;
}
