#include "grader/lab/loader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "sandbox/os/error.h"
#include "sandbox/toml/reader.h"
#include "tests/grader/lab/lab_folder.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using testing::LabFolder;
using ::testing::Pair;
using ::testing::StartsWith;

TEST(LoadLab, ReadsAWholeLab) {
  const LabFolder folder;
  const Lab lab = LoadLab(folder.path());
  const fs::path real = fs::canonical(folder.path());
  EXPECT_EQ(lab.id, "my-lab");
  EXPECT_EQ(lab.topic, "text");
  EXPECT_EQ(lab.folder, real);
  EXPECT_EQ(lab.title.en, "Print it");
  EXPECT_EQ(lab.title.zh, "打印");
  EXPECT_THAT(lab.topics, ElementsAre("text", "awk"));
  EXPECT_EQ(lab.level, 2);
  EXPECT_EQ(lab.image, "base");
  EXPECT_EQ(lab.answer, Lab::AnswerKind::kCommand);
  EXPECT_EQ(lab.user, "root");
  EXPECT_EQ(lab.seeds, 3);
  EXPECT_THAT(lab.env, ElementsAre(Pair("TZ", "Asia/Shanghai"), Pair("LANG", "C.UTF-8")));
  ASSERT_EQ(lab.hints.size(), 1U);
  EXPECT_EQ(lab.hints[0].zh, "数一数。");
  EXPECT_EQ(lab.limits.wall, std::chrono::milliseconds(2000));
  EXPECT_EQ(lab.limits.cpu, std::chrono::milliseconds(1500));
  EXPECT_EQ(lab.limits.memory, 134'217'728U);
  EXPECT_EQ(lab.limits.processes, 32U);
  EXPECT_EQ(lab.limits.disk, 33'554'432U);
  EXPECT_EQ(lab.limits.output, 524'288U);
  EXPECT_TRUE(lab.privileges);
  ASSERT_EQ(lab.checks.size(), 2U);
  EXPECT_EQ(lab.checks[0].id, "column");
  EXPECT_EQ(lab.checks[1].points, 2);
  EXPECT_THAT(lab.checks[1].needs, ElementsAre("column"));
  EXPECT_EQ(lab.MaxPoints(), 10);
  EXPECT_EQ(lab.task.en, "# Print it\n");
  EXPECT_EQ(lab.task.zh, "# 打印\n");
  EXPECT_EQ(lab.files, real / "files");
  EXPECT_EQ(lab.hosts.front().setup, real / "setup.sh");
  EXPECT_EQ(lab.solution, real / "solution.sh");
  ASSERT_EQ(lab.wrong.size(), 2U);
  EXPECT_EQ(lab.wrong[0].name, "both-of-them");
  EXPECT_EQ(lab.wrong[0].file, real / "wrong/both-of-them.sh");
  EXPECT_THAT(lab.wrong[0].loses, ElementsAre("column", "order"));
  EXPECT_THAT(lab.wrong[1].loses, ElementsAre("column"));
}

TEST(LoadLab, SetupAndFilesAreOptional) {
  const LabFolder folder;
  folder.Remove("files");
  folder.Remove("setup.sh");
  const Lab lab = LoadLab(folder.path());
  EXPECT_TRUE(lab.files.empty());
  EXPECT_TRUE(lab.hosts.front().setup.empty());
}

TEST(LoadLab, DigestFollowsTheContent) {
  const LabFolder folder;
  const std::string before = LoadLab(folder.path()).digest;
  EXPECT_EQ(before.size(), 64U);
  EXPECT_EQ(LoadLab(folder.path()).digest, before);
  EXPECT_EQ(LoadLab(LabFolder().path()).digest, before) << "the same content elsewhere";
  folder.Write("files/deep/notes.txt", "another note\n");
  EXPECT_NE(LoadLab(folder.path()).digest, before);
}

// Ids and topics come from where the folder is, however it is spelled.
TEST(LoadLab, TakesAnySpellingOfTheFolder) {
  const LabFolder folder;
  EXPECT_EQ(LoadLab(folder.path() / "").id, "my-lab");
  EXPECT_EQ(LoadLab(folder.path() / "." / "files" / "..").topic, "text");
  EXPECT_EQ(LoadLab(folder.path() / "").wrong.size(), 2U);
}

TEST(LoadLab, AbsentFolderIsNoAuthorsFault) { EXPECT_THROW(LoadLab("/nowhere/at-all"), OsError); }

struct FileCase {
  std::string name;
  std::string content;  // empty: the name is removed
  std::string faults;
};

TEST(LabFiles, FaultsNameTheFile) {
  const std::string loses = "expected `# loses: <check id> ...`, the checks that this mistake fails";
  const FileCase cases[] = {
      {"task.md", "", "task.md: is missing; expected the task in English"},
      {"task.md", " \n", "task.md: is empty"},
      {"task.zh.md", "", "task.zh.md: is missing; expected the task in Chinese"},
      {"task.zh.md", "\n", "task.zh.md: is empty"},
      {"solution.sh", "", "solution.sh: is missing; expected the reference, which earns every point"},
      {"solution.sh", "\n", "solution.sh: is empty"},
      {"task.md", std::string((1U << 20U) + 1, 'x'), "task.md: is larger than 1048576 bytes"},
      {"lab.toml", "", "lab.toml: is missing; every lab has one"},
      {"README", "x",
       "README: does not belong here: a lab's folder holds lab.toml, task.md, task.zh.md, files/, "
       "setup.sh, setup.<host>.sh, solution.sh and wrong/*.sh"},
      {"task.md~", "x",
       "task.md~: does not belong here: a lab's folder holds lab.toml, task.md, task.zh.md, files/, "
       "setup.sh, setup.<host>.sh, solution.sh and wrong/*.sh"},
      {"wrong/notes.txt", "x", "wrong/notes.txt: does not belong here: wrong/ holds only <mistake>.sh"},
      {"wrong/Big_One.sh", "# loses: column\n",
       "wrong/Big_One.sh: a mistake's name must be lower-case words joined by dashes, such as fixed-column.sh"},
      {"wrong/one.sh", "seq 3\n", "wrong/one.sh:1:1: " + loses},
      {"wrong/one.sh", "seq 3\n# loses: column\n", "wrong/one.sh:1:1: " + loses},
      {"wrong/one.sh", "#!/bin/bash\nseq 3\n", "wrong/one.sh:2:1: " + loses},
      {"wrong/one.sh", "#!/bin/bash", "wrong/one.sh:1:1: " + loses},
      {"wrong/one.sh", "# loses:\n", "wrong/one.sh:1:9: expected the id of a check that this mistake fails"},
      {"wrong/one.sh", "# loses: \t \nseq 3\n",
       "wrong/one.sh:1:12: expected the id of a check that this mistake fails"},
      {"wrong/one.sh", "# loses: column, order\n",
       "wrong/one.sh:1:10: no check has the id \"column,\"; did you mean \"column\"?"},
      {"wrong/one.sh", "#!/bin/sh\n# loses: 列列 oder\r\n",
       "wrong/one.sh:2:10: no check has the id \"列列\"\n"
       "wrong/one.sh:2:13: no check has the id \"oder\"; did you mean \"order\"?"},
      {"wrong/one.sh", "\n", "wrong/one.sh: is empty\nwrong/one.sh:1:1: " + loses},
  };
  for (const auto& [name, content, faults] : cases) {
    const LabFolder lab;
    if (content.empty()) {
      lab.Remove(name);
    } else {
      lab.Write(name, content);
    }
    EXPECT_EQ(lab.Faults(), faults) << name;
  }
}

TEST(LabFiles, AtLeastOneWrongAnswer) {
  const LabFolder lab;
  lab.Remove("wrong/one.sh");
  EXPECT_EQ(lab.Faults(), "");
  lab.Remove("wrong/both-of-them.sh");
  EXPECT_THAT(lab.Faults(), StartsWith("wrong: holds no wrong answer; expected at least one plausible mistake"));
  lab.Remove("wrong");
  EXPECT_THAT(lab.Faults(), StartsWith("wrong: is missing; expected at least one plausible mistake"));
}

TEST(LabFiles, OneNameOfTheOtherKind) {
  const LabFolder lab;
  lab.Remove("task.md");
  fs::create_directory(lab.path() / "task.md");
  lab.Remove("files");
  lab.Write("files", "x");
  fs::create_directory(lab.path() / "old");
  fs::create_directory(lab.path() / "wrong/more.sh");
  EXPECT_EQ(lab.Faults(),
            "files: must be a folder\n"
            "old: does not belong here: a lab's folder holds lab.toml, task.md, task.zh.md, files/, setup.sh, "
            "setup.<host>.sh, "
            "solution.sh and wrong/*.sh\n"
            "task.md: must be a file\n"
            "wrong/more.sh: does not belong here: wrong/ holds only <mistake>.sh");
}

TEST(LabFiles, LinksAndPipesAreRefusedAtAnyDepth) {
  const LabFolder lab;
  fs::create_symlink("notes.txt", lab.path() / "files/deep/link");
  ASSERT_EQ(mkfifo((lab.path() / "files/pipe").c_str(), 0600), 0);
  fs::remove(lab.path() / "solution.sh");
  fs::create_symlink("setup.sh", lab.path() / "solution.sh");
  EXPECT_EQ(lab.Faults(),
            "files/deep/link: is a symbolic link, which no lab may hold; setup.sh can make one\n"
            "files/pipe: is neither a file nor a folder, and no lab may hold such a thing; setup.sh can make one\n"
            "solution.sh: is a symbolic link, which no lab may hold; setup.sh can make one");
}

// Opening it would wait for a writer that never comes.
TEST(LabFiles, LabTomlIsAPlainFile) {
  const LabFolder lab;
  fs::remove(lab.path() / "lab.toml");
  ASSERT_EQ(mkfifo((lab.path() / "lab.toml").c_str(), 0600), 0);
  EXPECT_EQ(lab.Faults(), "lab.toml: is not a regular file");
}

TEST(LabFiles, TheFoldersNameIsKebabCase) {
  for (const std::string name : {"My-lab", "my_lab", "my--lab", "-lab", "lab-", "my lab", "实验"}) {
    const LabFolder lab(name);
    EXPECT_EQ(lab.Faults(), lab.path().string() +
                                ": the folder's name is the lab's id and must be lower-case words joined by dashes, "
                                "such as \"awk-last-but-one\", not \"" +
                                name + "\"");
  }
  EXPECT_EQ(LabFolder("l4b-2").Faults(), "");
}

}  // namespace
}  // namespace shellab
