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
      : images((RequireRoot(), state)),
        layers(state),
        references(state),
        engine(state),
        runner(engine, images, layers, references) {}
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

}  // namespace shellab
