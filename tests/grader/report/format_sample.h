// What the tests of the output formats share: rendering into a string, and the files beside them.
#pragma once

#include <filesystem>
#include <sstream>
#include <string>

#include "grader/report/class_report.h"
#include "tests/grader/report/class_sample.h"
#include "tests/support/program.h"

namespace shellab {

inline const RenderOptions kChinese{.language = Language::kChinese};

template <typename Write>
std::string Written(Write write, const ClassResults& results, const RenderOptions& options = {}) {
  std::ostringstream out;
  write(results, options, out);
  return out.str();
}

inline std::filesystem::path Beside(const std::string& name) {
  return testing::SourceFolder() / "tests/grader/report" / name;
}

// A class of the row alone.
inline ClassReport Only(ClassReport report, std::size_t row) {
  report.rows = {report.rows[row]};
  return report;
}

}  // namespace shellab
