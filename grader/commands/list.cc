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
#include "grader/kernel.h"
#include "grader/lab/find.h"
#include "grader/lab/loader.h"
#include "grader/lab/set.h"
#include "grader/report/printable.h"
#include "grader/report/table.h"
#include "sandbox/image/store.h"
#include "sandbox/os/error.h"

namespace shellab {
namespace {

namespace json = boost::json;

struct Listed {
  Lab lab;
  Text obstacle;  // why it cannot run here and what to do about it; empty where it can
};

// What this machine lacks for labs.
class Obstacles {
 public:
  explicit Obstacles(const std::filesystem::path& state) {
    try {
      for (const Image& image : ImageStore(state).List()) images_.insert(image.name);
    } catch (const HostError& error) {  // no reason to hide what labs there are
      for_all_ = {error.what(), error.what()};
    }
  }

  Text For(const Lab& lab) const {
    if (!for_all_.empty()) return for_all_;
    Text missing = MissingFor(lab);
    if (!missing.empty()) return missing;
    for (const LabHost& host : lab.hosts)
      if (!images_.contains(host.image))
        return {fmt::format("the image {0} is not built yet; build it with: shellab image build {0}", host.image),
                fmt::format("镜像 {0} 尚未构建；构建命令：shellab image build {0}", host.image)};
    return {};
  }

 private:
  std::set<std::string> images_;
  Text for_all_;
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
  rows.push_back(chinese
                     ? std::vector<std::string>{"实验", "主题", "难度", "答案", "语言", "可运行", "标题"}
                     : std::vector<std::string>{"LAB", "TOPIC", "LEVEL", "ANSWER", "LANGUAGES", "RUNS HERE", "TITLE"});
  std::map<std::string, std::vector<std::string>> stopped;  // ids by what stops them
  for (const auto& [lab, obstacle] : all) {
    const bool runs = obstacle.empty();
    const std::string yes_or_no = chinese ? (runs ? "是" : "否") : (runs ? "yes" : "no");
    rows.push_back({PrintableLine(lab.id), PrintableLine(lab.topic), fmt::format("{}/5", lab.level),
                    std::string(AnswerName(lab.answer)), fmt::format("{}", fmt::join(Languages(lab), " ")), yes_or_no,
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
  for (const auto& [lab, obstacle] : all) {
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
                           {"runs_here", obstacle.empty()}};
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
  const auto roots = LabRoots(context.labs);
  std::vector<Listed> all;
  for (const auto& folder : FindLabs(roots)) {
    try {
      Lab lab = LoadLab(folder);
      Text obstacle = obstacles.For(lab);
      all.push_back({std::move(lab), std::move(obstacle)});
    } catch (const AuthorError& error) {  // one faulty lab hides no other
      fmt::print(stderr, "{}\n", error.what());
      context.exit_code = 2;
    }
  }
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
  CLI::App* command =
      app.add_subcommand("list", "List the labs, what keeps any from running on this machine, and the sets");
  const auto format = std::make_shared<std::string>("text");
  command->add_option("--format", *format, "text or json")->check(CLI::IsMember({"text", "json"}));
  command->callback([format, &context] { List(*format, context); });
}

}  // namespace shellab
