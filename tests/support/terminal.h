// A program on a terminal of its own, with the test in the place of the person who sits there. Used by the tests of
// what shellab does on a terminal.
#pragma once

#include <termios.h>

#include <string>
#include <string_view>

#include "sandbox/os/fd.h"
#include "sandbox/os/process.h"
#include "tests/support/program.h"

namespace shellab::testing {

class TerminalProgram {
 public:
  // Starts it on a terminal of 100 columns and 30 rows, as the leader of a session. Throws OsError.
  explicit TerminalProgram(const Command& command);

  pid_t pid() const { return program_.pid(); }
  // What was shown so far.
  const std::string& shown() const { return shown_; }

  void Type(std::string_view keys);
  void Resize(unsigned short columns, unsigned short rows);
  // The settings that the terminal has now.
  termios Settings() const;
  // Pulls the cable: the terminal is gone.
  void HangUp() { master_.Close(); }

  // Waits until `text` has been shown after everything that the last call waited for. Throws HostError with what was
  // shown instead when it does not come within twenty seconds.
  void Await(std::string_view text);
  // Waits for the program's end: its exit code, or 128 + the signal. Throws HostError after twenty seconds.
  int Wait();

 private:
  bool Read();

  Fd master_;
  Fd slave_;  // keeps what was shown readable once the program is gone
  Process program_;
  std::string shown_;
  std::size_t seen_ = 0;
};

}  // namespace shellab::testing
