// Everything known about one graded answer: the value that every output format is made from. Format 1, whose JSON form
// is described by tests/e2e/report.schema.json.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "grader/check/check.h"
#include "grader/text.h"
#include "sandbox/outcome.h"

namespace shellab {

enum class CheckStatus { kPassed, kFailed, kSkipped, kError };

struct SeedFinding {
  std::uint64_t seed = 0;
  Finding finding;
};

struct CheckReport {
  std::string id;
  Text name;
  CheckStatus status = CheckStatus::kSkipped;
  Text reason;  // why skipped or error; empty else
  int points = 0;
  int max_points = 0;
  Text message;         // of the first seed that failed, with its number among the seeds; empty when passed. May quote
                        // the guest's raw bytes
  Text hint;            // only when failed
  bool hidden = false;  // what learners are shown says nothing of it
  std::vector<SeedFinding> seeds;
};

struct RunReport {
  std::uint64_t seed = 0;
  ExecResult result;
};

struct Report {
  // kGraded: the points stand. kLabError: the lab is at fault. kError: this machine could not, nothing was graded.
  enum class Status { kGraded, kLabError, kError };

  std::string lab;
  Text lab_title;
  std::string lab_digest;
  std::string set;      // the set it was graded for, or empty
  std::string learner;  // the file's stem, or "-"
  std::string answer_sha256;
  Status status = Status::kGraded;
  std::string error;  // for kLabError and kError: what happened and what to do
  int points = 0;
  int max_points = 0;
  std::vector<CheckReport> checks;
  std::vector<Text> notes;  // on the answer's script, only when points were lost; may quote its raw bytes
  std::vector<RunReport> runs;
  struct Environment {
    std::string shellab;  // version
    std::string image;
    std::string image_digest;
    std::string kernel;  // release, as uname -r
  } environment;
  std::chrono::system_clock::time_point started_at;
  std::chrono::milliseconds wall{0};
};

// How a report is rendered: language, and of text colours and how wide a class's matrix may be.
struct RenderOptions {
  Language language = Language::kEnglish;
  bool colour = false;
  std::size_t columns = 0;  // the terminal's; 0: as wide as it gets
};

// text.cc: for a terminal. One answer in detail; every byte that came from the guest is made safe to print.
std::string RenderText(const Report& report, const RenderOptions& options);
// The summary under several reports: a table of learner, points and status.
std::string RenderTextSummary(const std::vector<Report>& reports, const RenderOptions& options);

// json.cc: one object for one answer, {reports, summary} for several. Ends with a newline. Valid UTF-8 whatever the
// guest wrote: streams that are not text are base64, elsewhere invalid bytes become \xNN. `points` is null and `error`
// says why where nothing was graded.
std::string RenderJson(const Report& report, const RenderOptions& options);
std::string RenderJson(const std::vector<Report>& reports, const RenderOptions& options);
// A run by itself, in the form that it has in a report's `runs`, on one line.
std::string RenderJson(const ExecResult& result);

}  // namespace shellab
