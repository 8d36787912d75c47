#include "grader/check/texts.h"

#include <algorithm>

namespace shellab {

bool IsKebabCase(std::string_view text) {
  const bool letters = std::all_of(text.begin(), text.end(),
                                   [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
  return letters && !text.empty() && !text.starts_with('-') && !text.ends_with('-') &&
         text.find("--") == std::string_view::npos;
}

Text ReadText(TomlTable table) {
  Text text;
  text.en = table.RequiredString("en", "the English text (every text needs en and zh)");
  text.zh = table.RequiredString("zh", "the Chinese text (every text needs en and zh)");
  table.RefuseUnknown();
  return text;
}

}  // namespace shellab
