#include <gmock/gmock.h>

#include "tests/grader/check/evidence.h"

namespace shellab::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr ProcessId kMaster{6, 600};
constexpr ProcessId kServer{7, 700};
constexpr ProcessId kStranger{9, 900};

// A world where the server listens on 8080 of all addresses, and a stranger on 8081 and 127.0.0.1 of 3306.
RunResult World() {
  RunResult result;
  result.seen.listeners = {{"tcp", "::", 8080, {kServer}},
                           {"tcp", "0.0.0.0", 8081, {kStranger}},
                           {"tcp", "127.0.0.1", 3306, {kStranger}},
                           {"udp", "0.0.0.0", 53, {kStranger}}};
  // It listens through a child of its main process.
  result.seen.named["server"].now = {kMaster};
  result.seen.named["server"].family = {kMaster, kServer};
  result.seen.named["other"].family = {};
  return result;
}

std::string Judge(const std::string& keys) { return Said(Verify(ParseKind("port", keys), World())); }

TEST(PortCheck, AsksForListenersAndNames) {
  const Questions asked = AskedBy(ParseKind("port", "port = 8080\nof = [\"server\"]"));
  EXPECT_TRUE(asked.listeners);
  EXPECT_TRUE(asked.AskAboutWorld());
  EXPECT_FALSE(asked.reference);
  EXPECT_THAT(asked.names, ElementsAre("server"));
}

TEST(PortCheck, TellsWhetherAnybodyListens) {
  EXPECT_EQ(Judge("port = 8080"), "passed");
  EXPECT_EQ(Judge("port = 8080\nstate = \"listening\""), "passed");
  EXPECT_EQ(Judge("port = 8082"), "Nobody listens on tcp 8082.");
  EXPECT_EQ(Judge("port = 8080\nstate = \"free\""), "Somebody still listens on tcp 8080.");
  EXPECT_EQ(Judge("port = 8082\nstate = \"free\""), "passed");
}

TEST(PortCheck, ProtocolsAreApart) {
  EXPECT_EQ(Judge("port = 53\nprotocol = \"udp\""), "passed");
  EXPECT_EQ(Judge("port = 53"), "Nobody listens on tcp 53.");
  EXPECT_EQ(Judge("port = 8080\nprotocol = \"udp\"\nstate = \"free\""), "passed");
}

TEST(PortCheck, AnAddressCountsWhereItIsGiven) {
  EXPECT_EQ(Judge("port = 3306\naddress = \"127.0.0.1\""), "passed");
  EXPECT_EQ(Judge("port = 3306\naddress = \"0.0.0.0\""), "Nobody listens on tcp 0.0.0.0:3306.");
  EXPECT_EQ(Judge("port = 3306\naddress = \"0.0.0.0\"\nstate = \"free\""), "passed");
  EXPECT_EQ(Judge("port = 3306\naddress = \"127.0.0.1\"\nstate = \"free\""),
            "Somebody still listens on tcp 127.0.0.1:3306.");
}

TEST(PortCheck, TheOwnerIsToldByItsIdentity) {
  EXPECT_EQ(Judge("port = 8080\nof = [\"server\"]"), "passed");
  EXPECT_EQ(Judge("port = 8080\nof = [\"other\", \"server\"]"), "passed");
  EXPECT_EQ(Judge("port = 8081\nof = [\"server\"]"), "Another program than expected listens on tcp 8081.");
  EXPECT_EQ(Judge("port = 8080\nof = [\"other\"]"), "Another program than expected listens on tcp 8080.");
  EXPECT_EQ(Judge("port = 8082\nof = [\"server\"]"), "Nobody listens on tcp 8082.");
}

// Who asks 127.0.0.1 is answered by the stranger, whoever holds the port at other addresses.
TEST(PortCheck, EverySocketMustBeTheirs) {
  const auto judge = [](std::vector<Listener> listeners) {
    RunResult result = World();
    result.seen.listeners = std::move(listeners);
    return Said(Verify(ParseKind("port", "port = 80\nof = [\"server\", \"other\"]"), result));
  };
  const Listener outside{"tcp", "10.77.0.2", 80, {kServer}};
  const Listener inside{"tcp", "127.0.0.1", 80, {kMaster, kServer}};
  EXPECT_EQ(judge({outside, inside}), "passed");
  EXPECT_EQ(judge({outside, {"tcp", "127.0.0.1", 80, {kStranger}}}),
            "Another program than expected listens on tcp 80.");
  EXPECT_EQ(judge({outside, {"tcp", "127.0.0.1", 80, {kServer, kStranger}}}),
            "Another program than expected listens on tcp 80.")
      << "who shares it may take in who comes";
  EXPECT_EQ(judge({outside, {"tcp", "127.0.0.1", 80, {}}}), "Another program than expected listens on tcp 80.");
  EXPECT_EQ(judge({outside, {"tcp", "127.0.0.1", 81, {kStranger}}}), "passed");
}

TEST(PortCheck, WantsWhoListenedBefore) {
  const CheckSpec spec = ParseKind("port", "port = 80\nexpect = \"before\"");
  EXPECT_TRUE(AskedBy(spec).start);
  const auto judge = [&spec](const std::vector<Listener>& before, const std::vector<Listener>& now) {
    RunResult answer;
    answer.seen.start.listeners = before;
    answer.seen.listeners = now;
    return Said(Verify(spec, answer));
  };
  const Listener server{"tcp", "::", 80, {kServer}};
  EXPECT_EQ(judge({server}, {server}), "passed");
  EXPECT_EQ(judge({}, {}), "passed");
  EXPECT_EQ(judge({server}, {}), "Nobody listens on tcp 80.");
  EXPECT_EQ(judge({}, {server}), "Somebody listens on tcp 80, but nobody did before.");
  EXPECT_EQ(judge({server}, {{"tcp", "::", 80, {kStranger}}}), "Another program than expected listens on tcp 80.");
  EXPECT_NE(judge({server}, {{"tcp", "127.0.0.1", 80, {kServer}}}), "passed");
  EXPECT_NE(judge({server}, {server, {"tcp", "127.0.0.1", 80, {kStranger}}}), "passed");
  // A server may have handed its socket on to a new worker.
  EXPECT_EQ(judge({server}, {{"tcp", "::", 80, {kServer, kStranger}}}), "passed");
  // Other ports are others' matter.
  EXPECT_EQ(judge({server}, {server, {"tcp", "::", 81, {kStranger}}}), "passed");
}

TEST(PortCheck, RefusesWhatMakesNoSense) {
  EXPECT_THAT(FaultsOf("port", "port = 80\nexpect = \"solution\""), HasSubstr("`expect` must be \"before\""));
  EXPECT_THAT(FaultsOf("port", "port = 80\nexpect = \"before\"\nstate = \"free\""), HasSubstr("`state` exclude"));
  EXPECT_THAT(FaultsOf("port", "port = 80\nexpect = \"before\"\nof = [\"a\"]"), HasSubstr("`of` goes only with"));
  EXPECT_THAT(FaultsOf("port", ""), HasSubstr("port"));
  EXPECT_NE(FaultsOf("port", "port = 0"), "none");
  EXPECT_NE(FaultsOf("port", "port = 65536"), "none");
  EXPECT_NE(FaultsOf("port", "port = 80\nprotocol = \"sctp\""), "none");
  EXPECT_NE(FaultsOf("port", "port = 80\nstate = \"closed\""), "none");
  EXPECT_THAT(FaultsOf("port", "port = 80\nstate = \"free\"\nof = [\"a\"]"), HasSubstr("`of` goes only with"));
}

}  // namespace
}  // namespace shellab::testing
