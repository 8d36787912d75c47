// A root file system that hosts boot from, as it lies in the store. Used by the engine, made by ImageStore.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/os/fd.h"

namespace shellab {

// A user of the image as its own /etc/passwd and /etc/group say; ids are the guest's.
struct User {
  std::string name;
  std::uint32_t uid = 0;
  std::uint32_t gid = 0;
  std::vector<std::uint32_t> groups;  // supplementary, without gid
  std::string home;
  std::string shell;
};

// One image of the store, opened: the folder is kept from being removed or replaced while the value lives (a shared
// flock on it).
struct Image {
  std::string name;
  std::string digest;           // sha256 over the whole tree, lower-case hex
  std::uint64_t bytes = 0;      // apparent size of its files
  std::string built_at;         // ISO 8601, UTC
  std::filesystem::path root;   // the flat tree, plain ids 0..65535
  std::vector<std::pair<std::string, std::string>> packages;  // name and version
  std::vector<User> users;
  Fd lock;

  // The user called `name`, or nothing.
  const User* FindUser(std::string_view name) const;
};

}  // namespace shellab
