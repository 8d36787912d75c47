// The check kind `probe`: who must hold the port that its command asks.
#include "grader/check/probe.h"

#include <gmock/gmock.h>

#include <utility>

#include "tests/grader/check/evidence.h"

namespace shellab::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kKeys[] = "command = \"x\"\ntext = \"42\"\nasks = { port = 3306, of = [\"server\"] }\n";
constexpr ProcessId kServer{7, 700};
constexpr ProcessId kServerLater{8, 800};
constexpr ProcessId kForwarder{9, 900};

// What is said where `holder` listens, `later` when the command has asked, and it prints `out`. The server's number
// changes meanwhile: it was started again.
std::string Judge(const ProcessId& holder, const ProcessId& later, const std::string& out) {
  const CheckSpec spec = ParseKind("probe", kKeys);
  const Probe probe = *AskedBy(spec).probes.begin();
  RunResult answer;
  answer.seen.listeners = {{"tcp", "0.0.0.0", 3306, {holder}}};
  answer.seen.named["server"].family = {kServer};
  answer.seen.probes[probe].out = {out, out.size(), false};
  answer.seen.holders[probe].listeners = {{"tcp", "0.0.0.0", 3306, {later}}};
  answer.seen.holders[probe].named["server"].family = {kServerLater};
  return Said(Verify(spec, answer));
}

TEST(ProbeAsks, WantsToKnowWhoListens) {
  const Questions asked = AskedBy(ParseKind("probe", kKeys));
  EXPECT_TRUE(asked.listeners);
  EXPECT_THAT(asked.names, ElementsAre("server"));
  EXPECT_EQ(asked.held, asked.probes);
}

TEST(ProbeAsks, CountsOnlyWhatTheHolderOfThePortAnswers) {
  EXPECT_EQ(Judge(kServer, kServerLater, "42"), "passed");
  EXPECT_THAT(Judge(kServer, kServerLater, "43"), HasSubstr("43"));
  for (const auto& [holder, later] : {std::pair(kForwarder, kServerLater), std::pair(kServer, kForwarder)})
    EXPECT_EQ(Judge(holder, later, "42"), "Another program than expected listens on tcp 3306.");
}

TEST(ProbeAsks, FaultsNameTheKey) {
  const std::string probe = "command = \"x\"\ncode = 0\n";
  EXPECT_THAT(FaultsOf("probe", probe + "asks = { port = 80 }"), HasSubstr("missing key `of`"));
  EXPECT_THAT(FaultsOf("probe", probe + "asks = { of = [\"a\"] }"), HasSubstr("missing key `port`"));
  EXPECT_THAT(FaultsOf("probe", probe + "asks = { port = 80, of = [\"a\"], whom = 1 }"),
              HasSubstr("unknown key `whom`"));
  EXPECT_THAT(FaultsOf("probe", probe + "asks = { port = 80, of = [\"a\"] }\ndo = [{ run = \"true\" }]"),
              HasSubstr("`asks` and `do` exclude each other"));
}

}  // namespace
}  // namespace shellab::testing
