// The formats that reports are rendered in, one file each; text and JSON are declared in report.h and class_report.h.
// Called by format.cc, which knows them by name.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "grader/report/class_report.h"

namespace shellab {

// A file of one learner's. The name is an ending (".md"), or, where a learner has several, the file's own.
struct LearnerFile {
  std::string name;
  std::string content;
};

// junit.cc: a test suite for each learner and lab, a test case for each check, as junit-10.xsd of Jenkins' xUnit plugin
// has them. For teachers.
void WriteJunit(const ClassResults& results, const RenderOptions& options, std::ostream& out);

// csv.cc: a row a learner (RFC 4180). `csv` holds everything; the two others what the gradebooks of Moodle and Canvas
// import. No cell can be taken for a formula.
void WriteCsv(const ClassResults& results, const RenderOptions& options, std::ostream& out);
void WriteMoodleCsv(const ClassResults& results, const RenderOptions& options, std::ostream& out);
void WriteCanvasCsv(const ClassResults& results, const RenderOptions& options, std::ostream& out);

// markdown.cc: what a learner reads, in CommonMark. What the learner's program wrote cannot become markup. Past about
// `max_bytes` the rest is left out, whole blocks of it, and said to be.
std::string RenderFeedback(const ClassHead& head, const ClassRow& row, const RenderOptions& options,
                           std::size_t max_bytes = std::string::npos);
std::vector<LearnerFile> MarkdownFiles(const ClassHead& head, const ClassRow& row, const RenderOptions& options);
// Text on one line, of which no byte is taken for markup by CommonMark or GitHub.
std::string EscapeMarkdown(std::string_view text);

// gradescope.cc: results.json, as the specification of its autograders has it.
std::vector<LearnerFile> GradescopeFiles(const ClassHead& head, const ClassRow& row, const RenderOptions& options);

// github.cc: summary.md for a job's summary, result.json and, of the same bytes, result.base64 for GitHub Classroom's
// autograding reporter.
std::vector<LearnerFile> GithubFiles(const ClassHead& head, const ClassRow& row, const RenderOptions& options);

}  // namespace shellab
