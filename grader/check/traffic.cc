#include "grader/check/traffic.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shellab {
namespace {

// Prints a line a packet: whether it is captured (c), recorded and selected (r) or recorded (a), its first bytes
// without the link's header, which a capture on `any` replaces, and what tcpdump says of it. Only frames that pass the
// host's interface count.
constexpr char kScript[] = R"script(
show() {
  tcpdump -nn -tt -x -r "$2" "${@:3}" 2> /dev/null | awk -v kind="$1" '
    function flush() { if (bytes != "") print kind, substr(bytes, 1, 80), text }
    /^\t0x/ { sub(/^\t0x[0-9a-f]+: */, ""); gsub(/ /, ""); bytes = bytes $0; next }
    /^\t/ { next }
    { flush(); bytes = ""; text = substr($0, 1, 160) }
    END { flush() }'
}
passes="(ether host $MAC or ether broadcast or ether multicast)"
show c "$FILE"
show r /run/frames.pcap "($FILTER) and $passes"
show a /run/frames.pcap "$passes"
)script";

// Seconds within which packets may have changed places: one that leaves is seen inside before it is seen outside, one
// that comes after it. At both ends of a capture it is open which of them belong to it.
constexpr double kSlack = 0.05;

struct Packet {
  std::string bytes;
  double time = 0;  // seconds
  std::string text;
};

struct Traffic {
  std::vector<Packet> captured;
  std::vector<Packet> selected;
  std::vector<Packet> all;
};

Traffic Read(const std::string& output) {
  Traffic traffic;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string kind;
    Packet packet;
    words >> kind >> packet.bytes >> packet.time >> std::ws;
    std::getline(words, packet.text);
    if (kind == "c")
      traffic.captured.push_back(std::move(packet));
    else if (kind == "r")
      traffic.selected.push_back(std::move(packet));
    else if (kind == "a")
      traffic.all.push_back(std::move(packet));
  }
  return traffic;
}

// For each captured packet the number of the recorded one that it is, of those that passed at `since` or later; nothing
// where one is not there.
std::optional<std::vector<std::size_t>> Match(const std::vector<Packet>& captured, const std::vector<Packet>& selected,
                                              double since) {
  std::multimap<std::string_view, std::size_t> free;
  for (std::size_t i = 0; i < selected.size(); ++i)
    if (selected[i].time >= since) free.emplace(selected[i].bytes, i);
  std::vector<std::size_t> numbers;
  for (const Packet& packet : captured) {
    const auto found = free.lower_bound(packet.bytes);
    if (found == free.end() || found->first != packet.bytes) return std::nullopt;
    numbers.push_back(found->second);
    free.erase(found);
  }
  return numbers;
}

// The first recorded packet between the first and the last of these that is not among them.
std::optional<std::size_t> FindGap(std::vector<std::size_t> numbers, const std::vector<Packet>& selected) {
  std::sort(numbers.begin(), numbers.end());
  const double first = selected[numbers.front()].time + kSlack;
  const double last = selected[numbers.back()].time - kSlack;
  for (std::size_t i = numbers.front(); i < numbers.back(); ++i)
    if (selected[i].time > first && selected[i].time < last && !std::binary_search(numbers.begin(), numbers.end(), i))
      return i;
  return std::nullopt;
}

Text NoCapture(const std::string& file) {
  return {fmt::format("“{}” is no capture that tcpdump can read, or holds no packet.", file),
          fmt::format("“{}”不是 tcpdump 能读取的抓包文件，或者里面没有数据包。", file)};
}

Text TooFew(std::size_t min, std::size_t found) {
  return {fmt::format("Expected at least {} packets, found {}.", min, found),
          fmt::format("应至少有 {} 个数据包，实际有 {} 个。", min, found)};
}

Text NotWanted(const std::string& packet) {
  return {fmt::format("This packet should not have been captured: {}", packet),
          fmt::format("不应抓到这个数据包：{}", packet)};
}

Text NeverThere(const std::string& packet) {
  return {fmt::format("This packet was not on the network: {}", packet),
          fmt::format("网络上没有出现过这个数据包：{}", packet)};
}

Text Missing(const std::string& packet) {
  return {fmt::format("This packet is missing, though it came while you captured: {}", packet),
          fmt::format("抓包期间出现过这个数据包，但文件里没有：{}", packet)};
}

class TrafficCheck : public Check {
 public:
  TrafficCheck(Probe probe, std::string file, std::size_t min)
      : probe_(std::move(probe)), file_(std::move(file)), min_(min) {}

  void Ask(Questions& questions) const override {
    questions.networks.insert(probe_.frames);
    questions.probes.insert(probe_);
  }

  boost::asio::awaitable<Finding> Verify(const Evidence& evidence) const override {
    Finding finding;
    std::optional<Text> wrong = Judge(Read(evidence.answer.seen.probes.at(probe_).out.content));
    if (wrong)
      finding.message = std::move(*wrong);
    else
      finding.status = Finding::Status::kPassed;
    co_return finding;
  }

 private:
  std::optional<Text> Judge(const Traffic& traffic) const {
    const std::vector<Packet>& captured = traffic.captured;
    if (captured.empty()) return NoCapture(file_);
    for (const Packet& packet : captured) {
      const auto is_it = [&packet](const Packet& other) { return other.bytes == packet.bytes; };
      if (std::any_of(traffic.selected.begin(), traffic.selected.end(), is_it)) continue;
      const bool was_there = std::any_of(traffic.all.begin(), traffic.all.end(), is_it);
      return was_there ? NotWanted(packet.text) : NeverThere(packet.text);
    }
    if (captured.size() < min_) return TooFew(min_, captured.size());
    return FindMissing(traffic);
  }

  // Packets that look alike leave open where the capture began: somewhere it must be without a gap.
  static std::optional<Text> FindMissing(const Traffic& traffic) {
    std::optional<Text> wrong = NeverThere(traffic.captured.front().text);  // more of a kind than there were
    for (std::size_t start = 0; start < traffic.selected.size(); ++start) {
      if (traffic.selected[start].bytes != traffic.captured.front().bytes) continue;
      const auto numbers = Match(traffic.captured, traffic.selected, traffic.selected[start].time - kSlack);
      if (!numbers) break;  // nor from later on
      const std::optional<std::size_t> gap = FindGap(*numbers, traffic.selected);
      if (!gap) return std::nullopt;
      wrong = Missing(traffic.selected[*gap].text);
    }
    return wrong;
  }

  Probe probe_;
  std::string file_;
  std::size_t min_;
};

// `text` as one word of bash, in which variables and arithmetic are expanded.
std::string QuotedForExpansion(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' || c == '`' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return quoted + "\"";
}

// `text` as one word of bash.
std::string Quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

}  // namespace

std::shared_ptr<const Check> ParseTrafficCheck(TomlTable& table) {
  const std::string file = table.RequiredString("file", "the path of the learner's capture");
  const std::string filter = table.RequiredString("filter", "a filter such as \"src host 10.77.0.12\"");
  Probe probe;
  probe.frames = table.RequiredString("network", "the name of a [[network]]");
  probe.files.push_back(file);
  probe.script =
      fmt::format("FILE={}\nFILTER={}\n", Quoted(file.substr(file.rfind('/') + 1)), QuotedForExpansion(filter));
  probe.script += kScript;
  const std::int64_t min = table.Integer("min", 1, 100'000).value_or(1);
  return std::make_shared<TrafficCheck>(std::move(probe), file, static_cast<std::size_t>(min));
}

}  // namespace shellab
