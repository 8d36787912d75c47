#include "grader/practice/visit.h"

#include <gtest/gtest.h>

#include <string>

namespace shellab {
namespace {

TEST(Visit, IsReadAsItWasWritten) {
  Visit visit;
  visit.kind = Visit::Kind::kShell;
  visit.size = {132, 50};
  visit.term = "xterm";
  visit.host = "node01";
  visit.as_root = true;
  const std::optional<Visit> read = DecodeVisit(EncodeVisit(visit));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->kind, Visit::Kind::kShell);
  EXPECT_EQ(read->size, visit.size);
  EXPECT_EQ(read->term, "xterm");
  EXPECT_EQ(read->host, "node01");
  EXPECT_TRUE(read->as_root);
  const std::optional<Visit> plain = DecodeVisit(EncodeVisit(Visit{}));
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->kind, Visit::Kind::kSeat);
  EXPECT_EQ(plain->size, TerminalSize{});
  EXPECT_EQ(plain->host, "");
  EXPECT_FALSE(plain->as_root);
}

TEST(Visit, IsNoneWhereAPieceOfItIsMissing) {
  const std::string whole = EncodeVisit(Visit{});
  for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(DecodeVisit(whole.substr(0, size))) << size;
  EXPECT_TRUE(DecodeVisit(whole));
  EXPECT_FALSE(DecodeVisit(whole + "more"));
}

TEST(Visit, HasASize) {
  EXPECT_EQ(DecodeSize(EncodeSize({200, 60})), (TerminalSize{200, 60}));
  EXPECT_FALSE(DecodeSize("80x24"));
}

}  // namespace
}  // namespace shellab
