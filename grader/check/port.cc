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

Text AnotherListens(const std::string& where) {
  return {fmt::format("Another program than expected listens on {}.", where),
          fmt::format("在 {} 上监听的不是应有的程序。", where)};
}

class PortCheck : public Check {
 public:
  PortCheck(std::uint16_t port, std::string protocol, bool free, std::optional<std::string> address,
            std::vector<std::string> names)
      : port_(port),
        protocol_(std::move(protocol)),
        free_(free),
        address_(std::move(address)),
        names_(std::move(names)) {}

  void Ask(Questions& questions) const override {
    questions.listeners = true;
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
    std::vector<const Listener*> found;
    for (const Listener& listener : seen.listeners)
      if (listener.port == port_ && listener.protocol == protocol_ && (!address_ || listener.address == *address_))
        found.push_back(&listener);
    if (free_) return found.empty() ? std::nullopt : std::optional(SomebodyListens(where));
    if (found.empty()) return NobodyListens(where);
    if (names_.empty()) return std::nullopt;
    for (const std::string& name : names_)
      for (const ProcessId& id : seen.named.at(name).now)
        for (const Listener* listener : found)
          if (std::find(listener->owners.begin(), listener->owners.end(), id) != listener->owners.end())
            return std::nullopt;
    return AnotherListens(where);
  }

  std::uint16_t port_;
  std::string protocol_;
  bool free_;
  std::optional<std::string> address_;
  std::vector<std::string> names_;
};

}  // namespace

std::shared_ptr<const Check> ParsePortCheck(TomlTable& table) {
  const auto port = static_cast<std::uint16_t>(table.RequiredInteger("port", 1, 65535));
  const bool udp = table.Choice("protocol", {"tcp", "udp"}) == 1U;
  const bool free = table.Choice("state", {"listening", "free"}) == 1U;
  std::optional<std::string> address = table.String("address", "an address such as \"127.0.0.1\"");
  std::vector<std::string> names = table.Strings("of");
  if (free && !names.empty()) table.FaultAt("of", "`of` goes only with state = \"listening\"");
  return std::make_shared<PortCheck>(port, udp ? "udp" : "tcp", free, std::move(address), std::move(names));
}

}  // namespace shellab
