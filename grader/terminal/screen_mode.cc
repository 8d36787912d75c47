#include "grader/terminal/screen_mode.h"

#include <algorithm>

namespace shellab {

bool ScreenMode::Follow(std::string_view bytes) {
  rest_.append(bytes);
  const auto position = [](std::size_t found) { return found == std::string::npos ? 0 : found + 1; };
  const std::size_t enter = position(rest_.rfind(kEnter));
  const std::size_t leave = position(rest_.rfind(kLeave));
  const bool now = enter == leave ? other_ : enter > leave;
  rest_.erase(0, rest_.size() - std::min(rest_.size(), kEnter.size() - 1));
  const bool changed = now != other_;
  other_ = now;
  return changed;
}

}  // namespace shellab
