// shellab next: the lab to practise next, why that one, and how to begin.
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "grader/commands/context.h"
#include "grader/commands/learner.h"
#include "grader/commands/obstacles.h"
#include "grader/lab/find.h"
#include "grader/lab/set.h"
#include "grader/progress/recommend.h"
#include "grader/report/printable.h"

namespace shellab {
namespace {

std::vector<Candidate> CandidatesOf(const std::vector<Lab>& labs, const Obstacles& obstacles) {
  std::vector<Candidate> candidates;
  candidates.reserve(labs.size());
  for (const Lab& lab : labs) candidates.push_back({lab.id, lab.topics, lab.level, obstacles.For(lab).empty()});
  return candidates;
}

std::string Why(const Recommendation& chosen, const LabProgress* done, bool chinese) {
  switch (chosen.reason) {
    case Recommendation::Reason::kBegun: {
      const auto day = fmt::localtime(std::chrono::system_clock::to_time_t(done->begun_at));
      const Attempt* best = done->Best();
      const std::string points = best == nullptr ? "" : fmt::format("{}/{}", best->points, best->max_points);
      if (chinese)
        return fmt::format("{:%F} 已开始，还没有完成{}{}。", day, points.empty() ? "" : "，最好成绩 ", points);
      return fmt::format("You began it on {:%F} and have not solved it yet{}{}.", day,
                         points.empty() ? "" : "; best so far: ", points);
    }
    case Recommendation::Reason::kNear: {
      const std::string topics = fmt::format("{}", fmt::join(chosen.shared, ", "));
      const std::string last = PrintableLine(chosen.last);
      if (topics.empty())
        return fmt::format(fmt::runtime(chinese ? "难度与刚完成的 {} 最接近。"
                                                : "Its level is the nearest to that of {}, which you solved last."),
                           last);
      return fmt::format(fmt::runtime(chinese ? "难度与刚完成的 {0} 接近，同样涉及 {1}。"
                                              : "Its level is near that of {0}, which you solved last, and it is about "
                                                "{1} as well."),
                         last, PrintableLine(topics));
    }
    case Recommendation::Reason::kFirst:
      break;
  }
  return chinese ? "还没有完成任何实验：从最容易的开始。" : "Nothing is solved yet, and it is one of the easiest.";
}

// Why there is nothing to recommend.
std::string Nothing(const std::vector<Candidate>& candidates, const std::map<std::string, LabProgress>& progress,
                    bool chinese) {
  if (candidates.empty()) return chinese ? "没有找到实验。" : "There are no labs.";
  const auto stopped = std::count_if(candidates.begin(), candidates.end(), [&](const Candidate& lab) {
    const auto done = progress.find(lab.lab);
    return !lab.runs_here && (done == progress.end() || !done->second.SolvedAt());
  });
  if (std::none_of(candidates.begin(), candidates.end(), [](const Candidate& lab) { return lab.runs_here; }))
    return chinese ? "这些实验都无法在本机运行，原因见 shellab list。"
                   : "None of these labs runs here: shellab list says why.";
  if (stopped == 0) return chinese ? "全部实验都已完成。" : "You have solved every lab.";
  return fmt::format(
      fmt::runtime(chinese ? "能在本机运行的都已完成；另有 {} 个无法运行，原因见 shellab list。"
                           : "You have solved all that runs here; {} more cannot: shellab list says why."),
      stopped);
}

void Next(const std::string& set, Context& context) {
  const bool chinese = context.language == Language::kChinese;
  const std::vector<Lab> all = LoadAllLabs(context);
  std::vector<Lab> offered = all;
  if (!set.empty()) {
    const auto roots = LabRoots(context.labs);
    offered.clear();
    for (const SetLab& entry : LoadSet(FindSet(roots, set), roots).labs) offered.push_back(entry.lab);
  }
  const std::map<std::string, LabProgress> progress = LearnersLabs(context);
  const Obstacles obstacles(context.state);
  const std::vector<Candidate> candidates = CandidatesOf(offered, obstacles);
  const std::optional<Recommendation> chosen =
      Recommend(candidates, set.empty() ? candidates : CandidatesOf(all, obstacles), progress);
  if (!chosen) {
    fmt::print("{}\n", Nothing(candidates, progress, chinese));
    return;
  }
  const Lab& lab = offered[chosen->candidate];
  const std::string id = PrintableLine(lab.id);
  fmt::print(fmt::runtime(context.colour ? "\x1b[1m{}\x1b[0m  {}\n" : "{}  {}\n"),
             PrintableLine(lab.title.In(context.language)), id);
  fmt::print(fmt::runtime(chinese ? "难度 {}/5 · {} · {} 分\n" : "level {}/5 · {} · {} points\n"), lab.level,
             PrintableLine(fmt::format("{}", fmt::join(lab.topics, ", "))), lab.MaxPoints());
  const auto done = progress.find(lab.id);
  fmt::print("{}\n{}sudo shellab start {}\n", Why(*chosen, done == progress.end() ? nullptr : &done->second, chinese),
             chinese ? "开始：" : "Begin with: ", id);
}

}  // namespace

void AddNextCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("next", "Say which lab to practise next, and why");
  const auto set = std::make_shared<std::string>();
  command->add_option("--set", *set, "One of this set's labs: the set's name or its file")->type_name("SET");
  command->callback([set, &context] { Next(*set, context); });
}

}  // namespace shellab
