// Runs the real shellab, or any other program, as a user would, and says what it printed and how it ended. Used by the
// tests of the whole program.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sandbox/os/fd.h"
#include "sandbox/os/file.h"
#include "sandbox/os/process.h"

namespace shellab::testing {

// The program under test, and the folder of its sources (labs/, tests/).
std::filesystem::path ProgramPath();
std::filesystem::path SourceFolder();

// A state folder of its own that shares the images of this machine: layers and staging are the test's alone. Beside the
// machine's own, since a temporary folder may lie on a file system that cannot take layers.
class OwnState {
 public:
  // Throws HostError with the command that builds it when the image `base` is missing, OsError when this is not root.
  OwnState();
  OwnState(const OwnState&) = delete;
  OwnState& operator=(const OwnState&) = delete;
  // Ends the practice sessions of a test that failed, which would wait for somebody to come back.
  ~OwnState();
  const std::filesystem::path& path() const { return folder_.path(); }

 private:
  TempDir folder_;
};

// What a program printed and its exit code, or 128 + the signal that ended it.
struct Ended {
  int code = 0;
  std::string out;
  std::string err;
};

struct Command {
  std::vector<std::string> argv;  // argv[0] is looked up in $PATH
  std::vector<std::string> env;   // NAME=value, on top of this process's own
  std::string input;              // what standard input holds
  bool closed_stdin = false;      // it has no standard input at all
  // Where its standard output goes: to Ended, nowhere, or to a pipe that nobody reads.
  enum class Output { kCaptured, kClosed, kBrokenPipe };
  Output output = Output::kCaptured;
};

// The shellab under test with `args`, the labs of the sources and the state folder of `state`.
Command Shellab(const OwnState& state, std::vector<std::string> args);

// A program that was started. Killed when the value dies before Wait().
class Program {
 public:
  // Throws OsError.
  explicit Program(const Command& command);

  pid_t pid() const { return process_.pid(); }
  void Signal(int signal) const;
  bool HasEnded() const;
  // Returns when it has ended. Kills one that does not end within thirteen minutes and throws HostError.
  Ended Wait();

 private:
  Fd out_;
  Fd err_;
  Process process_;
};

// Starts `command` and waits for its end.
Ended RunToEnd(const Command& command);

}  // namespace shellab::testing
