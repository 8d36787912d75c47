// shellab new TOPIC/LAB: makes the folder of a lab that works, for an author to change into the one that is wanted.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "grader/check/texts.h"
#include "grader/commands/context.h"
#include "grader/usage_error.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

struct File {
  const char* name;
  std::string_view content;
};

// {topic} becomes the lab's.
constexpr std::string_view kLabToml = R"(format = 1
title  = { en = "Count the lines of a file", zh = "统计文件的行数" }
topics = ["{topic}"]
level  = 1                # 1 (first steps) .. 5
image  = "base"           # what it runs in: shellab image list
answer = "command"        # graded by what it prints
user   = "student"        # who runs it; or "root"
seeds  = 3                # how many times it is run, each time on other data
env    = { LANG = "C.UTF-8" }

# What an answer may use, where the defaults do not fit:
# limits = { wall = "10s", cpu = "5s", memory = "256M", processes = 64, disk = "64M", output = "1M" }

# From the first nudge to nearly the solution; as many as help.
[[hints]]
en = "There is a command that counts lines, words and bytes."
zh = "有一个命令可以统计行数、单词数和字节数。"

[[check]]
id     = "count"          # what wrong/*.sh names in its first line
name   = { en = "prints the number of lines", zh = "输出行数" }
kind   = "output"
points = 10               # 1..100
expect = "solution"       # what solution.sh prints on the same data
)";

constexpr std::string_view kTask = R"(Print the **number of lines** in `visits.txt`, a file in your home folder.

- Print the number alone, without the file's name.

For example, for these three lines

```
10.0.0.3 /index.html
10.0.0.8 /about.html
10.0.0.3 /index.html
```

the answer is

```
3
```
)";

constexpr std::string_view kChineseTask = R"(输出主目录下 `visits.txt` 文件的**行数**。

- 只输出数字，不要输出文件名。

例如，对于下面三行

```
10.0.0.3 /index.html
10.0.0.8 /about.html
10.0.0.3 /index.html
```

答案是

```
3
```
)";

constexpr std::string_view kSetup = R"(#!/bin/bash
# Writes visits.txt, the same for the same SEED on any day and machine. Runs as root in the learner's home.
set -eu

RANDOM=$SEED
pages=(/index.html /about.html /search /login)
lines=$((20 + RANDOM % 40))
for ((i = 0; i < lines; i++)); do
  echo "10.0.0.$((1 + RANDOM % 9)) ${pages[RANDOM % 4]}"
done >visits.txt
chown student: visits.txt
)";

constexpr std::string_view kSolution = "wc -l < visits.txt\n";

constexpr std::string_view kWrong = "# loses: count\nwc -l visits.txt\n";

constexpr std::array<File, 6> kFiles = {{{"lab.toml", kLabToml},
                                         {"task.md", kTask},
                                         {"task.zh.md", kChineseTask},
                                         {"setup.sh", kSetup},
                                         {"solution.sh", kSolution},
                                         {"wrong/example.sh", kWrong}}};

std::string WithTopic(std::string_view content, const std::string& topic) {
  constexpr std::string_view kPlaceholder = "{topic}";
  std::string text(content);
  const std::size_t at = text.find(kPlaceholder);
  if (at != std::string::npos) text.replace(at, kPlaceholder.size(), topic);
  return text;
}

// Where `name` (topic/id, or a longer path) is to be made. Throws UsageError when it cannot be a lab's.
fs::path Place(const std::string& name, const Context& context) {
  const fs::path below = context.labs.empty() ? fs::path() : context.labs.front();
  fs::path folder = (below / name).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();  // "text/my-lab/"
  for (const std::string& part : {folder.parent_path().filename().native(), folder.filename().native()}) {
    if (!IsKebabCase(part))
      throw UsageError(fmt::format(
          "a lab is named topic/id, both lower-case words joined by dashes, such as text/my-lab; not \"{}\"", name));
  }
  return folder;
}

// Makes the folder and the ones above it. Throws UsageError when something has that name, OsError.
void MakeFolder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder.parent_path(), error);
  if (!error && !fs::create_directory(folder, error) && !error) error = std::make_error_code(std::errc::file_exists);
  if (error == std::errc::file_exists)
    throw UsageError(fmt::format("{} is there already, and nothing was changed", folder.native()));
  if (error) throw OsError(error.value(), "make the folder " + folder.native());
}

void WriteFiles(const fs::path& folder) {
  const std::string topic = folder.parent_path().filename();
  fs::create_directory(folder / "wrong");
  for (const File& file : kFiles) WriteFileAtomically(folder / file.name, WithTopic(file.content, topic));
}

void New(const std::string& name, const Context& context) {
  const fs::path folder = Place(name, context);
  MakeFolder(folder);
  WriteFiles(folder);
  constexpr std::string_view kEnglish = R"({0}: a small lab that works as it is. Make it yours:
  lab.toml               what it is called and what is checked
  task.md, task.zh.md    what the learner reads, in English and Chinese
  setup.sh               makes the data from $SEED
  solution.sh            the reference, which earns every point
  wrong/example.sh       a plausible mistake; add more, each with `# loses: <check id>` as its first line
Then see what learners see, and prove that it grades what it says:
  shellab show {0}
  shellab test {0}
)";
  constexpr std::string_view kChinese = R"({0}：一个可以直接运行的小实验。请改成你需要的：
  lab.toml               名称和检查项
  task.md, task.zh.md    学员看到的题目（英文和中文）
  setup.sh               根据 $SEED 生成数据
  solution.sh            参考答案，必须得满分
  wrong/example.sh       一个常见错误；可以再加，每个文件的第一行写 `# loses: <检查项 id>`
然后看看学员看到的样子，并证明它评分正确：
  shellab show {0}
  shellab test {0}
)";
  fmt::print(fmt::runtime(context.language == Language::kChinese ? kChinese : kEnglish), folder.native());
}

}  // namespace

void AddNewCommand(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("new", "Make a small lab that works, to start a new one from");
  const auto name = std::make_shared<std::string>();
  command->add_option("NAME", *name, "topic/id or a longer path, below the first --labs or the current folder")
      ->required();
  command->callback([name, &context] { New(*name, context); });
}

}  // namespace shellab
