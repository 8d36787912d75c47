// What a run of a class is: how it was begun, its labs, how far it is. Kept by the run store (run_store.h), filled and
// read by the commands on runs.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/text.h"

namespace shellab {

using RunId = std::int64_t;

// As a person types it: "r7".
std::string RunName(RunId id);

// A run as it was begun.
struct Run {
  // kGrade: of submissions. kRegrade: of the answers of another run. kRescore: of its results, by other rules.
  enum class Kind { kGrade, kRegrade, kRescore };
  // kCollecting: not everything that was handed in is in the store. kGrading: some answers have no result.
  enum class State { kCollecting, kGrading, kFinished };

  RunId id = 0;
  std::optional<RunId> parent;
  Kind kind = Kind::kGrade;
  State state = State::kCollecting;
  std::chrono::system_clock::time_point started_at;
  std::string set;
  Text title;
  std::filesystem::path set_file;  // absolute
  std::string set_text;            // what it said
  std::vector<std::string> roots;  // where its labs were looked for, absolute
  std::string folder;              // where the program was started, which the next two may be relative to
  std::vector<std::string> paths;  // of the submissions, as they were named
  std::string roster;              // the same, or empty
  std::string seeds;               // Seeds::Packed
  bool fresh = false;              // no result of another answer is reused
  std::string share;               // the folder of SharedResults, absolute, or empty
  std::vector<Text> notes;
};

// "collecting", "grading", "finished": as the store and JSON have it.
std::string_view StateName(Run::State state);

struct RunLab {
  std::string lab;
  Text title;
  int max_points = 0;
  int weight = 1;
  std::string digest;          // Lab::digest
  std::string grading_digest;  // Lab::grading_digest
};

// A line of `shellab runs`.
struct RunSummary {
  Run run;
  std::int64_t learners = 0;
  std::int64_t answers = 0;  // that are graded or are to be
  std::int64_t graded = 0;   // of these, with a result of whatever status
};

// One answer as it is graded.
struct StoredAnswer {
  std::string learner;
  std::int64_t attempt = 0;
  std::size_t lab = 0;  // its position in the run
  std::string bytes;
  std::string sha256;  // of the bytes
  bool is_sql = false;
};

}  // namespace shellab
