#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "grader/report/formats.h"
#include "grader/report/json_parts.h"
#include "grader/report/learner.h"
#include "grader/report/printable.h"

namespace shellab {
namespace json = boost::json;
namespace {

// GitHub drops a job's summary that is larger than 1 MiB.
constexpr std::size_t kMaxSummary = 1'000'000;

using Status = LearnerItem::Status;

std::string_view Mark(Status status) {
  switch (status) {
    case Status::kPassed:
      return "✅";
    case Status::kFailed:
      return "❌";
    case Status::kNeither:
      break;
  }
  return "";
}

// A table of all points, then what the learner reads.
std::string Summary(const ClassHead& head, const ClassRow& row, const std::vector<LearnerItem>& items,
                    const RenderOptions& options) {
  std::string text = options.language == Language::kChinese ? "| | 检查 | 得分 |\n| --- | --- | --: |\n"
                                                            : "| | Check | Points |\n| --- | --- | --: |\n";
  for (const LearnerItem& item : items)
    text +=
        fmt::format("| {} | {} | {}/{} |\n", Mark(item.status), EscapeMarkdown(item.name), item.score, item.max_score);
  return text + "\n" + RenderFeedback(head, row, options, kMaxSummary - std::min(text.size(), kMaxSummary));
}

std::string_view StatusName(Status status) {
  switch (status) {
    case Status::kPassed:
      return "pass";
    case Status::kFailed:
      return "fail";
    case Status::kNeither:
      break;
  }
  return "error";
}

// The reporter adds up the tests' scores and hands the sum in unless max_score is 0: where the total is not known it
// is, so that nobody gets a zero. What is neither passed nor failed but earned points (a teacher's, a lab's as a whole)
// is passed if nothing was lost.
json::object Result(const ClassHead& head, const ClassRow& row, const std::vector<LearnerItem>& items) {
  const std::optional<std::int64_t> total = head.Total(row);
  json::array tests;
  for (const LearnerItem& item : items) {
    Status status = item.status;
    if (status == Status::kNeither && total) status = item.score >= item.max_score ? Status::kPassed : Status::kFailed;
    tests.push_back({{"name", item.name},
                     {"status", StatusName(status)},
                     {"score", total ? item.score : 0},
                     {"message", item.text},
                     {"line_no", 0},
                     {"execution_time", "0s"}});
  }
  std::string_view status = "error";
  if (total) status = *total >= head.MaxTotal() ? "pass" : "fail";
  return {{"version", 1}, {"status", status}, {"max_score", total ? head.MaxTotal() : 0}, {"tests", std::move(tests)}};
}

}  // namespace

std::vector<LearnerFile> GithubFiles(const ClassHead& head, const ClassRow& row, const RenderOptions& options) {
  const std::vector<LearnerItem> items = LearnerItems(head, row, options.language);
  const std::string result = EscapeInvisible(json::serialize(Result(head, row, items)));
  return {{"summary.md", Summary(head, row, items, options)},
          {"result.json", result + "\n"},
          {"result.base64", Base64(result) + "\n"}};
}

}  // namespace shellab
