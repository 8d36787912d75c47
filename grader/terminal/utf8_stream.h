// Bytes that come in pieces, as UTF-8 whose pieces hold whole characters only. Used by the writer of recordings, whose
// lines are JSON, and by the filter of what is replayed.
#pragma once

#include <string>
#include <string_view>

namespace shellab {

class Utf8Stream {
 public:
  // What is complete of everything so far and was not returned before. A byte that belongs to no character comes out as
  // U+FFFD; a character whose end is still to come is kept for the next call.
  std::string Pass(std::string_view bytes);
  // U+FFFD for a character whose end never came, else nothing.
  std::string End();
  bool is_whole() const { return begun_.empty(); }

 private:
  std::string begun_;
};

}  // namespace shellab
