// Results in a folder: the first that is published stays, and what is there is whole.
#include "grader/store/shared_results.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "grader/usage_error.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"
#include "tests/grader/store/stored_runs.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class Shared : public ::testing::Test {
 protected:
  static std::vector<RunLab> Labs(const std::string& digest = "d1") {
    return {{"one", {"One", "一"}, 10, 1, digest, "g1"}, {"two", {}, 10, 2, "d2", "g2"}};
  }
  static shellab::Run Sample(const std::string& seeds, const std::string& set = "two") {
    shellab::Run run;
    run.set = set;
    run.seeds = seeds;
    return run;
  }
  SharedResults Open(const std::string& digest = "d1") const { return {folder_.path() / "share", Labs(digest)}; }
  static GradingMeans Means(const std::string& build = "b1", const std::string& base = "i1") {
    return {build, {{"base", base}}};
  }
  static std::string Refusal(const SharedResults& shared, const shellab::Run& run, bool seeds_are_asked,
                             const GradingMeans& means = Means()) {
    try {
      shared.Agree(run, means, seeds_are_asked, kInstead);
    } catch (const UsageError& error) {
      return error.what();
    }
    return "";
  }

  static constexpr char kInstead[] = "do this";
  TempDir folder_{fs::temp_directory_path()};
};

TEST_F(Shared, TheFirstResultStays) {
  const SharedResults shared = Open();
  EXPECT_FALSE(shared.Find("one", "unit"));
  EXPECT_EQ(shared.Publish("one", "unit", Worth(7)).points, 7);
  EXPECT_EQ(Open().Publish("one", "unit", Worth(3)).points, 7);
  EXPECT_EQ(Open().Find("one", "unit").value().points, 7);
  EXPECT_FALSE(shared.Find("two", "unit"));
  EXPECT_FALSE(shared.Find("one", "another"));
}

TEST_F(Shared, AllWhoPublishAtOnceGetOneResult) {
  constexpr int kThreads = 8;
  for (int round = 0; round < 50; ++round) {
    std::atomic<int> ready = 0;
    std::vector<int> got(kThreads);
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([&, i] {
        const SharedResults shared = Open();
        ++ready;
        while (ready < kThreads) std::this_thread::yield();
        got[static_cast<std::size_t>(i)] = shared.Publish("one", std::to_string(round), Worth(i)).points;
      });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_THAT(got, ::testing::Each(got[0]));
  }
  // Nothing but results is left.
  for (const auto& entry : fs::directory_iterator(folder_.path() / "share"))
    EXPECT_TRUE(entry.is_directory()) << entry.path();
}

TEST_F(Shared, WhatIsNotWholeIsNamed) {
  const SharedResults shared = Open();
  WriteFileAtomically(folder_.path() / "share/one/unit.json", "{\"form\":1,");
  try {
    shared.Find("one", "unit");
    ADD_FAILURE() << "half a report was read";
  } catch (const HostError& error) {
    EXPECT_THAT(error.what(), AllOf(HasSubstr("one/unit.json"), HasSubstr("remove it")));
  }
}

TEST_F(Shared, AllTakeTheSeedsOfTheFirst) {
  EXPECT_EQ(Open().Agree(Sample("seed 1"), Means(), false, kInstead), "seed 1");
  EXPECT_EQ(Open().Agree(Sample("seed 2"), Means(), false, kInstead), "seed 1");
  EXPECT_EQ(Open().Agree(Sample("seed 1"), Means(), true, kInstead), "seed 1");
  EXPECT_THAT(Refusal(Open(), Sample("seed 2"), true), HasSubstr("other data"));
  EXPECT_THAT(Refusal(Open(), Sample("seed 1", "three"), false), HasSubstr("of the set two"));
  EXPECT_THAT(Refusal(Open("d3"), Sample("seed 1"), false), HasSubstr("labs that were changed"));
  EXPECT_THAT(Refusal(Open(), Sample("seed 1"), false, Means("b2")), HasSubstr("of another build of shellab: do this"));
  EXPECT_THAT(Refusal(Open(), Sample("seed 1"), false, Means("b1", "i2")), HasSubstr("with another image base"));
  WriteFileAtomically(folder_.path() / "share/class.json", "{");
  EXPECT_THROW(Open().Agree(Sample("seed 1"), Means(), false, kInstead), HostError);
}

TEST_F(Shared, AFolderOfABuildThatNamedNoneIsAnothers) {
  const SharedResults shared = Open();
  WriteFileAtomically(folder_.path() / "share/class.json",
                      R"json({"format":1,"set":"two","labs":{"one":"d1","two":"d2"},"seeds":"seed 1"})json");
  EXPECT_THAT(Refusal(shared, Sample("seed 1"), false), HasSubstr("of another build of shellab"));
}

}  // namespace
}  // namespace shellab
