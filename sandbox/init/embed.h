// The bytes of the hosts' init program (init.c), which the build puts into this one.
#pragma once

#include <string_view>

namespace shellab {

std::string_view InitProgram();

}  // namespace shellab
