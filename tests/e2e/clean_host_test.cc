// However shellab ends, nothing of it is left on this machine, and what runs beside it or after it is not disturbed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "sandbox/cgroup/controllers.h"
#include "tests/support/json.h"
#include "tests/support/lab_files.h"
#include "tests/support/machine.h"
#include "tests/support/program.h"

namespace shellab::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kRight[] = "awk -F, '{print $(NF-1)}' test.txt";

bool GuestRuns(const std::string& command_line) {
  const auto guests = GuestCommandLines();
  return std::find(guests.begin(), guests.end(), command_line) != guests.end();
}

class CleanHost : public ::testing::Test {
 protected:
  CleanHost() : before_(Traces(state_.path())) {}

  // Whatever is there now and was not before, but for the names of `tolerated` kinds.
  std::vector<std::string> Left(const std::string& tolerated) const {
    std::vector<std::string> left = NewTraces(state_.path(), before_);
    if (!tolerated.empty()) std::erase_if(left, [&](const auto& trace) { return trace.starts_with(tolerated); });
    return left;
  }

  // What others on this machine have running meanwhile comes and goes; what shellab leaves would stay.
  void ExpectNothingLeft(const std::string& tolerated = "") const {
    if (!WaitFor([&] { return Left(tolerated).empty(); })) {
      EXPECT_THAT(Left(tolerated), IsEmpty());
    }
  }

  Command Grade(const std::string& answer, const std::string& lab = "awk-last-but-one") const {
    return Shellab(state_, {"grade", lab, "-c", answer});
  }

  // Starts to grade an answer that sleeps, with children in sessions of their own, and returns once it does.
  Program GradeASleeper() const {
    const std::filesystem::path lab = files_.CopyLab("text/awk-last-but-one");
    Replace(lab / "lab.toml", "seeds  = 3", "seeds  = 3\nlimits = { wall = \"120s\" }");  // it ends when it is ended
    Program program(Grade("sleep 98761 & setsid sleep 98762 & exec sleep 98763", lab));
    for (const char* line : {"sleep 98761 ", "sleep 98762 ", "sleep 98763 "})
      EXPECT_TRUE(WaitFor([line] { return GuestRuns(line); })) << line;
    return program;
  }

  OwnState state_;
  Files files_;
  std::vector<std::string> before_;
};

TEST_F(CleanHost, TracesAreSeen) {
  Program program = GradeASleeper();
  const auto during = Traces(state_.path());
  EXPECT_THAT(during, Contains(HasSubstr("sleep 98763")));
  EXPECT_THAT(during, Contains(HasSubstr("lease ")));
  program.Signal(SIGTERM);
  EXPECT_EQ(program.Wait().code, 128 + SIGTERM);
  ExpectNothingLeft();
}

TEST_F(CleanHost, AfterAGrading) {
  EXPECT_EQ(RunToEnd(Grade(kRight)).code, 0);
  EXPECT_EQ(RunToEnd(Grade("setsid sleep 98764 &")).code, 1);
  ExpectNothingLeft();
}

TEST_F(CleanHost, AfterAnInterrupt) {
  Program program = GradeASleeper();
  program.Signal(SIGINT);
  EXPECT_EQ(program.Wait().code, 130);
  ExpectNothingLeft();
}

TEST_F(CleanHost, AfterShellabWasKilled) {
  Program program = GradeASleeper();
  program.Signal(SIGKILL);
  EXPECT_EQ(program.Wait().code, 128 + SIGKILL);
  // Empty groups are all that the kernel does not clear away by itself: the next start does.
  ExpectNothingLeft("cgroup ");
  EXPECT_EQ(RunToEnd(Grade(kRight)).code, 0);
  ExpectNothingLeft();
}

// A login's control group, as session managers make one: shellab's groups of v1 lie below the one it runs in.
class SessionGroup {
 public:
  SessionGroup() {
    const std::vector<std::filesystem::path> own = GroupFolders(FindControllers());
    for (const auto& folder : own) {
      folders_.push_back(folder / "session-of-a-test");
      std::filesystem::create_directory(folders_.back());
    }
  }
  SessionGroup(const SessionGroup&) = delete;
  SessionGroup& operator=(const SessionGroup&) = delete;
  // Refused while there is a group in it.
  ~SessionGroup() {
    for (const auto& folder : folders_) EXPECT_EQ(::rmdir(folder.c_str()), 0) << folder << ": " << std::strerror(errno);
  }

  Command Inside(Command command) const {
    std::string script;
    for (const auto& folder : folders_) script += "echo $$ > " + (folder / "cgroup.procs").native() + " && ";
    command.argv.insert(command.argv.begin(), {"sh", "-c", script + "exec \"$@\"", "sh"});
    return command;
  }

 private:
  std::vector<std::filesystem::path> folders_;
};

TEST_F(CleanHost, AfterShellabWasKilledInAnotherSession) {
  const SessionGroup session;
  Program program(session.Inside(Grade("exec sleep 98766")));
  EXPECT_TRUE(WaitFor([] { return GuestRuns("sleep 98766 "); }));
  program.Signal(SIGKILL);
  program.Wait();
  EXPECT_TRUE(WaitFor([] { return !GuestRuns("sleep 98766 "); }));
  EXPECT_EQ(RunToEnd(Grade(kRight)).code, 0);  // here, not in that session
  ExpectNothingLeft();
}

TEST_F(CleanHost, AfterShellabWasKilledDuringSetup) {
  const std::string lab = files_.MakeLab("slow");
  files_.Write("slow/setup.sh", "sleep 98765\n");
  Program program(Shellab(state_, {"grade", lab, "-c", "true"}));
  EXPECT_TRUE(WaitFor([] { return GuestRuns("sleep 98765 "); }));
  program.Signal(SIGKILL);
  program.Wait();
  EXPECT_TRUE(WaitFor([] { return !GuestRuns("sleep 98765 "); }));
  files_.Write("slow/setup.sh", "echo now > data; chmod 0644 data\n");
  EXPECT_EQ(RunToEnd(Shellab(state_, {"grade", lab, "-c", "cat data"})).code, 0);
}

TEST_F(CleanHost, TwoAtOnceDoNotDisturbEachOther) {
  Program first(Grade(kRight));
  Program second(Grade(kRight));
  Program sleeper = GradeASleeper();
  EXPECT_EQ(first.Wait().code, 0);
  EXPECT_EQ(second.Wait().code, 0);
  EXPECT_TRUE(GuestRuns("sleep 98763 ")) << "the end of one is none of the other's";
  sleeper.Signal(SIGINT);
  EXPECT_EQ(sleeper.Wait().code, 130);
  ExpectNothingLeft();
}

TEST_F(CleanHost, WithoutStandardInput) {
  Command command = Grade(kRight);
  command.closed_stdin = true;
  EXPECT_EQ(RunToEnd(command).code, 0);
  ExpectNothingLeft();
}

TEST_F(CleanHost, WhenNobodyReadsTheReport) {
  Command command = Grade(kRight);
  command.output = Command::Output::kBrokenPipe;
  EXPECT_EQ(RunToEnd(command).code, 128 + SIGPIPE);
  ExpectNothingLeft();
}

}  // namespace
}  // namespace shellab::testing
