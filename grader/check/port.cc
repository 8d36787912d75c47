#include "grader/check/port.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace shellab {
namespace {

Text NobodyListens(const std::string& where) {
  return {fmt::format("Nobody listens on {}.", where), fmt::format("没有进程在监听 {}。", where)};
}

Text SomebodyListens(const std::string& where) {
  return {fmt::format("Somebody still listens on {}.", where), fmt::format("仍有进程在监听 {}。", where)};
}

Text SomebodyListensNow(const std::string& where) {
  return {fmt::format("Somebody listens on {}, but nobody did before.", where),
          fmt::format("有进程在监听 {}，而原来并没有。", where)};
}

Text AnotherListens(const std::string& where) {
  return {fmt::format("Another program than expected listens on {}.", where),
          fmt::format("在 {} 上监听的不是应有的程序。", where)};
}

enum class Expected { kListening, kFree, kBefore };

bool ShareAnOwner(const Listener& one, const Listener& other) {
  return std::any_of(one.owners.begin(), one.owners.end(), [&other](const ProcessId& id) {
    return std::find(other.owners.begin(), other.owners.end(), id) != other.owners.end();
  });
}

class PortCheck : public Check {
 public:
  PortCheck(std::uint16_t port, std::string protocol, Expected expected, std::optional<std::string> address,
            std::vector<std::string> names)
      : port_(port),
        protocol_(std::move(protocol)),
        expected_(expected),
        address_(std::move(address)),
        names_(std::move(names)) {}

  void Ask(Questions& questions) const override {
    questions.listeners = true;
    questions.start |= expected_ == Expected::kBefore;
    questions.names.insert(names_.begin(), names_.end());
  }

  boost::asio::awaitable<Finding> Verify(const Evidence& evidence) const override {
    Finding finding;
    if (std::optional<Text> wrong = Judge(evidence.answer.seen)) {
      finding.message = std::move(*wrong);
    } else {
      finding.status = Finding::Status::kPassed;
    }
    co_return finding;
  }

 private:
  std::optional<Text> Judge(const Observation& seen) const {
    const std::string where =
        fmt::format("{} {}", protocol_, address_ ? fmt::format("{}:{}", *address_, port_) : std::to_string(port_));
    const std::vector<const Listener*> found = FindIn(seen.listeners);
    if (expected_ == Expected::kBefore) return CompareWithStart(FindIn(seen.start.listeners), found, where);
    if (expected_ == Expected::kFree) return found.empty() ? std::nullopt : std::optional(SomebodyListens(where));
    if (found.empty()) return NobodyListens(where);
    if (names_.empty()) return std::nullopt;
    const bool all_hold = std::all_of(found.begin(), found.end(), [&](const Listener* listener) {
      // Who holds it beside them may take in who comes.
      return !listener->owners.empty() && std::all_of(listener->owners.begin(), listener->owners.end(),
                                                      [&](const ProcessId& id) { return IsOfTheNamed(seen, id); });
    });
    return all_hold ? std::nullopt : std::optional(AnotherListens(where));
  }

  bool IsOfTheNamed(const Observation& seen, const ProcessId& id) const {
    return std::any_of(names_.begin(), names_.end(), [&](const std::string& name) {
      const std::vector<ProcessId>& family = seen.named.at(name).family;
      return std::find(family.begin(), family.end(), id) != family.end();
    });
  }

  std::vector<const Listener*> FindIn(const std::vector<Listener>& listeners) const {
    std::vector<const Listener*> found;
    for (const Listener& listener : listeners)
      if (listener.port == port_ && listener.protocol == protocol_ && (!address_ || listener.address == *address_))
        found.push_back(&listener);
    return found;
  }

  // The same addresses, each still held by one of those who held it: servers hand a socket on to new workers.
  static std::optional<Text> CompareWithStart(const std::vector<const Listener*>& before,
                                              const std::vector<const Listener*>& now, const std::string& where) {
    if (before.empty()) return now.empty() ? std::nullopt : std::optional(SomebodyListensNow(where));
    if (now.empty()) return NobodyListens(where);
    const auto is_in = [](const std::vector<const Listener*>& listeners, const Listener& wanted) {
      return std::any_of(listeners.begin(), listeners.end(), [&wanted](const Listener* listener) {
        return listener->address == wanted.address && ShareAnOwner(*listener, wanted);
      });
    };
    const bool all_stayed =
        std::all_of(before.begin(), before.end(), [&](const auto* each) { return is_in(now, *each); });
    const bool none_came = std::all_of(now.begin(), now.end(), [&](const auto* each) { return is_in(before, *each); });
    return all_stayed && none_came ? std::nullopt : std::optional(AnotherListens(where));
  }

  std::uint16_t port_;
  std::string protocol_;
  Expected expected_;
  std::optional<std::string> address_;
  std::vector<std::string> names_;
};

}  // namespace

std::shared_ptr<const Check> ParsePortCheck(TomlTable& table) {
  const auto port = static_cast<std::uint16_t>(table.RequiredInteger("port", 1, 65535));
  const bool udp = table.Choice("protocol", {"tcp", "udp"}) == 1U;
  const bool free = table.Choice("state", {"listening", "free"}) == 1U;
  const bool as_before = table.Choice("expect", {"before"}).has_value();
  std::optional<std::string> address = table.String("address", "an address such as \"127.0.0.1\"");
  std::vector<std::string> names = table.Strings("of");
  if (free && !names.empty()) table.FaultAt("of", "`of` goes only with state = \"listening\"");
  if (as_before && table.Has("state")) table.FaultAt("expect", "expect = \"before\" and `state` exclude each other");
  if (as_before && !names.empty())
    table.FaultAt("of", "`of` goes only with state = \"listening\", not with expect = \"before\"");
  Expected expected = free ? Expected::kFree : Expected::kListening;
  if (as_before) expected = Expected::kBefore;
  return std::make_shared<PortCheck>(port, udp ? "udp" : "tcp", expected, std::move(address), std::move(names));
}

}  // namespace shellab
