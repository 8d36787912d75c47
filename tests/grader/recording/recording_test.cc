// What is written is read again; and what others, or an enemy, wrote.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "grader/recording/reader.h"
#include "grader/recording/writer.h"
#include "grader/usage_error.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"
#include "tests/support/no_room.h"

namespace shellab::testing {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using Kind = RecordingEvent::Kind;

class Recording : public ::testing::Test {
 protected:
  // What reading a file with this content finds, and the error that ended it.
  std::vector<RecordingEvent> Read(std::string_view content) {
    WriteFileAtomically(file_, content);
    return Read();
  }

  std::vector<RecordingEvent> Read() {
    std::vector<RecordingEvent> events;
    error_.clear();
    try {
      RecordingReader reader(file_);
      header_ = reader.header();
      length_ = reader.Length();
      while (auto event = reader.Next()) events.push_back(std::move(*event));
    } catch (const UsageError& error) {
      error_ = error.what();
    }
    return events;
  }

  // What was shown, or typed, in all of `events`.
  static std::string All(const std::vector<RecordingEvent>& events, Kind kind) {
    std::string text;
    for (const RecordingEvent& event : events)
      if (event.kind == kind) text += event.data;
    return text;
  }

  static constexpr char kHeader[] = "{\"version\": 2, \"width\": 80, \"height\": 24}\n";
  TempDir folder_{"/tmp"};
  std::filesystem::path file_ = folder_.path() / "r.cast";
  RecordingHeader header_;
  std::chrono::microseconds length_{};
  std::string error_;
};

TEST_F(Recording, IsReadAsItWasWritten) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  {
    RecordingWriter writer(file_, {{100, 30}, now, "标题 \"quoted\"", "xterm", "/bin/bash", "kill-tomcat", 42});
    writer.Output("one\x1b[31m\r\n");
    writer.Resized({120, 40});
    writer.Input("\x03");
    writer.Output("two\u009b中");
    EXPECT_EQ(writer.ended(), "");
  }
  const std::vector<RecordingEvent> events = Read();
  EXPECT_EQ(error_, "");
  EXPECT_EQ(header_.size.columns, 100U);
  EXPECT_EQ(header_.size.rows, 30U);
  EXPECT_EQ(header_.begun, now);
  EXPECT_EQ(header_.title, "标题 \"quoted\"");
  EXPECT_EQ(header_.term, "xterm");
  EXPECT_EQ(header_.shell, "/bin/bash");
  EXPECT_EQ(header_.lab, "kill-tomcat");
  EXPECT_EQ(header_.seed, 42U);
  ASSERT_EQ(events.size(), 4U);
  EXPECT_EQ(events[0].data, "one\x1b[31m\r\n");
  EXPECT_EQ(events[1].kind, Kind::kResize);
  EXPECT_EQ(events[1].size.columns, 120U);
  EXPECT_EQ(events[1].size.rows, 40U);
  EXPECT_EQ(events[2].kind, Kind::kInput);
  EXPECT_EQ(events[2].data, "\x03");
  EXPECT_EQ(events[3].data, "two\u009b中");
  EXPECT_EQ(length_, events[3].at);
}

TEST_F(Recording, IsItsOwnersAndNobodyElses) {
  const RecordingWriter writer(file_, {});
  struct stat status {};
  ASSERT_EQ(::stat(file_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777U, 0600U);
  EXPECT_THROW(RecordingWriter(file_, {}), OsError) << "it is never written over";
}

TEST_F(Recording, HoldsWholeCharacters) {
  const std::string text = "é中🎉";
  {
    RecordingWriter writer(file_, {});
    for (const char byte : text) writer.Output({&byte, 1});
    writer.Output("\xff");
    writer.Output("\xe4\xb8");
    writer.Output("x\xe4");
  }
  const std::vector<RecordingEvent> events = Read();
  EXPECT_EQ(error_, "");
  EXPECT_EQ(All(events, Kind::kOutput), text + "\ufffd\ufffd\ufffdx\ufffd");
  for (const RecordingEvent& event : events) EXPECT_FALSE(event.data.empty());
}

TEST_F(Recording, IsHarmlessToPrint) {
  { RecordingWriter(file_, {}).Output("\x1b]0;x\a\u009b31m\u202e"); }
  const std::string content = ReadFile(file_);
  for (const std::string_view bytes : {"\x1b", "\a", "\u009b", "\u202e"}) EXPECT_EQ(content.find(bytes), content.npos);
}

TEST_F(Recording, SaysWhereItWasCut) {
  constexpr std::uint64_t kMaxBytes = 2000;
  {
    RecordingWriter writer(file_, {}, kMaxBytes);
    for (int i = 0; i < 100; ++i) writer.Output("a line of some length\r\n");
    EXPECT_THAT(writer.ended(), EndsWith("r.cast: the recording has reached 2000 bytes"));
  }
  EXPECT_LE(std::filesystem::file_size(file_), kMaxBytes);
  const std::vector<RecordingEvent> events = Read();
  EXPECT_EQ(error_, "");
  EXPECT_GT(events.size(), 10U);
  EXPECT_EQ(events.back().kind, Kind::kMarker);
  EXPECT_EQ(events.back().data, "cut here: the recording has reached 2000 bytes");
}

TEST_F(Recording, SaysThatNoMoreCanBeWritten) {
  {
    const NoRoom room(1000);
    RecordingWriter writer(file_, {});
    for (int i = 0; i < 100; ++i) writer.Output("a line of some length\r\n");
    EXPECT_THAT(writer.ended(), HasSubstr("r.cast: "));
  }
  EXPECT_EQ(std::filesystem::file_size(file_), 1000U) << "nothing follows half a line";
  EXPECT_GT(Read().size(), 10U);
  EXPECT_EQ(error_, "");
}

TEST_F(Recording, FollowsNoLink) {
  std::filesystem::create_symlink("/dev/null", file_);
  EXPECT_THROW(RecordingWriter(file_, {}), OsError);
}

TEST_F(Recording, MayEndInTheMiddleOfALine) {
  const std::string whole = std::string(kHeader) + "[0.5, \"o\", \"a\"]\n[1.25, \"o\", \"b\"]\n";
  for (std::size_t size = std::string(kHeader).size(); size <= whole.size(); ++size) {
    const std::vector<RecordingEvent> events = Read(whole.substr(0, size));
    EXPECT_EQ(error_, "") << size;
    EXPECT_EQ(length_, events.empty() ? std::chrono::microseconds{} : events.back().at) << size;
  }
  EXPECT_EQ(Read(whole).size(), 2U);
}

TEST_F(Recording, TakesWhatOthersMake) {
  const auto events = Read(
      "{\"version\":2,\"width\":80,\"height\":24,\"timestamp\":1504467315,\"duration\":1.5,\"env\":{\"TERM\":\"xterm\"}"
      ","
      "\"theme\":{\"fg\":\"#d0d0d0\"}}\n[1,\"o\",\"a\"]\n[0.5,\"o\",\"b\"]\n[2,\"x\",\"0\"]\n[3,\"m\",\"\"]");
  EXPECT_EQ(error_, "");
  ASSERT_EQ(events.size(), 3U);
  EXPECT_EQ(events[1].at, std::chrono::seconds(1)) << "time does not go back";
  EXPECT_EQ(events[2].kind, Kind::kMarker);
}

TEST_F(Recording, SaysWhatIsWrongAndWhere) {
  const std::string header = kHeader;
  const std::vector<std::pair<std::string, std::string>> files = {
      {"", "r.cast: the file is empty"},
      {"no JSON\n", "r.cast:1: this is no JSON"},
      {"[1, \"o\", \"x\"]\n", "r.cast:1: expected the header of a recording"},
      {"{}\n", "r.cast:1: `version` is missing; only asciicast version 2 is known"},
      {"{\"version\": 3}\n", "r.cast:1: `version` is 3;"},
      {"{\"version\": \"" + std::string(1000, 'x') + "\"}\n", "only asciicast version 2"},
      {"{\"version\": 2, \"width\": 0, \"height\": 24}\n", "`width` must be a number from 1 to 10000"},
      {"{\"version\": 2, \"width\": 80, \"height\": 1e9}\n", "`height` must be"},
      {header + "[0.1, \"o\", \"x\"]\nrubbish\n[0.2, \"o\", \"y\"]\n", "r.cast:3: this is no JSON"},
      {header + "[0.1, \"o\"]\n", "r.cast:2: expected an event"},
      {header + "[\"0\", \"o\", \"x\"]\n", "r.cast:2: expected an event"},
      {header + "[-1, \"o\", \"x\"]\n", "r.cast:2: an event's time"},
      {header + "[1e300, \"o\", \"x\"]\n", "r.cast:2: an event's time"},
      {header + "[1e999, \"o\", \"x\"]\n", "r.cast:2:"},
      {header + "[1, \"r\", \"80\"]\n", "r.cast:2: a size must be COLUMNSxROWS"},
      {header + "[1, \"r\", \"99999x24\"]\n", "r.cast:2: a size must be"},
      {header + "[1, \"r\", \"80x24 \"]\n", "r.cast:2: a size must be"},
      {header + "[1, \"o\", \"\xff\"]\n", "r.cast:2: this is no JSON"},
      {header + std::string(100'000, '[') + "\n", "r.cast:2: this is no JSON"},
      {header + std::string(RecordingReader::kMaxLine + 70'000, ' '), "r.cast:2: the line is longer than 4 MiB"}};
  for (const auto& [content, message] : files) {
    Read(content);
    EXPECT_THAT(error_, HasSubstr(message)) << content.substr(0, 100);
    EXPECT_LT(error_.size(), 300U);
  }
}

TEST_F(Recording, IsARegularFile) {
  EXPECT_THROW(RecordingReader{folder_.path()}, UsageError);
  EXPECT_THROW(RecordingReader{folder_.path() / "absent"}, UsageError);
  ASSERT_EQ(::mkfifo(file_.c_str(), 0600), 0);
  Read();
  EXPECT_THAT(error_, HasSubstr("no regular file"));
}

}  // namespace
}  // namespace shellab::testing
