#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nettle/base64.h>

#include <boost/json.hpp>

#include "grader/check/wording.h"
#include "grader/report/json_parts.h"
#include "grader/report/printable.h"
#include "grader/report/report.h"

namespace shellab {
namespace json = boost::json;
namespace {

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
  if (finding.took) object["took_ms"] = finding.took->count();
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
  if (check.hidden) object["hidden"] = true;
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

}  // namespace

std::string Base64(std::string_view bytes) {
  std::string text(BASE64_ENCODE_RAW_LENGTH(bytes.size()), '\0');
  base64_encode_raw(text.data(), bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  return text;
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

std::string Serialized(const json::object& object) { return EscapeInvisible(json::serialize(object)) + "\n"; }

void ReportCounts::Add(const Report& report) {
  ++answers_;
  if (report.status == Report::Status::kLabError) ++lab_errors_;
  if (report.status == Report::Status::kError) ++errors_;
  if (report.status != Report::Status::kGraded) return;
  ++graded_;
  if (report.points == report.max_points) ++full_marks_;
  points_ += report.points;
  max_points_ += report.max_points;
}

json::object ReportCounts::Json() const {
  return {{"answers", answers_}, {"graded", graded_}, {"full_marks", full_marks_}, {"lab_errors", lab_errors_},
          {"errors", errors_},   {"points", points_}, {"max_points", max_points_}};
}

std::string RenderJson(const ExecResult& result) {
  json::object object;
  AddRun(object, result);
  return Serialized(object);
}

std::string RenderJson(const Report& report, const RenderOptions& options) {
  return Serialized(ReportJson(report, options.language));
}

std::string RenderJson(const std::vector<Report>& reports, const RenderOptions& options) {
  json::array all;
  ReportCounts summary;
  for (const Report& report : reports) {
    all.emplace_back(ReportJson(report, options.language));
    summary.Add(report);
  }
  return Serialized({{"reports", std::move(all)}, {"summary", summary.Json()}});
}

}  // namespace shellab
