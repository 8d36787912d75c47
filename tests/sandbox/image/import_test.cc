#include "sandbox/image/import.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "sandbox/image/choose_image.h"
#include "sandbox/image/digest.h"
#include "sandbox/image/store.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"
#include "sandbox/toml/reader.h"
#include "tests/sandbox/image/archives.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

// The least that an image needs; tests lay their own layers over it.
Items SmallSystem() {
  return {Folder("etc"), File("etc/passwd", "root:x:0:0::/root:/bin/sh\n"), File("etc/group", "root:x:0:\n")};
}

class ImportTest : public testing::Test {
 protected:
  ImportTest() : folder_(fs::temp_directory_path()) { WriteFileAtomically(outside(), "untouched\n"); }
  void SetUp() override {
    if (::geteuid() != 0) GTEST_SKIP() << "needs root, to give files to users";
  }

  fs::path outside() const { return folder_.path() / "outside"; }
  fs::path state() const { return folder_.path() / "state"; }
  fs::path root() const { return state() / "images/it/root"; }

  void Import(const std::string& archive, const ImportLimits& limits = {}) {
    const fs::path file = folder_.path() / "archive.tar";
    WriteFileAtomically(file, archive);
    const Progress progress = [](std::string_view) {};
    const auto unpack = [&](const fs::path& folder) { return UnpackImageArchive(file, folder, progress, limits); };
    ImageStore(state()).Import("it", unpack, progress);
  }
  // A small system and these layers over it.
  void ImportLayers(const std::vector<Items>& layers, const ImportLimits& limits = {}) {
    std::vector<std::string> tars = {Tar(SmallSystem())};
    for (const Items& layer : layers) tars.push_back(Tar(layer));
    Import(DockerArchive(tars), limits);
  }
  // The words that the archive is refused with; afterwards nothing of it may be there.
  std::string Refusal(const std::string& archive, const ImportLimits& limits = {}) {
    std::string words = "not refused";
    try {
      Import(archive, limits);
    } catch (const AuthorError& error) {
      words = error.what();
    }
    EXPECT_EQ(ReadFile(outside()), "untouched\n");
    for (const auto& entry : fs::directory_iterator(state() / "images"))
      EXPECT_EQ(entry.path().filename(), ".lock") << "left behind";
    return words;
  }
  std::string RefusalOfLayer(const Items& layer, const ImportLimits& limits = {}) {
    return Refusal(DockerArchive({Tar(SmallSystem()), Tar(layer)}), limits);
  }

  struct stat Stat(const std::string& path) const {
    struct stat info {};
    EXPECT_EQ(::lstat((root() / path).c_str(), &info), 0) << path;
    return info;
  }
  bool Exists(const std::string& path) const { return fs::exists(fs::symlink_status(root() / path)); }
  std::vector<std::string> Names(const std::string& path) const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(root() / path)) names.push_back(entry.path().filename());
    return names;
  }

  TempDir folder_;
};

TEST_F(ImportTest, TakesADockerArchive) {
  Import(DockerArchive({Tar(SmallSystem()), Tar({File("etc/motd", "hello\n")})}));
  const Image image = ImageStore(state()).Open("it");
  EXPECT_EQ(ReadFile(image.root / "etc/motd"), "hello\n");
  EXPECT_THAT(image.description.en, HasSubstr("imported, id "));
  EXPECT_EQ(image.recipe, "");
  EXPECT_EQ(image.digest.size(), 64U);
  ASSERT_NE(image.FindUser("root"), nullptr);
}

TEST_F(ImportTest, TakesAnOciArchive) {
  Import(OciArchive({Tar(SmallSystem()), Tar({File("etc/motd", "hello\n")})}).Pack());
  EXPECT_EQ(ReadFile(root() / "etc/motd"), "hello\n");
}

TEST_F(ImportTest, TheSameImageHasTheSameDigestFromBothKindsOfArchive) {
  const std::vector<std::string> layers = {Tar(SmallSystem()), Tar({File("etc/motd", "hello\n")})};
  Import(DockerArchive(layers));
  const Image first = ImageStore(state()).Open("it");
  const std::string digest = first.digest;
  ImageStore(state()).Open("it").lock.Close();
  TempDir other(folder_.path());
  const fs::path file = other.path() / "oci.tar";
  WriteFileAtomically(file, OciArchive(layers).Pack());
  const Progress progress = [](std::string_view) {};
  const auto unpack = [&](const fs::path& folder) { return UnpackImageArchive(file, folder, progress); };
  ImageStore(state()).Import("other", unpack, progress);
  EXPECT_EQ(ImageStore(state()).Open("other").digest, digest);
}

TEST_F(ImportTest, TakesCompressedArchivesAndLayers) {
  for (const auto compression : {Compression::kGzip, Compression::kZstd, Compression::kXz}) {
    Import(DockerArchive({Tar(SmallSystem()), Tar({File("etc/motd", "hello\n")})}, compression));
    EXPECT_EQ(ReadFile(root() / "etc/motd"), "hello\n");
    Import(OciArchive({Tar(SmallSystem()), Tar({File("etc/motd", "again\n")})}, compression).Pack());
    EXPECT_EQ(ReadFile(root() / "etc/motd"), "again\n");
  }
}

TEST_F(ImportTest, GivesTheTreeWhatHostsNeed) {
  ImportLayers({{Device("dev/sda", AE_IFBLK, 8, 0), Folder("run/lock"), File("tmp/x", "x")}});
  for (const char* name : {"proc", "sys", "run", "tmp", "home", "dev/pts", "dev/shm"})
    EXPECT_TRUE(fs::is_directory(root() / name)) << name;
  EXPECT_EQ(Stat("dev/null").st_rdev, makedev(1, 3));
  EXPECT_FALSE(Exists("dev/sda"));
  EXPECT_FALSE(Exists("tmp/x"));
  EXPECT_FALSE(Exists("run/lock"));
}

TEST_F(ImportTest, KeepsModesOwnersTimesLinksAndAttributes) {
  Item program = File("usr/bin/su", "program");
  program.mode = 04755;
  Item mine = File("home/ann/notes", "notes");
  mine.uid = 1000;
  mine.gid = 65535;
  mine.mtime = 1'000'000'000;
  // struct vfs_cap_data of <linux/capability.h>, revision 2: permitted CAP_NET_RAW, effective.
  const std::string capability("\1\0\0\2\0\x20\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20);
  mine.attributes = {{"security.capability", capability}, {"user.note", "n"}, {"trusted.overlay.redirect", "/etc"}};
  Item spool = Folder("var/spool");
  spool.mode = 02770;
  spool.gid = 8;
  ImportLayers({{program, mine, spool, Link("lib", "usr/lib"), Link("etc/mtab", "/proc/mounts")}});
  EXPECT_EQ(Stat("usr/bin/su").st_mode, S_IFREG | 04755U);
  EXPECT_EQ(Stat("home/ann/notes").st_uid, 1000U);
  EXPECT_EQ(Stat("home/ann/notes").st_gid, 65535U);
  EXPECT_EQ(Stat("home/ann/notes").st_mtime, 1'000'000'000);
  EXPECT_EQ(Stat("var/spool").st_mode, S_IFDIR | 02770U);
  EXPECT_EQ(Stat("var/spool").st_gid, 8U);
  EXPECT_EQ(fs::read_symlink(root() / "lib"), "usr/lib");
  EXPECT_EQ(fs::read_symlink(root() / "etc/mtab"), "/proc/mounts");
  char value[64];
  const std::string file = root() / "home/ann/notes";
  EXPECT_EQ(::getxattr(file.c_str(), "security.capability", value, sizeof value), 20);
  EXPECT_EQ(std::string(value, 20), capability);
  EXPECT_EQ(::getxattr(file.c_str(), "user.note", value, sizeof value), 1);
  EXPECT_EQ(::getxattr(file.c_str(), "trusted.overlay.redirect", value, sizeof value), -1);
}

TEST_F(ImportTest, LeavesNothingToTheCallersUmask) {
  const mode_t old = ::umask(0077);
  ImportLayers({{File("opt/deep/er/file", "x")}});
  ::umask(old);
  EXPECT_EQ(Stat("opt/deep").st_mode, S_IFDIR | 0755U);
  EXPECT_EQ(Stat("home").st_mode, S_IFDIR | 0755U);
}

TEST_F(ImportTest, KeepsNamesAsBytes) {
  const std::string composed = "caf\xc3\xa9", decomposed = "cafe\xcc\x81", latin1 = "caf\xe9", chinese = "成都";
  ImportLayers({{File("names/" + composed, "1"), File("names/" + decomposed, "2"), File("names/" + latin1, "3"),
                 File("names/" + chinese, "4"), File("names/new\nline", "5")}});
  EXPECT_THAT(Names("names"), UnorderedElementsAre(composed, decomposed, latin1, chinese, "new\nline"));
  Import(DockerArchive({Tar(SmallSystem()), TarInUtf8({File("names/" + composed, "1"), File("names/" + decomposed, "2"),
                                                       File("names/" + chinese, "3")})}));
  EXPECT_THAT(Names("names"), UnorderedElementsAre(composed, decomposed, chinese));
}

TEST_F(ImportTest, HardLinksShareAFileOfThisOrAnEarlierLayer) {
  ImportLayers({{File("a/one", "1"), HardLink("a/two", "a/one")},
                {HardLink("b/three", "./a/one"), File("a/one", "new")},
                {HardLink("a/two", "a/two"), Link("s", "nowhere"), HardLink("t", "s")}});
  EXPECT_EQ(ReadFile(root() / "a/one"), "new");
  EXPECT_EQ(ReadFile(root() / "a/two"), "1") << "replacing one name leaves the others";
  EXPECT_EQ(Stat("a/two").st_ino, Stat("b/three").st_ino);
  EXPECT_EQ(fs::read_symlink(root() / "t"), "nowhere");
}

TEST_F(ImportTest, LaterLayersReplaceAndMerge) {
  Item folder = Folder("d");
  folder.mode = 0700;
  ImportLayers(
      {{File("d/old", "1"), File("file", "1"), Folder("was/folder"), Link("was-link", "/etc")},
       {folder, File("d/new", "2"), Folder("file"), File("was", "2"), Folder("was-link"), File("was-link/x", "2")}});
  EXPECT_THAT(Names("d"), UnorderedElementsAre("old", "new"));
  EXPECT_EQ(Stat("d").st_mode, S_IFDIR | 0700U);
  EXPECT_TRUE(fs::is_directory(root() / "file"));
  EXPECT_EQ(ReadFile(root() / "was"), "2");
  EXPECT_TRUE(fs::is_directory(fs::symlink_status(root() / "was-link")));
  EXPECT_FALSE(Exists("etc/x"));
}

TEST_F(ImportTest, WhiteoutsHideLowerLayersOnly) {
  ImportLayers(
      {{File("d/gone", "1"), File("d/stays", "1"), File("opaque/low", "1"), File("tree/a/b", "1"), File("e/x", "1")},
       {File("d/.wh.gone", ""), File("opaque/new", "2"), File("opaque/.wh..wh..opq", ""), File(".wh.tree", ""),
        File("e/x", "2"), File("e/.wh.x", ""), File("no/such/.wh.folder", ""), File(".wh..wh.plnk/1.2", "")}});
  EXPECT_THAT(Names("d"), ElementsAre("stays"));
  EXPECT_THAT(Names("opaque"), ElementsAre("new")) << "what came before the mark in its own layer stays";
  EXPECT_FALSE(Exists("tree"));
  EXPECT_EQ(ReadFile(root() / "e/x"), "2");
  EXPECT_FALSE(Exists("no"));
  EXPECT_FALSE(Exists(".wh..wh.plnk"));
}

TEST_F(ImportTest, AnOpaqueFolderMayTakeALinksPlace) {
  ImportLayers(
      {{File("real/x", "1"), Link("lib", "real")}, {Folder("lib"), File("lib/.wh..wh..opq", ""), File("lib/y", "2")}});
  EXPECT_THAT(Names("lib"), ElementsAre("y"));
  EXPECT_THAT(Names("real"), ElementsAre("x"));
}

TEST_F(ImportTest, KeepsHoles) {
  Item sparse = File("sparse", std::string(1 << 20, '\0') + "end");
  sparse.hole = 1 << 20;
  ImportLayers({{sparse}});
  EXPECT_EQ(ReadFile(root() / "sparse"), sparse.content);
  EXPECT_LT(Stat("sparse").st_blocks * 512, 1 << 19);
}

TEST_F(ImportTest, RefusesWhatLeadsOutOfTheTree) {
  const std::string up = "../../../../outside";
  EXPECT_THAT(RefusalOfLayer({File(up, "x")}), AllOf(HasSubstr("layer 2 of 2: entry " + up), HasSubstr("has \"..\"")));
  EXPECT_THAT(RefusalOfLayer({File("etc/../../x", "x")}), HasSubstr("has \"..\""));
  EXPECT_THAT(RefusalOfLayer({File(outside(), "x")}), HasSubstr("absolute"));
  EXPECT_THAT(RefusalOfLayer({Link("way", folder_.path()), File("way/outside", "x")}),
              HasSubstr("entry way/outside: the path goes through a symbolic link"));
  EXPECT_THAT(RefusalOfLayer({Link("way", "etc"), File("way/deeper/x", "x")}), HasSubstr("symbolic link"));
  EXPECT_THAT(RefusalOfLayer({Link("way", folder_.path()), HardLink("mine", "way/outside")}),
              HasSubstr("symbolic link"));
  EXPECT_THAT(RefusalOfLayer({HardLink("mine", outside())}), HasSubstr("absolute"));
  EXPECT_THAT(RefusalOfLayer({HardLink("mine", up)}), HasSubstr("has \"..\""));
  EXPECT_THAT(RefusalOfLayer({HardLink("mine", "none")}), HasSubstr("hard link to none: there is no such file"));
  EXPECT_THAT(RefusalOfLayer({HardLink("mine", "etc")}), HasSubstr("that is a folder"));
  EXPECT_THAT(RefusalOfLayer({File("etc/passwd/x", "x")}), HasSubstr("goes through a file"));
}

TEST_F(ImportTest, RefusesWhiteoutsThatLeadOutOfTheTree) {
  EXPECT_THAT(RefusalOfLayer({File(".wh...", "")}), HasSubstr("whiteout of no file"));
  EXPECT_THAT(RefusalOfLayer({File("etc/.wh..", "")}), HasSubstr("whiteout of no file"));
  EXPECT_THAT(RefusalOfLayer({File("etc/.wh.", "")}), HasSubstr("whiteout of no file"));
  EXPECT_THAT(RefusalOfLayer({File(".wh.x/y", "")}), HasSubstr("whiteout's name"));
  const std::string link = Tar({Link("way", folder_.path())});
  EXPECT_THAT(Refusal(DockerArchive({Tar(SmallSystem()), link, Tar({File("way/.wh.outside", "")})})),
              HasSubstr("layer 3 of 3: entry way/.wh.outside: the path goes through a symbolic link"));
}

TEST_F(ImportTest, ALinkReplacedByAFileIsNotWrittenThrough) {
  ImportLayers({{Link("way", outside())}, {File("way", "mine")}});
  EXPECT_EQ(ReadFile(root() / "way"), "mine");
  EXPECT_EQ(ReadFile(outside()), "untouched\n");
}

TEST_F(ImportTest, RefusesDevicesFifosAndForeignIds) {
  EXPECT_THAT(RefusalOfLayer({Device("opt/sda", AE_IFBLK, 8, 0)}), HasSubstr("entry opt/sda: it is a device"));
  EXPECT_THAT(RefusalOfLayer({Device("opt/gone", AE_IFCHR, 0, 0)}), HasSubstr("device 0:0"));
  EXPECT_THAT(RefusalOfLayer({Device("opt/pipe", AE_IFIFO, 0, 0)}), HasSubstr("FIFO"));
  Item foreign = File("opt/x", "x");
  foreign.uid = 65536;
  EXPECT_THAT(RefusalOfLayer({foreign}), AllOf(HasSubstr("entry opt/x: its owner is 65536:0"), HasSubstr("65535")));
}

TEST_F(ImportTest, RefusesBombs) {
  ImportLimits limits;
  limits.entries = 20;
  Items many = SmallSystem();
  for (int i = 0; i < 20; ++i) many.push_back(Folder("d" + std::to_string(i)));
  EXPECT_THAT(RefusalOfLayer(many, limits), HasSubstr("more than 20 entries"));
  limits = {};
  limits.bytes = 1 << 20;
  const std::string large = Tar({File("zeros", std::string(3 << 20, '\0'))});
  EXPECT_THAT(Refusal(OciArchive({Tar(SmallSystem()), large}, Compression::kGzip).Pack(), limits),
              AllOf(HasSubstr("layer 2"), HasSubstr("more than 1048576 bytes")));
  EXPECT_THAT(Refusal(DockerArchive({Tar(SmallSystem()), large}, Compression::kZstd), limits), HasSubstr("more than"));
  Item sparse = File("sparse", std::string(2 << 20, '\0') + "x");
  sparse.hole = 2 << 20;
  EXPECT_THAT(RefusalOfLayer({sparse}, limits), HasSubstr("more than 1048576 bytes"));
  EXPECT_THAT(Refusal(Compress(Compress(DockerArchive({Tar(SmallSystem())}), Compression::kGzip), Compression::kGzip)),
              HasSubstr("compressed more than once"));
}

TEST_F(ImportTest, RefusesPathsThatNoTreeMayHave) {
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "d/";
  EXPECT_THAT(RefusalOfLayer({File(deep + "x", "x")}), HasSubstr("deeper than 256"));
  EXPECT_THAT(RefusalOfLayer({File(std::string(300, 'n'), "x")}), HasSubstr("longer than 255"));
  EXPECT_THAT(RefusalOfLayer({Link("link", std::string(5000, 'n'))}), HasSubstr("longer than 4095"));
}

TEST_F(ImportTest, RefusesAnImageWithoutUsers) {
  EXPECT_THAT(Refusal(DockerArchive({Tar({Folder("etc"), File("etc/group", "")})})), HasSubstr("no file /etc/passwd"));
  EXPECT_THAT(Refusal(DockerArchive({Tar({Folder("etc/passwd"), File("etc/group", "")})})), HasSubstr("/etc/passwd"));
  EXPECT_THAT(Refusal(DockerArchive({})), HasSubstr("no file /etc/passwd"));
}

TEST_F(ImportTest, RefusesWhatIsNoImage) {
  EXPECT_THAT(Refusal("just a text\n"), HasSubstr("archive.tar: "));
  EXPECT_THAT(Refusal(""), HasSubstr("archive.tar: "));
  EXPECT_THAT(Refusal(Tar(SmallSystem())), AllOf(HasSubstr("no image archive"), HasSubstr("expected oci-layout"),
                                                 HasSubstr("etc/group, etc/passwd")));
  EXPECT_THAT(Refusal(Tar({Device("dev/sda", AE_IFBLK, 8, 0)})), HasSubstr("no image archive"))
      << "as the tar of a root file system would begin";
}

TEST_F(ImportTest, RefusesCutAndChangedArchives) {
  const std::string whole = DockerArchive({Tar(SmallSystem()), Tar({File("x", std::string(100'000, 'x'))})});
  for (const std::size_t bytes : {std::size_t{700}, whole.size() / 2, whole.size() - 20'000})
    EXPECT_THAT(Refusal(whole.substr(0, bytes)), HasSubstr("archive.tar: ")) << bytes;
  const std::string packed = Compress(whole, Compression::kGzip);
  EXPECT_THAT(Refusal(packed.substr(0, packed.size() / 2)), HasSubstr("truncated"));
  std::string changed = whole;
  changed[whole.find("xxxx")] = 'y';
  EXPECT_THAT(Refusal(changed), AllOf(HasSubstr("layer 2 of 2: its unpacked content has the digest")));
}

TEST_F(ImportTest, VerifiesEveryBlobOfAnOciArchive) {
  const std::vector<std::string> layers = {Tar(SmallSystem())};
  OciArchive archive(layers);
  for (const std::string& digest : {archive.manifest, archive.config, archive.layers[0]}) {
    OciArchive damaged(layers);
    damaged.blobs[digest] += " ";
    EXPECT_THAT(Refusal(damaged.Pack()), AllOf(HasSubstr("blobs/sha256/" + digest), HasSubstr("damaged"))) << digest;
    OciArchive lacking(layers);
    lacking.blobs.erase(digest);
    EXPECT_THAT(Refusal(lacking.Pack()), AllOf(HasSubstr(digest), HasSubstr("not in the archive"))) << digest;
  }
  archive.index =
      R"({"manifests":[{"digest":"sha256:../../../../etc/passwd","platform":{"os":"linux","architecture":")" +
      MachineArchitecture() + R"("}}]})";
  EXPECT_THAT(Refusal(archive.Pack()), HasSubstr("expected sha256: and 64 hex digits"));
  archive.index = "{\"manifests\":[{\"digest\":\"sha256:" + archive.manifest + "\",\"size\":1}]}";
  EXPECT_THAT(Refusal(archive.Pack()), HasSubstr("not the size"));
}

TEST_F(ImportTest, RefusesBadJson) {
  const std::vector<std::string> layers = {Tar(SmallSystem())};
  OciArchive archive(layers);
  for (const char* index : {"", "{", "[]", "{}", R"({"manifests":{}})", R"({"manifests":[7]})", R"({"manifests":[]})",
                            R"({"manifests":[{}]})", R"({"manifests":[{"digest":7}]})", "\xff\xfe"}) {
    archive.index = index;
    EXPECT_THAT(Refusal(archive.Pack()), HasSubstr("archive.tar: ")) << index;
  }
  archive.index = std::string(100'000, '[');
  EXPECT_THAT(Refusal(archive.Pack()), HasSubstr("index.json is not the JSON"));
  archive.index = "{\"manifests\":" + std::string(100, '[') + std::string(100, ']') + "}";
  EXPECT_THAT(Refusal(archive.Pack()), HasSubstr("index.json is not the JSON"));
  for (const char* manifest : {"", "{}", "[]", "[7]", "[{}]", R"([{"Config":"none.json","Layers":[]}])"})
    EXPECT_THAT(Refusal(Tar({File("manifest.json", manifest)})), HasSubstr("archive.tar: ")) << manifest;
}

TEST_F(ImportTest, AnIndexThatNamesItselfEnds) {
  OciArchive archive({Tar(SmallSystem())});
  std::string entry = archive.AddBlob("{\"manifests\":[]}");
  for (int depth = 0; depth < 4; ++depth) {
    std::string entries;
    for (int i = 0; i < 50; ++i)
      entries += (i == 0 ? "" : ",") +
                 std::string(R"({"mediaType":"application/vnd.oci.image.index.v1+json","digest":"sha256:)") + entry +
                 "\"}";
    archive.index = "{\"manifests\":[" + entries + "]}";
    entry = archive.AddBlob(archive.index);
  }
  EXPECT_THAT(Refusal(archive.Pack()), HasSubstr("more than 1000 manifests"));
}

TEST_F(ImportTest, TakesThisMachinesOfSeveralPlatforms) {
  OciArchive archive({Tar(SmallSystem()), Tar({File("etc/motd", "mine\n")})});
  const std::string absent(64, 'a');
  const std::string other = R"({"digest":"sha256:)" + absent + R"(","platform":{"os":"linux","architecture":"s390x"}})";
  const std::string notes =
      R"({"digest":"sha256:)" + absent + R"(","platform":{"os":"unknown","architecture":"unknown"}})";
  const std::string mine = R"({"digest":"sha256:)" + archive.manifest +
                           R"(","platform":{"os":"linux","architecture":")" + MachineArchitecture() + "\"}}";
  const std::string inner = archive.AddBlob("{\"manifests\":[" + other + "," + notes + "," + mine + "]}");
  archive.index =
      R"({"manifests":[{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"sha256:)" + inner + "\"}]}";
  Import(archive.Pack());
  EXPECT_EQ(ReadFile(root() / "etc/motd"), "mine\n");
  ImageStore(state()).Remove("it");
  archive.index = "{\"manifests\":[" + other + "," + notes + "]}";
  EXPECT_THAT(Refusal(archive.Pack()), HasSubstr("no image for " + MachinePlatform() + ", but for: linux/s390x"));
  EXPECT_THAT(Refusal(DockerArchive({Tar(SmallSystem())}, Compression::kNone, "s390x")), HasSubstr("linux/s390x"));
}

TEST_F(ImportTest, RefusesAnArchiveOfSeveralImages) {
  OciArchive archive({Tar(SmallSystem())});
  const OciArchive second({Tar(SmallSystem()), Tar({File("x", "x")})});
  archive.blobs.insert(second.blobs.begin(), second.blobs.end());
  const auto entry = [](const std::string& digest, const std::string& name) {
    return R"({"digest":"sha256:)" + digest + R"(","annotations":{"org.opencontainers.image.ref.name":")" + name +
           "\"}}";
  };
  archive.index = "{\"manifests\":[" + entry(archive.manifest, "one") + "," + entry(second.manifest, "two") + "]}";
  EXPECT_THAT(Refusal(archive.Pack()),
              AllOf(HasSubstr("2 images (one, two)"), HasSubstr("expected an archive of one")));
  archive.index = "{\"manifests\":[" + entry(archive.manifest, "one") + "," + entry(archive.manifest, "two") + "]}";
  EXPECT_NO_THROW(Import(archive.Pack())) << "one image under two names";
}

TEST_F(ImportTest, FollowsTheLinksOfADockerArchiveInsideItOnly) {
  const std::string layer = Tar(SmallSystem());
  const std::string config = ConfigOf({layer, layer}, MachineArchitecture());
  const std::string manifest = R"([{"Config":"c.json","Layers":["1/layer.tar","2/layer.tar"]}])";
  Import(Tar({File("c.json", config), File("1/layer.tar", layer), Link("2/layer.tar", "../1/layer.tar"),
              File("manifest.json", manifest)}));
  EXPECT_TRUE(Exists("etc/passwd"));
  ImageStore(state()).Remove("it");
  for (const char* target : {"../../../../etc/passwd", "/etc/passwd", "layer.tar"})
    EXPECT_THAT(Refusal(Tar({File("c.json", config), File("1/layer.tar", layer), Link("2/layer.tar", target),
                             File("manifest.json", manifest)})),
                HasSubstr("names 2/layer.tar, which is not in the archive"))
        << target;
}

TEST_F(ImportTest, AFailedImportLeavesTheOldImage) {
  ImportLayers({{File("etc/motd", "old\n")}});
  EXPECT_THROW(ImportLayers({{File("../x", "x")}}), AuthorError);
  EXPECT_EQ(ReadFile(root() / "etc/motd"), "old\n");
  const Image open = ImageStore(state()).Open("it");
  EXPECT_THROW(ImportLayers({{File("etc/motd", "new\n")}}), HostError) << "it is in use";
  EXPECT_EQ(ReadFile(root() / "etc/motd"), "old\n");
}

TEST_F(ImportTest, TellsWhatLabsWillMiss) {
  ImportLayers({});
  EXPECT_THAT(MissingForLabs(ImageStore(state()).Open("it")), ElementsAre("no /bin/bash", "no user student"));
  ImportLayers(
      {{Link("bin", "usr/bin"), File("usr/bin/bash", "x"), File("etc/passwd", "student:x:1000:1000::/:/bin/sh\n")}});
  EXPECT_THAT(MissingForLabs(ImageStore(state()).Open("it")), IsEmpty());
  ImportLayers({{Link("bin", "/bin")}});
  EXPECT_THAT(MissingForLabs(ImageStore(state()).Open("it")), ElementsAre("no /bin/bash", "no user student"));
}

}  // namespace
}  // namespace shellab
