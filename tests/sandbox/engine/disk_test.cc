// A host's root behaves like a plain disk, to the guest and to what writes into it from outside.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "sandbox/image/store.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"
#include "tests/sandbox/engine/harness.h"

namespace shellab::testing {
namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;
using Work = std::function<asio::awaitable<void>(Host&)>;

constexpr Identity kRoot{0, 0, {}};

// With set -e: the first thing that a disk would do and this one does not ends the script.
std::string OnDisk(const std::string& script) { return Print(RunOnce(ScriptAsRoot("set -e; " + script))); }

TEST(Disk, RenamesAFolderOfTheImage) {
  EXPECT_EQ(OnDisk("perl -e 'rename(\"/etc\", \"/etc2\") or die $!'; head -c 4 /etc2/passwd; ls -d /etc || echo gone"),
            "rootgone\n");
}

TEST(Disk, RemovesAFolderOfTheImageAndMakesItAnew) {
  EXPECT_EQ(
      OnDisk("rm -r /usr/share/doc; [ ! -e /usr/share/doc ]; mkdir /usr/share/doc; ls -A /usr/share/doc; echo ok"),
      "ok\n");
}

TEST(Disk, RemovesAnEmptyFolderOfTheImage) { EXPECT_EQ(OnDisk("rmdir /mnt; mkdir /mnt; rmdir /mnt; echo ok"), "ok\n"); }

TEST(Disk, LinksFilesHard) {
  EXPECT_EQ(OnDisk("ln /etc/passwd /etc/p2; echo x >> /etc/p2; tail -n 1 /etc/passwd; stat -c %h /etc/passwd; "
                   "[ /etc/passwd -ef /etc/p2 ]"),
            "x\n2\n");
}

TEST(Disk, KeepsModeOwnerAndTime) {
  EXPECT_EQ(OnDisk("cd /tmp; touch f; stat -c '%a %U %G' f; chown student:student f; chmod 4750 f; touch -d @86400 f; "
                   "stat -c '%a %U %G %Y' f; chown 65535:65535 f; stat -c '%u %g' f"),
            "644 root root\n4750 student student 86400\n65535 65535\n");
  EXPECT_EQ(Print(RunOnce(Script("mkdir -m 1777 d; touch f; stat -c '%a %U' d f"))), "1777 student\n644 student\n");
}

TEST(Disk, ChangesModeAndOwnerOfTheImagesFiles) {
  EXPECT_EQ(OnDisk("chown student /etc/passwd; chmod 600 /etc/passwd; stat -c '%a %U' /etc/passwd; "
                   "head -c 4 /etc/passwd"),
            "600 student\nroot");
}

TEST(Disk, KeepsFileCapabilities) {
  EXPECT_EQ(OnDisk("cp /bin/true /tmp/t; setcap cap_net_bind_service=ep /tmp/t; getcap /tmp/t; mv /tmp/t /opt/t; "
                   "getcap /opt/t"),
            "/tmp/t cap_net_bind_service=ep\n/opt/t cap_net_bind_service=ep\n");
}

TEST(Disk, HoldsEveryKindOfFile) {
  EXPECT_EQ(
      OnDisk("cd /tmp; mkfifo p; ln -s nowhere l; perl -MSocket -e 'socket(S, AF_UNIX, SOCK_STREAM, 0); "
             "bind(S, sockaddr_un(\"s\")) or die $!'; truncate -s 1T big; stat -c '%F' p l s; stat -c '%s %b' big"),
      "fifo\nsymbolic link\nsocket\n1099511627776 0\n");
}

TEST(Disk, ForgetsWhatAnotherHostWrote) {
  EXPECT_EQ(OnDisk("rm /etc/hostname; echo x > /etc/mark; echo ok"), "ok\n");
  EXPECT_EQ(OnDisk("ls /etc/mark 2> /dev/null || echo none"), "none\n");
}

TEST(WriteFile, MakesAFileOfThatOwnerAndMode) {
  const Work work = [](Host& host) -> asio::awaitable<void> {
    const std::string content("a\0b\n", 4);
    host.WriteFile("/home/student/data", content, {1000, 1000, {}}, 0640);
    const ExecSpec spec = Script("stat -c '%a %U %G %s' data; od -An -c data");
    const ExecResult result = co_await host.Exec(spec);
    EXPECT_EQ(Print(result), "640 student student 4\n   a  \\0   b  \\n\n");
  };
  WithHost(BaseHost(), work);
}

TEST(WriteFile, RefusesAFileThatIsThere) {
  const Work work = [](Host& host) -> asio::awaitable<void> {
    EXPECT_THROW(host.WriteFile("/etc/passwd", "", kRoot, 0644), OsError);
    co_return;
  };
  WithHost(BaseHost(), work);
}

// The guest is free to plant links where the trusted side will write.
TEST(WriteFile, FollowsNoLinkOutOfTheGuestsRoot) {
  const fs::path outside = fs::temp_directory_path() / "test-outside";
  RemoveTree(outside);
  fs::create_directory(outside);
  const Work work = [&](Host& host) -> asio::awaitable<void> {
    const ExecSpec plant =
        ScriptAsRoot("set -e; mkdir -p /a/b; ln -s " + outside.native() + " /run/folder; ln -s /../../../" +
                     outside.native() + "/file /run/file; ln -s /proc/self/root /run/magic; ln -s /a /run/inside");
    const ExecResult planted = co_await host.Exec(plant);
    Print(planted);
    EXPECT_THROW(host.WriteFile("/run/folder/file", "x", kRoot, 0644), OsError);
    EXPECT_THROW(host.WriteFile("/run/file", "x", kRoot, 0644), OsError);
    EXPECT_THROW(host.WriteFile("/run/magic" + outside.native() + "/file", "x", kRoot, 0644), OsError);
    EXPECT_THROW(host.WriteFile("/../../../../.." + outside.native() + "/file", "x", kRoot, 0644), OsError);
    host.WriteFile("/run/inside/b/file", "inside", kRoot, 0644);
    const ExecSpec read = ScriptAsRoot("cat /a/b/file");
    const ExecResult result = co_await host.Exec(read);
    EXPECT_EQ(Print(result), "inside");
  };
  WithHost(BaseHost(), work);
  EXPECT_TRUE(fs::is_empty(outside));
  RemoveTree(outside);
}

TEST(CopyFolder, CopiesFoldersAndFilesWithTheirModes) {
  const TempDir from(fs::temp_directory_path(), "test-folder");
  fs::create_directories(from.path() / "sub/empty");
  WriteFileAtomically(from.path() / "plain", "1");
  WriteFileAtomically(from.path() / "sub/script", "2", 0755);
  fs::permissions(from.path() / "sub/empty", fs::perms::owner_all);
  const Work work = [&](Host& host) -> asio::awaitable<void> {
    host.CopyFolder(from.path(), "/home/student", {1000, 1000, {}});
    const ExecSpec spec = Script("stat -c '%a %U %n' plain sub sub/script sub/empty; cat plain sub/script");
    const ExecResult result = co_await host.Exec(spec);
    EXPECT_EQ(Print(result), "644 student plain\n755 student sub\n755 student sub/script\n700 student sub/empty\n12");
  };
  WithHost(BaseHost(), work);
}

// A prepared layer is one: the next host's range is another.
TEST(FolderUpper, KeepsChangesWithPlainIds) {
  const TempDir folder(DefaultStateFolder(), "test-upper");
  fs::create_directory(folder.path() / "upper");
  fs::create_directory(folder.path() / "work");
  HostSpec first = BaseHost();
  first.upper = FolderUpper{folder.path()};
  Print(RunOnce(ScriptAsRoot("touch /etc/new; chown student /etc/new; rm /etc/hostname; mv /etc/skel /etc/skel2"),
                first));
  struct stat info {};
  ASSERT_EQ(::stat((folder.path() / "upper/etc/new").c_str(), &info), 0);
  EXPECT_EQ(info.st_uid, 1000U);
  EXPECT_EQ(info.st_gid, 0U);
  HostSpec second = BaseHost();
  second.lowers.insert(second.lowers.begin(), folder.path() / "upper");
  EXPECT_EQ(
      Print(RunOnce(ScriptAsRoot("stat -c %U /etc/new; cd /etc; ls -d hostname skel skel2/.bashrc 2> /dev/null; true"),
                    second)),
      "student\nskel2/.bashrc\n");
}

}  // namespace
}  // namespace shellab::testing
