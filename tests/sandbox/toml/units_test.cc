#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "sandbox/toml/reader.h"

namespace shellab {
namespace {

TEST(Milliseconds, EveryUnit) {
  EXPECT_EQ(ParseMilliseconds("10s"), 10'000U);
  EXPECT_EQ(ParseMilliseconds("1500ms"), 1'500U);
  EXPECT_EQ(ParseMilliseconds("2m"), 120'000U);
  EXPECT_EQ(ParseMilliseconds("0s"), 0U);
}

TEST(Milliseconds, NothingElse) {
  for (const char* text : {"", "10", "s", "10 s", " 10s", "10s ", "-1s", "+1s", "1.5s", "010s", "10S", "10h", "1s2",
                           "0x10s", "18446744073709551616ms", "18446744073709551615s"}) {
    EXPECT_EQ(ParseMilliseconds(text), std::nullopt) << text;
  }
  EXPECT_EQ(ParseMilliseconds(std::string("1s\0", 3)), std::nullopt);
}

TEST(Bytes, EveryUnit) {
  EXPECT_EQ(ParseBytes("100"), 100U);
  EXPECT_EQ(ParseBytes("512K"), 524'288U);
  EXPECT_EQ(ParseBytes("64M"), 67'108'864U);
  EXPECT_EQ(ParseBytes("1G"), 1'073'741'824U);
  EXPECT_EQ(ParseBytes("18446744073709551615"), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(ParseBytes("17179869183G"), 17'179'869'183U * 1'073'741'824U);
}

TEST(Bytes, NothingElse) {
  for (const char* text : {"", "M", "64m", "64MB", "64MiB", "64 M", "-64M", "+64M", "1.5G", "064M", "1T",
                           "17179869184G", "18446744073709551616"}) {
    EXPECT_EQ(ParseBytes(text), std::nullopt) << text;
  }
}

TEST(NearestWord, ByEditsAndSwaps) {
  EXPECT_EQ(Nearest("pionts", {"id", "points", "kind"}), "points");
  EXPECT_EQ(Nearest("limit", {"limits", "level"}), "limits");
  EXPECT_EQ(Nearest("answer", {"answers", "answer"}), "answer");
  EXPECT_EQ(Nearest("xd", {"kind", "id"}), "id");
  EXPECT_EQ(Nearest("cpu", {"gpu", "cpus"}), "gpu") << "the first of equals";
}

// Six letters allow two edits and no third; a swap counts once.
TEST(NearestWord, OnlyNearEnough) {
  EXPECT_EQ(Nearest("abcdef", {"abcdxy"}), "abcdxy");
  EXPECT_EQ(Nearest("abcdef", {"abcxyz"}), "");
  EXPECT_EQ(Nearest("badcef", {"abcdef"}), "abcdef");
  EXPECT_EQ(Nearest("badcfe", {"abcdef"}), "");
  EXPECT_EQ(Nearest("service", {"seeds", "title"}), "");
  EXPECT_EQ(Nearest("", {"a"}), "");
  EXPECT_EQ(Nearest("a", {}), "");
}

}  // namespace
}  // namespace shellab
