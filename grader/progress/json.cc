// A learner's progress for other programs.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <boost/json.hpp>

#include "grader/progress/summary.h"
#include "grader/report/printable.h"

namespace shellab {
namespace {

namespace json = boost::json;

json::value Time(const std::optional<std::chrono::system_clock::time_point>& at) {
  if (!at) return nullptr;
  return json::value_from(fmt::format("{:%FT%TZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(*at))));
}

json::object Sum(const ProgressSum& sum) {
  return {{"labs", sum.labs},
          {"solved", sum.solved},
          {"begun", sum.begun},
          {"attempts", sum.attempts},
          {"hints", sum.hints},
          {"time_ms", sum.active.count()},
          {"last_activity", Time(sum.seen_at)}};
}

json::object Points(const Attempt& attempt) { return {{"points", attempt.points}, {"max_points", attempt.max_points}}; }

json::object Record(const std::string& lab, const LabProgress& done, const ProgressSummary& summary) {
  const auto topic = summary.topic_of.find(lab);
  json::array attempts;
  for (const Attempt& attempt : done.attempts) {
    json::object one = Points(attempt);
    one["at"] = Time(attempt.at);
    attempts.emplace_back(std::move(one));
  }
  return {{"lab", lab},
          {"topic", topic == summary.topic_of.end() ? json::value() : json::value_from(topic->second)},
          {"progress", done.SolvedAt() ? "solved" : "begun"},
          {"begun_at", Time(done.begun_at)},
          {"last_activity", Time(done.seen_at)},
          {"solved_at", Time(done.SolvedAt())},
          {"hints", done.hints},
          {"time_ms", done.active.count()},
          {"best", done.Best() == nullptr ? json::value() : json::value(Points(*done.Best()))},
          {"attempts", std::move(attempts)}};
}

}  // namespace

std::string RenderJson(const ProgressSummary& summary) {
  json::array topics;
  for (const ProgressSum& sum : summary.topics) {
    json::object topic = {{"topic", sum.topic}};
    for (auto& [key, value] : Sum(sum)) topic.emplace(key, std::move(value));
    topics.emplace_back(std::move(topic));
  }
  json::array record;
  for (const auto& [lab, done] : summary.record) record.emplace_back(Record(lab, done, summary));
  const json::value whole = {{"format", 1},
                             {"streak_days", summary.streak},
                             {"active_days", summary.active_days},
                             {"all", Sum(summary.all)},
                             {"topics", std::move(topics)},
                             {"record", std::move(record)}};
  return EscapeInvisible(ValidUtf8(json::serialize(whole))) + "\n";
}

}  // namespace shellab
