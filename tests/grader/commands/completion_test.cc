// Completion in the real shells, on a terminal, and the manual page as its readers take it.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "tests/grader/commands/program_run.h"
#include "tests/support/terminal.h"

namespace shellab {
namespace {

using testing::Command;
using testing::Ended;
using testing::Files;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::RunShellab;
using testing::TerminalProgram;

// A shell of its own home in a folder with labs/quiet-lab, whose only person is the test.
class Shell : public ::testing::Test {
 protected:
  Shell() {
    files_.MakeLab("labs/quiet-lab");
    files_.Write("labs/sets/quiet-set.toml",
                 "format = 1\ntitle = { en = \"Quiet\", zh = \"静\" }\n[[lab]]\nid = \"quiet-lab\"\n");
  }

  TerminalProgram Start(std::vector<std::string> argv) const {
    Command command;
    command.argv = {"env", "-C", files_.path().native()};
    command.argv.insert(command.argv.end(), argv.begin(), argv.end());
    const std::string home = files_.path().native();
    command.env = {"HOME=" + home,
                   "ZDOTDIR=" + home,
                   "XDG_CONFIG_HOME=" + home + "/.config",
                   "XDG_DATA_HOME=" + home + "/.data",
                   "XDG_STATE_HOME=" + home + "/.local",
                   "SHELLAB_STATE=" + home + "/.state",
                   "SHELLAB_LABS=" + home + "/labs",
                   "LC_ALL=C.UTF-8",
                   "TERM=xterm",
                   "PS1=ready> ",
                   "PATH=" + testing::ProgramPath().parent_path().native() + ":/usr/bin:/bin"};
    return TerminalProgram(command);
  }

  // Completes lines and runs them: only a line that was completed as it should be has its output.
  static void Try(TerminalProgram& shell) {
    shell.Type("shellab sho\tquiet-l\t\r");
    shell.Await("What is checked");
    shell.Type("shellab list --form\tjs\t | tail -c 3000\r");
    shell.Await("\"quiet-set\"");
    shell.Type("shellab list --format=js\t | head -c 11\r");
    shell.Await("{\"format\":1");
    shell.Type("shellab next --set quiet-s\t\r");
    shell.Await("None of these labs runs here");
    shell.Type("shellab --labs lab\t show ./lab\tquiet\t\r");
    shell.Await("What is checked");
    EXPECT_EQ(shell.Leave(), 0);
  }

  Files files_;
};

TEST_F(Shell, Bash) {
  TerminalProgram shell = Start({"bash", "--norc", "--noprofile", "-i"});
  shell.Type("source <(shellab completion bash); echo so\"urc\"ed\r");
  shell.Await("sourced");
  Try(shell);
}

TEST_F(Shell, Zsh) {
  TerminalProgram shell = Start({"zsh", "-f", "-i"});
  shell.Type("autoload -U compinit && compinit -u -D; source <(shellab completion zsh); echo so\"urc\"ed\r");
  shell.Await("sourced");
  Try(shell);
}

TEST_F(Shell, ZshFromAFolderOfItsOwn) {
  const std::string script = RunShellab(files_, {"completion", "zsh"}).out;
  files_.Write("functions/_shellab", script);
  TerminalProgram shell = Start({"zsh", "-f", "-i"});
  shell.Type("fpath+=(~/functions); autoload -U compinit && compinit -u -D; echo so\"urc\"ed\r");
  shell.Await("sourced");
  Try(shell);
}

TEST_F(Shell, Fish) {
  TerminalProgram shell = Start({"fish", "--no-config", "-i"});
  shell.Type("set -g fish_autosuggestion_enabled 0; shellab completion fish | source; echo so\"urc\"ed\r");
  shell.Await("sourced");
  Try(shell);
}

std::string Offered(const Files& files, std::vector<std::string> line) {
  line.insert(line.begin(), "__complete");
  return RunShellab(files, line).out;
}

TEST(Completion, OffersWhatIsThere) {
  const Files files;
  files.MakeLab("my-lab");
  EXPECT_EQ(Offered(files, {"show", "my-l"}), "folders\nmy-lab\t\n");
  EXPECT_EQ(Offered(files, {"next", "--set", "mysq"}), "files\nmysql-101\t\n");
  EXPECT_EQ(Offered(files, {"start", "my-l"}), "folders\nmy-lab\t\n");
  EXPECT_EQ(Offered(files, {"start", "--set", "mysq"}), "files\nmysql-101\t\n");
  EXPECT_EQ(Offered(files, {"shell", "my-lab.4711", "--host", ""}), "words\nlab\t\n");
  EXPECT_EQ(Offered(files, {"--lang", "z"}), "words\nzh\t\n");
  EXPECT_EQ(Offered(files, {"run", "--image", "mari"}), "words\nmariadb\t\n");
  EXPECT_EQ(Offered(files, {"grade", "my-lab", "x"}), "files\n");
  EXPECT_THAT(Offered(files, {""}), HasSubstr("\ngrade\tGrade answers to a lab, or a class's to a set of labs\n"));
}

TEST(Completion, ALineThatMakesNoSenseOffersNothing) {
  const Files files;
  EXPECT_EQ(Offered(files, {"--labs", "/nowhere", "show", ""}), "");
  EXPECT_EQ(Offered(files, {"no-such-command", "x"}), "words\n");
}

// What `program` says of the page on standard error.
std::string Complaints(const Files& files, std::vector<std::string> argv) {
  Command command;
  command.argv = std::move(argv);
  command.input = RunShellab(files, {"man"}).out;
  command.env = {"LC_ALL=C.UTF-8", "MANWIDTH=80"};
  const Ended ended = RunToEnd(command);
  EXPECT_EQ(ended.code, 0);
  EXPECT_THAT(ended.out, HasSubstr("Full marks; of several answers: all were graded."));
  return ended.err;
}

TEST(Man, IsRoffThatNobodyComplainsOf) {
  const Files files;
  EXPECT_EQ(Complaints(files, {"groff", "-man", "-ww", "-Tutf8"}), "");
  EXPECT_EQ(Complaints(files, {"man", "--warnings=w", "-l", "-"}), "");
}

// What `--help` of a command lists, in CLI11's own words.
struct Listed {
  std::vector<std::string> commands;
  std::vector<std::string> arguments;
  std::vector<std::string> options;  // with their dashes
};

Listed HelpOf(const Files& files, std::vector<std::string> command) {
  command.emplace_back("--help");
  std::istringstream help(RunShellab(files, command).out);
  static const std::regex kEntry("(?:  ){1,2}(-[A-Za-z])?,?(--[a-z-]+)?([A-Za-z]+)?( .*)?");
  Listed listed;
  bool of_commands = false;
  for (std::string line; std::getline(help, line);) {
    if (line.ends_with(':')) of_commands = line == "Subcommands:";
    std::smatch entry;
    if (!std::regex_match(line, entry, kEntry)) continue;
    if (entry[3].matched) (of_commands ? listed.commands : listed.arguments).push_back(entry[3]);
    for (const int name : {1, 2})
      if (entry[name].matched && entry[name] != "-h" && entry[name] != "--help") listed.options.push_back(entry[name]);
  }
  return listed;
}

// The words as the manual page has them, in bold or italics.
std::string Marked(char font, std::string words) {
  for (std::size_t at = 0; (at = words.find('-', at)) != std::string::npos; at += 2) words.insert(at, "\\");
  return fmt::format("\\f{}{}\\fR", font, words);
}

// The manual page and completion must have all of the command and of those below it.
void ExpectWhole(const Files& files, const std::string& page, const std::vector<std::string>& command) {
  const Listed listed = HelpOf(files, command);
  const std::string path = fmt::format("{}", fmt::join(command, " "));
  std::vector<std::string> line = command;
  line.emplace_back("");
  const std::string words = Offered(files, line);
  line.back() = "-";
  const std::string options = Offered(files, line);
  const std::string heading = command.empty() ? ".SH OPTIONS\n" : ".SS " + Marked('B', path);
  const std::size_t begin = page.find(heading);
  if (listed.commands.empty()) {
    ASSERT_NE(begin, page.npos) << path;
  }
  const std::string section = begin == page.npos ? "" : page.substr(begin, page.find("\n.S", begin + 1) - begin);
  for (const std::string& argument : listed.arguments) EXPECT_THAT(section, HasSubstr(Marked('I', argument))) << path;
  for (const std::string& option : listed.options) {
    EXPECT_THAT(section, HasSubstr(Marked('B', option))) << path;
    if (option.starts_with("--")) {
      EXPECT_THAT(options, HasSubstr("\n" + option + "\t")) << path;
    }
  }
  for (const std::string& next : listed.commands) {
    EXPECT_THAT(words, HasSubstr("\n" + next + "\t")) << path;
    line.back() = next;
    ExpectWhole(files, page, line);
  }
}

TEST(Man, HasEveryCommandAndOptionAsCompletionHas) {
  const Files files;
  const std::string page = RunShellab(files, {"man"}).out;
  ExpectWhole(files, page, {});
  for (const char* text : {"\\fBstart\\fR [\\fIOPTION\\fR...] [\\fILAB\\fR]\n", "\\fB\\-\\-set\\fR \\fISET\\fR",
                           "\\fB\\-\\-roster\\fR \\fIFILE\\fR", "\\fB\\-\\-lang\\fR \\fBen\\fR|\\fBzh\\fR", ".B 130"})
    EXPECT_THAT(page, HasSubstr(text));
}

}  // namespace
}  // namespace shellab
