// shellab compare RUN RUN: whose points differ between two runs, by how much, and why.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "grader/commands/context.h"
#include "grader/report/class_report.h"
#include "grader/report/printable.h"
#include "grader/report/table.h"
#include "grader/store/results.h"
#include "grader/store/run_store.h"

namespace shellab {
namespace {

namespace json = boost::json;

struct Options {
  std::string before;
  std::string after;
  std::string format = "text";
};

// One learner's lab whose points differ, or whose checks do.
struct PointChange {
  std::string learner;
  std::string lab;
  std::optional<int> before;  // weighted as the matrix shows them: not; nothing where nothing was graded
  std::optional<int> after;
  std::vector<Text> why;
};

Text StatusText(CheckStatus status) {
  switch (status) {
    case CheckStatus::kPassed:
      return {"passed", "通过"};
    case CheckStatus::kFailed:
      return {"failed", "未通过"};
    case CheckStatus::kSkipped:
      return {"skipped", "跳过"};
    case CheckStatus::kError:
      break;
  }
  return {"error", "出错"};
}

// What became of an answer as a whole.
Text StatusText(const ClassCell& cell) {
  switch (cell.status) {
    case ClassCell::Status::kMissing:
      return {"nothing handed in", "未提交"};
    case ClassCell::Status::kRefused:
      return {"unreadable", "不可读"};
    case ClassCell::Status::kReported:
      if (cell.report.status == Report::Status::kGraded) return {"graded", "已评分"};
      break;
    case ClassCell::Status::kUnread:
    case ClassCell::Status::kPending:
      break;
  }
  return {"not graded", "未评分"};
}

// "subject: before → after".
Text Turned(const Text& subject, const Text& before, const Text& after) {
  return {fmt::format("{}: {} → {}", subject.en, before.en, after.en),
          fmt::format("{}：{} → {}", subject.zh, before.zh, after.zh)};
}

Text Number(int number) { return {std::to_string(number), std::to_string(number)}; }

void CompareChecks(const Report& before, const Report& after, std::vector<Text>& why) {
  std::map<std::string, const CheckReport*> old;
  for (const CheckReport& check : before.checks) old[check.id] = &check;
  for (const CheckReport& check : after.checks) {
    const Text id{check.id, check.id};
    const auto found = old.find(check.id);
    if (found == old.end()) {
      why.push_back(Turned(id, {"no such check", "无此检查"}, StatusText(check.status)));
      continue;
    }
    const CheckReport& then = *found->second;
    if (then.status != check.status) why.push_back(Turned(id, StatusText(then.status), StatusText(check.status)));
    if (then.max_points != check.max_points)
      why.push_back(
          Turned({check.id + " is worth", check.id + " 分值"}, Number(then.max_points), Number(check.max_points)));
    old.erase(found);
  }
  for (const auto& [id, check] : old)
    why.push_back(Turned({id, id}, StatusText(check->status), {"no such check", "无此检查"}));
}

std::vector<Text> Reasons(const ClassCell& before, const ClassCell& after) {
  std::vector<Text> why;
  const Text then = StatusText(before);
  const Text now = StatusText(after);
  if (then.en != now.en) why.push_back(Turned({"the answer", "答案"}, then, now));
  if (before.status == ClassCell::Status::kReported && after.status == ClassCell::Status::kReported) {
    if (before.report.answer_sha256 != after.report.answer_sha256) why.push_back({"another answer", "答案不同"});
    CompareChecks(before.report, after.report, why);
  }
  if (before.late_penalty != after.late_penalty)
    why.push_back(
        Turned({"taken for being late", "迟交扣分"}, Number(before.late_penalty), Number(after.late_penalty)));
  const auto given = [](const ClassCell& cell) { return cell.given ? Number(cell.given->points) : Text{"none", "无"}; };
  if (given(before).en != given(after).en)
    why.push_back(Turned({"a teacher's points", "教师评分"}, given(before), given(after)));
  return why;
}

struct WeightChange {
  std::string lab;
  int before = 0;
  int after = 0;
};

struct RunComparison {
  std::vector<PointChange> changes;
  std::vector<std::string> gone;  // learners of the first run only
  std::vector<std::string> come;  // of the second only
  std::vector<std::string> gone_labs;
  std::vector<std::string> come_labs;
  std::vector<WeightChange> reweighted;
  std::size_t same = 0;  // learners with no change
};

// Compares what the sets say of their labs, and returns the places in both of those that are in both.
std::vector<std::pair<std::size_t, std::size_t>> CompareLabs(const ClassHead& before, const ClassHead& after,
                                                             RunComparison& comparison) {
  std::map<std::string, std::size_t> there;
  for (std::size_t i = 0; i < after.columns.size(); ++i) there[after.columns[i].lab] = i;
  std::vector<std::pair<std::size_t, std::size_t>> common;
  for (std::size_t i = 0; i < before.columns.size(); ++i) {
    const ClassColumn& column = before.columns[i];
    const auto found = there.find(column.lab);
    if (found == there.end()) {
      comparison.gone_labs.push_back(column.lab);
      continue;
    }
    const int weight = after.columns[found->second].weight;
    if (weight != column.weight) comparison.reweighted.push_back({column.lab, column.weight, weight});
    common.emplace_back(i, found->second);
    there.erase(found);
  }
  for (const ClassColumn& column : after.columns)
    if (there.contains(column.lab)) comparison.come_labs.push_back(column.lab);
  return common;
}

RunComparison CompareRuns(const StoredResults& before, const StoredResults& after) {
  RunComparison comparison;
  const auto labs = CompareLabs(before.head(), after.head(), comparison);
  before.ForEachBeside(after, [&](const ClassRow& row, const ClassRow* other) {
    if (other == nullptr) {
      comparison.gone.push_back(row.learner);
      return;
    }
    const std::size_t known = comparison.changes.size();
    for (const auto& [here, there] : labs) {
      const ClassCell& then = row.cells[here];
      const ClassCell& now = other->cells[there];
      std::vector<Text> why = Reasons(then, now);
      if (then.Points() != now.Points() || !why.empty())
        comparison.changes.push_back(
            {row.learner, before.head().columns[here].lab, then.Points(), now.Points(), std::move(why)});
    }
    if (comparison.changes.size() == known) ++comparison.same;
  });
  after.ForEachName([&](const std::string& learner) {
    if (!before.Has(learner)) comparison.come.push_back(learner);
  });
  return comparison;
}

std::string Points(std::optional<int> points) { return points ? std::to_string(*points) : "!"; }

void PrintText(const RunComparison& comparison, const StoredResults& before, const StoredResults& after,
               const Context& context) {
  const bool chinese = context.language == Language::kChinese;
  if (!comparison.changes.empty()) {
    std::vector<std::vector<std::string>> rows;
    rows.push_back({chinese ? "学员" : "LEARNER", chinese ? "实验" : "LAB", before.head().run, after.head().run, "±",
                    chinese ? "原因" : "WHY"});
    for (const PointChange& change : comparison.changes) {
      std::vector<std::string> why;
      for (const Text& reason : change.why) why.push_back(PrintableLine(reason.In(context.language)));
      const bool known = change.before && change.after;
      rows.push_back({PrintableLine(change.learner), PrintableLine(change.lab), Points(change.before),
                      Points(change.after), known ? fmt::format("{:+}", *change.after - *change.before) : "?",
                      fmt::format("{}", fmt::join(why, chinese ? "；" : "; "))});
    }
    fmt::print("{}\n", RenderTable(rows, {2, 3, 4}));
  }
  for (const WeightChange& change : comparison.reweighted)
    fmt::print("{}{}: ×{} → ×{}\n", chinese ? "权重：" : "Weight of ", PrintableLine(change.lab), change.before,
               change.after);
  const auto only = [chinese](const std::vector<std::string>& names, const std::string& run) {
    for (const std::string& name : names)
      fmt::print("{}: {}{}\n", PrintableLine(name), chinese ? "只在 " : "only in ", run);
  };
  only(comparison.gone_labs, before.head().run);
  only(comparison.come_labs, after.head().run);
  only(comparison.gone, before.head().run);
  only(comparison.come, after.head().run);
  std::int64_t up = 0;
  std::int64_t down = 0;
  for (const PointChange& change : comparison.changes) {
    if (!change.before || !change.after) continue;
    if (*change.after > *change.before) ++up;
    if (*change.after < *change.before) ++down;
  }
  if (chinese) {
    fmt::print("{} 处升高，{} 处降低；{} 名学员没有变化\n", up, down, comparison.same);
  } else {
    fmt::print("{} up, {} down; {} {} without a change\n", up, down, comparison.same,
               comparison.same == 1 ? "learner" : "learners");
  }
}

void PrintJson(const RunComparison& comparison, const StoredResults& before, const StoredResults& after,
               const Context& context) {
  const auto names = [](const std::vector<std::string>& list) {
    json::array array;
    for (const std::string& name : list) array.emplace_back(ValidUtf8(name));
    return array;
  };
  const auto points = [](std::optional<int> known) { return known ? json::value(*known) : json::value(nullptr); };
  json::array changes;
  for (const PointChange& change : comparison.changes) {
    json::array why;
    for (const Text& reason : change.why) why.emplace_back(ValidUtf8(reason.In(context.language)));
    changes.push_back({{"learner", ValidUtf8(change.learner)},
                       {"lab", change.lab},
                       {"before", points(change.before)},
                       {"after", points(change.after)},
                       {"why", std::move(why)}});
  }
  json::array weights;
  for (const WeightChange& change : comparison.reweighted)
    weights.push_back({{"lab", change.lab}, {"before", change.before}, {"after", change.after}});
  const json::value value = {{"format", 1},
                             {"before", before.head().run},
                             {"after", after.head().run},
                             {"changes", std::move(changes)},
                             {"weights", std::move(weights)},
                             {"labs_only_before", names(comparison.gone_labs)},
                             {"labs_only_after", names(comparison.come_labs)},
                             {"only_before", names(comparison.gone)},
                             {"only_after", names(comparison.come)},
                             {"unchanged_learners", comparison.same}};
  fmt::print("{}\n", EscapeInvisible(json::serialize(value)));
}

}  // namespace

void AddCompareCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("compare", "Show whose points differ between two runs, and why");
  const auto options = std::make_shared<Options>();
  command->add_option("RUN", options->before, "The run before, see `shellab runs`")->required()->type_name("");
  command->add_option("OTHER", options->after, "The run after")->required()->type_name("RUN");
  command->add_option("--format", options->format, "text or json")->check(CLI::IsMember({"text", "json"}));
  command->callback([options, &context] {
    const RunStore store(context.state);
    const StoredResults before(store, store.Named(options->before).id);
    const StoredResults after(store, store.Named(options->after).id);
    const RunComparison comparison = CompareRuns(before, after);
    if (options->format == "json") {
      PrintJson(comparison, before, after, context);
    } else {
      PrintText(comparison, before, after, context);
    }
  });
}

}  // namespace shellab
