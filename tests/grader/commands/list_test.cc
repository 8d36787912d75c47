// shellab list on labs of its own; awk-* and others that came with the program are there as well, hence the substrings.
#include <gmock/gmock.h>

#include <algorithm>
#include <boost/json.hpp>
#include <string>

#include "tests/grader/commands/program_run.h"

namespace shellab {
namespace {

using testing::Files;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::RunShellab;

// The line that begins with `start`.
std::string LineOf(const std::string& text, const std::string& start) {
  const std::size_t at = ("\n" + text).find("\n" + start);
  return at == std::string::npos ? "" : text.substr(at, text.find('\n', at) - at);
}

TEST(List, ATableThatSaysWhatCannotRunHere) {
  const Files files;
  files.MakeLab("my-lab");
  const testing::Ended listed = RunShellab(files, {"list"});
  EXPECT_EQ(listed.code, 0) << listed.err;
  EXPECT_THAT(LineOf(listed.out, "my-lab "),
              ::testing::MatchesRegex("my-lab +[^ ]+ +1/5 +command +en zh +no +Print it"));
  EXPECT_EQ(LineOf(listed.out, "my-lab ").find("Print it"), LineOf(listed.out, "LAB ").find("TITLE"));
  EXPECT_THAT(LineOf(listed.out, "Cannot run here: "), HasSubstr("my-lab"));
  EXPECT_THAT(listed.out, HasSubstr("\n  the image base is not built yet; build it with: shellab image build base\n"));
}

TEST(List, InChinese) {
  const Files files;
  files.MakeLab("my-lab");
  const testing::Ended listed = RunShellab(files, {"list", "--lang", "zh"});
  EXPECT_THAT(LineOf(listed.out, "my-lab "), HasSubstr(" 否      打印"));
  EXPECT_THAT(listed.out, HasSubstr("\n  镜像 base 尚未构建；构建命令：shellab image build base\n"));
}

TEST(List, AsJson) {
  const Files files;
  files.MakeLab("my-lab");
  const testing::Ended listed = RunShellab(files, {"list", "--format", "json"});
  const boost::json::value value = boost::json::parse(listed.out);
  EXPECT_EQ(value.at("format"), 1);
  const boost::json::array& labs = value.at("labs").as_array();
  const auto mine = std::find_if(labs.begin(), labs.end(), [](const auto& lab) { return lab.at("id") == "my-lab"; });
  ASSERT_NE(mine, labs.end());
  EXPECT_EQ(mine->at("title").at("zh"), "打印");
  EXPECT_EQ(mine->at("level"), 1);
  EXPECT_EQ(mine->at("points"), 10);
  EXPECT_EQ(mine->at("answer"), "command");
  EXPECT_EQ(mine->at("languages"), (boost::json::array{"en", "zh"}));
  EXPECT_EQ(mine->at("folder").as_string(), (files.path() / "my-lab").native());
  EXPECT_EQ(mine->at("runs_here"), false);
  EXPECT_THAT(std::string(mine->at("obstacle").as_string()), HasSubstr("shellab image build base"));
}

// The program where no user namespace can be made, and so no feature of the kernel tried out (user_namespaces(7)).
testing::Ended RunWithoutFeatures(const Files& files, std::vector<std::string> args) {
  testing::Command command;
  command.argv = {"unshare",
                  "--user",
                  "--map-root-user",
                  "sh",
                  "-c",
                  "echo 0 > /proc/sys/user/max_user_namespaces && exec \"$@\"",
                  "sh",
                  testing::ProgramPath()};
  command.argv.insert(command.argv.end(), args.begin(), args.end());
  command.env = {"SHELLAB_STATE=" + (files.path() / ".state").native(), "SHELLAB_LABS=" + files.path().native(),
                 "LC_ALL=C.UTF-8", "XDG_STATE_HOME=" + (files.path() / ".progress").native()};
  return testing::RunToEnd(command);
}

constexpr char kLacksTbf[] =
    "this machine's kernel lacks what the lab requires: tbf (make a user and a network namespace: No space left on "
    "device); how to mend that, shellab doctor says\n";

TEST(List, SaysWhatTheKernelLacks) {
  const Files files;
  files.MakeLab("my-lab", "requires = [\"tbf\"]");
  EXPECT_THAT(RunWithoutFeatures(files, {"list"}).out,
              HasSubstr(std::string("Cannot run here: my-lab\n  ") + kLacksTbf));
  EXPECT_THAT(RunWithoutFeatures(files, {"list", "--lang", "zh"}).out,
              HasSubstr("\n  本机内核缺少该实验所需的功能：tbf（"));
  EXPECT_THAT(RunWithoutFeatures(files, {"show", "my-lab"}).out,
              HasSubstr(std::string("\nCannot run here: ") + kLacksTbf));
  const testing::Ended started = RunWithoutFeatures(files, {"start", "my-lab"});
  EXPECT_EQ(started.code, 3);
  EXPECT_THAT(started.err, HasSubstr(kLacksTbf));
  const testing::Ended tested = RunWithoutFeatures(files, {"test", "my-lab"});
  EXPECT_EQ(tested.code, 3) << tested.err;
  EXPECT_EQ(tested.out, std::string("none my-lab: cannot run here: ") + kLacksTbf);
}

TEST(List, TheSetsToo) {
  const Files files;
  files.MakeLab("my-lab");
  files.Write("sets/mine.toml", "format = 1\ntitle = { en = \"Mine\", zh = \"我的\" }\n[[lab]]\nid = \"my-lab\"\n");
  EXPECT_THAT(LineOf(RunShellab(files, {"list"}).out, "mine "), ::testing::MatchesRegex("\n?mine +1 +Mine"));
  const testing::Ended listed = RunShellab(files, {"list", "--format", "json"});
  const boost::json::value value = boost::json::parse(listed.out);
  for (const char* id : {"mine", "linux-text-101", "mysql-101", "ops-interview"}) {
    const boost::json::array& sets = value.at("sets").as_array();
    EXPECT_TRUE(std::any_of(sets.begin(), sets.end(), [&](const auto& set) { return set.at("id") == id; })) << id;
  }
}

TEST(List, OneFaultyLabHidesNoOther) {
  const Files files;
  files.MakeLab("my-lab");
  files.MakeLab("other-lab");
  files.Write("other-lab/lab.toml", "format = 2\n");
  const testing::Ended listed = RunShellab(files, {"list"});
  EXPECT_EQ(listed.code, 2);
  EXPECT_THAT(listed.out, HasSubstr("my-lab "));
  EXPECT_THAT(listed.out, Not(HasSubstr("other-lab ")));
  EXPECT_THAT(listed.err, HasSubstr("other-lab/lab.toml:1:10: `format` must be 1, not 2"));
}

TEST(List, TerminalsGetNoControlBytesOfALab) {
  const Files files;
  testing::Replace(files.MakeLab("my-lab") / "lab.toml", "{ en = \"Print it\"", "{ en = \"Print\\u001b[2J\\nit\"");
  EXPECT_THAT(RunShellab(files, {"list"}).out, HasSubstr("Print\\x1b[2J\\nit\n"));
}

}  // namespace
}  // namespace shellab
