#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nettle/base64.h>

#include <boost/json.hpp>

#include "grader/check/wording.h"
#include "grader/report/class_report.h"
#include "grader/report/printable.h"
#include "grader/report/report.h"

namespace shellab {
namespace {

namespace json = boost::json;

constexpr int kFormat = 1;

std::string_view StatusName(Report::Status status) {
  switch (status) {
    case Report::Status::kGraded:
      return "graded";
    case Report::Status::kLabError:
      return "lab_error";
    case Report::Status::kError:
      return "error";
  }
  return {};
}

std::string_view StatusName(CheckStatus status) {
  switch (status) {
    case CheckStatus::kPassed:
      return "passed";
    case CheckStatus::kFailed:
      return "failed";
    case CheckStatus::kSkipped:
      return "skipped";
    case CheckStatus::kError:
      return "error";
  }
  return {};
}

std::string Base64(std::string_view bytes) {
  std::string text(BASE64_ENCODE_RAW_LENGTH(bytes.size()), '\0');
  base64_encode_raw(text.data(), bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  return text;
}

// ISO 8601 in UTC with milliseconds.
std::string Timestamp(std::chrono::system_clock::time_point time) {
  const auto since_epoch = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
  const auto seconds = std::chrono::floor<std::chrono::seconds>(since_epoch);
  return fmt::format("{:%FT%T}.{:03}Z", fmt::gmtime(static_cast<std::time_t>(seconds.count())),
                     (since_epoch - seconds).count());
}

std::int64_t Milliseconds(std::chrono::microseconds time) {
  return std::chrono::round<std::chrono::milliseconds>(time).count();
}

json::object StreamJson(const CapturedOutput& output) {
  json::object object;
  if (IsText(output.content)) {
    object["text"] = output.content;
  } else {
    object["base64"] = Base64(output.content);
  }
  object["bytes"] = output.total_bytes;
  object["truncated"] = output.truncated;
  return object;
}

json::object OutcomeJson(const Outcome& outcome) {
  json::object object;
  switch (outcome.ended) {
    case Outcome::Ended::kExited:
      object["ended"] = "exited";
      object["code"] = outcome.code;
      break;
    case Outcome::Ended::kSignalled:
      object["ended"] = "signalled";
      object["signal"] = outcome.signal;
      break;
    case Outcome::Ended::kKilledBy:
      object["ended"] = "killed_by";
      object["limit"] = LimitName(outcome.limit.value());
      break;
  }
  json::array limits;
  for (const Limit limit : outcome.limits_hit) limits.emplace_back(LimitName(limit));
  object["limits_hit"] = std::move(limits);
  return object;
}

std::string DiffString(const DiffText& diff, Language language) {
  std::string text = ValidUtf8(diff.text);
  const Text left_out = wording::LeftOut(diff);
  if (!left_out.empty()) text += fmt::format("\\ {}\n", left_out.In(language));
  return text;
}

json::object SeedJson(const SeedFinding& seed, Language language) {
  const Finding& finding = seed.finding;
  json::object object;
  object["seed"] = seed.seed;
  object["status"] = finding.status == Finding::Status::kPassed ? "passed" : "failed";
  if (finding.expected) object["expected"] = ValidUtf8(*finding.expected);
  if (finding.actual) object["actual"] = ValidUtf8(*finding.actual);
  if (finding.diff) object["diff"] = DiffString(*finding.diff, language);
  return object;
}

json::object CheckJson(const CheckReport& check, Language language) {
  json::object object;
  object["id"] = check.id;
  object["name"] = ValidUtf8(check.name.In(language));
  object["status"] = StatusName(check.status);
  if (!check.reason.empty()) object["reason"] = ValidUtf8(check.reason.In(language));
  object["points"] = check.points;
  object["max_points"] = check.max_points;
  object["message"] = ValidUtf8(check.message.In(language));
  if (!check.hint.empty()) object["hint"] = ValidUtf8(check.hint.In(language));
  json::array seeds;
  for (const SeedFinding& seed : check.seeds) seeds.emplace_back(SeedJson(seed, language));
  object["seeds"] = std::move(seeds);
  return object;
}

// Adds what is known of a run to `object`.
void AddRun(json::object& object, const ExecResult& result) {
  object["outcome"] = OutcomeJson(result.outcome);
  object["wall_ms"] = Milliseconds(result.wall);
  object["cpu_ms"] = Milliseconds(result.cpu);
  object["peak_memory_bytes"] = result.peak_memory_bytes;
  object["stdout"] = StreamJson(result.out);
  object["stderr"] = StreamJson(result.err);
}

json::object RunJson(const RunReport& run) {
  json::object object;
  object["seed"] = run.seed;
  AddRun(object, run.result);
  return object;
}

json::array NotesJson(const std::vector<Text>& notes, Language language) {
  json::array array;
  for (const Text& note : notes) array.emplace_back(ValidUtf8(note.In(language)));
  return array;
}

json::object ReportJson(const Report& report, Language language) {
  json::object object;
  object["format"] = kFormat;
  object["lab"] = ValidUtf8(report.lab);
  object["lab_digest"] = report.lab_digest;
  if (!report.set.empty()) object["set"] = report.set;
  object["learner"] = ValidUtf8(report.learner);
  object["answer"] = json::object{{"sha256", report.answer_sha256}};
  object["status"] = StatusName(report.status);
  if (report.status == Report::Status::kGraded) {
    object["points"] = report.points;
  } else {
    // Whoever adds up points must not take "not graded" for a zero.
    object["error"] = ValidUtf8(report.error);
    object["points"] = nullptr;
  }
  object["max_points"] = report.max_points;
  json::array checks;
  for (const CheckReport& check : report.checks) checks.emplace_back(CheckJson(check, language));
  object["checks"] = std::move(checks);
  if (!report.notes.empty()) object["notes"] = NotesJson(report.notes, language);
  json::array runs;
  for (const RunReport& run : report.runs) runs.emplace_back(RunJson(run));
  object["runs"] = std::move(runs);
  object["environment"] = json::object{{"shellab", report.environment.shellab},
                                       {"image", report.environment.image},
                                       {"image_digest", report.environment.image_digest},
                                       {"kernel", report.environment.kernel}};
  object["started_at"] = Timestamp(report.started_at);
  object["wall_ms"] = report.wall.count();
  return object;
}

// Points are of the graded answers only.
json::object SummaryJson(const std::vector<const Report*>& reports) {
  std::int64_t graded = 0;
  std::int64_t full_marks = 0;
  std::int64_t lab_errors = 0;
  std::int64_t errors = 0;
  std::int64_t points = 0;
  std::int64_t max_points = 0;
  for (const Report* report : reports) {
    if (report->status == Report::Status::kLabError) ++lab_errors;
    if (report->status == Report::Status::kError) ++errors;
    if (report->status != Report::Status::kGraded) continue;
    ++graded;
    if (report->points == report->max_points) ++full_marks;
    points += report->points;
    max_points += report->max_points;
  }
  return {{"answers", reports.size()}, {"graded", graded}, {"full_marks", full_marks}, {"lab_errors", lab_errors},
          {"errors", errors},          {"points", points}, {"max_points", max_points}};
}

std::string_view StatusName(const ClassCell& cell) {
  switch (cell.status) {
    case ClassCell::Status::kReported:
      return StatusName(cell.report.status);
    case ClassCell::Status::kMissing:
      return "missing";
    case ClassCell::Status::kRefused:
      return "refused";
    case ClassCell::Status::kUnread:
      break;
  }
  return "error";
}

json::object RowJson(const ClassReport& report, const ClassReport::Row& row, Language language) {
  json::array labs;
  for (std::size_t i = 0; i < report.columns.size(); ++i) {
    const ClassCell& cell = row.cells[i];
    json::object object = {{"lab", report.columns[i].lab}, {"status", StatusName(cell)}, {"points", nullptr}};
    if (const std::optional<int> points = cell.Points()) object["points"] = *points;
    if (!cell.reason.empty()) object["reason"] = ValidUtf8(cell.reason.In(language));
    labs.emplace_back(std::move(object));
  }
  json::object object = {{"learner", ValidUtf8(row.learner)}, {"points", nullptr}};
  if (const std::optional<std::int64_t> total = report.Total(row)) object["points"] = *total;
  object["max_points"] = report.MaxTotal();
  object["labs"] = std::move(labs);
  if (!row.notes.empty()) object["notes"] = NotesJson(row.notes, language);
  return object;
}

// The matrix: what was set, and what each learner earned.
void AddClass(json::object& summary, const ClassReport& report, Language language) {
  json::array columns;
  for (const ClassReport::Column& column : report.columns)
    columns.push_back({{"lab", column.lab}, {"max_points", column.max_points}, {"weight", column.weight}});
  json::array rows;
  for (const ClassReport::Row& row : report.rows) rows.emplace_back(RowJson(report, row, language));
  summary["set"] = report.set;
  summary["labs"] = std::move(columns);
  summary["learners"] = std::move(rows);
  if (!report.notes.empty()) summary["notes"] = NotesJson(report.notes, language);
}

json::object SeveralJson(const std::vector<const Report*>& reports, Language language) {
  json::array all;
  for (const Report* report : reports) all.emplace_back(ReportJson(*report, language));
  return {{"reports", std::move(all)}, {"summary", SummaryJson(reports)}};
}

std::string Serialized(const json::object& object) { return EscapeInvisible(json::serialize(object)) + "\n"; }

}  // namespace

std::string RenderJson(const ExecResult& result) {
  json::object object;
  AddRun(object, result);
  return Serialized(object);
}

std::string RenderJson(const Report& report, const RenderOptions& options) {
  return Serialized(ReportJson(report, options.language));
}

std::string RenderJson(const std::vector<Report>& reports, const RenderOptions& options) {
  std::vector<const Report*> pointers;
  for (const Report& report : reports) pointers.push_back(&report);
  return Serialized(SeveralJson(pointers, options.language));
}

std::string RenderJson(const ClassReport& report, const RenderOptions& options) {
  std::vector<const Report*> reports;
  for (const ClassReport::Row& row : report.rows)
    for (const ClassCell& cell : row.cells)
      if (cell.status == ClassCell::Status::kReported) reports.push_back(&cell.report);
  json::object object = SeveralJson(reports, options.language);
  AddClass(object["summary"].as_object(), report, options.language);
  return Serialized(object);
}

}  // namespace shellab
