// Turns a root file system as a tool made it into what the engine boots from. Called for every new image: built here
// or imported.
#pragma once

#include <filesystem>

namespace shellab {

// Normalises the tree `root` in place, so that two trees of the same packages are equal and nothing of the machine or
// the day they were made on is left:
//   - /proc, /sys, /tmp (1777), /run are empty folders; /dev holds null zero full random urandom tty, the links fd
//   stdin
//     stdout stderr ptmx, and the empty folders pts and shm (1777), and nothing else, since the engine uses it as it is
//   - /etc/hostname is "lab", /etc/hosts knows that and localhost, /etc/resolv.conf and /etc/machine-id are empty
//   - logs are cut to 0 bytes; apt's lists, caches, sources and settings of the build, dpkg's and shadow's backups and
//     locks, /var/tmp are gone. dpkg's database stays.
// Links inside the tree are followed as if it were the root, so that a hostile tree changes nothing outside. Needs root
// (device nodes). Throws OsError, or HostError where a folder such as /etc is something else.
void NormaliseTree(const std::filesystem::path& root);

}  // namespace shellab
