#include "grader/store/stored_report.h"

#include <nettle/base64.h>
#include <zstd.h>

#include <array>
#include <boost/json.hpp>
#include <type_traits>

#include "grader/report/json_parts.h"
#include "grader/report/printable.h"
#include "sandbox/os/error.h"

namespace shellab {
namespace {

namespace json = boost::json;

constexpr int kForm = 1;
constexpr int kLevel = 3;                          // of Zstandard: its default
constexpr std::size_t kMaxPacked = 512ULL << 20U;  // what a frame may say that it holds
constexpr std::array kReportStatus = {"graded", "lab_error", "error"};
constexpr std::array kCheckStatus = {"passed", "failed", "skipped", "error"};
constexpr std::array kFindingStatus = {"passed", "failed"};
constexpr std::array kEnded = {"exited", "signalled", "killed_by"};
constexpr std::array kLimits = {"wall", "cpu", "memory", "processes", "disk", "output"};

// A string as it is where it is text; else {"base64": ...}.
json::value Write(const std::string& bytes) {
  if (IsText(bytes)) return json::string(bytes);
  return json::object{{"base64", Base64(bytes)}};
}

void Read(const json::value& value, std::string& bytes) {
  if (value.is_string()) {
    bytes = value.as_string();
    return;
  }
  const json::string& text = value.at("base64").as_string();
  base64_decode_ctx context;
  base64_decode_init(&context);
  bytes.resize(BASE64_DECODE_LENGTH(text.size()));
  std::size_t size = bytes.size();
  if (base64_decode_update(&context, &size, reinterpret_cast<std::uint8_t*>(bytes.data()), text.size(), text.data()) !=
      1)
    throw HostError("what was stored is no base64");
  bytes.resize(size);
}

// Each kind of value names its parts once, for both ways: Form is a Packer or a Unpacker.
template <typename Form>
void Describe(Form& form, Text& text) {
  form("en", text.en);
  form("zh", text.zh);
}

template <typename Form>
void Describe(Form& form, Unread& unread) {
  form("reason", unread.reason);
  form("by_machine", unread.by_machine);
}

template <typename Form>
void Describe(Form& form, DiffText& diff) {
  form("text", diff.text);
  form("more", diff.more);
  form("not_compared", diff.not_compared);
}

template <typename Form>
void Describe(Form& form, Finding& finding) {
  form.Choice("status", finding.status, kFindingStatus);
  form("message", finding.message);
  form("expected", finding.expected);
  form("actual", finding.actual);
  form("diff", finding.diff);
  form("took_ms", finding.took);
}

template <typename Form>
void Describe(Form& form, SeedFinding& seed) {
  form("seed", seed.seed);
  form("finding", seed.finding);
}

template <typename Form>
void Describe(Form& form, CheckReport& check) {
  form("id", check.id);
  form("name", check.name);
  form.Choice("status", check.status, kCheckStatus);
  form("reason", check.reason);
  form("points", check.points);
  form("max_points", check.max_points);
  form("message", check.message);
  form("hint", check.hint);
  form("hidden", check.hidden);
  form("seeds", check.seeds);
}

template <typename Form>
void Describe(Form& form, CapturedOutput& output) {
  form("content", output.content);
  form("bytes", output.total_bytes);
  form("truncated", output.truncated);
}

template <typename Form>
void Describe(Form& form, Outcome& outcome) {
  form.Choice("ended", outcome.ended, kEnded);
  form("code", outcome.code);
  form("signal", outcome.signal);
  std::vector<Limit> killer;
  if (outcome.limit) killer.push_back(*outcome.limit);
  form.Choices("limit", killer, kLimits);
  if (!killer.empty()) outcome.limit = killer.front();
  form.Choices("limits_hit", outcome.limits_hit, kLimits);
}

template <typename Form>
void Describe(Form& form, ExecResult& result) {
  form("outcome", result.outcome);
  form("exec_errno", result.exec_errno);
  form("wall_us", result.wall);
  form("cpu_us", result.cpu);
  form("peak_memory_bytes", result.peak_memory_bytes);
  form("stdout", result.out);
  form("stderr", result.err);
}

template <typename Form>
void Describe(Form& form, RunReport& run) {
  form("seed", run.seed);
  form("result", run.result);
}

template <typename Form>
void Describe(Form& form, Report::Environment& environment) {
  form("shellab", environment.shellab);
  form("image", environment.image);
  form("image_digest", environment.image_digest);
  form("kernel", environment.kernel);
}

template <typename Form>
void Describe(Form& form, Report& report) {
  form("lab", report.lab);
  form("lab_title", report.lab_title);
  form("lab_digest", report.lab_digest);
  form("answer_sha256", report.answer_sha256);
  form.Choice("status", report.status, kReportStatus);
  form("error", report.error);
  form("points", report.points);
  form("max_points", report.max_points);
  form("checks", report.checks);
  form("notes", report.notes);
  form("runs", report.runs);
  form("environment", report.environment);
  auto since_epoch = std::chrono::duration_cast<std::chrono::nanoseconds>(report.started_at.time_since_epoch());
  form("started_at_ns", since_epoch);
  report.started_at = std::chrono::system_clock::time_point(since_epoch);
  form("wall_ms", report.wall);
}

class Packer {
 public:
  template <typename Value>
  void operator()(const char* name, Value& value) {
    object_[name] = Of(value);
  }
  template <typename Value>
  void operator()(const char* name, std::optional<Value>& value) {
    if (value) object_[name] = Of(*value);
  }
  template <typename Value>
  void operator()(const char* name, std::vector<Value>& values) {
    json::array array;
    for (Value& value : values) array.push_back(Of(value));
    object_[name] = std::move(array);
  }
  template <typename Value, typename Names>
  void Choice(const char* name, Value& value, const Names& names) {
    object_[name] = names.at(static_cast<std::size_t>(value));
  }
  template <typename Value, typename Names>
  void Choices(const char* name, std::vector<Value>& values, const Names& names) {
    json::array array;
    for (const Value value : values) array.emplace_back(names.at(static_cast<std::size_t>(value)));
    object_[name] = std::move(array);
  }

  template <typename Value>
  static json::value Of(Value& value) {
    if constexpr (std::is_arithmetic_v<Value>) {
      return value;
    } else if constexpr (std::is_same_v<Value, std::string>) {
      return Write(value);
    } else {
      Packer part;
      Describe(part, value);
      return std::move(part.object_);
    }
  }
  template <typename Rep, typename Period>
  static json::value Of(std::chrono::duration<Rep, Period>& time) {
    return time.count();
  }

 private:
  json::object object_;
};

class Unpacker {
 public:
  explicit Unpacker(const json::value& value) : object_(value.as_object()) {}

  template <typename Value>
  void operator()(const char* name, Value& value) {
    if (const json::value* found = object_.if_contains(name)) Into(*found, value);
  }
  template <typename Value>
  void operator()(const char* name, std::optional<Value>& value) {
    if (const json::value* found = object_.if_contains(name)) Into(*found, value.emplace());
  }
  template <typename Value>
  void operator()(const char* name, std::vector<Value>& values) {
    const json::value* found = object_.if_contains(name);
    if (found == nullptr) return;
    for (const json::value& element : found->as_array()) Into(element, values.emplace_back());
  }
  template <typename Value, typename Names>
  void Choice(const char* name, Value& value, const Names& names) {
    if (const json::value* found = object_.if_contains(name)) value = Chosen<Value>(*found, names);
  }
  template <typename Value, typename Names>
  void Choices(const char* name, std::vector<Value>& values, const Names& names) {
    const json::value* found = object_.if_contains(name);
    if (found == nullptr) return;
    for (const json::value& element : found->as_array()) values.push_back(Chosen<Value>(element, names));
  }

  template <typename Value>
  static void Into(const json::value& from, Value& value) {
    if constexpr (std::is_same_v<Value, bool>) {
      value = from.as_bool();
    } else if constexpr (std::is_arithmetic_v<Value>) {
      value = from.to_number<Value>();
    } else if constexpr (std::is_same_v<Value, std::string>) {
      Read(from, value);
    } else {
      Unpacker part(from);
      Describe(part, value);
    }
  }
  template <typename Rep, typename Period>
  static void Into(const json::value& from, std::chrono::duration<Rep, Period>& time) {
    time = std::chrono::duration<Rep, Period>(from.to_number<Rep>());
  }

 private:
  template <typename Value, typename Names>
  static Value Chosen(const json::value& name, const Names& names) {
    for (std::size_t i = 0; i < names.size(); ++i)
      if (name.as_string() == names[i]) return static_cast<Value>(i);
    throw HostError("what was stored has a value that this shellab does not know; use a later one");
  }

  const json::object& object_;
};

std::string Compressed(const std::string& text) {
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), kLevel));
  return packed;
}

std::string Decompressed(std::string_view packed) {
  const unsigned long long size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  std::string text;
  if (size <= kMaxPacked) {
    text.resize(size);
    if (ZSTD_decompress(text.data(), text.size(), packed.data(), packed.size()) == size) return text;
  }
  throw HostError("a stored report is not whole");
}

// What `read` makes of the JSON in `text`.
template <typename Function>
void Parse(std::string_view text, const Function& read) {
  try {
    json::monotonic_resource memory;
    read(json::parse(text, &memory));
  } catch (const boost::system::system_error& error) {
    throw HostError(std::string("what was stored cannot be read: ") + error.what());
  } catch (const std::out_of_range& error) {
    throw HostError(std::string("what was stored cannot be read: ") + error.what());
  } catch (const std::invalid_argument& error) {
    throw HostError(std::string("what was stored cannot be read: ") + error.what());
  }
}

template <typename Value>
std::string PackAll(std::vector<Value> values) {
  json::array array;
  for (Value& value : values) array.push_back(Packer::Of(value));
  return json::serialize(array);
}

template <typename Value>
std::vector<Value> UnpackAll(std::string_view packed) {
  std::vector<Value> values;
  Parse(packed, [&](const json::value& array) {
    for (const json::value& element : array.as_array()) Unpacker::Into(element, values.emplace_back());
  });
  return values;
}

}  // namespace

std::string ReportToJson(const Report& report) {
  Report copy = report;
  json::value value = Packer::Of(copy);
  value.as_object()["form"] = kForm;
  return json::serialize(value);
}

Report ReportFromJson(std::string_view text) {
  Report report;
  Parse(text, [&](const json::value& value) {
    if (value.at("form").as_int64() > kForm) throw HostError("a report was stored by a later shellab: use that one");
    Unpacker::Into(value, report);
  });
  return report;
}

std::string PackReport(const Report& report) { return Compressed(ReportToJson(report)); }
Report UnpackReport(std::string_view packed) { return ReportFromJson(Decompressed(packed)); }

std::string PackTexts(const std::vector<Text>& texts) { return PackAll(texts); }
std::vector<Text> UnpackTexts(std::string_view packed) { return UnpackAll<Text>(packed); }
std::string PackStrings(const std::vector<std::string>& strings) { return PackAll(strings); }
std::vector<std::string> UnpackStrings(std::string_view packed) { return UnpackAll<std::string>(packed); }

std::optional<std::string> PackUnread(const std::optional<Unread>& unread) {
  if (!unread) return std::nullopt;
  return PackAll(std::vector{*unread});
}

Unread UnpackUnread(std::string_view packed) { return UnpackAll<Unread>(packed).at(0); }

}  // namespace shellab
