// Images that were made elsewhere: what `docker save`, `podman save` and `skopeo copy` write. Called by `shellab image
// import`, which gives it to ImageStore::Import.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sandbox/image/archive.h"
#include "sandbox/image/build.h"
#include "sandbox/image/image.h"

namespace shellab {

// Makes <folder>/root out of the image archive `archive`: an OCI archive (oci-layout, index.json, blobs/) or docker's
// (manifest.json and layers), plain or compressed with gzip, zstd, xz or bzip2. Other names in `folder` are for scratch
// files. Of an image for several platforms this machine's is taken. Returns what to say of it in a list.
// The archive may be hostile: nothing is written outside `folder`. Throws AuthorError that names the entry at fault,
// HostError where this machine lacks rights or space.
Description UnpackImageArchive(const std::filesystem::path& archive, const std::filesystem::path& folder,
                               const Progress& progress, const ImportLimits& limits = {});

// What labs expect of an image and this one lacks: "no /bin/bash", "no user student". Throws OsError.
std::vector<std::string> MissingForLabs(const Image& image);

}  // namespace shellab
