// A learner's progress as a table for a terminal, however narrow.
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "grader/progress/summary.h"
#include "grader/report/printable.h"
#include "grader/report/table.h"

namespace shellab {
namespace {

constexpr std::size_t kWidestBar = 24;
constexpr std::size_t kNarrowestBar = 8;

// "12 min", "1 h 05 min".
std::string Spent(std::chrono::milliseconds time, bool chinese) {
  if (time.count() == 0) return "–";
  const auto minutes = std::chrono::ceil<std::chrono::minutes>(time);
  const auto hours = std::chrono::floor<std::chrono::hours>(minutes);
  if (hours.count() == 0) return fmt::format(fmt::runtime(chinese ? "{} 分钟" : "{} min"), minutes.count());
  return fmt::format(fmt::runtime(chinese ? "{} 小时 {:02} 分钟" : "{} h {:02} min"), hours.count(),
                     (minutes - hours).count());
}

std::string Day(const std::optional<std::chrono::system_clock::time_point>& at) {
  return at ? fmt::format("{:%F}", fmt::localtime(std::chrono::system_clock::to_time_t(*at))) : "–";
}

class Table {
 public:
  Table(const ProgressSummary& summary, Language language)
      : summary_(summary), chinese_(language == Language::kChinese) {}

  // As much of it as `columns` have room for. What matters least goes first.
  std::string Fitting(std::size_t columns) const {
    if (columns == 0) return Render({});
    for (std::size_t extras = kAll; extras > 0; --extras) {
      const std::size_t taken = Width(Render({extras, 1})) - 1;
      if (taken + kNarrowestBar <= columns) return Render({extras, std::min(kWidestBar, columns - taken)});
    }
    for (std::size_t extras = 1;; --extras) {
      std::string table = Render({extras, 0});
      const std::size_t width = Width(table);
      if (width <= columns) return table;
      if (extras > 0) continue;
      const std::size_t names = NameWidth();
      return Render({0, 0, std::max<std::size_t>(names - std::min(names, width - columns), 1)});
    }
  }

 private:
  static constexpr std::size_t kAll = 4;

  struct Form {
    std::size_t extras = kAll;     // so many of the further columns
    std::size_t bar = kWidestBar;  // its width; 0: none
    std::size_t names = 1000;      // so much of a topic
  };

  static std::size_t Width(std::string_view table) {
    std::size_t width = 0;
    for (; !table.empty(); table.remove_prefix(table.find('\n') + 1))
      width = std::max(width, DisplayWidth(table.substr(0, table.find('\n'))));
    return width;
  }

  std::size_t NameWidth() const {
    std::size_t width = DisplayWidth(Say("TOPIC", "主题"));
    for (const ProgressSum& sum : summary_.topics) width = std::max(width, DisplayWidth(PrintableLine(sum.topic)));
    return width;
  }

  std::string Render(const Form& form) const {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> heading = {CutToWidth(Say("TOPIC", "主题"), form.names)};
    if (form.bar > 0) heading.push_back(Say("SOLVED", "已完成"));
    heading.push_back(form.bar > 0 ? "" : Say("SOLVED", "已完成"));
    const std::string further[kAll] = {Say("ATTEMPTS", "提交"), Say("TIME", "用时"), Say("LAST", "最近"),
                                       Say("HINTS", "提示")};
    heading.insert(heading.end(), further, further + form.extras);
    rows.push_back(std::move(heading));
    for (const ProgressSum& sum : summary_.topics) rows.push_back(Row(sum, PrintableLine(sum.topic), form));
    if (summary_.topics.size() > 1) rows.push_back(Row(summary_.all, Say("all", "合计"), form));
    const std::size_t count = form.bar > 0 ? 2 : 1;
    std::set<std::size_t> right = {count, count + 1, count + 2};
    if (form.extras == kAll) right.insert(count + kAll);
    return RenderTable(rows, right);
  }

  std::vector<std::string> Row(const ProgressSum& sum, const std::string& name, const Form& form) const {
    std::vector<std::string> row = {CutToWidth(name, form.names)};
    if (form.bar > 0)
      row.push_back(RenderBar(static_cast<std::size_t>(sum.solved), static_cast<std::size_t>(sum.labs), form.bar));
    row.push_back(fmt::format("{}/{}", sum.solved, sum.labs));
    const std::string further[kAll] = {std::to_string(sum.attempts), Spent(sum.active, chinese_), Day(sum.seen_at),
                                       std::to_string(sum.hints)};
    row.insert(row.end(), further, further + form.extras);
    return row;
  }

  std::string Say(const char* en, const char* zh) const { return chinese_ ? zh : en; }

  const ProgressSummary& summary_;
  bool chinese_;
};

// What was begun and not solved, the last first, with the best attempt.
std::vector<std::string> Begun(const ProgressSummary& summary) {
  std::vector<std::pair<std::string, const LabProgress*>> begun;
  for (const auto& [lab, done] : summary.record)
    if (!done.SolvedAt() && summary.topic_of.contains(lab)) begun.emplace_back(lab, &done);
  std::stable_sort(begun.begin(), begun.end(),
                   [](const auto& a, const auto& b) { return a.second->seen_at > b.second->seen_at; });
  std::vector<std::string> names;
  for (const auto& [lab, done] : begun) {
    const Attempt* best = done->Best();
    names.push_back(PrintableLine(lab) +
                    (best == nullptr ? "" : fmt::format(" {}/{}", best->points, best->max_points)));
  }
  return names;
}

}  // namespace

std::string RenderText(const ProgressSummary& summary, Language language, std::size_t columns) {
  const bool chinese = language == Language::kChinese;
  if (summary.record.empty())
    return chinese ? "还没有练习记录。开始：shellab next\n" : "Nothing was practised yet. Begin with: shellab next\n";
  std::string text = Table(summary, language).Fitting(columns) + "\n";
  text += chinese ? fmt::format("连续 {} 天，共 {} 天\n", summary.streak, summary.active_days)
                  : fmt::format("Streak: {} {}; practised on {} in all\n", summary.streak,
                                summary.streak == 1 ? "day" : "days", summary.active_days);
  const std::vector<std::string> begun = Begun(summary);
  if (!begun.empty())
    text += fmt::format("{}{}\n", chinese ? "已开始：" : "Begun: ", fmt::join(begun, chinese ? "、" : ", "));
  const auto elsewhere = std::count_if(summary.record.begin(), summary.record.end(),
                                       [&](const auto& one) { return !summary.topic_of.contains(one.first); });
  if (elsewhere > 0)
    text += chinese ? fmt::format("另有 {} 个实验的记录，这些实验不在本机。\n", elsewhere)
                    : fmt::format("There is a record of {} more {} that {} not here.\n", elsewhere,
                                  elsewhere == 1 ? "lab" : "labs", elsewhere == 1 ? "is" : "are");
  return text;
}

}  // namespace shellab
