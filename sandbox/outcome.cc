#include "sandbox/outcome.h"

namespace shellab {

std::string_view LimitName(Limit limit) {
  constexpr std::string_view kNames[] = {"wall", "cpu", "memory", "processes", "disk", "output"};
  return kNames[static_cast<std::size_t>(limit)];
}

}  // namespace shellab
