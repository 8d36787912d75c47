// A program on a terminal of its own, with the test in the place of the person who sits there. Used by the tests of
// what shellab does on a terminal.
#pragma once

#include <termios.h>

#include <chrono>
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

  // Shows meanwhile what the program prints: it may not read on before somebody looks at that.
  void Type(std::string_view keys);
  void Resize(unsigned short columns, unsigned short rows);
  // The settings that the terminal has now, and those that it had before the program was started.
  termios Settings() const;
  const termios& first_settings() const { return first_settings_; }
  // Types the key again and again until the terminal takes no more of it for a while, since nobody reads.
  void TypeUntilFull(char key);
  // Pulls the cable: the terminal is gone.
  void HangUp() { master_.Close(); }

  // Waits until `text` has been shown after everything that the last call waited for, and returns what was shown
  // before it. Throws HostError with what was shown instead when nothing comes for as long as `patience`.
  std::string Await(std::string_view text, std::chrono::milliseconds patience = std::chrono::seconds(20));
  // Waits until `text` has been shown anywhere, whatever Await has come to: for what comes beside all else. Throws as
  // Await does.
  void AwaitAnywhere(std::string_view text);
  // Waits for the program's end: its exit code, or 128 + the signal. Throws HostError after twenty seconds.
  int Wait();
  // Leaves its shell, and waits as Wait does.
  int Leave();

 private:
  bool Read(std::chrono::milliseconds patience);
  // Reads until `text` has been shown at or after `position`, and returns where. Throws as Await does.
  std::size_t ReadUntil(std::string_view text, std::size_t position, std::chrono::milliseconds patience);
  // Types the first of the keys, and returns how many: none when the terminal takes none for as long as `patience`.
  std::size_t TypeSome(std::string_view keys, std::chrono::milliseconds patience);

  Fd master_;
  Fd slave_;  // keeps what was shown readable once the program is gone
  termios first_settings_{};
  Process program_;
  std::string shown_;
  std::size_t seen_ = 0;
};

}  // namespace shellab::testing
