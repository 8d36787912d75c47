// What a window's title says while a program runs in a lab.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/e2e/practice.h"
#include "tests/support/lab_files.h"
#include "tests/support/machine.h"
#include "tests/support/program.h"
#include "tests/support/terminal.h"

namespace shellab::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class PracticeTitle : public PracticeTest {
 protected:
  // At a terminal whose window has a title, in a lab whose checks have what they compare with.
  TerminalProgram StartWithTitle(const std::vector<std::string>& options) const {
    std::vector<std::string> args = {"start", "sed-replace-in-place"};
    args.insert(args.end(), options.begin(), options.end());
    TerminalProgram lab = Run(args);
    lab.Await(kPrompt);
    lab.Type("lab check\r");
    lab.Await("Score: 0/10");
    lab.Await(kPrompt);
    return lab;
  }

  TerminalProgram StartLoud() const {
    TerminalProgram lab = StartWithTitle({});
    lab.AwaitAnywhere("\x1b]2;sed-replace-in-place ✓ 0/2\a");
    return lab;
  }
  // While a program waits in the foreground.
  static std::string Meanwhile(const std::string& command) { return "(sleep 0.3; " + command + ") & cat\r"; }

  static constexpr char kMend[] = "sed -i s,/opt/tomcat,/usr/local/tomcat,g app.conf";
};

TEST_F(PracticeTitle, SaysWhatIsRightWhileAProgramRuns) {
  TerminalProgram lab = StartLoud();
  lab.Type(Meanwhile(kMend));
  lab.Await("\x1b]2;sed-replace-in-place ✓ 2/2\a");
  EXPECT_THAT(lab.shown(), Not(HasSubstr("✓ app.conf has the new path everywhere")));
  lab.Type("\x04");
  lab.Await("✓ app.conf has the new path everywhere");
  lab.Await(kPrompt);
  lab.Type(Meanwhile("rm app.conf"));
  lab.Await("\x1b]2;sed-replace-in-place ✓ 0/2\a");
  lab.Type("\x04");
  lab.Await(kPrompt);
  lab.Type("exit\r");
  lab.Await("\x1b[23;0t");
  EXPECT_EQ(lab.Wait(), 0);
  EXPECT_EQ(lab.shown().find("\x1b[22;0t"), lab.shown().rfind("\x1b[22;0t")) << "the former title is kept once";
}

TEST_F(PracticeTitle, NeverComesIntoASequence) {
  TerminalProgram lab = StartLoud();
  lab.Type("printf '\\033['; cat\r");
  lab.Await("\x1b[?2004l\r\x1b[");
  const std::size_t begun = lab.shown().size();
  TerminalProgram beside = Run({"shell"});
  beside.Await(kPrompt);
  beside.Type(std::string(kMend) + "\r");
  // That it was looked at is told beside.
  beside.Await("✓ app.conf has the new path everywhere");
  beside.Await(kPrompt);
  lab.Type("m");
  lab.Await("\x1b]2;sed-replace-in-place ✓ 2/2\a");
  EXPECT_THAT(lab.shown().substr(begun, 1), "m");
  lab.Type("\r");
  lab.Type("\x04");
  lab.Await(kPrompt);
  EXPECT_EQ(lab.Leave(), 0);
}

// Of checks that need each other, and of a lab that shows none which says how far somebody is.
TEST_F(PracticeTitle, SaysWhatCountsAndElseTheLab) {
  const Files files;
  static constexpr char kCheck[] = R"(
[[check]]
id = "{0}"
name = {{ en = "has {0}", zh = "有 {0}" }}
kind = "file"
path = "{1}"
points = 1
expect = "solution"
{2}
)";
  const auto lab_of = [&](const std::string& id, const std::string& first, const std::string& further) {
    const std::filesystem::path folder = files.MakeLab(id, "", "state");
    Replace(folder / "lab.toml", "kind = \"output\"", "kind = \"file\"\npath = \"one\"\n" + first);
    files.Write(id + "/lab.toml", ReadFile(folder / "lab.toml") + further);
    files.Write(id + "/solution.sh", "cp data one; cp data two; cp data three\n");
  };
  lab_of("chain", "",
         fmt::format(kCheck, "two", "two", "needs = [\"data\"]") +
             fmt::format(kCheck, "three", "three", "needs = [\"two\"]"));
  lab_of("kept", "hidden = true", fmt::format(kCheck, "kept", "data", "needs = [\"data\"]\nkeeps = true"));
  TerminalProgram lab = Run({"--labs", files.path(), "start", "--set", files.Write("pair.toml", R"(format = 1
title = { en = "Two", zh = "两个" }

[[lab]]
id = "chain"

[[lab]]
id = "kept"
)")});
  lab.Await(kPrompt);
  lab.Type("lab check\r");
  lab.Await("Score: 0/12");
  lab.Await(kPrompt);
  // The title comes with a look at the lab: before what the shell prints meanwhile, or after it.
  lab.AwaitAnywhere("\x1b]2;chain ✓ 0/3\a");
  lab.Type("cp data two; cp data three\r");
  lab.Await("✓ has three");
  lab.Await(kPrompt);
  lab.Type("cp data one\r");
  lab.Await(kPrompt);
  lab.AwaitAnywhere("\x1b]2;chain ✓ 3/3\a");
  EXPECT_THAT(lab.shown(), Not(HasSubstr("chain ✓ 1/3")));
  lab.Type("lab next; lab next\r");
  lab.Await(kPrompt);
  lab.AwaitAnywhere("\x1b]2;kept\a");
  lab.Type("lab check\r");
  lab.Await("Score: ");
  lab.Await(kPrompt);
  EXPECT_EQ(lab.Leave(), 0);
  EXPECT_THAT(lab.shown(), Not(HasSubstr("\x1b]2;\a")));
}

TEST_F(PracticeTitle, SaysNothingWhereThatIsNotWanted) {
  TerminalProgram lab = StartWithTitle({"--quiet"});
  lab.Type(std::string(kMend) + "\r");
  lab.Await(kPrompt);
  lab.Type("lab check\r");
  lab.Await("✓ 6/6  app.conf has the new path everywhere");
  lab.Await(kPrompt);
  EXPECT_EQ(lab.Leave(), 0);
  EXPECT_THAT(lab.shown(), Not(HasSubstr("✓ app.conf has the new path everywhere")));
  EXPECT_THAT(lab.shown(), Not(HasSubstr("\x1b]2;")));
  EXPECT_THAT(lab.shown(), Not(HasSubstr("\x1b[22;0t")));
}

}  // namespace
}  // namespace shellab::testing
