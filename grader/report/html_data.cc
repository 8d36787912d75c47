#include "grader/report/html_data.h"

#include <fmt/format.h>
#include <nettle/sha2.h>

#include <algorithm>
#include <utility>

#include "grader/check/lines.h"
#include "grader/check/wording.h"
#include "grader/report/excerpt.h"
#include "grader/report/printable.h"

namespace shellab {
namespace json = boost::json;
namespace {

// A browser parses a block of this many bytes faster than anybody notices.
constexpr std::size_t kBlockBytes = 256 << 10U;
// What is shown of a text that a learner may have made as long as the output limit.
constexpr std::size_t kMaxText = 4000;
constexpr std::size_t kMaxStream = 2000;
constexpr std::size_t kMaxSeeds = 20;

// Half of a SHA-256: more than enough to tell a class's results apart.
std::string Fingerprint(std::string_view text) { return Sha256Bytes(text).substr(0, SHA256_DIGEST_SIZE / 2); }

// The number of what has this fingerprint; `next` if it is new.
std::size_t NumberOf(std::unordered_map<std::string, std::size_t>& known, std::string_view text, std::size_t next) {
  return known.try_emplace(Fingerprint(text), next).first->second;
}

std::string Shown(std::string_view text, std::size_t max_bytes) { return Printable(Excerpt(text, max_bytes)); }

char Letter(CheckStatus status) {
  switch (status) {
    case CheckStatus::kPassed:
      return 'p';
    case CheckStatus::kFailed:
      return 'f';
    case CheckStatus::kSkipped:
      return 's';
    case CheckStatus::kError:
      return 'e';
  }
  return '?';
}

}  // namespace

std::string Sha256Bytes(std::string_view text) {
  sha256_ctx state;
  sha256_init(&state);
  sha256_update(&state, text.size(), reinterpret_cast<const std::uint8_t*>(text.data()));
  std::string digest(SHA256_DIGEST_SIZE, '\0');
  sha256_digest(&state, digest.size(), reinterpret_cast<std::uint8_t*>(digest.data()));
  return digest;
}

std::string ScriptJson(const json::value& value) {
  // HTML ends a script at "</script" and changes its rules at "<!--": neither is there without this character.
  std::string text;
  for (const char c : json::serialize(value)) {
    if (c == '<') {
      text += "\\u003c";
    } else {
      text += c;
    }
  }
  return text;
}

std::size_t JsonBlocks::Add(const json::value& element) {
  if (!text_.empty()) text_ += ",\n";
  text_ += ScriptJson(element);
  return next_++;
}

bool JsonBlocks::full() const { return text_.size() >= kBlockBytes; }

void JsonBlocks::Write(std::ostream& out) {
  if (text_.empty()) return;
  out << fmt::format("<script type=\"application/json\" class=\"{}\" data-first=\"{}\">[{}]</script>\n", name_, first_,
                     text_);
  text_.clear();
  first_ = next_;
}

HtmlBodies::HtmlBodies(std::size_t columns, Language language) : language_(language), columns_(columns) {}

std::size_t HtmlBodies::CheckNumber(Column& column, const CheckReport& check) const {
  const auto known = std::find_if(column.checks.begin(), column.checks.end(),
                                  [&](const Check& candidate) { return candidate.id == check.id; });
  if (known != column.checks.end()) return static_cast<std::size_t>(known - column.checks.begin());
  column.checks.push_back({check.id, PrintableLine(check.name.In(language_)), check.max_points, check.hidden});
  return column.checks.size() - 1;
}

std::size_t HtmlBodies::Group(std::size_t column, const CheckReport& check) {
  const SeedFinding* failed = FirstFailed(check);
  std::string what = check.message.en;
  if (failed != nullptr && failed->finding.actual) {
    // All learners have the same data: the same mistake shows as the same text, but for how it ends.
    what = *failed->finding.actual;
    what.erase(what.find_last_not_of("\r\n") + 1);
  }
  return NumberOf(groups_, fmt::format("{} {} {}", column, check.id, what), groups_.size());
}

json::object HtmlBodies::CheckJson(std::size_t number, const CheckReport& check) const {
  json::object object = {{"c", number}, {"s", std::string(1, Letter(check.status))}, {"p", check.points}};
  if (check.status == CheckStatus::kPassed) return object;
  if (!check.reason.empty()) object["reason"] = Printable(check.reason.In(language_));
  if (!check.message.empty()) object["message"] = Printable(check.message.In(language_));
  if (!check.hint.empty()) object["hint"] = Printable(check.hint.In(language_));
  const SeedFinding* failed = FirstFailed(check);
  if (failed == nullptr) return object;
  const Finding& finding = failed->finding;
  object["seed"] = std::to_string(failed->seed);  // a number of JavaScript holds 53 bits
  if (finding.diff) {
    object["diff"] = Printable(finding.diff->text);
    const Text left_out = wording::LeftOut(*finding.diff);
    if (!left_out.empty()) object["left"] = left_out.In(language_);
    return object;
  }
  if (finding.expected) object["expected"] = Shown(*finding.expected, kMaxText);
  if (finding.actual) object["actual"] = Shown(*finding.actual, kMaxText);
  return object;
}

// The runs to tell about: those that a failed check is shown of, with what they printed, and those that went wrong.
json::array HtmlBodies::RunsJson(const Report& report) const {
  std::set<std::uint64_t> failed;
  for (const CheckReport& check : report.checks)
    if (const SeedFinding* finding = FirstFailed(check)) failed.insert(finding->seed);
  json::array runs;
  for (const RunReport& run : report.runs) {
    const Text end = RunEnd(run.result.outcome);
    const bool shown = failed.contains(run.seed);
    if (!shown && end.empty()) continue;
    json::object object = {{"seed", std::to_string(run.seed)}};
    if (!end.empty()) object["end"] = Printable(end.In(language_));
    json::array limits;
    for (const Limit limit : run.result.outcome.limits_hit) limits.emplace_back(LimitName(limit));
    if (!limits.empty()) object["limits"] = std::move(limits);
    if (shown && !run.result.err.content.empty()) object["err"] = Shown(run.result.err.content, kMaxStream);
    if (shown && !run.result.out.content.empty()) object["out"] = Shown(run.result.out.content, kMaxStream);
    runs.emplace_back(std::move(object));
  }
  return runs;
}

HtmlBodies::Body HtmlBodies::MakeBody(std::size_t column, const Report& report) {
  Body body;
  if (report.status != Report::Status::kGraded) {
    body.letters.push_back('!');
    body.details["error"] = Shown(report.error, kMaxText);
    if (report.status == Report::Status::kLabError) body.details["lab"] = true;
    return body;
  }
  json::array checks;
  for (const CheckReport& check : report.checks) {
    const std::size_t number = CheckNumber(columns_[column], check);
    if (number >= body.letters.size()) body.letters.resize(number + 1, '.');
    body.letters[number] = Letter(check.status);
    if (check.status == CheckStatus::kFailed) body.failures.push_back({number, Group(column, check)});
    checks.emplace_back(CheckJson(number, check));
  }
  body.details["checks"] = std::move(checks);
  json::array notes;
  for (const Text& note : report.notes) notes.emplace_back(Printable(note.In(language_)));
  if (!notes.empty()) body.details["notes"] = std::move(notes);
  json::array runs = RunsJson(report);
  if (!runs.empty()) body.details["runs"] = std::move(runs);
  return body;
}

std::size_t HtmlBodies::Add(std::size_t column, const Report& report) {
  for (const RunReport& run : report.runs)
    if (columns_[column].seeds.size() < kMaxSeeds) columns_[column].seeds.insert(run.seed);
  const Report::Environment& used = report.environment;
  if (!used.image.empty()) {
    environments_.try_emplace(fmt::format("{}\n{}\n{}\n{}", used.image, used.image_digest, used.shellab, used.kernel),
                              json::object{{"shellab", PrintableLine(used.shellab)},
                                           {"image", PrintableLine(used.image)},
                                           {"image_digest", PrintableLine(used.image_digest)},
                                           {"kernel", PrintableLine(used.kernel)}});
  }
  Body body = MakeBody(column, report);
  const std::string text = fmt::format("{} {}", column, json::serialize(body.details));
  const std::size_t next = bodies_.size();
  const std::size_t number = NumberOf(bodies_, text, next);
  if (number == next) {
    light_.Add(json::array{column, body.letters, std::move(body.failures)});
    heavy_.Add(body.details);
  }
  return number;
}

void HtmlBodies::Write(std::ostream& out, bool all) {
  if (!all && !heavy_.full()) return;
  light_.Write(out);
  heavy_.Write(out);
}

void HtmlBodies::Describe(std::size_t column, json::object& lab) const {
  json::array checks;
  for (const Check& check : columns_[column].checks) {
    json::object object = {{"id", check.id}, {"name", check.name}, {"max", check.max_points}};
    if (check.hidden) object["hidden"] = true;
    checks.emplace_back(std::move(object));
  }
  lab["checks"] = std::move(checks);
  json::array seeds;
  for (const std::uint64_t seed : columns_[column].seeds) seeds.emplace_back(std::to_string(seed));
  lab["seeds"] = std::move(seeds);
}

json::array HtmlBodies::Environments() const {
  json::array array;
  for (const auto& [key, environment] : environments_) array.push_back(environment);
  return array;
}

}  // namespace shellab
