// What is known of an archive and its members, in the process that asks for them and in the one that reads them.
// Internal to submission/.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "grader/text.h"

namespace shellab {

// Where an archive is taken for a bomb.
struct ArchiveLimits {
  std::uint64_t entries = 0;
  std::uint64_t bytes = 0;  // of all that is unpacked on the way, wanted or not
};

struct ArchiveMember {
  std::string path;  // readable (see readable.h), empty where it has no name; may lead anywhere
  bool is_folder = false;
  std::optional<Text> not_a_file;  // a link, a device, encrypted: "is ...", why it is not read
  std::optional<std::chrono::system_clock::time_point> at;
};

// Whether a file that begins with these bytes (at least 512, or all of it) is an archive, whatever its name says.
bool LooksLikeArchive(std::string_view head);

}  // namespace shellab
