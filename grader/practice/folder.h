// Where practice sessions are found: a folder for each below <state>/sessions, with the socket that its server listens
// on. Only root gets in. Used by the server, and by the commands that visit a session.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sandbox/os/fd.h"

namespace shellab {

// A session's own: <lab>.<pid of its server>. Gone with the value.
class SessionFolder {
 public:
  // Makes it, listening. Throws OsError.
  SessionFolder(const std::filesystem::path& state, const std::string& lab);
  SessionFolder(const SessionFolder&) = delete;
  SessionFolder& operator=(const SessionFolder&) = delete;
  ~SessionFolder();

  Fd TakeSocket() { return std::move(socket_); }

 private:
  std::filesystem::path path_;
  Fd socket_;
};

// Connects to the session `name`: a lab's or a session's own, or the only one where it is empty. Removes what killed
// servers left behind. Throws UsageError, saying which there are, unless it means exactly one; OsError.
Fd ConnectToSession(const std::filesystem::path& state, const std::string& name);

}  // namespace shellab
