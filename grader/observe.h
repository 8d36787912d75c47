// Looks at the world that an answer left: once for all checks of a lab. Used by the runner.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <map>
#include <string>

#include "grader/check/observation.h"
#include "grader/lab/lab.h"
#include "grader/world.h"
#include "sandbox/engine.h"
#include "sandbox/image/image.h"

namespace shellab {

// What one run of an answer is about: the data it gets, and the nonce of the hidden commands.
struct DataSet {
  std::uint32_t seed = 0;
  std::string nonce;
};

// What every script of a learner's world starts from; the caller adds argv.
ExecSpec ScriptSpec(const Lab& lab, const User& user);

// Sees in `world` what lab.asked names: files and processes while all of the learner's is frozen, then probes from
// outside, then hidden commands inside. `named` is what the services and processes were before the answer. Throws
// HostError when the machine could not, AuthorError when a service of a probe does not come up.
boost::asio::awaitable<Observation> Observe(Engine& engine, const Image& image, const Lab& lab, const DataSet& data,
                                            World& world, const std::map<std::string, NamedProcess>& named);

}  // namespace shellab
