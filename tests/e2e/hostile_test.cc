// Answers that mean harm, graded beside honest ones by one shellab.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "tests/support/json.h"
#include "tests/support/lab_files.h"
#include "tests/support/machine.h"
#include "tests/support/program.h"

namespace shellab::testing {
namespace {

const std::map<std::string, std::string> kHostile = {
    {"fork-bomb.sh", ":() { : | : & }; :; wait\n"},
    {"memory.sh", "exec perl -e '$x .= \"x\" x (1 << 20) while 1'\n"},
    {"disk.sh", "cat /dev/zero > big; rm -f test.txt\n"},
    {"inodes.sh", "exec perl -e 'for (1..1000000) { open F, \">\", $_ or die }'\n"},
    {"output.sh", "yes\n"},
    {"kills-all.sh", "kill -9 -1\n"},
    {"stops-itself.sh", "kill -STOP -1; kill -STOP $$\n"},
    {"daemons.sh", "for i in {1..30}; do setsid sleep 1000 & done\n"},
    {"removes-all.sh", "rm -rf --no-preserve-root / 2> /dev/null\n"},
    {"deep.sh", "exec perl -e 'for (1..10000) { mkdir \"d\" or die; chdir \"d\" or die }'\n"},
};

TEST(Grade, HoldsHostileAnswersAndLeavesTheHonestAlone) {
  const OwnState state;
  const Files files;
  const auto before = Traces(state.path());
  const std::filesystem::path lab = files.CopyLab("text/awk-last-but-one");
  Replace(lab / "lab.toml", "seeds  = 3", "seeds  = 1\nlimits = { wall = \"4s\" }");
  const std::filesystem::path good = SourceFolder() / "tests/labs/answers/awk-last-but-one/good";
  std::vector<std::string> args = {"grade", lab, "--format", "json", "-j4"};
  // Alternating, so that each honest answer runs beside harm.
  const std::vector<std::string> honest = {"awk-plain.sh", "rev-cut.sh", "perl-split.sh", "sed-two-steps.sh",
                                           "python-split.sh"};
  std::size_t next = 0;
  for (const auto& [name, script] : kHostile) {
    args.push_back(files.Write(name, script));
    if (next < honest.size()) args.push_back(good / honest[next++]);
  }
  const Ended ended = RunToEnd(Shellab(state, args));
  EXPECT_EQ(ended.code, 0) << ended.err;
  const boost::json::array reports = ParseReports(ended.out);
  ASSERT_EQ(reports.size(), kHostile.size() + honest.size());
  for (const auto& report : reports) {
    const std::string learner = StringAt(report, "/learner");
    EXPECT_EQ(StringAt(report, "/status"), "graded") << learner;
    const bool is_hostile = kHostile.contains(learner + ".sh");
    EXPECT_EQ(NumberAt(report, "/points"), is_hostile ? 0 : 10) << learner;
  }
  EXPECT_THAT(NewTraces(state.path(), before), ::testing::IsEmpty());
}

}  // namespace
}  // namespace shellab::testing
