// The recordings that shellab keeps of its own accord: a folder of files <lab>.<date>-<time>.cast. Written by practice,
// listed and found by `shellab replay`.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "grader/progress/place.h"
#include "grader/recording/recording.h"

namespace shellab {

struct KeptRecording {
  std::filesystem::path file;
  RecordingHeader header;
  std::chrono::microseconds length{};

  // What it is called at the command line: the file's name without its ending.
  std::string Name() const { return file.stem(); }
};

// recordings/ of whoever calls. Throws HostError where there is no such place.
std::filesystem::path RecordingsFolder(const RecordPlace& place);

// All that can be read, the newest first; none where there is no folder. Throws OsError.
std::vector<KeptRecording> ListRecordings(const std::filesystem::path& folder);

// The recording of that name in the folder, or the last one of that lab. Throws UsageError that says what there is.
std::filesystem::path FindRecording(const std::filesystem::path& folder, const std::string& name);

// A name that is free for a recording of `lab` that begins now. Makes the folder, mode 0700, and removes all
// recordings there but the `kept - 1` that were written last. Throws OsError.
std::filesystem::path PlaceForRecording(const std::filesystem::path& folder, std::string_view lab,
                                        std::size_t kept = 100);

}  // namespace shellab
