// Whose progress is recorded, and where: the folder of the person who practises, though sandboxes need root. Used by
// the commands on practice.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>

#include "sandbox/os/file_identity.h"

namespace shellab {

struct RecordPlace {
  struct Owner {
    uid_t uid = 0;
    gid_t gid = 0;
  };

  std::filesystem::path folder;  // empty where there is none to name
  std::string fault;             // then why
  std::optional<Owner> owner;    // with whose rights files are reached there, where not with this process's own

  // The folder. Throws HostError with the fault where there is none.
  const std::filesystem::path& Folder() const;
};

// <state>/shellab of the caller, of sudo's where that is how this process became root. <state> is $XDG_STATE_HOME, else
// ~/.local/state. May run getent(1): find it once.
RecordPlace LearnersPlace();

// While it lives, this thread reaches files as the place's owner may. Must not live across a co_await. Throws OsError.
class OwnersRights {
 public:
  explicit OwnersRights(const RecordPlace& place) {
    if (place.owner) identity_.emplace(place.owner->uid, place.owner->gid);
  }

 private:
  std::optional<FileIdentity> identity_;
};

}  // namespace shellab
