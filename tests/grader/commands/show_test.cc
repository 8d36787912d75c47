#include <gmock/gmock.h>

#include <string>

#include "tests/grader/commands/program_run.h"

namespace shellab {
namespace {

using ::testing::EndsWith;
using testing::Files;
using ::testing::HasSubstr;
using testing::RunShellab;

constexpr std::string_view kKeys =
    "limits = { wall = \"1500ms\", output = \"512K\" }\nhints = [{ en = \"Use `cat`.\", zh = \"用 `cat`。\" }]";

TEST(Show, TheTaskAsALearnerReadsIt) {
  const Files files;
  files.MakeLab("my-lab", kKeys);
  files.Write("my-lab/task.md", "Print **all** of `data`:\n\n- once,\n- and no more.\n");
  const testing::Ended shown = RunShellab(files, {"show", "my-lab"});
  EXPECT_EQ(shown.code, 0) << shown.err;
  EXPECT_EQ(shown.out, R"(Print it
my-lab · level 1/5 · text · 10 points
Limits: 1.5 s (5 s of CPU), 256 MB memory, 64 processes, 64 MB disk, 512 KB output

Print all of `data`:

- once,
- and no more.

What is checked
10 p  prints the data
)");
}

TEST(Show, NoHiddenCheck) {
  const Files files;
  testing::Replace(files.MakeLab("my-lab") / "lab.toml", "points = 10", "points = 10\nhidden = true");
  EXPECT_THAT(RunShellab(files, {"show", "my-lab"}).out,
              EndsWith("What is checked\n10 p  checks that are not shown\n"));
  EXPECT_THAT(RunShellab(files, {"show", "my-lab", "--lang", "zh"}).out, EndsWith("检查项\n10 分  不公开的检查\n"));
}

TEST(Show, HintsOnlyWhenAskedFor) {
  const Files files;
  files.MakeLab("my-lab", kKeys);
  EXPECT_THAT(RunShellab(files, {"show", "my-lab", "--hints"}).out, EndsWith("\n\nHints\n1. Use `cat`.\n"));
  EXPECT_THAT(RunShellab(files, {"show", "my-lab", "--hints", "--lang", "zh"}).out,
              EndsWith("\n\n提示\n1. 用 `cat`。\n"));
  files.MakeLab("other-lab");
  EXPECT_THAT(RunShellab(files, {"show", "other-lab", "--hints"}).out, EndsWith("\n\nHints\nThere are none.\n"));
}

TEST(Show, InChinese) {
  const Files files;
  files.MakeLab("my-lab");
  EXPECT_EQ(RunShellab(files, {"show", "my-lab", "--lang", "zh"}).out, R"(打印
my-lab · 难度 1/5 · text · 10 分
限制：10 s（CPU 5 s），内存 256 MB，进程 64 个，磁盘 64 MB，输出 1 MB

打印

检查项
10 分  输出数据
)");
}

TEST(Show, WrapsAtEightyColumnsWithoutATerminal) {
  const Files files;
  files.MakeLab("my-lab");
  std::string task;
  for (int i = 0; i < 17; ++i) task += "word ";  // the 16th ends in column 79
  files.Write("my-lab/task.md", task + "\n");
  EXPECT_THAT(RunShellab(files, {"show", "my-lab"}).out, HasSubstr(" word word\nword\n"));
}

TEST(Show, NamesAndTasksCannotSteerTheTerminal) {
  const Files files;
  const auto folder = files.MakeLab("my-lab");
  testing::Replace(folder / "lab.toml", "prints the data", "prints\\u001b[2J");
  files.Write("my-lab/task.md", "a\x1b[2J\n");
  const std::string shown = RunShellab(files, {"show", "my-lab"}).out;
  EXPECT_THAT(shown, HasSubstr("\na\\x1b[2J\n"));
  EXPECT_THAT(shown, HasSubstr("10 p  prints\\x1b[2J\n"));
}

}  // namespace
}  // namespace shellab
