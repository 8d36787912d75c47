// What a guest changed, read from outside on the real engine, whatever the guest put in the way.
#include "sandbox/changes.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "sandbox/image/store.h"
#include "sandbox/os/file.h"
#include "tests/sandbox/engine/harness.h"

namespace shellab::testing {
namespace {

namespace asio = boost::asio;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Key;
using ::testing::UnorderedElementsAre;
using Type = FileState::Type;
using Work = std::function<asio::awaitable<void>(Host&)>;

const std::vector<std::string> kIgnored = {"/tmp", "/run", "/dev"};

HostSpec Observed() {
  HostSpec spec = BaseHost();
  spec.observe = true;
  return spec;
}

// What a host has changed once root ran `script` in it.
Changes ChangesBy(const std::string& script, const HostSpec& spec = Observed()) {
  Changes changes;
  const Work work = [&](Host& host) -> asio::awaitable<void> {
    const ExecSpec exec = ScriptAsRoot("set -e; cd /home/student; " + script);
    const ExecResult result = co_await host.Exec(exec);
    Print(result);
    changes = host.ReadChanges(kIgnored);
  };
  WithHost(spec, work);
  return changes;
}

TEST(ReadChanges, IsEmptyWhereNothingHappened) { EXPECT_THAT(ChangesBy("true"), IsEmpty()); }

TEST(ReadChanges, TellsCreatedModifiedAndDeletedFiles) {
  const Changes changes = ChangesBy("echo 1 > new; echo 2 > .profile; rm .bashrc");
  ASSERT_THAT(changes, UnorderedElementsAre(Key("/home/student/new"), Key("/home/student/.profile"),
                                            Key("/home/student/.bashrc")));
  const Change& created = changes.at("/home/student/new");
  EXPECT_EQ(created.before.type, Type::kAbsent);
  EXPECT_EQ(created.after.type, Type::kFile);
  EXPECT_EQ(created.after.content, "1\n");
  EXPECT_EQ(created.after.size, 2U);
  EXPECT_EQ(created.after.mode, 0644U);
  const Change& modified = changes.at("/home/student/.profile");
  EXPECT_EQ(modified.after.content, "2\n");
  EXPECT_EQ(modified.before.uid, 1000U);
  EXPECT_EQ(modified.after.uid, 1000U);
  EXPECT_THAT(modified.before.content, ::testing::HasSubstr("bashrc"));
  EXPECT_EQ(changes.at("/home/student/.bashrc").before.type, Type::kFile);
  EXPECT_EQ(changes.at("/home/student/.bashrc").after.type, Type::kAbsent);
}

TEST(ReadChanges, CountsNeitherTimesNorWhatIsAsBeforeAgain) {
  EXPECT_THAT(ChangesBy("touch .profile .; cp -p .bashrc x; mv x .bashrc; chmod 600 .bash_logout;"
                        "chmod 644 .bash_logout; touch gone; rm gone; cat .profile > /dev/null"),
              IsEmpty());
}

TEST(ReadChanges, TellsModesAndOwners) {
  const Changes changes = ChangesBy("chmod 6750 .profile; chown 0:7 .bashrc; chmod 1700 .");
  ASSERT_THAT(changes,
              UnorderedElementsAre(Key("/home/student/.profile"), Key("/home/student/.bashrc"), Key("/home/student")));
  EXPECT_EQ(changes.at("/home/student/.profile").after.mode, 06750U);
  EXPECT_EQ(changes.at("/home/student/.bashrc").before.uid, 1000U);
  EXPECT_EQ(changes.at("/home/student/.bashrc").after.uid, 0U);
  EXPECT_EQ(changes.at("/home/student/.bashrc").after.gid, 7U);
  EXPECT_EQ(changes.at("/home/student").after.type, Type::kFolder);
  EXPECT_EQ(changes.at("/home/student").after.mode, 01700U);
}

TEST(ReadChanges, ListsARenamedFolderAtBothPlaces) {
  const Changes changes = ChangesBy("mv /etc/skel /etc/skel2");
  EXPECT_THAT(changes, UnorderedElementsAre(Key("/etc/skel"), Key("/etc/skel/.bashrc"), Key("/etc/skel/.profile"),
                                            Key("/etc/skel/.bash_logout"), Key("/etc/skel2"), Key("/etc/skel2/.bashrc"),
                                            Key("/etc/skel2/.profile"), Key("/etc/skel2/.bash_logout")));
  EXPECT_EQ(changes.at("/etc/skel/.profile").before.sha256, changes.at("/etc/skel2/.profile").after.sha256);
}

TEST(ReadChanges, ListsAFolderThatTookTheNameOfAnother) {
  const Changes changes = ChangesBy(
      "mkdir /etc/a; touch /etc/a/1; mv /etc/skel /etc/gone; mv /etc/a /etc/skel;"
      "rm -r /etc/gone");
  EXPECT_THAT(changes, UnorderedElementsAre(Key("/etc/skel/.bashrc"), Key("/etc/skel/.profile"),
                                            Key("/etc/skel/.bash_logout"), Key("/etc/skel/1")));
}

TEST(ReadChanges, ListsADeletedFolderWithAllInIt) {
  const Changes changes = ChangesBy("rm -r /etc/skel");
  EXPECT_THAT(changes, UnorderedElementsAre(Key("/etc/skel"), Key("/etc/skel/.bashrc"), Key("/etc/skel/.profile"),
                                            Key("/etc/skel/.bash_logout")));
  for (const auto& [path, change] : changes) EXPECT_EQ(change.after.type, Type::kAbsent) << path;
}

TEST(ReadChanges, SeesWhatAnOpaqueFolderHides) {
  EXPECT_THAT(ChangesBy("rm -r /etc/skel; mkdir /etc/skel; touch /etc/skel/new"),
              UnorderedElementsAre(Key("/etc/skel/.bashrc"), Key("/etc/skel/.profile"), Key("/etc/skel/.bash_logout"),
                                   Key("/etc/skel/new")));
}

TEST(ReadChanges, SeesAFolderThatBecameAFile) {
  const Changes changes = ChangesBy("rm -r /etc/skel; echo x > /etc/skel");
  EXPECT_EQ(changes.size(), 4U);
  EXPECT_EQ(changes.at("/etc/skel").before.type, Type::kFolder);
  EXPECT_EQ(changes.at("/etc/skel").after.content, "x\n");
}

TEST(ReadChanges, ReadsLinksAndFollowsNone) {
  const Changes changes = ChangesBy("ln -s /etc/shadow shadow; ln -s / up; ln -s loop loop; ln -sf .bashrc .profile");
  ASSERT_THAT(changes, UnorderedElementsAre(Key("/home/student/shadow"), Key("/home/student/up"),
                                            Key("/home/student/loop"), Key("/home/student/.profile")));
  EXPECT_EQ(changes.at("/home/student/shadow").after.type, Type::kLink);
  EXPECT_EQ(changes.at("/home/student/shadow").after.content, "/etc/shadow");
  EXPECT_EQ(changes.at("/home/student/.profile").before.type, Type::kFile);
  EXPECT_EQ(changes.at("/home/student/.profile").after.content, ".bashrc");
}

TEST(ReadChanges, OpensNothingThatWaits) {
  const Changes changes = ChangesBy(
      "mkfifo pipe; perl -MIO::Socket::UNIX -e "
      "'IO::Socket::UNIX->new(Local => \"socket\", Listen => 1) or die'");
  ASSERT_THAT(changes, UnorderedElementsAre(Key("/home/student/pipe"), Key("/home/student/socket")));
  for (const auto& [path, change] : changes) EXPECT_EQ(change.after.type, Type::kOther) << path;
  EXPECT_FALSE(changes.at("/home/student/pipe").after.SameAs(changes.at("/home/student/socket").after));
}

TEST(ReadChanges, ListsHardLinksByEachName) {
  EXPECT_THAT(ChangesBy("ln .bashrc other"), ElementsAre(Key("/home/student/other")));
  const Changes changes = ChangesBy("ln .bashrc other; echo x >> other");
  ASSERT_THAT(changes, UnorderedElementsAre(Key("/home/student/.bashrc"), Key("/home/student/other")));
  EXPECT_EQ(changes.at("/home/student/.bashrc").after.sha256, changes.at("/home/student/other").after.sha256);
}

TEST(ReadChanges, StopsInADeepFolder) {
  const Changes changes = ChangesBy("perl -e 'for (1 .. 10000) { mkdir \"d\" or die; chdir \"d\" or die }'");
  EXPECT_TRUE(changes.contains("/home/student/d/d/d"));
  EXPECT_GT(changes.size(), 150U);
  EXPECT_LT(changes.size(), 250U);
}

TEST(ReadChanges, KeepsTheBytesOfNames) {
  EXPECT_THAT(ChangesBy("touch $'a\\nb\\xff\\xfe' -- $'\\e[31m'"),
              UnorderedElementsAre(Key("/home/student/a\nb\xff\xfe"), Key("/home/student/\x1b[31m")));
}

TEST(ReadChanges, DoesNotReadWhatIsTooLarge) {
  const Changes changes = ChangesBy("truncate -s 1T huge");
  const FileState& huge = changes.at("/home/student/huge").after;
  EXPECT_EQ(huge.size, 1ULL << 40U);
  EXPECT_EQ(huge.sha256, "");
  EXPECT_EQ(huge.content, "");
  EXPECT_FALSE(huge.SameAs(huge));
}

TEST(ReadChanges, KeepsTheBeginningOfAFileAndReadsItWhole) {
  const Changes changes = ChangesBy("head -c 3M /dev/zero > a; { head -c 3145727 /dev/zero; echo; } > b");
  const FileState& a = changes.at("/home/student/a").after;
  const FileState& b = changes.at("/home/student/b").after;
  EXPECT_EQ(a.content.size(), FileState::kMaxKept);
  EXPECT_EQ(a.content, b.content);
  EXPECT_FALSE(a.SameAs(b));
}

TEST(ReadChanges, PassesOverWhatIsIgnored) {
  EXPECT_THAT(ChangesBy("touch /tmp/x /run/x; mkdir /tmp/d; touch /tmp/d/y /tmpx; chmod 700 /tmp"),
              ElementsAre(Key("/tmpx")));
}

// What was copied into the upper at boot lies where changes lie.
TEST(ReadChanges, TellsAmongCopiedFilesOnlyThoseThatChanged) {
  const TempDir folder(DefaultStateFolder(), "test-layer");
  for (const char* name : {"upper", "work"}) std::filesystem::create_directory(folder.path() / name);
  HostSpec maker = BaseHost();
  maker.upper = FolderUpper{folder.path()};
  Print(RunOnce(ScriptAsRoot("cd /home/student; mkdir -p d/e gone; echo 1 > d/f; echo 1 > d/e/g; ln d/f h; ln -s h l;"
                             "touch gone/x; rm .bashrc; rm -r /etc/skel; mkdir /etc/skel; chmod 640 d/f; chown 7 d"),
                maker));
  HostSpec spec = Observed();
  spec.lowers.insert(spec.lowers.begin(), folder.path() / "upper");
  spec.upper = TmpfsUpper{64ULL << 20U, 65536, {"/"}};
  EXPECT_THAT(ChangesBy("ls -lR > /dev/null; cat d/f d/e/g > /dev/null", spec), IsEmpty());
  EXPECT_THAT(ChangesBy("echo 2 > h; rm -r gone; chmod 600 d/e/g; ln -sf d l; echo n > d/n; rm .profile", spec),
              UnorderedElementsAre(Key("/home/student/d/f"), Key("/home/student/h"), Key("/home/student/gone"),
                                   Key("/home/student/gone/x"), Key("/home/student/d/e/g"), Key("/home/student/l"),
                                   Key("/home/student/d/n"), Key("/home/student/.profile")));
  const Changes moved = ChangesBy("mv d /srv/d", spec);
  EXPECT_EQ(moved.at("/home/student/d/e/g").before.content, "1\n");
  EXPECT_EQ(moved.at("/home/student/d/e/g").after.type, Type::kAbsent);
  EXPECT_EQ(moved.at("/srv/d/e/g").after.content, "1\n");
  EXPECT_EQ(moved.size(), 8U);
}

TEST(ReadState, LeavesTheGuestByNoLink) {
  const TempDir outside(std::filesystem::temp_directory_path(), "test-outside");
  WriteFileAtomically(outside.path() / "secret", "secret");
  const std::string secret = outside.path() / "secret";
  const Work work = [&](Host& host) -> asio::awaitable<void> {
    const ExecSpec plant =
        ScriptAsRoot("cd /home/student; ln -s " + secret + " file; ln -s " + outside.path().native() +
                     " folder; ln -s ../../../../../../../.. up; ln -s /proc/self/root magic;"
                     "ln -s /etc etc");
    const ExecResult planted = co_await host.Exec(plant);
    Print(planted);
    EXPECT_EQ(host.ReadState("/home/student/file").type, Type::kLink);
    for (const char* path : {"/home/student/folder/secret", "/home/student/file/x"})
      EXPECT_EQ(host.ReadState(path).type, Type::kAbsent) << path;
    for (const char* start : {"/home/student/up", "/home/student/magic", "/../../../../.."})
      EXPECT_EQ(host.ReadState(start + secret).type, Type::kAbsent) << start;
    // A link on the way leads on within the guest.
    EXPECT_EQ(host.ReadState("/home/student/etc/passwd").sha256, host.ReadState("/etc/passwd").sha256);
    EXPECT_EQ(host.ReadState("/etc/passwd").type, Type::kFile);
  };
  WithHost(Observed(), work);
}

TEST(ReadState, TellsWhatIsAndWhatWas) {
  const Work work = [&](Host& host) -> asio::awaitable<void> {
    const ExecSpec change = Script("chmod 600 .profile; rm .bashrc");
    const ExecResult changed = co_await host.Exec(change);
    Print(changed);
    EXPECT_EQ(host.ReadState("/home/student/.profile").mode, 0600U);
    EXPECT_EQ(host.ReadStateBefore("/home/student/.profile").mode, 0644U);
    EXPECT_EQ(host.ReadState("/home/student/.bashrc").type, Type::kAbsent);
    EXPECT_EQ(host.ReadStateBefore("/home/student/.bashrc").type, Type::kFile);
    EXPECT_EQ(host.ReadState("/home/student/.profile/x").type, Type::kAbsent);
    EXPECT_EQ(host.ReadState("/" + std::string(300, 'x')).type, Type::kAbsent);
  };
  WithHost(Observed(), work);
}

}  // namespace
}  // namespace shellab::testing
