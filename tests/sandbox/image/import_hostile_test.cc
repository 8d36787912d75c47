// Archives that are refused, with words and with nothing left.
#include "tests/sandbox/image/import_fixture.h"

namespace shellab {
namespace {

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
  const std::string huge = SayingSize(Tar({File("huge", "x")}), std::uint64_t{1} << 60U);
  EXPECT_THAT(Refusal(huge), HasSubstr("it unpacks to more than 68719476736 bytes")) << "no disk is asked for room";
  EXPECT_THAT(Refusal(DockerArchive({Tar(SmallSystem()), huge})), HasSubstr("layer 2 of 2: it unpacks to more than"));
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

}  // namespace
}  // namespace shellab
