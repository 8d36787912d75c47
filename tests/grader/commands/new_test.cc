#include <gmock/gmock.h>

#include <filesystem>
#include <string>

#include "grader/lab/loader.h"
#include "sandbox/os/file.h"
#include "tests/grader/commands/program_run.h"

namespace shellab {
namespace {

using testing::Ended;
using testing::Files;
using ::testing::HasSubstr;
using testing::RunShellab;

TEST(New, MakesALabThatLoads) {
  const Files files;
  const auto root = files.path() / "labs";
  const Ended made = RunShellab(files, {"new", "disk-space/my-lab", "--labs", root});
  EXPECT_EQ(made.code, 0) << made.err;
  const auto folder = root / "disk-space/my-lab";
  EXPECT_THAT(made.out, HasSubstr("  shellab test " + folder.native() + "\n"));
  const Lab lab = LoadLab(folder);
  EXPECT_EQ(lab.id, "my-lab");
  EXPECT_THAT(lab.topics, ::testing::ElementsAre("disk-space"));
  EXPECT_EQ(lab.wrong.size(), 1U);
  EXPECT_THAT(lab.task.zh, HasSubstr("visits.txt"));
}

TEST(New, TakesAPath) {
  const Files files;
  for (const char* name : {"text/one", "a/b/text/two/"}) {
    const auto path = files.path() / name;
    EXPECT_EQ(RunShellab(files, {"new", path}).code, 0);
    EXPECT_TRUE(std::filesystem::exists(path / "lab.toml")) << path;
  }
}

TEST(New, OverwritesNothing) {
  const Files files;
  const auto root = files.path().native();
  const auto lab = files.MakeLab("my-lab");
  files.Write("text/file", "mine");
  std::filesystem::create_directory(files.path() / "text/empty");
  for (const char* name : {"text/file", "text/empty"}) {
    const Ended refused = RunShellab(files, {"new", name, "--labs", root});
    EXPECT_EQ(refused.code, 2);
    EXPECT_THAT(refused.err, HasSubstr(std::string(name) + " is there already, and nothing was changed"));
  }
  EXPECT_EQ(ReadFile(files.path() / "text/file"), "mine");
  EXPECT_TRUE(std::filesystem::is_empty(files.path() / "text/empty"));
}

TEST(New, RefusesNamesThatAreNoLabs) {
  const Files files;
  for (const char* name : {"my-lab", "text/My-Lab", "Text/my-lab", "text/..", "text/-", "/my-lab", ""}) {
    const Ended refused = RunShellab(files, {"new", name, "--labs", files.path().native()});
    EXPECT_EQ(refused.code, 2) << name;
  }
  EXPECT_TRUE(std::filesystem::is_empty(files.path()));
}

TEST(New, SpeaksChinese) {
  const Files files;
  const Ended made = RunShellab(files, {"new", "text/my-lab", "--labs", files.path().native(), "--lang", "zh"});
  EXPECT_THAT(made.out, HasSubstr("/text/my-lab：一个可以直接运行的小实验。"));
}

}  // namespace
}  // namespace shellab
