// Tells text that only draws, in other words than the filter's own. Used by its tests and its fuzz target.
#pragma once

#include <re2/re2.h>

#include <string_view>

namespace shellab::testing {

// Whether all of `text` is valid UTF-8 without control characters but those that move the cursor or switch between two
// character sets, and sequences of the kinds that the filter promises.
inline bool OnlyDraws(std::string_view text) {
  static const RE2 drawing(R"((?:[^\x00-\x1f\x7f-\x{9f}])"
                           R"(|[\x08-\x0f])"
                           R"(|\x1b[78DEM])"
                           R"(|\x1b[()][AB0])"
                           R"(|\x1b\[[0-9;:]*m)"
                           R"(|\x1b\[[0-2]?[JK])"
                           R"(|\x1b\[[su])"
                           R"(|\x1b\[4[hl])"
                           R"(|\x1b\[\?(?:7|25|47|104[789])[hl])"
                           R"(|\x1b\[(?:[0-9]{1,4})?T)"
                           R"(|\x1b\[(?:[0-9]{0,4};)*[0-9]{0,4}[@A-ILMPSXZ`abdefr])*)");
  return RE2::FullMatch(text, drawing);
}

}  // namespace shellab::testing
