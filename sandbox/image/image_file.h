// image.json, which lies beside an image's tree and says what it is. Written and read by ImageStore only.
#pragma once

#include <string>
#include <string_view>

#include "sandbox/image/image.h"

namespace shellab {

// The file's text: everything of Image but where it lies and its lock.
std::string WriteImageFile(const Image& image);

// Reads such text. Throws HostError when it is not of this program's format.
Image ReadImageFile(std::string_view text);

}  // namespace shellab
