#include "grader/recording/reader.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <cmath>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "grader/usage_error.h"
#include "sandbox/os/error.h"
#include "sandbox/toml/reader.h"

namespace shellab {
namespace json = boost::json;
namespace {

constexpr std::size_t kBlock = 64U << 10U;
constexpr unsigned kMaxSide = 10'000;  // columns or rows
constexpr double kMaxSeconds = 10 * 365 * 86'400;

// What is wrong with a line.
class Unexpected : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

json::value Parse(std::string_view line) {
  json::parse_options options;
  options.max_depth = 8;  // a header's theme is two deep
  json::error_code error;
  json::value value = json::parse(line, error, {}, options);
  if (error) throw Unexpected("this is no JSON: " + error.message());
  return value;
}

unsigned Side(const json::object& header, std::string_view key) {
  const json::value* value = header.if_contains(key);
  const std::int64_t* side = value == nullptr ? nullptr : value->if_int64();
  if (side == nullptr || *side < 1 || *side > kMaxSide)
    throw Unexpected(fmt::format("`{}` must be a number from 1 to {}", key, kMaxSide));
  return static_cast<unsigned>(*side);
}

// A string that nothing depends on.
std::string StringAt(const json::value& value, const char* pointer) {
  json::error_code error;
  const json::value* found = value.find_pointer(pointer, error);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : "";
}

RecordingHeader HeaderOf(const json::value& value) {
  const json::object* object = value.if_object();
  if (object == nullptr) throw Unexpected("expected the header of a recording, a JSON object with `version`");
  const json::value* version = object->if_contains("version");
  if (version == nullptr || *version != json::value(2))
    throw Unexpected(fmt::format("`version` is {}; only asciicast version 2 is known",
                                 version == nullptr ? "missing" : json::serialize(*version).substr(0, 20)));
  RecordingHeader header;
  header.size = {Side(*object, "width"), Side(*object, "height")};
  header.title = StringAt(value, "/title");
  header.term = StringAt(value, "/env/TERM");
  header.shell = StringAt(value, "/env/SHELL");
  header.lab = StringAt(value, "/shellab/lab");
  json::error_code error;
  if (const json::value* seed = value.find_pointer("/shellab/seed", error)) {
    const auto number = seed->to_number<std::uint32_t>(error);
    if (!error) header.seed = number;
  }
  if (const json::value* begun = object->if_contains("timestamp"); begun != nullptr && begun->is_int64()) {
    constexpr std::int64_t kLastSecond = 253'402'300'799;  // of the year 9999
    header.begun =
        std::chrono::sys_seconds(std::chrono::seconds(std::clamp<std::int64_t>(begun->get_int64(), 0, kLastSecond)));
  }
  return header;
}

TerminalSize SizeOf(std::string_view text) {
  TerminalSize size{0, 0};
  const char* end = text.data() + text.size();
  const auto columns = std::from_chars(text.data(), end, size.columns);
  const bool goes_on = columns.ptr != end && *columns.ptr == 'x';
  const auto rows = goes_on ? std::from_chars(columns.ptr + 1, end, size.rows) : columns;
  const auto fits = [](unsigned side) { return side >= 1 && side <= kMaxSide; };
  if (rows.ptr != end || !fits(size.columns) || !fits(size.rows))
    throw Unexpected("a size must be COLUMNSxROWS such as \"80x24\"");
  return size;
}

std::optional<RecordingEvent::Kind> KindOf(std::string_view code) {
  if (code == "o") return RecordingEvent::Kind::kOutput;
  if (code == "i") return RecordingEvent::Kind::kInput;
  if (code == "r") return RecordingEvent::Kind::kResize;
  if (code == "m") return RecordingEvent::Kind::kMarker;
  return std::nullopt;
}

// None where the event is of a kind that is not known (asciicast v2 wants those passed over).
std::optional<RecordingEvent> EventOf(const json::value& value) {
  const json::array* array = value.if_array();
  if (array == nullptr || array->size() != 3 || !(*array)[0].is_number() || !(*array)[1].is_string() ||
      !(*array)[2].is_string())
    throw Unexpected("expected an event, [SECONDS, \"CODE\", \"DATA\"]");
  const double seconds = (*array)[0].to_number<double>();
  if (!(seconds >= 0 && seconds <= kMaxSeconds))
    throw Unexpected("an event's time must be from 0 seconds to ten years");
  const auto kind = KindOf((*array)[1].get_string());
  if (!kind) return std::nullopt;
  RecordingEvent event;
  event.at = std::chrono::microseconds(std::llround(seconds * 1e6));
  event.kind = *kind;
  event.data = std::string((*array)[2].get_string());
  if (event.kind == RecordingEvent::Kind::kResize) event.size = SizeOf(event.data);
  return event;
}

}  // namespace

RecordingReader::RecordingReader(const std::filesystem::path& file) : path_(file) {
  try {
    file_ = Open(file, O_RDONLY | O_NONBLOCK | O_NOCTTY);  // opening a pipe must not wait for a writer
  } catch (const OsError& error) {
    throw UsageError(error.what());
  }
  struct stat status {};
  CheckCall(::fstat(file_.get(), &status), "stat " + file.native());
  if (!S_ISREG(status.st_mode)) throw UsageError(Describe({file, 0, 0, "this is no regular file"}));
  const std::optional<std::string> line = NextLine();
  if (!line) Refuse("the file is empty; expected the header of a recording");
  try {
    header_ = HeaderOf(Parse(*line));
  } catch (const Unexpected& error) {
    Refuse(error.what());
  }
}

void RecordingReader::Refuse(const std::string& message) const {
  throw UsageError(Describe({path_, line_, 0, message}));
}

std::optional<std::string> RecordingReader::NextLine() {
  std::size_t searched = next_;
  std::size_t end = 0;
  while ((end = buffer_.find('\n', searched)) == std::string::npos && !at_end_) {
    buffer_.erase(0, std::exchange(next_, 0));
    searched = buffer_.size();
    if (searched > kMaxLine) {
      ++line_;
      Refuse(fmt::format("the line is longer than {} MiB", kMaxLine >> 20U));
    }
    std::array<char, kBlock> bytes;
    const ssize_t size = CheckCall(::read(file_.get(), bytes.data(), bytes.size()), "read " + path_.native());
    buffer_.append(bytes.data(), static_cast<std::size_t>(size));
    at_end_ = size == 0;
  }
  whole_ = end != std::string::npos;
  if (!whole_ && next_ == buffer_.size()) return std::nullopt;
  ++line_;
  const std::size_t begin = std::exchange(next_, whole_ ? end + 1 : buffer_.size());
  return buffer_.substr(begin, whole_ ? end - begin : std::string::npos);
}

std::optional<RecordingEvent> RecordingReader::Next() {
  while (const std::optional<std::string> line = NextLine()) {
    try {
      std::optional<RecordingEvent> event = EventOf(Parse(*line));
      if (!event) continue;
      event->at = last_ = std::max(last_, event->at);
      last_marker_ = event->kind == RecordingEvent::Kind::kMarker ? event->data : "";
      return event;
    } catch (const Unexpected& error) {
      if (!whole_) break;
      Refuse(error.what());
    }
  }
  return std::nullopt;
}

std::chrono::microseconds RecordingReader::Length() const {
  struct stat status {};
  CheckCall(::fstat(file_.get(), &status), "stat " + path_.native());
  for (const std::size_t block : {kBlock, kMaxLine}) {
    std::string end(block, '\0');
    const off_t from = std::max<off_t>(0, status.st_size - static_cast<off_t>(block));
    const ssize_t size = CheckCall(::pread(file_.get(), end.data(), end.size(), from), "read " + path_.native());
    end.resize(static_cast<std::size_t>(size));
    // The first line of a block is the end of one, and no JSON; nor is what a killed maker left.
    for (std::size_t begin = 0; !end.empty(); end.resize(begin == 0 ? 0 : begin - 1)) {
      begin = end.rfind('\n') + 1;
      try {
        if (const auto event = EventOf(Parse(std::string_view(end).substr(begin)))) return event->at;
      } catch (const Unexpected&) {
      }
    }
  }
  return {};
}

}  // namespace shellab
