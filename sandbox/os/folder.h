// Makes folders on the trusted side. Used by the stores and by whatever writes into a folder that a user named.
#pragma once

#include <sys/types.h>

#include <filesystem>

namespace shellab {

// Makes the folder and those above it that are missing, with that mode less the umask; one that is there is fine.
// Throws OsError.
void MakeFolders(const std::filesystem::path& folder, mode_t mode = 0777);

}  // namespace shellab
