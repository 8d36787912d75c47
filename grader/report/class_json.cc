#include <boost/json.hpp>
#include <ostream>
#include <sstream>

#include "grader/report/class_report.h"
#include "grader/report/json_parts.h"
#include "grader/report/printable.h"

namespace shellab {
namespace json = boost::json;
namespace {

// What is known of a learner's answer to one lab beside its report.
json::object CellJson(const ClassColumn& column, const ClassCell& cell, Language language) {
  json::object object = {{"lab", column.lab}, {"status", cell.StatusName()}, {"points", nullptr}};
  if (const std::optional<int> points = cell.Points()) object["points"] = *points;
  if (cell.late_penalty > 0 || cell.given) {
    object["raw_points"] = nullptr;
    if (const std::optional<int> raw = cell.RawPoints()) object["raw_points"] = *raw;
  }
  if (cell.late_penalty > 0) object["late_penalty"] = cell.late_penalty;
  if (cell.given)
    object["override"] = {
        {"points", cell.given->points}, {"comment", ValidUtf8(cell.given->comment)}, {"by", ValidUtf8(cell.given->by)}};
  if (!cell.reason.empty()) object["reason"] = ValidUtf8(cell.reason.In(language));
  if (!cell.file.empty()) object["file"] = ValidUtf8(cell.file);
  if (cell.attempts > 0) object["attempts"] = cell.attempts;
  if (cell.reused) object["reused"] = true;
  return object;
}

// Who somebody is.
json::object IdentityJson(const ClassRow& row) {
  json::object object = {{"learner", ValidUtf8(row.learner)}};
  if (!row.name.empty()) object["name"] = ValidUtf8(row.name);
  if (!row.email.empty()) object["email"] = ValidUtf8(row.email);
  if (!row.id.empty()) object["id"] = ValidUtf8(row.id);
  if (!row.participant.empty()) object["participant"] = ValidUtf8(row.participant);
  return object;
}

json::object RowJson(const ClassHead& head, const ClassRow& row, Language language) {
  json::object object = IdentityJson(row);
  object["points"] = nullptr;
  if (const std::optional<std::int64_t> total = head.Total(row)) object["points"] = *total;
  object["max_points"] = head.MaxTotal();
  json::array labs;
  for (std::size_t i = 0; i < head.columns.size(); ++i)
    labs.emplace_back(CellJson(head.columns[i], row.cells[i], language));
  object["labs"] = std::move(labs);
  if (!row.notes.empty()) object["notes"] = NotesJson(row.notes, language);
  return object;
}

json::array ColumnsJson(const ClassHead& head) {
  json::array columns;
  for (const ClassColumn& column : head.columns)
    columns.push_back({{"lab", column.lab}, {"max_points", column.max_points}, {"weight", column.weight}});
  return columns;
}

// Writes the values of an array as they come.
class ArrayWriter {
 public:
  explicit ArrayWriter(std::ostream& out) : out_(out) { out_ << "["; }
  void Add(const json::object& value) {
    if (!first_) out_ << ",";
    first_ = false;
    out_ << EscapeInvisible(json::serialize(value));
  }
  void End() { out_ << "]"; }

 private:
  std::ostream& out_;
  bool first_ = true;
};

}  // namespace

void WriteJson(const ClassResults& results, const RenderOptions& options, std::ostream& out) {
  const ClassHead& head = results.head();
  ReportCounts counts;
  out << R"({"reports":)";
  ArrayWriter reports(out);
  results.ForEach([&](const ClassRow& row) {
    for (const ClassCell& cell : row.cells) {
      if (cell.status != ClassCell::Status::kReported) continue;
      reports.Add(ReportJson(cell.report, options.language));
      counts.Add(cell.report);
    }
  });
  reports.End();
  json::object summary = counts.Json();
  if (!head.set.empty()) summary["set"] = head.set;
  if (!head.run.empty()) summary["run"] = head.run;
  summary["feedback"] = FeedbackName(head.feedback);
  summary["labs"] = ColumnsJson(head);
  if (!head.notes.empty()) summary["notes"] = NotesJson(head.notes, options.language);
  std::string begun = EscapeInvisible(json::serialize(summary));
  begun.pop_back();
  out << R"(,"summary":)" << begun << R"(,"learners":)";
  ArrayWriter learners(out);
  results.ForEach([&](const ClassRow& row) { learners.Add(RowJson(head, row, options.language)); });
  learners.End();
  out << "}}\n";
}

std::string RenderJson(const ClassResults& results, const RenderOptions& options) {
  std::ostringstream out;
  WriteJson(results, options, out);
  return out.str();
}

void WriteJsonLines(const ClassResults& results, const RenderOptions& options, std::ostream& out) {
  const ClassHead& head = results.head();
  results.ForEach([&](const ClassRow& row) {
    for (std::size_t i = 0; i < head.columns.size(); ++i)
      out << RenderJsonLine(head, row, head.columns[i], row.cells[i], options);
  });
}

std::string RenderJsonLine(const ClassHead& head, const ClassRow& row, const ClassColumn& column, const ClassCell& cell,
                           const RenderOptions& options) {
  json::object line;
  if (!head.set.empty()) line["set"] = head.set;
  for (const auto& [key, value] : IdentityJson(row)) line[key] = value;
  line["result"] = CellJson(column, cell, options.language);
  if (cell.status == ClassCell::Status::kReported) line["report"] = ReportJson(cell.report, options.language);
  return Serialized(line);
}

}  // namespace shellab
