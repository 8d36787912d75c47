// A host's root behaves like a plain disk, to the guest and to what writes into it from outside.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "sandbox/image/layers.h"
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

TEST(Disk, FilesAreOnTheDeviceOfTheRoot) {
  // What comes from the image, what was changed and what is new; also to who asks the kernel for open files.
  EXPECT_EQ(OnDisk("echo >> /etc/passwd; touch /new; exec 3> /gone; rm /gone; "
                   "stat -L -c %d / /etc /etc/passwd /etc/group /new /proc/self/fd/3 | sort -u | wc -l; "
                   "[ $(find / -xdev -path /etc/passwd -o -xdev -path /etc/group | wc -l) = 2 ]"),
            "1\n");
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

// Hosts that boot from a layer which root's `setup` made in the learner's home.
class Prepared {
 public:
  explicit Prepared(const std::string& setup) : folder_(DefaultStateFolder(), "test-layer") {
    for (const char* name : {"upper", "work"}) fs::create_directory(folder_.path() / name);
    HostSpec maker = BaseHost();
    maker.upper = FolderUpper{folder_.path()};
    Print(RunOnce(ScriptAsRoot("set -e; cd /home/student; " + setup), maker));
  }

  HostSpec Host(const TmpfsUpper& upper = {64ULL << 20U, 65536, {"/", "/home/student"}}) const {
    HostSpec spec = BaseHost();
    spec.lowers.insert(spec.lowers.begin(), layer());
    spec.upper = upper;
    return spec;
  }

  // What root's script prints in the learner's home of such a host.
  std::string Run(const std::string& script) const {
    return Print(RunOnce(ScriptAsRoot("set -e; cd /home/student; " + script), Host()));
  }

  fs::path layer() const { return folder_.path() / "upper"; }

 private:
  TempDir folder_;
};

TEST(Fixtures, RenameAsOnADisk) {
  const Prepared lab("mkdir -p d/sub; echo 1 > d/sub/f; echo 2 > g");
  EXPECT_EQ(lab.Run("perl -e 'rename(\"d\", \"e\") or die $!; rename(\"g\", \"e/sub/g\") or die $!;"
                    "rename(\"e/sub\", \"/srv/sub\") or die $!'; ls -A e; cat /srv/sub/*"),
            "1\n2\n");
  EXPECT_EQ(lab.Run("mkdir z; mv d g z; mv z /opt; cat /opt/z/d/sub/f /opt/z/g; ls -d d g 2> /dev/null || echo gone"),
            "1\n2\ngone\n");
}

TEST(Fixtures, AreLinkedHardAsOnADisk) {
  const Prepared lab("mkdir d; echo 1 > a; ln a d/b; ln a c; echo 2 > e");
  EXPECT_EQ(
      lab.Run("stat -c %h a d/b c e; find . -samefile a | sort; echo x >> d/b; cat a c; ln e f; echo y > f; cat e;"
              "stat -c %h e f; rm c; stat -c %h a"),
      "3\n3\n3\n1\n./a\n./c\n./d/b\n1\nx\n1\nx\ny\n2\n2\n2\n");
}

TEST(Fixtures, KeepTheirInodesWhenTheyAreChanged) {
  const Prepared lab("mkdir d; echo 1 > d/f");
  EXPECT_EQ(lab.Run("i() { stat -c %i d/f d; }; before=$(i); [ \"$(ls -i d)\" = \"$(stat -c %i d/f) f\" ];"
                    "echo 2 >> d/f; touch d/g; chmod 600 d/f; chmod 700 d; [ \"$before\" = \"$(i)\" ]; echo ok"),
            "ok\n");
}

// What setup sees at its end is what a learner sees at the start. Only the sizes of folders are the file system's own.
TEST(Fixtures, KeepAllThatListingsShow) {
  const std::string list =
      "{ find . ! -type d -printf '%p %y %m %U %G %s %n %T@ %l\n'; find . -type d -printf '%p %m %U %G %T@\n';"
      "stat -c '%n %b' hole; getcap -r .; find . -type f -exec md5sum {} +; } | sort";
  const Prepared lab(
      "mkdir -p d/locked; echo 1 > d/f; chown 1000:65535 d/f; chmod 4751 d/f; ln -s d/f l; chown -h 7:8 l; mkfifo p;"
      "cp /bin/true t; chmod 640 t; setcap cap_net_bind_service=ep t; chmod 1777 d/locked; truncate -s 1M hole;"
      "printf x | dd of=hole bs=1 seek=524288 conv=notrunc 2> /dev/null; touch -d @1.25 d/f; touch -h -d @86400.5 l;"
      "touch -d @86400 hole t d/locked d .; " +
      list + " > /usr/made");
  EXPECT_EQ(lab.Run(list + " > /tmp/now; diff /usr/made /tmp/now; grep -c hole /tmp/now; stat -c %b hole"), "3\n8\n");
}

TEST(Fixtures, LeaveTheAccessTimesOfTheLayer) {
  const Prepared lab("mkdir d; echo 1 > d/f; touch -a -d @86400 d/f d");
  lab.Run("cat d/f > /dev/null; ls d > /dev/null");
  for (const char* name : {"home/student/d", "home/student/d/f"}) {
    struct stat info {};
    ASSERT_EQ(::stat((lab.layer() / name).c_str(), &info), 0);
    EXPECT_EQ(info.st_atim.tv_sec, 86400) << name;
  }
}

TEST(Fixtures, TakeNothingOfTheGuestsDisk) {
  const Prepared lab("head -c 7000000 /dev/zero > big; for i in $(seq 200); do echo > f$i; done");
  const ExecSpec spec = Script(
      "head -c 1M /dev/zero > mine && for i in $(seq 90); do : > /home/student/n$i || exit; done;"
      "echo fits; head -c 32K /dev/zero > more 2> /dev/null || echo full");
  EXPECT_EQ(Print(RunOnce(spec, lab.Host({(1ULL << 20U) + 16384, 100, {"/"}}))), "fits\nfull\n");
}

// The layer hides what setup removed of the image, moved in it and put anew.
TEST(Fixtures, LeaveWhatTheLayerHidesHidden) {
  const Prepared lab(
      "rm .profile /etc/hostname; rm -r /etc/skel; mkdir /etc/skel; echo 1 > /etc/skel/new;"
      "mv /usr/share/doc /usr/share/moved");
  EXPECT_EQ(
      lab.Run("ls -A . /etc/skel; ls -d /usr/share/doc /etc/hostname 2> /dev/null || echo gone;"
              "[ -n \"$(ls /usr/share/moved)\" ]; perl -e 'rename(\"/etc/skel\", \"skel\") or die'; cat skel/new"),
      ".:\n.bash_logout\n.bashrc\n\n/etc/skel:\nnew\ngone\n1\n");
}

// Nothing but the home is copied, and not even that: which it is shows in the hard links, which an overlay breaks.
TEST(Fixtures, AreCopiedOnlyWhereTheyAreSmall) {
  const std::string link = "echo 1 > a; ln a b; mkdir /srv/d; echo 1 > /srv/d/a; ln /srv/d/a /srv/d/b;";
  const std::string seen = "echo 2 > a; echo 2 > /srv/d/a; cat b /srv/d/b";
  EXPECT_EQ(Prepared(link).Run(seen), "2\n2\n");
  EXPECT_EQ(Prepared(link + "truncate -s 9M /srv/d/big").Run(seen), "2\n1\n");
  EXPECT_EQ(Prepared(link + "cd /srv/d; touch $(seq 2100)").Run(seen), "2\n1\n");
  EXPECT_EQ(Prepared(link + "truncate -s 9M big").Run(seen), "1\n1\n");
}

TEST(Fixtures, OutlivePruningWhileTheirHostRuns) {
  const TempDir state(DefaultStateFolder(), "test-store");
  const LayerStore store(state.path());
  LayerDraft draft = store.Draft();
  draft.AddHost("lab");
  HostSpec maker = BaseHost();
  maker.upper = FolderUpper{draft.path(), "upper/lab", "work/lab"};
  Print(RunOnce(
      ScriptAsRoot("cd /home/student; echo 1 > small; mkdir /srv/d; truncate -s 9M /srv/d/big; echo 2 > /srv/f"),
      maker));
  {
    const Layer layer = store.Commit(std::move(draft), "a");
    HostSpec spec = BaseHost();
    spec.lowers.insert(spec.lowers.begin(), layer.folder / "lab");
    const Work work = [&](Host& host) -> asio::awaitable<void> {
      EXPECT_EQ(LayerStore(state.path()).Prune(0).layers, 0U);
      const ExecSpec read =
          ScriptAsRoot("cat /home/student/small /srv/f; stat -c %s /srv/d/big; rm -r /srv/d; ls /srv");
      const ExecResult result = co_await host.Exec(read);
      EXPECT_EQ(Print(result), "1\n2\n9437184\nf\n");
    };
    WithHost(spec, work);
  }
  EXPECT_EQ(store.Prune(0).layers, 1U);
}

}  // namespace
}  // namespace shellab::testing
