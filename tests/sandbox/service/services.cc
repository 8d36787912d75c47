#include "tests/sandbox/service/services.h"

#include <boost/asio/this_coro.hpp>
#include <chrono>
#include <utility>

#include "tests/sandbox/engine/harness.h"

namespace shellab::testing {
namespace asio = boost::asio;

ServiceSpec Service(const std::string& name, const std::string& script) {
  ServiceSpec spec;
  spec.name = name;
  spec.exec = ScriptAsRoot(script);
  spec.units = {name};
  spec.ready_within = std::chrono::seconds(20);
  return spec;
}

ServiceSpec Sleeper(const std::string& name, const std::string& before) {
  ServiceSpec spec = Service(name, before + "exec sleep 1000");
  spec.ready = ExecReady{"pgrep -x sleep"};
  return spec;
}

std::string Server(int port, const std::string& line) {
  return "exec perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new(LocalAddr => \"127.0.0.1\", LocalPort => " +
         std::to_string(port) + ", Listen => 9, ReuseAddr => 1) or die; while ($c = $s->accept) { print $c \"" + line +
         "\"; close $c }'";
}

void WithServices(std::vector<ServiceSpec> specs,
                  const std::function<asio::awaitable<void>(Host&, Supervisor&)>& work) {
  const std::function<asio::awaitable<void>(Host&)> inside = [&](Host& host) -> asio::awaitable<void> {
    Supervisor supervisor(co_await asio::this_coro::executor, host, specs);
    co_await work(host, supervisor);
  };
  WithHost(BaseHost(), inside);
}

}  // namespace shellab::testing
