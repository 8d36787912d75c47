#include "grader/practice/session_time.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace shellab {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

class SessionTimeTest : public ::testing::Test {
 protected:
  // What is said in the course of so long, looked at every second, with the minute; somebody types once a minute until
  // `typed_until`.
  static std::vector<std::string> Said(SessionTime& time, minutes length, minutes typed_until) {
    std::vector<std::string> said;
    for (seconds at{0}; at < length; at += seconds(1)) {
      const auto typed = std::min<seconds>(std::chrono::floor<minutes>(at), typed_until);
      const std::optional<Text> warning = time.Warning(kBegan + at, kBegan + typed);
      if (warning) said.push_back(std::to_string(std::chrono::floor<minutes>(at).count()) + " " + warning->en);
    }
    return said;
  }

  static constexpr SessionTime::Clock::time_point kBegan{std::chrono::hours(5)};
};

TEST_F(SessionTimeTest, SaysOnceWhatIsLeft) {
  SessionTime time({minutes(30), minutes(45)}, kBegan);
  EXPECT_EQ(Said(time, minutes(45), minutes(45)),
            (std::vector<std::string>{"35 shellab: 10m left", "40 shellab: 5m left", "44 shellab: 1m left"}));
}

TEST_F(SessionTimeTest, SaysOfAShortTimeOnlyWhatIsNews) {
  SessionTime time({minutes(30), minutes(5)}, kBegan);
  EXPECT_EQ(Said(time, minutes(5), minutes(5)), std::vector<std::string>{"4 shellab: 1m left"});
}

// For instance since an editor was open all the time.
TEST_F(SessionTimeTest, SaysLateWhatIsTrueThen) {
  SessionTime time({minutes(30), minutes(45)}, kBegan);
  const std::optional<Text> late = time.Warning(kBegan + minutes(42), kBegan + minutes(42));
  ASSERT_TRUE(late);
  EXPECT_EQ(late->en, "shellab: 3m left");
  EXPECT_FALSE(time.Warning(kBegan + minutes(43), kBegan + minutes(43)));
}

TEST_F(SessionTimeTest, SaysOnceThatNothingIsTyped) {
  SessionTime time({}, kBegan);
  const std::vector<std::string> said = Said(time, minutes(120), minutes(30));
  ASSERT_EQ(said.size(), 1U);
  EXPECT_EQ(said[0], "45 shellab: nothing was typed for 15 minutes; `exit` leaves the lab");
  EXPECT_FALSE(time.Warning(kBegan + minutes(120), kBegan + minutes(119)));
  EXPECT_TRUE(time.Warning(kBegan + minutes(134), kBegan + minutes(119)));
}

TEST_F(SessionTimeTest, EndsWhenItIsOverOrNobodyComesBack) {
  const SessionTime time({minutes(30), minutes(45)}, kBegan);
  EXPECT_FALSE(time.End(kBegan + minutes(44), std::nullopt));
  const std::optional<Text> over = time.End(kBegan + minutes(45), std::nullopt);
  ASSERT_TRUE(over);
  EXPECT_EQ(over->en, "shellab: the time of 45m is over");
  EXPECT_FALSE(time.End(kBegan + minutes(31), kBegan + minutes(2)));
  const std::optional<Text> left = time.End(kBegan + minutes(31), kBegan + minutes(1));
  ASSERT_TRUE(left);
  EXPECT_EQ(left->en, "shellab: nobody came back to the lab");
  EXPECT_FALSE(SessionTime({}, kBegan).End(kBegan + minutes(9999), std::nullopt));
}

TEST(TimeInWords, IsAsItIsTyped) {
  EXPECT_EQ(TimeInWords(minutes(45)), "45m");
  EXPECT_EQ(TimeInWords(minutes(120)), "120m");
  EXPECT_EQ(TimeInWords(seconds(90)), "90s");
  EXPECT_EQ(TimeInWords(std::chrono::milliseconds(1500)), "1.5s");
  EXPECT_EQ(TimeInWords(seconds(0)), "0s");
}

}  // namespace
}  // namespace shellab
