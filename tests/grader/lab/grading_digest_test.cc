// What of a lab's files decides how it grades, and what does not.
#include <gtest/gtest.h>

#include "grader/lab/loader.h"
#include "tests/grader/lab/lab_folder.h"

namespace shellab {
namespace {

using testing::LabFolder;

// lab.toml with a check whose command spans lines, of which some read like keys.
std::string TomlOf(const std::string& check, const std::string& command = "cat <<END\npoints = 3\nEND") {
  return "format = 1\ntitle = { en = \"One\", zh = \"一\" }\ntopics = [\"text\"]\nlevel = 1\nimage = \"base\"\n"
         "answer = \"state\"\n[[check]]\nid = \"column\"\nkind = \"run\"\nexpect = \"solution\"\n" +
         check + "command = '''\n" + command + "\n'''\n[[check]]\nid = \"order\"\nkind = \"file\"\n" +
         "name = { en = \"leaves it\", zh = \"留下\" }\npath = \"left\"\npoints = 1\nexpect = \"solution\"\n";
}

constexpr char kCheck[] = "name = { en = \"prints\", zh = \"输出\" }\npoints = 8\n";

std::string DigestOf(const LabFolder& folder, const std::string& toml) {
  folder.Write("lab.toml", toml);
  EXPECT_EQ(folder.Faults(), "");
  return LoadLab(folder.path()).grading_digest;
}

TEST(GradingDigest, PointsAndTextsDoNotCount) {
  const LabFolder folder;
  const std::string digest = DigestOf(folder, TomlOf(kCheck));
  for (const char* check : {
           "name = { en = \"prints\", zh = \"输出\" }\npoints = 3\n",
           "name = { en = \"prints {it}\", zh = \"输出\" } # why\npoints = 8\n",
           "points = 8\nhidden = true\nname.en = \"prints\"\nname.zh = \"输出\"\n",
           "name = { en = \"\"\"two\nlines\"\"\", zh = \"输出\" }\npoints = 8\nhint = { en = \"a\", zh = \"b\" }\n",
       })
    EXPECT_EQ(DigestOf(folder, TomlOf(check)), digest) << check;
}

TEST(GradingDigest, WhatDecidesCounts) {
  const LabFolder folder;
  const std::string digest = DigestOf(folder, TomlOf(kCheck));
  // A line of a command's that reads like a key is one of its lines.
  EXPECT_NE(DigestOf(folder, TomlOf(kCheck, "cat <<END\npoints = 4\nEND")), digest);
  EXPECT_NE(DigestOf(folder, TomlOf(kCheck, "cat <<END\nlevel = 3\nEND")), digest);
  EXPECT_NE(DigestOf(folder, TomlOf(std::string(kCheck) + "needs = [\"order\"]\n")), digest);
  EXPECT_NE(DigestOf(folder, TomlOf(std::string(kCheck) + "user = \"root\"\n")), digest);
  EXPECT_EQ(DigestOf(folder, TomlOf(kCheck)), digest);
  folder.Write("solution.sh", "echo another\n");
  EXPECT_NE(DigestOf(folder, TomlOf(kCheck)), digest);
}

}  // namespace
}  // namespace shellab
