#include <gmock/gmock.h>

#include "tests/grader/check/evidence.h"

namespace shellab::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A world in which `f` was `before` and is `after`.
RunResult World(const FileState& before, const FileState& after) {
  RunResult result;
  result.seen.paths["f"] = {before, after};
  return result;
}

// What the check with `keys` on the path f says of `after`, when the solution left `solution`.
std::string Judge(const std::string& keys, const FileState& after, const FileState& solution = {},
                  const FileState& before = {}) {
  const RunResult reference = World(before, solution);
  return Said(Verify(ParseKind("file", "path = \"f\"\n" + keys), World(before, after), &reference));
}

constexpr char kSolution[] = "expect = \"solution\"";

TEST(FileCheck, AsksForItsPathAndTheReferenceOnlyWhereItIsCompared) {
  const Questions by_solution = AskedBy(ParseKind("file", "path = \"f\"\nexpect = \"solution\""));
  EXPECT_THAT(by_solution.paths, ElementsAre("f"));
  EXPECT_TRUE(by_solution.reference);
  EXPECT_TRUE(by_solution.AskAboutWorld());
  EXPECT_FALSE(by_solution.changes);
  for (const char* keys : {"expect = \"before\"", "text = \"x\"", "exists = false"})
    EXPECT_FALSE(AskedBy(ParseKind("file", std::string("path = \"f\"\n") + keys)).reference) << keys;
}

TEST(FileCheck, ComparesAllAspectsByDefault) {
  const FileState right = File("x\n", 0640);
  EXPECT_EQ(Judge(kSolution, right, right), "passed");
  EXPECT_EQ(Judge(kSolution, File("x\n", 0600), right),
            "f should have mode 0640 (rw-r-----), but has 0600 (rw-------).");
  EXPECT_THAT(Judge(kSolution, OwnedBy(right, 0, 1000), right), HasSubstr("should belong to user 1000"));
  EXPECT_THAT(Judge(kSolution, OwnedBy(right, 1000, 7), right), HasSubstr("and 7"));
  EXPECT_THAT(Judge(kSolution, File("y\n", 0640), right), HasSubstr("In f: "));
}

TEST(FileCheck, ComparesOnlyTheAspectsAskedFor) {
  const std::string keys = std::string(kSolution) + "\nwhat = ";
  const FileState right = File("x\n", 0640);
  const FileState other = OwnedBy(File("y\n", 0600), 0, 0);
  EXPECT_EQ(Judge(keys + "[\"type\"]", other, right), "passed");
  EXPECT_THAT(Judge(keys + "[\"mode\"]", other, right), HasSubstr("mode 0640"));
  EXPECT_EQ(Judge(keys + "[\"mode\"]", OwnedBy(File("y", 0640), 0, 0), right), "passed");
  EXPECT_THAT(Judge(keys + "[\"owner\"]", other, right), HasSubstr("belong"));
  EXPECT_EQ(Judge(keys + "[\"owner\"]", File("y", 0600), right), "passed");
  EXPECT_THAT(Judge(keys + "[\"content\"]", other, right), HasSubstr("In f: "));
  EXPECT_EQ(Judge(keys + "[\"content\"]", OwnedBy(File("x\n", 0600), 0, 0), right), "passed");
}

TEST(FileCheck, TellsTypesApart) {
  EXPECT_THAT(Judge(kSolution, FileState{}, File("x")), HasSubstr("f"));
  EXPECT_NE(Judge(kSolution, FileState{}, File("x")), "passed");
  EXPECT_NE(Judge(kSolution, File("x"), FileState{}), "passed");
  EXPECT_EQ(Judge(kSolution, FileState{}, FileState{}), "passed");
  EXPECT_THAT(Judge(kSolution, Folder(), File("x")), HasSubstr("should be"));
  // A link with the very words as its target is no file with them.
  EXPECT_THAT(Judge(kSolution, Link("x"), File("x")), HasSubstr("should be"));
  EXPECT_NE(Judge(std::string(kSolution) + "\nwhat = [\"mode\"]", FileState{}, File("x")), "passed");
}

TEST(FileCheck, ComparesLinksByTheirTargets) {
  EXPECT_EQ(Judge(kSolution, Link("/etc/a"), Link("/etc/a")), "passed");
  EXPECT_THAT(Judge(kSolution, Link("/etc/b"), Link("/etc/a")), HasSubstr("/etc/b"));
}

TEST(FileCheck, ComparesWithWhatWasBefore) {
  const FileState before = File("x", 0640);
  EXPECT_EQ(Judge("expect = \"before\"", before, {}, before), "passed");
  EXPECT_THAT(Judge("expect = \"before\"", File("x", 0644), {}, before), HasSubstr("mode 0640"));
  EXPECT_NE(Judge("expect = \"before\"", File("x"), {}, FileState{}), "passed");
}

TEST(FileCheck, ComparesWithText) {
  EXPECT_EQ(Judge("text = \"42\"", OwnedBy(File("42", 0600), 0, 0)), "passed");
  EXPECT_THAT(Judge("text = \"42\"", File("43")), HasSubstr("In f: "));
  EXPECT_NE(Judge("text = \"42\"", FileState{}), "passed");
  EXPECT_NE(Judge("text = \"42\"", Link("42")), "passed");
  EXPECT_EQ(Judge("text = \"^4[0-9]$\"\ncompare = \"pattern\"", File("47")), "passed");
}

TEST(FileCheck, WantsNothingThereWhereItSaysSo) {
  EXPECT_EQ(Judge("exists = false", FileState{}), "passed");
  for (const FileState& there : {File(""), Folder(), Link("/nowhere")})
    EXPECT_NE(Judge("exists = false", there), "passed");
}

TEST(FileCheck, UsesTheComparisonAsked) {
  const std::string unordered = std::string(kSolution) + "\ncompare = \"unordered\"";
  EXPECT_EQ(Judge(unordered, File("b\na\n"), File("a\nb\n")), "passed");
  EXPECT_THAT(Judge(unordered, File("b\nc\n"), File("a\nb\n")), HasSubstr("In f: "));
  const std::string ignoring = std::string(kSolution) + "\nignore = [\"^#\"]";
  EXPECT_EQ(Judge(ignoring, File("# mine\na\n"), File("a\n")), "passed");
  const std::string exact = std::string(kSolution) + "\ncompare = \"exact\"";
  EXPECT_NE(Judge(exact, File("a"), File("a\n")), "passed");
}

TEST(FileCheck, NeverPassesWhatWasTooLargeToKeep) {
  FileState large = File("x");
  large.size = 5;
  large.sha256.clear();
  EXPECT_EQ(Judge(kSolution, large, large), "f is too large to be compared.");
  // Read whole for its digest, though not kept whole.
  large.sha256 = "of all of it";
  EXPECT_EQ(Judge(kSolution, large, large), "passed");
}

TEST(FileCheck, ShowsWhereContentsDiffer) {
  const RunResult reference = World({}, File("a\nb\n"));
  const Finding finding =
      Verify(ParseKind("file", "path = \"f\"\nexpect = \"solution\""), World({}, File("a\nc\n")), &reference);
  EXPECT_EQ(finding.diff.value().text, "@@ -1,2 +1,2 @@\n a\n-b\n+c\n");
}

TEST(ParseFileCheck, ReportsFaults) {
  EXPECT_THAT(FaultsOf("file", "expect = \"before\""), HasSubstr("missing key `path`"));
  EXPECT_THAT(FaultsOf("file", "path = \"f\""), HasSubstr("expected one of expect = \"solution\""));
  EXPECT_THAT(FaultsOf("file", "path = \"f\"\nexpect = \"before\"\ntext = \"x\""),
              HasSubstr("`text` and `expect` exclude each other"));
  EXPECT_THAT(FaultsOf("file", "path = \"f\"\nexpect = \"before\"\nexists = false"), HasSubstr("expected one of"));
  EXPECT_THAT(FaultsOf("file", "path = \"f\"\nexists = true"), HasSubstr("`exists` can only be false"));
  EXPECT_THAT(FaultsOf("file", "path = \"f\"\nexpect = \"after\""), HasSubstr("`expect` must be"));
  EXPECT_THAT(FaultsOf("file", "path = \"f\"\nexpect = \"before\"\nwhat = [\"mode\", \"size\"]"),
              HasSubstr("lab.toml:7:17: `what` lists"));
  EXPECT_THAT(FaultsOf("file", "path = \"f\"\nexpect = \"before\"\nmod = 1"), HasSubstr("unknown key `mod`"));
}

}  // namespace
}  // namespace shellab::testing
