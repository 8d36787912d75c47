// shellab list: the labs there are, which of them cannot run on this machine, and the sets.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "grader/commands/context.h"
#include "grader/commands/learner.h"
#include "grader/commands/obstacles.h"
#include "grader/lab/find.h"
#include "grader/lab/loader.h"
#include "grader/lab/set.h"
#include "grader/report/printable.h"
#include "grader/report/table.h"

namespace shellab {
namespace {

namespace json = boost::json;

// How far the caller is with a lab.
enum class Standing { kNew, kBegun, kSolved };

struct Listed {
  Lab lab;
  Text obstacle;  // why it cannot run here and what to do about it; empty where it can
  Standing standing = Standing::kNew;
};

std::string_view AnswerName(Lab::AnswerKind kind) {
  switch (kind) {
    case Lab::AnswerKind::kCommand:
      return "command";
    case Lab::AnswerKind::kState:
      return "state";
    case Lab::AnswerKind::kFiles:
      break;
  }
  return "files";
}

// The languages that the task is written in.
std::vector<std::string_view> Languages(const Lab& lab) {
  std::vector<std::string_view> languages;
  if (!lab.task.en.empty()) languages.emplace_back("en");
  if (!lab.task.zh.empty()) languages.emplace_back("zh");
  return languages;
}

std::string_view StandingName(Standing standing) {
  switch (standing) {
    case Standing::kNew:
      return "new";
    case Standing::kBegun:
      return "begun";
    case Standing::kSolved:
      break;
  }
  return "solved";
}

std::string_view Mark(Standing standing) {
  switch (standing) {
    case Standing::kNew:
      return "";
    case Standing::kBegun:
      return "…";
    case Standing::kSolved:
      break;
  }
  return "✓";
}

// The sets, by name.
void PrintSets(const std::vector<LabSet>& sets, Language language) {
  if (sets.empty()) return;
  const bool chinese = language == Language::kChinese;
  std::vector<std::vector<std::string>> rows;
  rows.push_back(chinese ? std::vector<std::string>{"实验集", "实验数", "标题"}
                         : std::vector<std::string>{"SET", "LABS", "TITLE"});
  for (const LabSet& set : sets)
    rows.push_back({PrintableLine(set.id), fmt::format("{}", set.labs.size()), PrintableLine(set.title.In(language))});
  fmt::print("\n{}", RenderTable(rows, {1}));
}

void PrintText(const std::vector<Listed>& all, Language language) {
  const bool chinese = language == Language::kChinese;
  if (all.empty()) {
    fmt::print("{}\n", chinese ? "没有找到实验。" : "There are no labs.");
    return;
  }
  std::vector<std::vector<std::string>> rows;
  rows.push_back(
      chinese ? std::vector<std::string>{"实验", "完成", "主题", "难度", "答案", "语言", "可运行", "标题"}
              : std::vector<std::string>{"LAB", "DONE", "TOPIC", "LEVEL", "ANSWER", "LANGUAGES", "RUNS HERE", "TITLE"});
  std::map<std::string, std::vector<std::string>> stopped;  // ids by what stops them
  for (const auto& [lab, obstacle, standing] : all) {
    const bool runs = obstacle.empty();
    const std::string yes_or_no = chinese ? (runs ? "是" : "否") : (runs ? "yes" : "no");
    rows.push_back({PrintableLine(lab.id), std::string(Mark(standing)), PrintableLine(lab.topic),
                    fmt::format("{}/5", lab.level), std::string(AnswerName(lab.answer)),
                    fmt::format("{}", fmt::join(Languages(lab), " ")), yes_or_no,
                    PrintableLine(lab.title.In(language))});
    if (!runs) stopped[Printable(obstacle.In(language))].push_back(PrintableLine(lab.id));
  }
  fmt::print("{}", RenderTable(rows, {}));
  for (const auto& [obstacle, ids] : stopped)
    fmt::print("\n{}{}\n  {}\n",
               chinese ? "在本机无法运行：" : "Cannot run here: ", fmt::join(ids, chinese ? "、" : ", "), obstacle);
}

void PrintJson(const std::vector<Listed>& all, const std::vector<LabSet>& sets) {
  json::array labs;
  for (const auto& [lab, obstacle, standing] : all) {
    json::object object = {{"id", lab.id},
                           {"topic", lab.topic},
                           {"topics", json::value_from(lab.topics)},
                           {"level", lab.level},
                           {"title", {{"en", lab.title.en}, {"zh", lab.title.zh}}},
                           {"answer", AnswerName(lab.answer)},
                           {"languages", json::value_from(Languages(lab))},
                           {"points", lab.MaxPoints()},
                           {"image", lab.image},
                           {"requires", json::value_from(lab.requirements)},
                           {"folder", lab.folder.native()},
                           {"runs_here", obstacle.empty()},
                           {"progress", StandingName(standing)}};
    if (!obstacle.empty()) object["obstacle"] = obstacle.en;
    labs.emplace_back(std::move(object));
  }
  json::array listed;
  for (const LabSet& set : sets) {
    json::array ids;
    for (const SetLab& entry : set.labs) ids.emplace_back(entry.lab.id);
    listed.push_back(
        {{"id", set.id}, {"title", {{"en", set.title.en}, {"zh", set.title.zh}}}, {"labs", std::move(ids)}});
  }
  const std::string text =
      json::serialize(json::value{{"format", 1}, {"labs", std::move(labs)}, {"sets", std::move(listed)}});
  fmt::print("{}\n", EscapeInvisible(ValidUtf8(text)));
}

void List(const std::string& format, Context& context) {
  const Obstacles obstacles(context.state);
  const std::map<std::string, LabProgress> progress = LearnersLabs(context);
  std::vector<Listed> all;
  for (Lab& lab : LoadAllLabs(context)) {
    Text obstacle = obstacles.For(lab);
    const auto found = progress.find(lab.id);
    const Standing standing = found == progress.end()    ? Standing::kNew
                              : found->second.SolvedAt() ? Standing::kSolved
                                                         : Standing::kBegun;
    all.push_back({std::move(lab), std::move(obstacle), standing});
  }
  const auto roots = LabRoots(context.labs);
  std::vector<LabSet> sets;
  for (const auto& file : FindSets(roots)) {
    try {
      sets.push_back(LoadSet(file, roots));
    } catch (const AuthorError& error) {
      fmt::print(stderr, "{}\n", error.what());
      context.exit_code = 2;
    }
  }
  if (format == "json") {
    PrintJson(all, sets);
  } else {
    PrintText(all, context.language);
    PrintSets(sets, context.language);
  }
}

}  // namespace

void AddListCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("list",
                                         "List the labs with what you solved and began, what keeps any from "
                                         "running on this machine, and the sets");
  const auto format = std::make_shared<std::string>("text");
  command->add_option("--format", *format, "text or json")->check(CLI::IsMember({"text", "json"}));
  command->callback([format, &context] { List(*format, context); });
}

}  // namespace shellab
