// What a recording of a terminal says, as asciicast v2 has it (https://docs.asciinema.org/manual/asciicast/v2/): a line
// of JSON for the header, then one for each event. Written by RecordingWriter, read by RecordingReader.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "grader/terminal/terminal_size.h"

namespace shellab {

struct RecordingHeader {
  TerminalSize size;
  std::optional<std::chrono::sys_seconds> begun;
  std::string title;
  std::string term;  // $TERM and $SHELL in there; empty where it does not say
  std::string shell;
  std::string lab;  // shellab's own: what was practised, on which data; empty in recordings by others
  std::optional<std::uint32_t> seed;
};

struct RecordingEvent {
  enum class Kind { kOutput, kInput, kResize, kMarker };
  std::chrono::microseconds at{};  // since the recording began
  Kind kind = Kind::kOutput;
  std::string data;   // UTF-8: what was shown, what was typed, what the marker says
  TerminalSize size;  // of kResize
};

}  // namespace shellab
