// Questions that several checks share ([[probe]]): what a lab asks, and what is said of those that are spoilt.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "grader/lab/loader.h"
#include "tests/grader/lab/lab_folder.h"

namespace shellab {
namespace {

using testing::LabFolder;
using ::testing::UnorderedElementsAre;

constexpr char kSharedProbe[] = R"(needs = ["column"]
[[probe]]
id = "state"
command = "echo a"
files = ["a"]
[[check]]
id = "third"
name = { en = "a", zh = "b" }
kind = "probe"
points = 1
probe = "state"
only = ["^a"]
expect = "solution"
[[check]]
id = "fourth"
name = { en = "a", zh = "b" }
kind = "probe"
points = 1
probe = "state"
ignore = ["^a"]
expect = "solution")";

TEST(SharedProbes, AreAskedOnceForAllChecks) {
  LabFolder folder;
  folder.SetLine(6, "answer = \"state\"");
  folder.SetLine(8, "");
  folder.SetLine(27, kSharedProbe);
  const Lab lab = LoadLab(folder.path());
  ASSERT_EQ(lab.asked.probes.size(), 1U);
  EXPECT_EQ(lab.asked.probes.begin()->script, "echo a");
  EXPECT_EQ(lab.asked.probes.begin()->files, std::vector<std::string>{"a"});
}

TEST(SharedProbes, ThatAreMisspeltTwiceThereOrSpoiltAreFaults) {
  LabFolder lab;
  std::string text = kSharedProbe;
  text.replace(text.rfind("\"state\""), 7, "\"stat\"");
  text += "\ncommand = \"echo b\"\n[[probe]]\nid = \"state\"\ncomand = \"\"\n";
  lab.SetLine(27, text);
  EXPECT_EQ(lab.Faults(),
            "lab.toml:45:9: no [[probe]] has the id \"stat\"; did you mean \"state\"?\n"
            "lab.toml:48:1: unknown key `command`; known here: id, name, points, needs, hidden, hint, kind, probe, do, "
            "asks, expect, text, compare, ignore, only, tolerance, code, keeps, host, within, holds\n"
            "lab.toml:49:1: missing key `command`; expected a script for bash\n"
            "lab.toml:50:6: two [[probe]]s have the id \"state\"; each needs its own\n"
            "lab.toml:51:1: unknown key `comand`; did you mean `command`?");
}

TEST(SharedProbes, EachCheckThatDoesSomethingAsksForItself) {
  LabFolder folder;
  folder.SetLine(6, "answer = \"state\"");
  folder.SetLine(8, "");
  std::string text = kSharedProbe;
  for (const char* only : {"only = [\"^a\"]", "ignore = [\"^a\"]"})
    text.replace(text.find(only), 0, "do = [{ run = \"true\" }]\n");
  folder.SetLine(27, text);
  const Lab lab = LoadLab(folder.path());
  std::vector<std::string> whose;
  for (const Probe& probe : lab.asked.probes) {
    EXPECT_EQ(probe.script, "echo a");
    EXPECT_EQ(probe.actions.size(), 1U);
    whose.push_back(probe.acts_for);
  }
  EXPECT_THAT(whose, UnorderedElementsAre("third", "fourth"));
}

TEST(SharedProbes, OnlyAskAndAreUsed) {
  LabFolder lab;
  lab.SetLine(27, std::string(kSharedProbe) + R"(
[[probe]]
id = "Left over"
command = "true"
do = [{ run = "true" }]
[[probe]]
command = "true"
[[probe]]
command = "true"
)");
  EXPECT_EQ(lab.Faults(),
            "lab.toml:49:6: a probe's id is lower-case words joined by dashes, such as \"state\", not \"Left over\"\n"
            "lab.toml:49:6: no check uses the [[probe]] \"Left over\"\n"
            "lab.toml:51:6: a [[probe]] only asks: `do` belongs to the check that uses it\n"
            "lab.toml:52:1: missing key `id`; expected a word such as \"state\"\n"
            "lab.toml:54:1: missing key `id`; expected a word such as \"state\"");
}

}  // namespace
}  // namespace shellab
