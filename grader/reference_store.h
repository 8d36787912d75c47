// What a lab's solution, or no answer at all, printed and left, kept on disk from one run of the program to the next. A
// cache: anything in it may vanish at any time, and is then made anew. Used by the runner.
//   <state>/references/<digest>   one result, after the sha256 of its own bytes
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "grader/check/observation.h"

namespace shellab {

class ReferenceStore {
 public:
  // `state` is shellab's state folder. Throws OsError.
  explicit ReferenceStore(const std::filesystem::path& state);

  // The result with this digest (of everything that it depends on, but for the program itself, which the store adds).
  // Nothing when it is not there or not whole.
  std::optional<RunResult> Find(const std::string& digest) const;
  // Keeps a result; what cannot be written is not kept. Who processes and listeners were is left out: that means
  // nothing in another sandbox. What became of the lab's own processes is kept.
  void Keep(const std::string& digest, const RunResult& result) const;

  // Which build of shellab this is, on this machine: another one may come to other results.
  const std::string& program() const { return program_; }

  struct Pruned {
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
  };
  // Removes those not used for longest until the others hold at most `max_bytes`. Throws OsError.
  Pruned Prune(std::uint64_t max_bytes) const;

  // What Keep holds the store below.
  static constexpr std::uint64_t kMaxBytes = 256ULL << 20U;

 private:
  std::filesystem::path FileOf(const std::string& digest) const;

  std::filesystem::path folder_;
  std::string program_;
  mutable bool pruned_ = false;
};

}  // namespace shellab
