// The check kind `traffic`: which captures count as what a filter selects.
#include "grader/check/traffic.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/grader/check/evidence.h"
#include "tests/support/program.h"

namespace shellab::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kKeys[] = "file = \"dir/out.pcap\"\nnetwork = \"lan\"\nfilter = \"port 80\"\n";

// What the probe prints: packets are letters, "c" captured, "r" selected, "a" all; one comes every `interval` seconds.
std::string Judge(const std::string& captured, const std::string& selected, const std::string& all,
                  const std::string& keys = "", double interval = 1) {
  const CheckSpec spec = ParseKind("traffic", kKeys + keys);
  std::string out;
  for (const auto& [kind, packets] : {std::pair('c', captured), std::pair('r', selected), std::pair('a', all)}) {
    double time = 1'000'000'000;
    for (const char packet : packets) {
      out += fmt::format("{0} {1} {2:.6f} packet {1}\n", kind, packet, time);
      time += interval;
    }
  }
  RunResult answer;
  answer.seen.probes[*AskedBy(spec).probes.begin()].out = {out, out.size(), false};
  return Said(Verify(spec, answer));
}

TEST(TrafficCheck, AsksForTheNetworkAndTheFile) {
  const Questions asked = AskedBy(ParseKind("traffic", kKeys));
  EXPECT_THAT(asked.networks, ElementsAre("lan"));
  ASSERT_EQ(asked.probes.size(), 1U);
  EXPECT_THAT(asked.probes.begin()->files, ElementsAre("dir/out.pcap"));
  EXPECT_EQ(asked.probes.begin()->frames, "lan");
}

// What bash makes of the filter, which the probe's script begins with.
TEST(TrafficCheck, TheFilterMayDependOnTheSeed) {
  const auto filter = [](const std::string& filter) {
    const std::string keys = "file = \"out.pcap\"\nnetwork = \"lan\"\nfilter = '" + filter + "'";
    const std::string script = AskedBy(ParseKind("traffic", keys)).probes.begin()->script;
    const std::string head = script.substr(0, script.find("\nshow"));
    Command bash;
    bash.argv = {"bash", "-c", head + "\nprintf %s \"$FILTER\""};
    bash.env = {"SEED=7"};
    const Ended ended = RunToEnd(bash);
    EXPECT_EQ(ended.code, 0) << ended.err;
    return ended.out;
  };
  EXPECT_EQ(filter("dst port $((8000 + SEED % 5)) and host 10.77.0.$SEED"), "dst port 8002 and host 10.77.0.7");
  for (const char* plain : {"ip proto \\tcp and (src host 10.77.0.12)", "tcp[tcpflags] & (tcp-syn|tcp-fin) != 0",
                            "port 80 or `port 81` or \"port 82\"", "ether[0] & 1 = 0 && ip[16] >= 224 # !"})
    EXPECT_EQ(filter(plain), plain);
}

TEST(TrafficCheck, TakesAnyStretchOfWhatTheFilterSelects) {
  EXPECT_EQ(Judge("abcdefgh", "abcdefgh", "abxcdefygh"), "passed");
  EXPECT_EQ(Judge("cdef", "abcdefgh", "abxcdefygh"), "passed");
  EXPECT_EQ(Judge("h", "abcdefgh", "abcdefgh"), "passed");
}

TEST(TrafficCheck, PacketsThatLookAlikeMayBeAnyOfThem) {
  EXPECT_EQ(Judge("abcabcabd", "aabcabcabcabdab", "aabcabcabcabdab"), "passed");
  EXPECT_THAT(Judge("abcabdabc", "abcabcabcabc", "abcabcabcdabc"),
              HasSubstr("should not have been captured: packet d"));
}

TEST(TrafficCheck, PacketsMayHaveChangedPlaces) {
  constexpr double kClose = 0.01;
  EXPECT_EQ(Judge("bacdfegh", "abcdefghi", "abcdefghi", "", kClose), "passed");
  EXPECT_EQ(Judge("abcdefh", "abcdefghi", "abcdefghi", "", kClose), "passed") << "h was seen inside before g was";
  EXPECT_EQ(Judge("acdefgh", "abcdefghi", "abcdefghi", "", kClose), "passed");
}

TEST(TrafficCheck, OneInTheMiddleMustNotBeMissing) {
  EXPECT_EQ(Judge("abcefgh", "abcdefgh", "abcdefgh"),
            "This packet is missing, though it came while you captured: packet d");
}

TEST(TrafficCheck, NoOtherMayBeThere) {
  EXPECT_EQ(Judge("abxcd", "abcd", "abxcd"), "This packet should not have been captured: packet x");
}

TEST(TrafficCheck, NoneMayBeMadeUp) {
  EXPECT_EQ(Judge("abzcd", "abcd", "abxcd"), "This packet was not on the network: packet z");
  EXPECT_THAT(Judge("aabcd", "abcd", "abcd"), HasSubstr("was not on the network: packet a")) << "there was one a";
}

TEST(TrafficCheck, AFileThatHoldsNothingIsNoCapture) {
  EXPECT_THAT(Judge("", "abcd", "abcd"), HasSubstr("“dir/out.pcap” is no capture"));
}

TEST(TrafficCheck, AsManyAsAskedForMustBeThere) {
  EXPECT_EQ(Judge("abc", "abcd", "abcd", "min = 3\n"), "passed");
  EXPECT_EQ(Judge("abc", "abcd", "abcd", "min = 4\n"), "Expected at least 4 packets, found 3.");
}

TEST(TrafficCheck, KeysAreRequired) {
  for (const char* key : {"file", "network", "filter"}) {
    std::string keys = kKeys;
    keys.replace(keys.find(key), 1, "x");
    EXPECT_THAT(FaultsOf("traffic", keys), HasSubstr("missing key `" + std::string(key) + "`"));
  }
}

}  // namespace
}  // namespace shellab::testing
