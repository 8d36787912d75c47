// What a learner did is kept, whoever else writes and however a program ends, with the learner's rights alone.
#include "grader/progress/record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <ctime>
#include <filesystem>

#include "sandbox/os/error.h"
#include "sandbox/os/file_identity.h"
#include "tests/grader/progress/own_place.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::sys_days;
using std::chrono::system_clock;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::OwnPlace;

system_clock::time_point At(std::int64_t seconds) { return system_clock::time_point(std::chrono::seconds(seconds)); }
sys_days Day(int day) { return sys_days(std::chrono::days(day)); }

std::string Refusal(const std::function<void()>& act) {
  try {
    act();
  } catch (const HostError& error) {
    return error.what();
  }
  return {};
}

TEST(ProgressRecord, KeepsWhatWasDone) {
  const OwnPlace own;
  {
    ProgressRecord record(own.place());
    const auto stay = record.Begin("awk", At(100));
    record.See(stay, At(160), milliseconds(60'000));
    record.AddHint("awk", 1, At(120));
    record.AddHint("awk", 1, At(130));
    record.AddHint("awk", 2, At(140));
    record.AddAttempt(stay, {At(150), 4, 10});
    record.AddAttempt(stay, {At(160), 10, 10});
    const auto later = record.Begin("awk", At(1000));
    record.See(later, At(1010), milliseconds(10'000));
    record.AddAttempt(later, {At(1010), 9, 10});
    record.Begin("grep", At(2000));
  }
  auto labs = ProgressRecord(own.place()).Labs();
  ASSERT_EQ(labs.size(), 2U);
  const LabProgress& awk = labs["awk"];
  EXPECT_EQ(awk.begun_at, At(100));
  EXPECT_EQ(awk.seen_at, At(1010));
  EXPECT_EQ(awk.active, milliseconds(70'000));
  EXPECT_EQ(awk.hints, 2);
  ASSERT_EQ(awk.attempts.size(), 3U);
  EXPECT_EQ(awk.SolvedAt(), At(160));
  EXPECT_EQ(awk.Best()->points, 10);
  EXPECT_EQ(labs["grep"].SolvedAt(), std::nullopt);
  EXPECT_EQ(labs["grep"].Best(), nullptr);
}

TEST(ProgressRecord, TheBestAttemptIsTheLargestPartOfItsPoints) {
  LabProgress lab;
  lab.attempts = {{At(1), 5, 20}, {At(2), 5, 10}, {At(3), 6, 12}};
  EXPECT_EQ(lab.Best()->at, At(2));
}

TEST(ProgressRecord, IsOnlyTheOwners) {
  const OwnPlace own;
  ProgressRecord record(own.place());
  struct stat status {};
  ASSERT_EQ(::stat((own.place().folder / "progress.db").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  ASSERT_EQ(::stat(own.place().folder.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0700U);
}

TEST(ProgressRecord, ReadingMakesNothing) {
  const OwnPlace own;
  EXPECT_FALSE(ProgressRecord::OpenExisting(own.place()));
  EXPECT_FALSE(fs::exists(own.folder() / "deep"));
  ProgressRecord(own.place()).Begin("awk", At(1));
  ASSERT_TRUE(ProgressRecord::OpenExisting(own.place()));
  EXPECT_EQ(ProgressRecord::OpenExisting(own.place())->Labs().size(), 1U);
}

// Makes children that all begin as one, and waits for them.
int Failures(int children, const std::function<void(int)>& work) {
  int gate[2];
  CheckCall(::pipe(gate), "pipe");
  for (int i = 0; i < children; ++i) {
    if (CheckCall(::fork(), "fork") != 0) continue;
    ::close(gate[1]);
    char byte = 0;
    (void)!::read(gate[0], &byte, 1);
    try {
      work(i);
      ::_exit(0);
    } catch (...) {
      ::_exit(1);
    }
  }
  ::close(gate[0]);
  ::close(gate[1]);
  int failures = 0;
  for (int i = 0; i < children; ++i) {
    int status = 0;
    ::wait(&status);
    if (status != 0) ++failures;
  }
  return failures;
}

TEST(ProgressRecord, ManyWriteAtOnceFromTheFirstMomentOn) {
  const OwnPlace own;
  constexpr int kWriters = 6;
  constexpr int kAttempts = 20;
  EXPECT_EQ(Failures(kWriters,
                     [&own](int writer) {
                       ProgressRecord record(own.place());
                       const auto stay = record.Begin("lab" + std::to_string(writer % 2), At(writer));
                       for (int i = 0; i < kAttempts; ++i) record.AddAttempt(stay, {At(i), i, kAttempts});
                     }),
            0);
  auto labs = ProgressRecord(own.place()).Labs();
  EXPECT_EQ(labs["lab0"].attempts.size(), kWriters / 2 * kAttempts);
  EXPECT_EQ(labs["lab1"].attempts.size(), kWriters / 2 * kAttempts);
}

TEST(ProgressRecord, AKilledProgramLosesNothingThatWasWritten) {
  const OwnPlace own;
  int written[2];
  CheckCall(::pipe(written), "pipe");
  const pid_t child = CheckCall(::fork(), "fork");
  if (child == 0) {
    ProgressRecord record(own.place());
    const auto stay = record.Begin("awk", At(1));
    for (int i = 0;; ++i) {
      record.AddAttempt(stay, {At(i), 1, 10});
      if (::write(written[1], "x", 1) != 1) ::_exit(1);
    }
  }
  constexpr std::size_t kSeen = 25;
  char byte = 0;
  for (std::size_t i = 0; i < kSeen; ++i) ASSERT_EQ(::read(written[0], &byte, 1), 1);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  ::close(written[0]);
  ::close(written[1]);
  ProgressRecord record(own.place());
  EXPECT_GE(record.Labs()["awk"].attempts.size(), kSeen);
  record.Begin("grep", At(2));
  EXPECT_EQ(record.Labs().size(), 2U);
}

TEST(ProgressRecord, ALaterShellabsIsRefused) {
  const OwnPlace own;
  ProgressRecord(own.place()).Begin("awk", At(1));
  SQLite::Database(own.place().folder / "progress.db", SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 9");
  EXPECT_THAT(Refusal([&] { ProgressRecord record(own.place()); }),
              HasSubstr("progress.db was written by a later shellab (form 9, this one knows 1): use that one"));
}

TEST(ProgressRecord, ADamagedOneIsNamedWithWhatToDo) {
  const OwnPlace own;
  fs::create_directories(own.place().folder);
  WriteFileAtomically(own.place().folder / "progress.db", std::string(4096, 'x'), 0600);
  EXPECT_THAT(Refusal([&] { ProgressRecord record(own.place()); }),
              ::testing::AllOf(HasSubstr("progress.db is damaged"), HasSubstr("or move it away to begin anew")));
}

// With root's rights files are made in a folder of a user, who may have put links there.
class OfAnotherUser : public ::testing::Test {
 protected:
  static constexpr uid_t kUser = 65533;

  void SetUp() override {
    if (::geteuid() != 0) GTEST_SKIP() << "needs root";
    place_ = own_.place();
    place_.owner = {kUser, kUser};
    fs::permissions(own_.folder(), fs::perms(0755));
    home_ = own_.folder() / "home";
    fs::create_directory(home_);
    CheckCall(::chown(home_.c_str(), kUser, kUser), "chown");
    place_.folder = home_ / ".local/state/shellab";
  }

  const OwnPlace own_;
  RecordPlace place_;
  fs::path home_;
};

TEST_F(OfAnotherUser, EverythingIsTheUsers) {
  ProgressRecord(place_).Begin("awk", At(1));
  for (const auto& entry : fs::recursive_directory_iterator(home_)) {
    struct stat status {};
    ASSERT_EQ(::lstat(entry.path().c_str(), &status), 0);
    EXPECT_EQ(status.st_uid, kUser) << entry.path();
    EXPECT_EQ(status.st_gid, kUser) << entry.path();
  }
  EXPECT_EQ(ProgressRecord::OpenExisting(place_)->Labs().size(), 1U);
}

TEST_F(OfAnotherUser, ALinkLeadsNowhereThatTheUserMayNotGo) {
  const fs::path secret = own_.folder() / "secret";
  fs::create_directory(secret);
  fs::permissions(secret, fs::perms(0700));
  fs::create_directories(home_ / ".local/state");
  fs::create_directory_symlink(secret, place_.folder);
  EXPECT_THAT(Refusal([&] { ProgressRecord record(place_); }), HasSubstr("Permission denied"));
  EXPECT_TRUE(fs::is_empty(secret));
}

TEST_F(OfAnotherUser, AnUnwritableFolderIsNamed) {
  fs::create_directory(home_ / ".local");  // root's
  EXPECT_THAT(Refusal([&] { ProgressRecord record(place_); }),
              HasSubstr("make the folder " + place_.folder.native() + ": Permission denied"));
}

TEST_F(OfAnotherUser, RootsRightsComeBack) {
  const fs::path secret = own_.folder() / "secret";
  WriteFileAtomically(secret, "s", 0600);
  {
    const FileIdentity identity(kUser, kUser);
    EXPECT_THAT(Refusal([&] { ReadFile(secret); }), HasSubstr("Permission denied"));
    { const FileIdentity again(kUser, kUser); }
    EXPECT_THAT(Refusal([&] { ReadFile(secret); }), HasSubstr("Permission denied"));
  }
  EXPECT_EQ(ReadFile(secret), "s");
  WriteFileAtomically(secret, "t", 0600);
  struct stat status {};
  ASSERT_EQ(::stat(secret.c_str(), &status), 0);
  EXPECT_EQ(status.st_uid, 0U);
}

TEST(Streak, DaysInARowUpToTodayOrYesterday) {
  EXPECT_EQ(Streak({}, Day(9)), 0);
  EXPECT_EQ(Streak({Day(9)}, Day(9)), 1);
  EXPECT_EQ(Streak({Day(5), Day(7), Day(8), Day(9)}, Day(9)), 3);
  EXPECT_EQ(Streak({Day(5), Day(7), Day(8)}, Day(9)), 2) << "today is not over";
  EXPECT_EQ(Streak({Day(5), Day(6), Day(7)}, Day(9)), 0);
  EXPECT_EQ(Streak({Day(8), Day(9), Day(12)}, Day(9)), 2) << "a clock that was wrong";
}

TEST(ActiveDays, AreOfTheLocalCalendar) {
  const OwnPlace own;
  ProgressRecord record(own.place());
  setenv("TZ", "CST-8", 1);
  tzset();
  constexpr std::int64_t kHour = 3600;
  record.Begin("awk", At(15 * kHour));  // 23:00 in Shanghai
  const auto stay = record.Begin("awk", At(17 * kHour));
  record.See(stay, At(18 * kHour), milliseconds(1));
  EXPECT_THAT(record.ActiveDays(), ElementsAre(Day(0), Day(1)));
  setenv("TZ", "UTC", 1);
  tzset();
  EXPECT_THAT(record.ActiveDays(), ElementsAre(Day(0)));
  unsetenv("TZ");
  tzset();
}

}  // namespace
}  // namespace shellab
