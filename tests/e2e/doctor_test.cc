// shellab doctor: what it prints and how it exits, and that a command which gives up on the machine points to it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>

#include "tests/support/json.h"
#include "tests/support/program.h"

namespace shellab::testing {
namespace {

namespace json = boost::json;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// The command where a part of /proc is masked, so that no sandbox can have a /proc of its own (mount_namespaces(7)).
Command WithMaskedProc(Command command) {
  std::vector<std::string> argv = {"unshare", "--mount", "--propagation=private",
                                   "sh",      "-c",      "mount --bind /dev/null /proc/uptime && exec \"$@\"",
                                   "sh"};
  argv.insert(argv.end(), command.argv.begin(), command.argv.end());
  command.argv = std::move(argv);
  return command;
}

// The check `id` of doctor's JSON.
json::object CheckCalled(const json::value& told, std::string_view id) {
  for (const json::value& check : told.at("checks").as_array())
    if (check.at("id").as_string() == id) return check.as_object();
  ADD_FAILURE() << "no check " << id;
  return {};
}

constexpr char kPointer[] = "; to find out what this machine lacks, run: shellab doctor\n";

class Doctor : public ::testing::Test {
 protected:
  Command Call(std::vector<std::string> args) const { return Shellab(state_, std::move(args)); }

  OwnState state_;
};

TEST_F(Doctor, FindsThatThisMachineCanGrade) {
  const Ended text = RunToEnd(Call({"doctor"}));
  EXPECT_EQ(text.code, 0) << text.out;
  EXPECT_THAT(text.out, AllOf(HasSubstr("\nok        sandbox "), EndsWith("\nThis machine can grade.\n")));
  EXPECT_THAT(text.err, IsEmpty());

  const Ended ended = RunToEnd(Call({"doctor", "--format", "json"}));
  EXPECT_EQ(ended.code, 0);
  const json::value told = json::parse(ended.out);
  EXPECT_EQ(NumberAt(told, "/format"), 1);
  EXPECT_TRUE(told.at("ok").as_bool());
  for (const json::value& check : told.at("checks").as_array()) {
    if (!check.at("needed").as_bool()) continue;
    EXPECT_EQ(check.at("status").as_string(), "ok") << json::serialize(check);
    EXPECT_FALSE(check.as_object().contains("fix")) << json::serialize(check);
  }
}

TEST_F(Doctor, SaysWhatIsMissingAndHowToMendIt) {
  const Ended text = RunToEnd(WithMaskedProc(Call({"doctor"})));
  EXPECT_EQ(text.code, 3);
  EXPECT_THAT(text.out, AllOf(HasSubstr("\nmissing   sandbox "), HasSubstr("fix: something is mounted over a part"),
                              HasSubstr("\nThis machine cannot grade: 1 of ")));

  const Ended ended = RunToEnd(WithMaskedProc(Call({"doctor", "--format=json"})));
  EXPECT_EQ(ended.code, 3);
  const json::value told = json::parse(ended.out);
  EXPECT_FALSE(told.at("ok").as_bool());
  const json::object sandbox = CheckCalled(told, "sandbox");
  EXPECT_EQ(sandbox.at("status").as_string(), "missing");
  EXPECT_THAT(sandbox.at("detail").as_string().c_str(), HasSubstr("mount /proc"));
  EXPECT_THAT(sandbox.at("fix").as_string().c_str(), HasSubstr("--privileged"));
  EXPECT_EQ(CheckCalled(told, "overlay").at("status").as_string(), "ok");
}

TEST_F(Doctor, SaysThatTheImageIsNotBuilt) {
  Command command = Call({"doctor"});
  const TempDir empty(std::filesystem::temp_directory_path());
  command.env = {"SHELLAB_STATE=" + empty.path().native()};
  const Ended ended = RunToEnd(command);
  EXPECT_EQ(ended.code, 3);
  EXPECT_THAT(ended.out, AllOf(HasSubstr("\nmissing   base-image "), HasSubstr("fix: shellab image build base\n")));
}

TEST_F(Doctor, IsPointedToByWhoeverGivesUpOnTheMachine) {
  const Ended grade = RunToEnd(WithMaskedProc(Call({"grade", "awk-last-but-one", "-c", "true"})));
  EXPECT_EQ(grade.code, 3);
  EXPECT_THAT(grade.out, HasSubstr(kPointer));
  const Ended run = RunToEnd(WithMaskedProc(Call({"run", "true"})));
  EXPECT_EQ(run.code, 125);
  EXPECT_THAT(run.err, EndsWith(kPointer));
  // Where the message says itself what to do, nothing is added.
  const Ended image = RunToEnd(Call({"run", "--image", "none", "true"}));
  EXPECT_THAT(image.err, AllOf(HasSubstr("there is no image none"), Not(HasSubstr("doctor"))));
}

}  // namespace
}  // namespace shellab::testing
