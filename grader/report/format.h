// The formats of reports by name, and where they go. Called by the commands that grade and report.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "grader/report/class_report.h"

namespace shellab {

// Every format's name, in the order of the README's table.
std::vector<std::string_view> FormatNames();
bool IsFormat(std::string_view name);

// Throws UsageError where a class's report in `format` cannot be written to `to`, as WriteReport says, or nothing can
// be written there at all: for before the work is done. Without `learners` only what holds for any number of them.
void CheckOutput(std::string_view format, std::optional<std::size_t> learners, const std::filesystem::path& to);

// Writes the class's report: `to` is a file, "-" standard output. Of the formats that have a file for each learner
// (markdown, gradescope, github) it is a folder, made where it is missing; of one learner alone the file itself or
// standard output, but for github, whose files are always in a folder. Memory does not grow with the class. A file is
// replaced whole or not at all. Throws UsageError for a format that cannot go there, OsError, and what `results`
// throws.
void WriteReport(std::string_view format, const ClassResults& results, const RenderOptions& options,
                 const std::filesystem::path& to);

}  // namespace shellab
