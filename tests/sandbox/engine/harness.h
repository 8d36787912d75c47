// Boots hosts of the image `base` on the real engine and runs programs in them, a line a test. Used by the tests that
// need root.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <functional>
#include <string>
#include <vector>

#include "sandbox/engine.h"
#include "sandbox/exec.h"
#include "sandbox/outcome.h"

namespace shellab::testing {

// Runs `task` to its end and returns what it returns. Rethrows what it throws.
template <typename T>
T Await(boost::asio::awaitable<T> task) {
  boost::asio::io_context io;
  auto result = boost::asio::co_spawn(io, std::move(task), boost::asio::use_future);
  io.run();
  return result.get();
}

// The engine of this test program. Throws HostError with the command that builds it where the image is missing.
Engine& TestEngine();

// A host of the image, as a lab gets it: 64 MiB of disk.
HostSpec BaseHost();

// `script` run by bash with limits that an honest program is far below.
ExecSpec Script(std::string script);
ExecSpec ScriptAsRoot(std::string script);

// Boots `host`, does `work` in it and stops it.
void WithHost(HostSpec host, const std::function<boost::asio::awaitable<void>(Host&)>& work);

// Runs one program in a fresh host.
ExecResult RunOnce(const ExecSpec& spec, HostSpec host = BaseHost());

// What the script printed on stdout, once it has ended with 0; anything else fails the running test with all of it.
std::string Print(const ExecResult& result);

}  // namespace shellab::testing
