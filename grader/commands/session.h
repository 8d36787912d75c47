// What a command that runs sandboxes works with, and the loop it runs in.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <filesystem>
#include <functional>

#include "grader/reference_store.h"
#include "grader/runner.h"
#include "sandbox/engine.h"
#include "sandbox/image/layers.h"
#include "sandbox/image/store.h"

namespace shellab {

// Throws HostError, saying what to type, unless this process is root's.
void RequireRoot();

// The engine and the stores of one run of the program. Needs root; throws HostError or OsError.
struct Session {
  explicit Session(const std::filesystem::path& state)
      : images((RequireRoot(), state)), layers(state), references(state), engine(state), runner(engine, images, layers, references) {}
  ImageStore images;
  LayerStore layers;
  ReferenceStore references;
  Engine engine;
  Runner runner;
};

// Runs `command` on an io_context of its own and returns what it returns. On SIGINT, SIGTERM or SIGHUP every coroutine
// is unwound, which kills and clears away what they had started, and 128 + the signal's number is returned. Rethrows
// what `command` throws. What `command` refers to must outlive the call.
int RunLoop(std::function<boost::asio::awaitable<int>()> command);

// Runs `task(0)` ... `task(count - 1)`, at most `jobs` of them at the same time, in order of their start. When one
// throws, no further one is started, and its exception is rethrown once the others have ended.
boost::asio::awaitable<void> ForEach(std::size_t count, std::size_t jobs,
                                     std::function<boost::asio::awaitable<void>(std::size_t)> task);

}  // namespace shellab
