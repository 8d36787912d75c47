// An ordered list of labs with weights: what a class is given, labs/sets/<set>.toml. Read by `shellab grade --set`.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/lab/lab.h"
#include "grader/report/class_report.h"
#include "grader/text.h"

namespace shellab {

struct SetLab {
  Lab lab;
  int weight = 1;  // how many times its points count in a learner's total
};

// What a late answer costs: `percent` of the lab's points for every begun `per` since it was due (once, without `per`),
// at most `max_percent`. One that came no later than `grace` after it was due is not late.
struct LateRules {
  std::chrono::milliseconds grace{0};
  int percent = 0;
  std::optional<std::chrono::milliseconds> per;
  int max_percent = 100;
};

// Which of several attempts counts: the last, or the one that earns most.
enum class Attempts { kLatest, kBest };

// How a set is marked, apart from what its labs earn.
struct SetRules {
  std::optional<std::chrono::system_clock::time_point> due;
  LateRules late;
  Attempts attempts = Attempts::kLatest;
  std::optional<Language> language;  // of reports, unless the command says otherwise
  Feedback feedback = Feedback::kFull;
};

struct LabSet {
  std::string id;  // the file's stem
  Text title;
  std::vector<SetLab> labs;  // in the file's order, each once
  SetRules rules;
  std::filesystem::path file;
  std::string text;  // the file's content
};

// The file of the set that a user named: a path (it has a slash or ends with .toml), else sets/<name>.toml below one of
// the roots, the earlier root's first. Throws UsageError that names the nearest set when there is none.
std::filesystem::path FindSet(const std::vector<std::filesystem::path>& roots, std::string_view name);

// Every set below the roots, by name; of two with one name the earlier root's. Throws OsError.
std::vector<std::filesystem::path> FindSets(const std::vector<std::filesystem::path>& roots);

// "30s", "10m", "12h", "1d" or "1w", up to 100000 of a unit; nothing for other text, also 0.
std::optional<std::chrono::seconds> ParseSpan(std::string_view text);

// Reads a set and its labs, which are looked for below `roots`. Throws AuthorError with every fault of the set and of
// its labs; OsError when a file cannot be read.
LabSet LoadSet(const std::filesystem::path& file, const std::vector<std::filesystem::path>& roots);
// The same from what the file said, or says.
LabSet ReadSet(const std::filesystem::path& file, std::string text, const std::vector<std::filesystem::path>& roots);
// Only the rules of such a text, without looking for labs. Throws AuthorError.
SetRules ReadRules(const std::filesystem::path& file, std::string_view text);

}  // namespace shellab
