// shellab show LAB: the task as the learner reads it; with --hints what a teacher can add.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "grader/commands/context.h"
#include "grader/kernel.h"
#include "grader/lab/find.h"
#include "grader/lab/loader.h"
#include "grader/markdown/terminal.h"
#include "grader/report/printable.h"
#include "grader/report/table.h"
#include "grader/terminal/terminal_size.h"

namespace shellab {
namespace {

struct Options {
  std::string lab;
  bool hints = false;
};

std::string Seconds(std::chrono::milliseconds time) {
  return fmt::format("{:g} s", static_cast<double>(time.count()) / 1000);
}

std::string Size(std::uint64_t bytes) {
  constexpr std::uint64_t kKilo = 1024;
  constexpr std::uint64_t kMega = kKilo * kKilo;
  if (bytes % kMega == 0) return fmt::format("{} MB", bytes / kMega);
  return bytes % kKilo == 0 ? fmt::format("{} KB", bytes / kKilo) : fmt::format("{} B", bytes);
}

std::string LimitsLine(const Limits& limits, bool chinese) {
  return fmt::format(fmt::runtime(chinese ? "限制：{}（CPU {}），内存 {}，进程 {} 个，磁盘 {}，输出 {}"
                                          : "Limits: {} ({} of CPU), {} memory, {} processes, {} disk, {} output"),
                     Seconds(limits.wall), Seconds(limits.cpu), Size(limits.memory), limits.processes,
                     Size(limits.disk), Size(limits.output));
}

// One page, from top to bottom.
class Page {
 public:
  explicit Page(const Context& context)
      : chinese_(context.language == Language::kChinese),
        language_(context.language),
        style_{TerminalSizeOf(STDOUT_FILENO).columns, context.colour} {}

  void Print(const Lab& lab, bool hints) const {
    Heading(lab.title.In(language_));
    fmt::print(fmt::runtime(chinese_ ? "{} · 难度 {}/5 · {} · {} 分\n" : "{} · level {}/5 · {} · {} points\n"),
               PrintableLine(lab.id), lab.level, fmt::join(lab.topics, ", "), lab.MaxPoints());
    fmt::print("{}\n", LimitsLine(lab.limits, chinese_));
    const Text missing = MissingFor(lab);
    if (!missing.empty())
      fmt::print("{}{}\n", chinese_ ? "在本机无法运行：" : "Cannot run here: ", Printable(missing.In(language_)));
    fmt::print("\n{}", RenderMarkdown(lab.task.In(language_), style_));
    Section(chinese_ ? "检查项" : "What is checked");
    std::vector<std::vector<std::string>> rows;
    const auto add = [&](int points, const std::string& name) {
      rows.push_back({fmt::format(fmt::runtime(chinese_ ? "{} 分" : "{} p"), points), PrintableLine(name)});
    };
    int hidden = 0;
    for (const CheckSpec& check : lab.checks) {
      if (check.hidden) {
        hidden += check.points;
      } else {
        add(check.points, check.name.In(language_));
      }
    }
    if (hidden > 0) add(hidden, chinese_ ? "不公开的检查" : "checks that are not shown");
    fmt::print("{}", RenderTable(rows, {0}));
    if (hints) Hints(lab.hints);
  }

 private:
  void Heading(std::string_view text) const {
    fmt::print(fmt::runtime(style_.colour ? "\x1b[1m{}\x1b[0m\n" : "{}\n"), PrintableLine(text));
  }

  void Section(std::string_view title) const {
    fmt::print("\n");
    Heading(title);
  }

  void Hints(const std::vector<Text>& hints) const {
    Section(chinese_ ? "提示" : "Hints");
    if (hints.empty()) fmt::print("{}\n", chinese_ ? "没有提示。" : "There are none.");
    std::string list;
    for (std::size_t i = 0; i < hints.size(); ++i) list += fmt::format("{}. {}\n", i + 1, hints[i].In(language_));
    fmt::print("{}", RenderMarkdown(list, style_));
  }

  bool chinese_;
  Language language_;
  TerminalStyle style_;
};

}  // namespace

void AddShowCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("show", "Show a lab's task as a learner reads it");
  const auto options = std::make_shared<Options>();
  command->add_option("LAB", options->lab, "The lab: its name (see `shellab list`) or its folder")->required();
  command->add_flag("--hints", options->hints, "Its hints as well, for teachers");
  command->callback([options, &context] {
    const Lab lab = LoadLab(FindLab(LabRoots(context.labs), options->lab));
    Page(context).Print(lab, options->hints);
  });
}

}  // namespace shellab
