// Services for tests: what they run, and a host with a supervisor of them.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string>
#include <vector>

#include "sandbox/service/supervisor.h"

namespace shellab::testing {

// A service that `script` is.
ServiceSpec Service(const std::string& name, const std::string& script);

// One that sleeps, and is ready when that has begun: it can be found by what it runs.
ServiceSpec Sleeper(const std::string& name, const std::string& before = "");

// The script of one that answers every connection to `port` with `line`.
std::string Server(int port, const std::string& line);

// Runs `work` in a new host that has these services, none of them started; what is left of them goes with the host.
void WithServices(std::vector<ServiceSpec> specs,
                  const std::function<boost::asio::awaitable<void>(Host&, Supervisor&)>& work);

}  // namespace shellab::testing
