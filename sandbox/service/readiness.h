// When a service is ready: asked from outside until it is, ends or its time is up. Used by the Supervisor.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <string>

#include "sandbox/host.h"
#include "sandbox/service/spec.h"

namespace shellab {

// Returns true once `spec.ready` holds, false as soon as `hopeless()` is true (it ended, it is to be stopped) or
// `within` is over. `printed` gives what it printed so far. Throws OsError when the machine could not.
boost::asio::awaitable<bool> WaitReady(Host& host, const ServiceSpec& spec, std::chrono::milliseconds within,
                                       std::function<bool()> hopeless, std::function<std::string()> printed);

}  // namespace shellab
