// What a solution left is found again as it was, or not at all.
#include <gtest/gtest.h>

#include "grader/reference_store.h"
#include "sandbox/os/file.h"

namespace shellab::testing {
namespace {

RunResult Sample() {
  RunResult result;
  result.run.outcome.code = 3;
  result.run.wall = std::chrono::microseconds(1234);
  result.run.out = {std::string("a\0b\n", 4), 4, false};
  result.run.err = {"\xff", 10, true};
  FileState state;
  state.type = FileState::Type::kLink;
  state.mode = 0640;
  state.uid = 1000;
  state.size = 7;
  state.sha256 = "abc";
  state.content = "target";
  result.seen.changes["/home/student/x\n"] = {{}, state};
  result.seen.paths["x"] = {state, {}};
  ExecResult command;
  command.out.content = "hidden";
  result.seen.commands[{"echo $NONCE", true}] = command;
  Probe probe;
  probe.script = "redis-cli get a";
  probe.files = {"dump.sql"};
  probe.actions = {{"kill", "redis", ""}};
  probe.wall = std::chrono::seconds(3);
  probe.tells_expected = true;
  result.seen.probes[probe] = command;
  result.seen.named["editor"].same_runs = result.seen.named["editor"].runs = true;
  return result;
}

class References : public ::testing::Test {
 protected:
  std::filesystem::path OnlyFile() const { return *std::filesystem::directory_iterator(folder_.path() / "references"); }

  TempDir folder_{std::filesystem::temp_directory_path(), "shellab-test"};
  ReferenceStore store_{folder_.path()};
};

TEST_F(References, AreFoundAsTheyWere) {
  const RunResult kept = Sample();
  store_.Keep("one", kept);
  const std::optional<RunResult> found = ReferenceStore(folder_.path()).Find("one");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->run.outcome.code, 3);
  EXPECT_EQ(found->run.wall, kept.run.wall);
  EXPECT_EQ(found->run.out.content, kept.run.out.content);
  EXPECT_EQ(found->run.err.content, kept.run.err.content);
  EXPECT_EQ(found->run.err.total_bytes, 10U);
  EXPECT_TRUE(found->run.err.truncated);
  EXPECT_TRUE(found->seen.changes.at("/home/student/x\n").after.SameAs(Sample().seen.changes.begin()->second.after));
  EXPECT_EQ(found->seen.changes.begin()->second.after.content, "target");
  EXPECT_EQ(found->seen.paths.at("x").before.uid, 1000U);
  EXPECT_EQ(found->seen.commands.at({"echo $NONCE", true}).out.content, "hidden");
  EXPECT_EQ(found->seen.probes.at(kept.seen.probes.begin()->first).out.content, "hidden");
  EXPECT_TRUE(found->seen.named.at("editor").same_runs);
  EXPECT_TRUE(found->seen.named.at("editor").runs);
  EXPECT_FALSE(found->seen.named.at("editor").stopped);
  EXPECT_FALSE(store_.Find("two"));
}

TEST_F(References, ThatAreTornAreNotThere) {
  store_.Keep("one", Sample());
  const std::string whole = ReadFile(OnlyFile());
  for (const std::size_t size : {std::size_t{0}, std::size_t{10}, std::size_t{64}, whole.size() - 1}) {
    WriteFileAtomically(OnlyFile(), whole.substr(0, size));
    EXPECT_FALSE(store_.Find("one")) << size;
  }
  std::string changed = whole;
  changed.back() = static_cast<char>(changed.back() ^ 1);
  WriteFileAtomically(OnlyFile(), changed);
  EXPECT_FALSE(store_.Find("one"));
  store_.Keep("one", Sample());
  EXPECT_TRUE(store_.Find("one"));
}

TEST_F(References, ThatCannotBeKeptAreNoFailure) {
  std::filesystem::remove(folder_.path() / "references");
  store_.Keep("one", Sample());
  EXPECT_FALSE(store_.Find("one"));
}

TEST_F(References, UsedLastStayLongest) {
  for (const char* digest : {"one", "two", "three"}) store_.Keep(digest, Sample());
  for (const auto& entry : std::filesystem::directory_iterator(folder_.path() / "references"))
    std::filesystem::last_write_time(entry, std::filesystem::file_time_type::min());
  EXPECT_TRUE(store_.Find("one"));
  const std::uint64_t size = std::filesystem::file_size(OnlyFile());
  EXPECT_EQ(store_.Prune(size).files, 2U);
  EXPECT_TRUE(store_.Find("one"));
  EXPECT_FALSE(store_.Find("two"));
}

}  // namespace
}  // namespace shellab::testing
