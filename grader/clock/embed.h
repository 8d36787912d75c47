// The shared library clock.c as bytes: a guest's program that is started with it lives some weeks ago. Used by the
// runner.
#pragma once

#include <string_view>

namespace shellab {

std::string_view WrongClock();

}  // namespace shellab
