// Finds in an image archive which layers make the image: by index.json (OCI) or by manifest.json (docker save). Called
// by UnpackImageArchive.
#pragma once

#include <string>
#include <vector>

#include "sandbox/image/layer_tree.h"
#include "sandbox/image/members.h"

namespace shellab {

struct ChosenImage {
  std::string id;                    // SHA-256 of its configuration, lower-case hex: what docker calls the image's ID
  std::vector<LayerArchive> layers;  // the lowest first
};

// The archive's one image for `platform` ("linux/amd64"). An archive that is both kinds is read as OCI, whose every
// blob is verified against its descriptor. Throws ArchiveFault where there is none, listing those that there are;
// where there are several; where a blob is absent or another than its descriptor says; for bad JSON.
ChosenImage ChooseImage(const Members& members, const std::string& platform);

// This machine's platform in the words of such archives: "linux/amd64".
std::string MachinePlatform();

}  // namespace shellab
