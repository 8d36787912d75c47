#include <boost/json.hpp>

#include "grader/report/formats.h"
#include "grader/report/json_parts.h"
#include "grader/report/learner.h"
#include "grader/report/printable.h"

namespace shellab {
namespace json = boost::json;

// Whoever's total is not known gets no `score` and no tests: Gradescope then shows a run that failed, and no zero. What
// learners may not see is not in the file at all, since a test of visibility "hidden" would hide their total as well.
std::vector<LearnerFile> GradescopeFiles(const ClassHead& head, const ClassRow& row, const RenderOptions& options) {
  const std::optional<std::int64_t> total = head.Total(row);
  json::object object;
  std::string output;
  if (total) object["score"] = *total;
  json::array tests;
  for (const LearnerItem& item : LearnerItems(head, row, options.language)) {
    if (!total) {
      output += item.status == LearnerItem::Status::kNeither ? item.name + "\n" + item.text : "";
      continue;
    }
    json::object test = {{"name", item.name},
                         {"name_format", "text"},
                         {"score", item.score},
                         {"max_score", item.max_score},
                         {"visibility", "visible"}};
    if (item.status != LearnerItem::Status::kNeither)
      test["status"] = item.status == LearnerItem::Status::kPassed ? "passed" : "failed";
    if (!item.text.empty()) {
      test["output"] = item.text;
      test["output_format"] = "text";
    }
    tests.emplace_back(std::move(test));
  }
  for (const Text& note : row.notes) output += Printable(note.In(options.language)) + "\n";
  if (!output.empty()) {
    object["output"] = output;
    object["output_format"] = "text";
  }
  object["visibility"] = "visible";
  object["stdout_visibility"] = "hidden";  // of the autograder itself, which may print a teacher's report
  object["tests"] = std::move(tests);
  return {{".json", Serialized(object)}};
}

}  // namespace shellab
