// The program's version, in `--version` and in every report.
#pragma once

namespace shellab {

inline constexpr char kVersion[] = SHELLAB_VERSION;

}  // namespace shellab
