// Every format by its name: where it is written, under what names, and that nothing is lost when it fails.
#include <gmock/gmock.h>

#include <algorithm>
#include <boost/json.hpp>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "grader/report/file_name.h"
#include "grader/report/format.h"
#include "grader/usage_error.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"
#include "tests/grader/report/format_sample.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using ::testing::ElementsAre;
using ::testing::StartsWith;

TEST(FileNames, AreSafeAndEachLearnersOwn) {
  FileNames names;
  EXPECT_EQ(names.Next("alice"), "alice");
  EXPECT_EQ(names.Next("王小明 (7)"), "王小明 (7)");
  EXPECT_EQ(names.Next("Alice"), "Alice~2");
  EXPECT_EQ(names.Next("alice"), "alice~3");
  EXPECT_EQ(names.Next("alice~2"), "alice%7E2");
  EXPECT_EQ(names.Next("../../etc/passwd"), "%2E.%2F..%2Fetc%2Fpasswd");
  EXPECT_EQ(names.Next("a\\b:c*\x01"), "a%5Cb%3Ac%2A%01");
  EXPECT_EQ(names.Next(std::string("n\0l", 3)), "n%00l");
  EXPECT_EQ(names.Next("\xff\u202e."), "%FF%E2%80%AE%2E");
  EXPECT_EQ(names.Next(""), "~");
  EXPECT_EQ(names.Next(".."), "%2E%2E");
  EXPECT_EQ(names.Next("-rf"), "%2Drf");
  EXPECT_EQ(names.Next("NUL.txt"), "~NUL.txt");
  EXPECT_EQ(names.Next("com1"), "~com1");
  EXPECT_EQ(names.Next("connie"), "connie");
  EXPECT_EQ(names.Next("é"), "é");
  EXPECT_EQ(names.Next("e\u0301"), "e\u0301~2");
  const std::string long_name = names.Next(std::string(5000, 'x'));
  EXPECT_LE(long_name.size(), 120U);
  EXPECT_NE(names.Next(std::string(4999, 'x')), long_name);
}

std::vector<std::string> NamesIn(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) names.push_back(fs::relative(entry.path(), folder));
  std::sort(names.begin(), names.end());
  return names;
}

TEST(WriteReport, PutsEachLearnersFilesInAFolder) {
  const TempDir folder(fs::temp_directory_path());
  const fs::path out = folder.path() / "new/folder";
  WriteReport("markdown", TwoLearners(), {}, out);
  EXPECT_THAT(NamesIn(out), ElementsAre("alice.md", "王小明.md"));
  WriteReport("github", TwoLearners(), {}, folder.path() / "github");
  EXPECT_THAT(NamesIn(folder.path() / "github"),
              ElementsAre("alice/result.base64", "alice/result.json", "alice/summary.md", "王小明/result.base64",
                          "王小明/result.json", "王小明/summary.md"));
  WriteReport("github", Only(TwoLearners(), 0), {}, folder.path() / "one");
  EXPECT_THAT(NamesIn(folder.path() / "one"), ElementsAre("result.base64", "result.json", "summary.md"));
  WriteReport("gradescope", Only(TwoLearners(), 0), {}, folder.path() / "results.json");
  EXPECT_EQ(json::parse(ReadFile(folder.path() / "results.json")).at("score"), 30);
}

TEST(WriteReport, WritesEveryFormat) {
  const TempDir folder(fs::temp_directory_path());
  for (const std::string_view format : FormatNames()) {
    EXPECT_TRUE(IsFormat(format));
    WriteReport(format, NastyClass(), {}, folder.path() / format);
    EXPECT_TRUE(fs::exists(folder.path() / format)) << format;
  }
  EXPECT_FALSE(IsFormat("xml"));
  EXPECT_THROW(WriteReport("xml", TwoLearners(), {}, "-"), UsageError);
  EXPECT_THROW(WriteReport("markdown", TwoLearners(), {}, "-"), UsageError);
  EXPECT_THROW(WriteReport("github", Only(TwoLearners(), 0), {}, "-"), UsageError);
  EXPECT_THROW(WriteReport("csv", TwoLearners(), {}, folder.path() / "no/such/file"), OsError);
}

// Ends in the midst.
class Broken : public ClassReport {
 public:
  Broken() : ClassReport(TwoLearners()) {}
  void ForEach(const std::function<void(const ClassRow&)>& visit) const override {
    visit(rows[0]);
    if (--good_ < 0) throw std::runtime_error("the store is broken");
  }

 private:
  mutable int good_ = 0;
};

TEST(WriteReport, LeavesWhatWasThereWhenItFails) {
  const TempDir folder(fs::temp_directory_path());
  const fs::path file = folder.path() / "report";
  WriteFileAtomically(file, "old", 0600);
  for (const std::string_view format : FormatNames()) {
    EXPECT_THROW(WriteReport(format, Broken(), {}, file), std::exception) << format;
    EXPECT_EQ(ReadFile(file), "old") << format;
  }
  EXPECT_THAT(NamesIn(folder.path()), ElementsAre("report"));
  fs::create_symlink(file, folder.path() / "link");
  WriteReport("csv", TwoLearners(), {}, folder.path() / "link");
  EXPECT_TRUE(fs::is_symlink(folder.path() / "link"));
  EXPECT_THAT(ReadFile(file), StartsWith("\ufefflearner"));
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_THROW(WriteReport("csv", TwoLearners(), {}, "/dev/full"), OsError);
  EXPECT_TRUE(fs::is_character_file("/dev/full"));
}

}  // namespace
}  // namespace shellab
