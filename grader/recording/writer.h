// Writes a recording of a terminal while it is made. Every line is one write(2) to the end of the file, so that a
// process that is killed loses nothing but what it had not seen. Used by practice.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "grader/recording/recording.h"
#include "grader/terminal/utf8_stream.h"
#include "sandbox/os/fd.h"

namespace shellab {

class RecordingWriter {
 public:
  static constexpr std::uint64_t kMaxBytes = 32U << 20U;

  // Makes `file`, which must not exist, with mode 0600, and writes the header; time counts from now. Of a larger
  // recording than `max_bytes` the end is missing, and a marker says so. Throws OsError.
  RecordingWriter(const std::filesystem::path& file, const RecordingHeader& header,
                  std::uint64_t max_bytes = kMaxBytes);
  RecordingWriter(const RecordingWriter&) = delete;
  RecordingWriter& operator=(const RecordingWriter&) = delete;
  ~RecordingWriter();

  // What the terminal was sent, and what was typed. Characters may come in pieces; what is no UTF-8 becomes U+FFFD.
  void Output(std::string_view bytes);
  void Input(std::string_view bytes);
  void Resized(TerminalSize size);

  // Why the recording has ended before what it records: it is as large as it may be, or a write failed (ENOSPC). Empty
  // while it goes on.
  const std::string& ended() const { return ended_; }

 private:
  std::string Line(std::string_view code, std::string_view data) const;
  void Append(std::string_view code, std::string_view data);
  void Write(std::string_view line);

  std::filesystem::path path_;
  Fd file_;
  std::uint64_t max_bytes_;
  std::uint64_t bytes_ = 0;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  Utf8Stream output_;
  Utf8Stream input_;
  std::string ended_;
};

}  // namespace shellab
