#include "grader/recording/library.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <functional>
#include <utility>

#include "grader/recording/reader.h"
#include "grader/usage_error.h"
#include "sandbox/os/error.h"
#include "sandbox/os/folder.h"

namespace shellab {
namespace fs = std::filesystem;
namespace {

constexpr char kEnding[] = ".cast";

// By their names, which begin with the lab's and go on with the time: of one lab the newest is the last.
std::vector<fs::path> Files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator(); entry.increment(error))
    if (entry->path().extension() == kEnding) files.push_back(entry->path());
  if (error && error.value() != ENOENT) throw OsError(error.value(), "list " + folder.native());
  std::sort(files.begin(), files.end());
  return files;
}

// Removes all but those that were written last. What another shellab removes meanwhile is gone, as it should be.
void KeepLast(const fs::path& folder, std::size_t kept) {
  std::vector<std::pair<fs::file_time_type, fs::path>> files;
  std::error_code gone;
  for (const fs::path& file : Files(folder))
    if (const auto written = fs::last_write_time(file, gone); !gone) files.emplace_back(written, file);
  std::sort(files.begin(), files.end(), std::greater<>());
  for (std::size_t i = kept; i < files.size(); ++i) fs::remove(files[i].second, gone);
}

}  // namespace

fs::path RecordingsFolder(const RecordPlace& place) { return place.Folder() / "recordings"; }

std::vector<KeptRecording> ListRecordings(const fs::path& folder) {
  std::vector<KeptRecording> recordings;
  for (const fs::path& file : Files(folder)) {
    try {
      const RecordingReader reader(file);
      recordings.push_back({file, reader.header(), reader.Length()});
    } catch (const UsageError&) {  // something else has that ending
    }
  }
  std::stable_sort(recordings.begin(), recordings.end(), [](const KeptRecording& one, const KeptRecording& other) {
    return one.header.begun > other.header.begun;
  });
  return recordings;
}

fs::path FindRecording(const fs::path& folder, const std::string& name) {
  const std::vector<KeptRecording> recordings = ListRecordings(folder);
  for (const KeptRecording& recording : recordings)
    if (recording.Name() == name || recording.header.lab == name) return recording.file;
  throw UsageError(fmt::format(
      "there is no file {0}, no recording of that name, and none of a lab {0}; `shellab replay` lists the recordings",
      name));
}

fs::path PlaceForRecording(const fs::path& folder, std::string_view lab, std::size_t kept) {
  MakeFolders(folder, 0700);
  KeepLast(folder, kept - 1);
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const std::time_t begun = std::chrono::system_clock::to_time_t(now);
  const std::string name = fmt::format("{}.{:%Y%m%d-%H%M%S}", lab, fmt::localtime(begun));
  fs::path file = folder / (name + kEnding);
  std::error_code error;
  for (int number = 2; fs::exists(file, error); ++number) file = folder / fmt::format("{}-{}{}", name, number, kEnding);
  return file;
}

}  // namespace shellab
