// Text for people, in the two languages shellab speaks. Used by labs, findings and reports.
#pragma once

#include <string>

namespace shellab {

enum class Language { kEnglish, kChinese };

struct Text {
  std::string en;
  std::string zh;
  // The text in `language`; English where there is no translation.
  const std::string& In(Language language) const { return language == Language::kChinese && !zh.empty() ? zh : en; }
  bool empty() const { return en.empty() && zh.empty(); }
};

}  // namespace shellab
