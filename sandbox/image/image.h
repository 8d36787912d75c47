// A root file system that hosts boot from, as it lies in the store. Used by the engine, made by ImageStore.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sandbox/os/fd.h"

namespace shellab {

// A user of the image as its own /etc/passwd and /etc/group say; ids are the guest's.
struct User {
  std::string name;
  std::uint32_t uid = 0;
  std::uint32_t gid = 0;
  std::vector<std::uint32_t> groups;  // supplementary, without gid, in the file's order
  std::string home;
  std::string shell;
};

// What an image is for, in a line.
struct Description {
  std::string en;
  std::string zh;
};

// A Debian package of the image.
using Package = std::pair<std::string, std::string>;  // name and version

// One image of the store, opened: the folder is kept from being removed or replaced while the value lives (a shared
// flock on it).
struct Image {
  std::string name;
  Description description;
  std::string digest;             // sha256 over the whole tree, lower-case hex
  std::string recipe;             // digest of the recipe it was built from
  std::uint64_t bytes = 0;        // apparent size of its files
  std::string built_at;           // ISO 8601, UTC
  std::filesystem::path root;     // the flat tree, plain ids 0..65535
  std::vector<Package> packages;  // by name
  std::vector<User> users;        // in the order of /etc/passwd
  Fd lock;

  // The user called `name`, or null. Lives as long as the image.
  const User* FindUser(std::string_view name) const;
};

// The users of the tree `root`, from its etc/passwd and etc/group; links of the tree do not lead out of it. Lines that
// are no entries are passed over, as the C library does. Throws OsError where there is no etc/passwd.
std::vector<User> ReadUsers(const std::filesystem::path& root);

// The installed packages of the tree `root` by its dpkg database, by name; none where it has no such database.
std::vector<Package> ReadPackages(const std::filesystem::path& root);

}  // namespace shellab
