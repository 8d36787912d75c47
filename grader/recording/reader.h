// Reads a recording of a terminal, by whomever it was made: asciicast v2. The file may be hostile; memory does not grow
// with it. Used by `shellab replay`.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "grader/recording/recording.h"
#include "sandbox/os/fd.h"

namespace shellab {

class RecordingReader {
 public:
  static constexpr std::size_t kMaxLine = 4U << 20U;

  // Opens the file and reads its header. Throws UsageError, as Next does, that names file and line and says what was
  // expected there.
  explicit RecordingReader(const std::filesystem::path& file);

  const RecordingHeader& header() const { return header_; }
  // The next event of a kind that is known; none at the end. Of a recording whose maker was killed the last line may be
  // half, and does not count. Times never go back.
  std::optional<RecordingEvent> Next();
  // What the last event says, where it is a marker: why the recording ends there. Else empty.
  const std::string& last_marker() const { return last_marker_; }
  // When the last event is, found at the end of the file without reading the rest; zero where there is none. Throws
  // OsError.
  std::chrono::microseconds Length() const;

 private:
  std::optional<std::string> NextLine();
  [[noreturn]] void Refuse(const std::string& message) const;

  std::filesystem::path path_;
  Fd file_;
  RecordingHeader header_;
  std::string buffer_;    // read
  std::size_t next_ = 0;  // where in it the next line begins
  bool at_end_ = false;
  bool whole_ = true;  // whether the last line had its newline
  std::uint32_t line_ = 0;
  std::chrono::microseconds last_{};
  std::string last_marker_;
};

}  // namespace shellab
