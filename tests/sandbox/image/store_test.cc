#include "sandbox/image/store.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <future>
#include <optional>

#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A tree of a few files in place of a Debian.
void MakeSmallTree(const BuildJob& job) {
  fs::create_directories(job.folder / "root/etc");
  WriteFileAtomically(job.folder / "root/etc/passwd", "root:x:0:0::/root:/bin/sh\n");
  WriteFileAtomically(job.folder / "root/etc/group", "root:x:0:\n");
  WriteFileAtomically(job.folder / "root/etc/recipe", job.recipe.digest);
}

class StoreTest : public testing::Test {
 protected:
  StoreTest() : state_(fs::temp_directory_path()) {}
  void SetUp() override {
    if (::geteuid() != 0) FAIL() << "needs root, to make device nodes";
  }

  static Recipe MakeRecipe(const std::string& name, const std::string& digest) {
    Recipe recipe;
    recipe.name = name;
    recipe.description = {"An image", "镜像"};
    recipe.digest = digest;
    return recipe;
  }
  ImageStore Store(ImageStore::TreeMaker maker = MakeSmallTree) const {
    return ImageStore(state_.path(), std::move(maker));
  }
  ImageStore::Built Build(const std::string& name, const std::string& digest, bool force = false,
                          ImageStore::TreeMaker maker = MakeSmallTree) {
    return Store(std::move(maker)).Build(MakeRecipe(name, digest), force, [this](std::string_view line) {
      progress_.emplace_back(line);
    });
  }
  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const Image& image : Store().List()) names.push_back(image.name);
    return names;
  }
  // All that lies in the store's folder but its lock.
  std::vector<std::string> Files() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(images()))
      if (entry.path().filename() != ".lock") names.push_back(entry.path().filename());
    return names;
  }
  fs::path images() const { return state_.path() / "images"; }

  TempDir state_;
  std::vector<std::string> progress_;
};

template <typename Call>
std::string MessageOf(Call call) {
  try {
    call();
  } catch (const HostError& error) {
    return error.what();
  }
  return {};
}

TEST_F(StoreTest, BuildsAnImageThatCanBeOpened) {
  EXPECT_EQ(Build("base", "d1"), ImageStore::Built::kNew);
  const Image image = Store().Open("base");
  EXPECT_EQ(image.name, "base");
  EXPECT_EQ(image.description.zh, "镜像");
  EXPECT_EQ(image.recipe, "d1");
  EXPECT_EQ(image.digest.size(), 64U);
  EXPECT_GT(image.bytes, 0U);
  EXPECT_EQ(image.built_at.size(), std::string("2000-01-01T00:00:00Z").size());
  EXPECT_EQ(image.root, images() / "base" / "root");
  EXPECT_EQ(ReadFile(image.root / "etc/recipe"), "d1");
  EXPECT_TRUE(fs::is_character_file(image.root / "dev/null")) << "the tree was normalised";
  ASSERT_NE(image.FindUser("root"), nullptr);
  EXPECT_THAT(Files(), ElementsAre("base"));
}

TEST_F(StoreTest, KeepsOtherUsersOutOfTheTrees) {
  Build("base", "d1");
  EXPECT_EQ(fs::status(images()).permissions(), fs::perms::owner_all);
}

TEST_F(StoreTest, OpensOnlyImagesThatAreThere) {
  Build("base", "d1");
  EXPECT_THAT(MessageOf([&] { Store().Open("redis"); }), HasSubstr("shellab image build redis"));
  for (const char* name : {"", ".", "..", ".lock", "../images/base", "base/"})
    EXPECT_THROW(Store().Open(name), HostError) << name;
}

TEST_F(StoreTest, ListsByName) {
  Build("redis", "d1");
  Build("base", "d1");
  fs::create_directory(images() / "half");
  EXPECT_THAT(Names(), ElementsAre("base", "redis"));
}

TEST_F(StoreTest, BuildsAgainOnlyForAnotherRecipeOrByForce) {
  int made = 0;
  const auto count = [&](const BuildJob& job) {
    ++made;
    MakeSmallTree(job);
  };
  EXPECT_EQ(Build("base", "d1", false, count), ImageStore::Built::kNew);
  EXPECT_EQ(Build("base", "d1", false, count), ImageStore::Built::kUpToDate);
  EXPECT_EQ(made, 1);
  EXPECT_EQ(Build("base", "d1", true, count), ImageStore::Built::kNew);
  EXPECT_EQ(made, 2);
  EXPECT_EQ(Build("base", "d2", false, count), ImageStore::Built::kNew);
  EXPECT_EQ(made, 3);
  EXPECT_EQ(Store().Open("base").recipe, "d2");
  EXPECT_EQ(ReadFile(images() / "base/root/etc/recipe"), "d2");
  EXPECT_THAT(Files(), ElementsAre("base")) << "the old tree is gone";
}

TEST_F(StoreTest, SameTreesHaveTheSameDigest) {
  Build("base", "d1");
  const std::string first = Store().Open("base").digest;
  Build("base", "d1", true);
  EXPECT_EQ(Store().Open("base").digest, first);
  Build("base", "d2");
  EXPECT_NE(Store().Open("base").digest, first);
}

TEST_F(StoreTest, AFailedBuildLeavesTheOldImageAndNothingElse) {
  Build("base", "d1");
  const auto fail = [](const BuildJob& job) {
    MakeSmallTree(job);
    throw HostError("no mirror");
  };
  EXPECT_EQ(MessageOf([&] { Build("base", "d2", false, fail); }), "no mirror");
  EXPECT_EQ(Store().Open("base").recipe, "d1");
  EXPECT_THAT(Files(), ElementsAre("base"));
}

TEST_F(StoreTest, TellsThatTheDiskIsFull) {
  const auto fill = [](const BuildJob&) { throw OsError(ENOSPC, "write x"); };
  EXPECT_THAT(MessageOf([&] { Build("base", "d1", false, fill); }), HasSubstr("is full"));
  EXPECT_THAT(Files(), IsEmpty());
}

TEST_F(StoreTest, AnImageInUseIsNeitherReplacedNorRemoved) {
  Build("base", "d1");
  std::optional<Image> open = Store().Open("base");
  bool made = false;
  EXPECT_THAT(MessageOf([&] { Build("base", "d2", false, [&](const BuildJob&) { made = true; }); }),
              HasSubstr("in use"));
  EXPECT_FALSE(made) << "it is told before the work, not after";
  EXPECT_THAT(MessageOf([&] { Store().Remove("base"); }), HasSubstr("in use"));
  EXPECT_EQ(ReadFile(open->root / "etc/recipe"), "d1");
  open.reset();
  EXPECT_EQ(Build("base", "d2"), ImageStore::Built::kNew);
  Store().Remove("base");
  EXPECT_THAT(Names(), IsEmpty());
}

TEST_F(StoreTest, AnImageOpenedWhileItsSuccessorIsBuiltIsNotReplaced) {
  Build("base", "d1");
  std::optional<Image> open;
  const auto open_meanwhile = [&](const BuildJob& job) {
    MakeSmallTree(job);
    open = Store().Open("base");
  };
  EXPECT_THAT(MessageOf([&] { Build("base", "d2", false, open_meanwhile); }), HasSubstr("in use"));
  EXPECT_EQ(ReadFile(open->root / "etc/recipe"), "d1");
}

TEST_F(StoreTest, TwoMayUseAnImageAtOnce) {
  Build("base", "d1");
  const Image one = Store().Open("base");
  EXPECT_NO_THROW(Store().Open("base"));
}

TEST_F(StoreTest, RemovesOnlyImagesThatAreThere) {
  EXPECT_THROW(Store().Remove("base"), HostError);
  EXPECT_THROW(Store().Remove(".."), HostError);
  EXPECT_TRUE(fs::exists(images()));
}

TEST_F(StoreTest, SweepsWhatAKilledBuildLeft) {
  Build("base", "d1");
  fs::create_directories(images() / ".new.a1b2c3/root/etc");
  fs::create_directories(images() / ".old.a1b2c3/base");
  EXPECT_EQ(Build("base", "d1"), ImageStore::Built::kUpToDate);
  EXPECT_THAT(Files(), ElementsAre("base"));
}

TEST_F(StoreTest, ASecondBuilderWaitsAndThenFindsTheImageUpToDate) {
  std::promise<void> second_waits;
  const auto second = [&] {
    return Store([](const BuildJob&) { ADD_FAILURE() << "built twice"; })
        .Build(MakeRecipe("base", "d1"), false, [&](std::string_view) { second_waits.set_value(); });
  };
  std::future<ImageStore::Built> result;
  const auto start_second = [&](const BuildJob& job) {
    result = std::async(std::launch::async, second);
    second_waits.get_future().wait();  // its one line of progress: that it waits
    MakeSmallTree(job);
  };
  EXPECT_EQ(Build("base", "d1", false, start_second), ImageStore::Built::kNew);
  EXPECT_EQ(result.get(), ImageStore::Built::kUpToDate);
}

TEST_F(StoreTest, TheLockThatAMakerHandsOnKeepsOthersOut) {
  Fd held;
  Build("base", "d1", false, [&](const BuildJob& job) {
    held = Duplicate(job.lock);
    MakeSmallTree(job);
  });
  // As a process of the build that is still dying would: the store's own lock is closed, the inherited one is not.
  const Fd other = Open((images() / ".lock").native(), O_RDWR);
  EXPECT_NE(::flock(other.get(), LOCK_EX | LOCK_NB), 0);
  held.Close();
  EXPECT_EQ(::flock(other.get(), LOCK_EX | LOCK_NB), 0);
}

TEST_F(StoreTest, AnImageOfAnotherFormatIsBuiltAnew) {
  Build("base", "d1");
  WriteFileAtomically(images() / "base/image.json", "{\"format\": 99}");
  EXPECT_THAT(MessageOf([&] { Store().Open("base"); }), HasSubstr("shellab image build base"));
  EXPECT_THAT(Names(), IsEmpty());
  EXPECT_EQ(Build("base", "d1"), ImageStore::Built::kNew);
  WriteFileAtomically(images() / "base/image.json", "{\"format\": 1, \"name\": 7}");
  EXPECT_EQ(Build("base", "d1"), ImageStore::Built::kNew);
  WriteFileAtomically(images() / "base/image.json", "");
  EXPECT_EQ(Build("base", "d1"), ImageStore::Built::kNew);
}

}  // namespace
}  // namespace shellab
