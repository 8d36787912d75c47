// The bytes of the program that reads archives (archive_child.cc), which the build puts into this one.
#pragma once

#include <string_view>

namespace shellab {

std::string_view ArchiveChild();

}  // namespace shellab
