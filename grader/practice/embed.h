// The bytes of the program behind the shell's `lab` (client.c), which the build puts into this one.
#pragma once

#include <string_view>

namespace shellab {

std::string_view LabClient();

}  // namespace shellab
