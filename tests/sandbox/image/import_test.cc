// What archives of images made elsewhere become.
#include "tests/sandbox/image/import_fixture.h"

namespace shellab {
namespace {

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
