// The store of prepared layers, used by several at once as two shellabs do: each store here opens its own files.
#include "sandbox/image/layers.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <array>
#include <atomic>
#include <thread>
#include <vector>

#include "sandbox/os/error.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFiles = 20;

class Layers : public ::testing::Test {
 protected:
  // A draft whose every file holds `content`.
  static LayerDraft Write(const LayerStore& store, const std::string& content) {
    LayerDraft draft = store.Draft();
    draft.AddHost("lab");
    fs::create_directory(draft.path() / "upper/lab/home");
    for (std::size_t i = 0; i < kFiles; ++i)
      WriteFileAtomically(draft.path() / "upper/lab/home" / std::to_string(i), content);
    return draft;
  }

  static Layer Make(const LayerStore& store, const std::string& digest, const std::string& content) {
    return store.Commit(Write(store, content), digest);
  }

  // What every file of the layer holds; "" when they are not all there or not all alike.
  static std::string ContentOf(const Layer& layer) {
    std::string content;
    for (std::size_t i = 0; i < kFiles; ++i) {
      const fs::path file = layer.folder / "lab/home" / std::to_string(i);
      if (!fs::exists(file)) return "";
      const std::string now = ReadFile(file);
      if (i > 0 && now != content) return "";
      content = now;
    }
    return content;
  }

  // What lies in the store besides its lock file.
  std::vector<std::string> InStore() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(state_.path() / "layers"))
      if (entry.path().filename() != ".lock") names.push_back(entry.path().filename());
    return names;
  }

  TempDir state_{fs::temp_directory_path(), "test-layers"};
  LayerStore one_{state_.path()};
  LayerStore other_{state_.path()};
};

TEST_F(Layers, FindsWhatWasCommittedAndNothingElse) {
  EXPECT_EQ(one_.Find("a"), std::nullopt);
  EXPECT_EQ(ContentOf(Make(one_, "a", "1")), "1");
  const std::optional<Layer> found = other_.Find("a");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->digest, "a");
  EXPECT_EQ(ContentOf(*found), "1");
  EXPECT_EQ(other_.Find("b"), std::nullopt);
}

TEST_F(Layers, LeavesOutWhatDoesNotOutliveSetup) {
  LayerDraft draft = one_.Draft();
  for (const char* host : {"one", "two"}) {
    draft.AddHost(host);
    for (const char* folder : {"tmp/x", "run/y", "home"})
      fs::create_directories(draft.path() / "upper" / host / folder);
  }
  const Layer layer = one_.Commit(std::move(draft), "a");
  for (const char* host : {"one", "two"}) {
    EXPECT_TRUE(fs::exists(layer.folder / host / "home"));
    EXPECT_FALSE(fs::exists(layer.folder / host / "tmp"));
    EXPECT_FALSE(fs::exists(layer.folder / host / "run"));
  }
}

TEST_F(Layers, TheFirstOfTwoWritersWinsAndBothGetItsLayer) {
  LayerDraft slow = Write(one_, "slow");
  LayerDraft fast = Write(other_, "fast");  // does not sweep the first one's draft
  EXPECT_TRUE(fs::exists(slow.path() / "upper/lab/home/0"));
  const Layer first = other_.Commit(std::move(fast), "a");
  const Layer second = one_.Commit(std::move(slow), "a");
  EXPECT_EQ(ContentOf(first), "fast");
  EXPECT_EQ(ContentOf(second), "fast");
  EXPECT_THAT(InStore(), ::testing::ElementsAre("a"));
}

TEST_F(Layers, AnEmptyLayerIsNotReplacedByASecondWriter) {
  const Layer first = one_.Commit(one_.Draft(), "a");
  struct stat before {};
  ASSERT_EQ(::stat(first.folder.c_str(), &before), 0);
  const Layer second = Make(other_, "a", "x");
  struct stat after {};
  ASSERT_EQ(::stat(second.folder.c_str(), &after), 0);
  EXPECT_EQ(before.st_ino, after.st_ino);
  EXPECT_TRUE(fs::is_empty(second.folder));
}

TEST_F(Layers, SweepsTheDraftOfAKilledMaker) {
  const fs::path left = state_.path() / "layers/draft.killed";
  fs::create_directories(left / "upper/deep");
  const LayerDraft draft = one_.Draft();
  EXPECT_FALSE(fs::exists(left));
  EXPECT_TRUE(fs::exists(draft.path()));
}

TEST_F(Layers, PruneLeavesWhatIsInUse) {
  std::optional<Layer> used = Make(one_, "a", "1");
  Make(one_, "b", "2");
  EXPECT_EQ(other_.Prune(0).layers, 1U);
  EXPECT_EQ(ContentOf(*used), "1");
  EXPECT_EQ(other_.Find("b"), std::nullopt);
  used.reset();
  EXPECT_EQ(other_.Prune(0).layers, 1U);
  EXPECT_THAT(InStore(), ::testing::IsEmpty());
}

TEST_F(Layers, PruneLeavesADraft) {
  LayerDraft draft = Write(one_, "1");
  EXPECT_EQ(other_.Prune(0).layers, 0U);
  EXPECT_EQ(ContentOf(one_.Commit(std::move(draft), "a")), "1");
}

TEST_F(Layers, PruneRemovesTheLeastRecentlyUsedUntilTheRestFits) {
  const std::string content(100, 'x');
  for (const char* digest : {"a", "b", "c"}) Make(one_, digest, content);
  long age = 300;
  for (const char* digest : {"b", "a", "c"}) {
    const std::array<timespec, 2> times{timespec{age, 0}, timespec{age, 0}};
    ASSERT_EQ(::utimensat(AT_FDCWD, (state_.path() / "layers" / digest).c_str(), times.data(), 0), 0);
    ++age;
  }
  one_.Find("b");  // that is a use
  const LayerStore::Pruned pruned = other_.Prune(2 * kFiles * content.size());
  EXPECT_EQ(pruned.layers, 1U);
  EXPECT_EQ(pruned.bytes, kFiles * content.size());
  EXPECT_THAT(InStore(), ::testing::UnorderedElementsAre("b", "c"));
}

// Whoever finds a layer finds it whole, as long as they hold it, whatever others make and remove meanwhile.
TEST_F(Layers, StayWholeUnderManyWritersAndPruners) {
  constexpr int kRounds = 15;
  std::atomic<int> broken = 0;
  std::atomic<int> pruned = 0;
  const auto work = [&](int worker) {
    const LayerStore store(state_.path());
    for (int round = 0; round < kRounds; ++round) {
      const std::string digest = std::to_string(round % 2);
      std::optional<Layer> layer = store.Find(digest);
      if (!layer) layer = Make(store, digest, std::to_string(worker));
      const std::string content = ContentOf(*layer);
      pruned += static_cast<int>(store.Prune(0).layers);
      if (content.empty() || ContentOf(*layer) != content) ++broken;
    }
  };
  constexpr int kWorkers = 4;
  std::vector<std::thread> workers;
  workers.reserve(kWorkers);
  for (int worker = 0; worker < kWorkers; ++worker) workers.emplace_back(work, worker);
  for (std::thread& worker : workers) worker.join();
  EXPECT_EQ(broken, 0);
  EXPECT_GT(pruned, 0);
  one_.Prune(0);
  EXPECT_THAT(InStore(), ::testing::IsEmpty());
}

}  // namespace
}  // namespace shellab
