#include "grader/report/format.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <ostream>

#include "grader/report/file_name.h"
#include "grader/report/formats.h"
#include "grader/report/html.h"
#include "grader/report/output_file.h"
#include "grader/usage_error.h"
#include "sandbox/os/error.h"

namespace shellab {
namespace fs = std::filesystem;
namespace {

using WriteClass = void (*)(const ClassResults&, const RenderOptions&, std::ostream&);
using RenderLearner = std::vector<LearnerFile> (*)(const ClassHead&, const ClassRow&, const RenderOptions&);

// One of the two is set.
struct Format {
  std::string_view name;
  WriteClass write = nullptr;
  RenderLearner render = nullptr;
  bool several = false;  // files a learner, in a folder of the learner's
};

constexpr Format kFormats[] = {
    {"text", WriteText},
    {"json", WriteJson},
    {"jsonl", WriteJsonLines},
    {"html", RenderHtml},
    {"junit", WriteJunit},
    {"csv", WriteCsv},
    {"csv-moodle", WriteMoodleCsv},
    {"csv-canvas", WriteCanvasCsv},
    {"markdown", nullptr, MarkdownFiles},
    {"gradescope", nullptr, GradescopeFiles},
    {"github", nullptr, GithubFiles, true},
};

const Format* Find(std::string_view name) {
  const auto* const found = std::find_if(std::begin(kFormats), std::end(kFormats),
                                         [name](const Format& format) { return format.name == name; });
  return found == std::end(kFormats) ? nullptr : found;
}

std::string Names() {
  std::string names;
  for (const Format& format : kFormats) names.append(names.empty() ? "" : ", ").append(format.name);
  return names;
}

const Format& Known(std::string_view name) {
  const Format* format = Find(name);
  if (format == nullptr) throw UsageError(fmt::format("there is no format \"{}\"; there are {}", name, Names()));
  return *format;
}

std::size_t Learners(const ClassResults& results) {
  std::size_t learners = 0;
  results.ForEach([&learners](const ClassRow&) { ++learners; });
  return learners;
}

void MakeFolder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw OsError(error.value(), fmt::format("make the folder {}", folder.native()));
}

Writer Content(const LearnerFile& file) {
  return [&file](std::ostream& out) { out << file.content; };
}

void WriteOne(const Format& format, const ClassResults& results, const RenderOptions& options, const fs::path& to) {
  results.ForEach([&](const ClassRow& row) {
    for (const LearnerFile& file : format.render(results.head(), row, options))
      WriteOutput(format.several ? to / file.name : to, Content(file));
  });
}

// Thousands of small files are brought to the disk together.
void WriteFolder(const Format& format, const ClassResults& results, const RenderOptions& options, const fs::path& to) {
  MakeFolder(to);
  FileNames names;
  results.ForEach([&](const ClassRow& row) {
    const std::string name = names.Next(row.learner);
    if (format.several) MakeFolder(to / name);
    for (const LearnerFile& file : format.render(results.head(), row, options))
      WriteToFile(format.several ? to / name / file.name : to / (name + file.name), Content(file), false);
  });
  CheckCall(::syncfs(Open(to, O_RDONLY | O_DIRECTORY).get()), fmt::format("sync {}", to.native()));
}

}  // namespace

std::vector<std::string_view> FormatNames() {
  std::vector<std::string_view> names;
  for (const Format& format : kFormats) names.push_back(format.name);
  return names;
}

bool IsFormat(std::string_view name) { return Find(name) != nullptr; }

void CheckOutput(std::string_view name, bool one_learner, const fs::path& to) {
  const Format& format = Known(name);
  if (to != kStandardOutput || format.write != nullptr || (one_learner && !format.several)) return;
  throw UsageError(fmt::format("{} is {}: name a folder for them with --output", name,
                               format.several ? "several files" : "a file for each learner"));
}

void WriteReport(std::string_view name, const ClassResults& results, const RenderOptions& options, const fs::path& to) {
  const Format& format = Known(name);
  if (format.write != nullptr) {
    WriteOutput(to, [&](std::ostream& out) { format.write(results, options, out); });
    return;
  }
  const bool one = Learners(results) == 1;
  CheckOutput(name, one, to);
  if (format.several && one) MakeFolder(to);
  if (one && (format.several || !fs::is_directory(to))) {
    WriteOne(format, results, options, to);
  } else {
    WriteFolder(format, results, options, to);
  }
}

}  // namespace shellab
