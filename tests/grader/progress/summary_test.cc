// The table of progress, in both languages, on every terminal.
#include "grader/progress/summary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <ctime>

#include "grader/report/printable.h"

namespace shellab {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::chrono::system_clock::time_point At(int seconds) {
  return std::chrono::system_clock::time_point(std::chrono::seconds(seconds));
}

Lab LabOf(const std::string& topic, const std::string& id) {
  Lab lab;
  lab.topic = topic;
  lab.id = id;
  return lab;
}

class Progress : public ::testing::Test {
 protected:
  Progress() {
    setenv("TZ", "UTC", 1);
    tzset();
  }
  ~Progress() override {
    unsetenv("TZ");
    tzset();
  }

  static ProgressSummary Sample() {
    std::map<std::string, LabProgress> record;
    record["awk"] = {At(100), At(90'000), std::chrono::minutes(65), 2, {{At(200), 4, 10}, {At(90'000), 10, 10}}};
    record["sed"] = {At(300), At(400), std::chrono::seconds(61), 0, {{At(400), 5, 10}}};
    record["kill"] = {At(500), At(600), {}, 1, {}};
    record["gone"] = {At(1), At(2), {}, 0, {}};
    const std::vector<Lab> labs = {LabOf("text", "awk"), LabOf("processes", "kill"), LabOf("text", "sed"),
                                   LabOf("text", "tr")};
    const auto day = [](int day) { return std::chrono::sys_days(std::chrono::days(day)); };
    return Summarise(labs, record, {day(0), day(1)}, day(2));
  }
};

TEST_F(Progress, ATableByTopic) {
  EXPECT_EQ(RenderText(Sample(), Language::kEnglish, 0),
            "TOPIC      SOLVED                           ATTEMPTS        TIME  LAST        HINTS\n"
            "processes  [........................]  0/1         0           –  1970-01-01      1\n"
            "text       [########................]  1/3         3  1 h 07 min  1970-01-02      2\n"
            "all        [######..................]  1/4         3  1 h 07 min  1970-01-02      3\n"
            "\n"
            "Streak: 2 days; practised on 2 in all\n"
            "Begun: kill, sed 5/10\n"
            "There is a record of 1 more lab that is not here.\n");
}

TEST_F(Progress, InChinese) {
  const std::string text = RenderText(Sample(), Language::kChinese, 0);
  EXPECT_THAT(text, HasSubstr("主题       已完成"));
  EXPECT_THAT(text, HasSubstr("1 小时 07 分钟"));
  EXPECT_THAT(text, HasSubstr("\n连续 2 天，共 2 天\n已开始：kill、sed 5/10\n"));
}

TEST_F(Progress, FitsIntoEveryTerminal) {
  constexpr std::size_t kNarrowest = 20;
  for (const Language language : {Language::kEnglish, Language::kChinese})
    for (std::size_t columns = kNarrowest; columns <= 120; ++columns) {
      const std::string text = RenderText(Sample(), language, columns);
      const std::string table = text.substr(0, text.find("\n\n"));
      for (std::size_t at = 0; at < table.size(); at = table.find('\n', at) + 1) {
        const std::string line = table.substr(at, table.find('\n', at) - at);
        EXPECT_LE(DisplayWidth(line), columns) << line;
        if (table.find('\n', at) == std::string::npos) break;
      }
    }
  EXPECT_THAT(RenderText(Sample(), Language::kEnglish, 80), HasSubstr("[#"));
  EXPECT_THAT(RenderText(Sample(), Language::kEnglish, 40), HasSubstr("[#"));
  EXPECT_THAT(RenderText(Sample(), Language::kEnglish, kNarrowest), Not(HasSubstr("[")));
}

TEST_F(Progress, NothingYet) {
  const ProgressSummary nothing = Summarise({LabOf("text", "awk")}, {}, {}, {});
  EXPECT_EQ(RenderText(nothing, Language::kEnglish, 80), "Nothing was practised yet. Begin with: shellab next\n");
}

TEST_F(Progress, AsJson) {
  const boost::json::value value = boost::json::parse(RenderJson(Sample()));
  EXPECT_EQ(value.at("format"), 1);
  EXPECT_EQ(value.at("streak_days"), 2);
  EXPECT_EQ(value.at_pointer("/all/solved"), 1);
  EXPECT_EQ(value.at_pointer("/topics/1/topic"), "text");
  EXPECT_EQ(value.at_pointer("/topics/1/begun"), 1);
  EXPECT_EQ(value.at_pointer("/topics/1/time_ms"), 3'961'000);
  EXPECT_EQ(value.at_pointer("/record/0/lab"), "awk");
  EXPECT_EQ(value.at_pointer("/record/0/solved_at"), "1970-01-02T01:00:00Z");
  EXPECT_EQ(value.at_pointer("/record/0/best/points"), 10);
  EXPECT_EQ(value.at_pointer("/record/0/attempts/0/at"), "1970-01-01T00:03:20Z");
  EXPECT_TRUE(value.at_pointer("/record/1/topic").is_null()) << "a lab that is not here";
  EXPECT_TRUE(value.at_pointer("/record/2/best").is_null());
}

}  // namespace
}  // namespace shellab
