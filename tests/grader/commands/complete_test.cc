// What may stand at the end of a line follows from the commands alone.
#include "grader/commands/complete.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <CLI/CLI.hpp>

namespace shellab {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class CompleteLine : public ::testing::Test {
 protected:
  CompleteLine() {
    app_.fallthrough();
    app_.add_option("--labs", labs_)->type_name("DIR")->allow_extra_args(false);
    CLI::App* grade = app_.add_subcommand("grade", "Grade answers");
    grade->add_option("LAB", words_)->type_name("FILE");
    grade->add_option("--format", text_, "How")->check(CLI::IsMember({"text", "json", "jsonl"}));
    grade->add_option("-j,--jobs", text_, "How many")->type_name("N");
    grade->add_option("-c", text_, "This command")->type_name("COMMAND");
    grade->add_flag("-t,--tty");
    grade->add_option("--resume", text_, "Go on")->type_name("RUN")->expected(0, 1);
    CLI::App* image = app_.add_subcommand("image", "Images");
    image->add_subcommand("build", "Build")->add_option("IMAGE", words_);
    image->add_subcommand("list", "List");
    CLI::App* secret = app_.add_subcommand("greet", "Not for people");
    secret->group("");
    CLI::App* compare = app_.add_subcommand("compare", "Compare");
    compare->add_option("RUN", text_)->type_name("");
    compare->add_option("OTHER", labs_)->type_name("RUN");
  }

  std::vector<std::string> At(const std::vector<std::string>& line) {
    const auto values = [this](std::vector<std::string> words) {
      return [this, words](const TypedLine& typed) {
        typed_ = typed;
        Completions found;
        for (const std::string& word : words) found.words.push_back({word, ""});
        return found;
      };
    };
    const Completions found = Complete(app_, line,
                                       {{"LAB", values({"awk", "sed", "$(reboot)", "a b", "王"})},
                                        {"FILE", values({"answer.sh"})},
                                        {"RUN", values({"r1", "r2"})},
                                        {"IMAGE", values({"base"})},
                                        {"DIR", values({"folder"})}});
    std::vector<std::string> words;
    for (const auto& word : found.words) words.push_back(word.word);
    return words;
  }

  CLI::App app_{"", "shellab"};
  std::vector<std::string> labs_;
  std::vector<std::string> words_;
  std::string text_;
  TypedLine typed_;
};

TEST_F(CompleteLine, Commands) {
  EXPECT_THAT(At({""}), ElementsAre("grade", "image", "compare"));
  EXPECT_THAT(At({"gr"}), ElementsAre("grade"));
  EXPECT_THAT(At({"image", ""}), ElementsAre("build", "list"));
  EXPECT_THAT(At({"--labs", "grade", "im"}), ElementsAre("image")) << "an option's value is no command";
  EXPECT_THAT(At({}), ElementsAre("grade", "image", "compare"));
}

TEST_F(CompleteLine, OptionsOfTheCommandAndOfAll) {
  EXPECT_THAT(At({"grade", "-"}), ElementsAre("--help", "--format", "--jobs", "-c", "--tty", "--resume", "--labs"));
  EXPECT_THAT(At({"grade", "awk", "--j"}), ElementsAre("--jobs"));
  EXPECT_THAT(At({"image", "build", "--f"}), IsEmpty());
}

TEST_F(CompleteLine, ValuesOfOptions) {
  EXPECT_THAT(At({"grade", "--format", "js"}), ElementsAre("json", "jsonl"));
  EXPECT_THAT(At({"grade", "--format=js"}), ElementsAre("--format=json", "--format=jsonl"));
  EXPECT_THAT(At({"--labs", ""}), ElementsAre("folder"));
  EXPECT_THAT(At({"grade", "--resume", ""}), ElementsAre("r1", "r2"));
  EXPECT_THAT(At({"grade", "--resume", "--f"}), ElementsAre("--format")) << "its value may be left out";
  EXPECT_THAT(At({"grade", "-c", ""}), IsEmpty());
  EXPECT_THAT(At({"grade", "-tc", "--format", "s"}), ElementsAre("sed")) << "-c takes any word";
}

TEST_F(CompleteLine, Arguments) {
  EXPECT_THAT(At({"grade", "-j", "2", "a"}), ElementsAre("awk"));
  EXPECT_THAT(At({"grade", "-j2", "a"}), ElementsAre("awk"));
  EXPECT_THAT(At({"grade", "-tj2", "--tty", "a"}), ElementsAre("awk"));
  EXPECT_THAT(At({"grade", "awk", ""}), ElementsAre("answer.sh"));
  EXPECT_THAT(At({"grade", "--", "s"}), ElementsAre("sed"));
  EXPECT_THAT(At({"image", "build", "base", ""}), ElementsAre("base"));
  EXPECT_THAT(At({"compare", "r1", ""}), ElementsAre("r1", "r2"));
  EXPECT_THAT(At({"compare", "list", "extra"}), IsEmpty());
}

TEST_F(CompleteLine, NothingThatAShellWouldReadOtherwise) {
  EXPECT_THAT(At({"grade", ""}), ElementsAre("awk", "sed", "王"));
}

TEST_F(CompleteLine, SourcesKnowTheLine) {
  At({"--labs", "here", "--labs=there", "grade", "--format", "json", ""});
  EXPECT_THAT(typed_.options,
              ElementsAre(std::pair("format", "json"), std::pair("labs", "here"), std::pair("labs", "there")));
  At({"grade", "awk", "x"});
  EXPECT_THAT(typed_.arguments, ElementsAre("awk"));
}

}  // namespace
}  // namespace shellab
