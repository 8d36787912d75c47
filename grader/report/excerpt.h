// What of a report is worth showing of an answer that lost points: which finding, which run, how much of each. Used by
// the formats for people.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/report/report.h"

namespace shellab {

// One sign for what became of a check.
std::string_view Mark(CheckStatus status);

// The first seed's finding that failed, or null.
const SeedFinding* FirstFailed(const CheckReport& check);

// The run behind the first finding that failed: the one to tell about. Null where nothing failed.
const RunReport* FirstFailedRun(const Report& report);

// How a run ended; empty if it simply exited with 0.
Text RunEnd(const Outcome& outcome);

// The first lines that went to standard error, printable and not too long, and how many more there are.
struct ErrorLines {
  std::vector<std::string> lines;
  std::size_t more = 0;
};
ErrorLines ErrorLinesOf(const RunReport& run);

// A diff as printable lines that are not too long, ended by what it leaves out. Without a heading.
std::vector<std::string> DiffLinesOf(const DiffText& diff, Language language);

// What a check that did not pass has to say, as printable lines: message, hint and diff; empty for one that passed.
std::string Explanation(const CheckReport& check, Language language);

// What else an answer that lost points is told, as printable lines: how its run ended, what went to standard error,
// notes on the script. May be empty.
std::string RunExplanation(const Report& report, Language language);

}  // namespace shellab
