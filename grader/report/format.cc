#include "grader/report/format.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ostream>
#include <system_error>

#include "grader/report/file_name.h"
#include "grader/report/formats.h"
#include "grader/report/html.h"
#include "grader/report/output_file.h"
#include "grader/usage_error.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"
#include "sandbox/os/folder.h"

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

// What has to be written to for `to` to appear: itself where it is a folder or a device, else the folder that it lies
// in, or where that is made as well (`with_folders`) the one above that is there.
fs::path Place(const fs::path& to, bool with_folders) {
  if (fs::exists(to) && !fs::is_regular_file(to)) return to;
  fs::path place = fs::absolute(fs::exists(to) ? fs::canonical(to) : to).lexically_normal();
  do place = place.parent_path();
  while (with_folders && !fs::exists(place));
  return place;
}

// Tries it, since some places that may be written to take no file (proc(5)).
void RequireWritable(const fs::path& to, bool with_folders) {
  const fs::path place = Place(to, with_folders);
  int error = 0;
  if (fs::is_directory(place)) {
    try {
      const TempDir tried(place);
    } catch (const OsError& refused) {
      error = refused.error();
    }
  } else if (place != to) {
    error = fs::exists(place) ? ENOTDIR : ENOENT;
  } else if (::access(place.c_str(), W_OK) != 0) {
    error = errno;
  }
  if (error != 0)
    throw UsageError(fmt::format("the report cannot be written to {}: {}: {}", to.native(), place.native(),
                                 std::generic_category().message(error)));
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
  MakeFolders(to);
  FileNames names;
  results.ForEach([&](const ClassRow& row) {
    const std::string name = names.Next(row.learner);
    if (format.several) MakeFolders(to / name);
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

void CheckOutput(std::string_view name, std::optional<std::size_t> learners, const fs::path& to) {
  const Format& format = Known(name);
  // Whether a file can hold it.
  const bool is_file = format.write != nullptr || (!format.several && learners.value_or(1) == 1);
  if (to == kStandardOutput) {
    if (is_file) return;
    throw UsageError(fmt::format("{} is {}: name a folder for them with --output", name,
                                 format.several ? "several files" : "a file for each learner"));
  }
  const bool exists = fs::exists(to);
  if (exists && format.write != nullptr && fs::is_directory(to))
    throw UsageError(fmt::format("{} is a folder: name a file for the report", to.native()));
  if (exists && !is_file && !fs::is_directory(to))
    throw UsageError(fmt::format("{} is no folder, and {} is {}", to.native(), name,
                                 format.several ? "several files" : "a file for each learner"));
  RequireWritable(to, format.write == nullptr);
}

void WriteReport(std::string_view name, const ClassResults& results, const RenderOptions& options, const fs::path& to) {
  const Format& format = Known(name);
  if (format.write != nullptr) {
    WriteOutput(to, [&](std::ostream& out) { format.write(results, options, out); });
    return;
  }
  const bool one = results.Learners() == 1;
  CheckOutput(name, results.Learners(), to);
  if (format.several && one) MakeFolders(to);
  if (one && (format.several || !fs::is_directory(to))) {
    WriteOne(format, results, options, to);
  } else {
    WriteFolder(format, results, options, to);
  }
}

}  // namespace shellab
