// Plays a recording on the user's terminal at the pace at which it was made, or another. Used by `shellab replay`.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <optional>
#include <string>

#include "grader/recording/reader.h"
#include "grader/terminal/user_terminal.h"

namespace shellab {

struct Pace {
  double speed = 1;                                     // how many times as fast
  std::optional<std::chrono::milliseconds> idle_limit;  // no pause lasts longer, as recorded
};

enum class PlayEnd { kPlayed, kQuit, kInterrupted };

// Shows the introduction, then what may be shown of the recording (TerminalFilter) until its end. The space bar pauses,
// q quits, Ctrl-C interrupts. Leaves the terminal's modes as they were, whatever ends it. Throws UsageError where the
// file is at fault, OsError.
boost::asio::awaitable<PlayEnd> Play(RecordingReader& reader, UserTerminal& terminal, const std::string& introduction,
                                     Pace pace);

}  // namespace shellab
