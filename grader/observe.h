// Looks at the world that an answer left: once for all checks of a lab. Used by the runner.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "grader/check/observation.h"
#include "grader/lab/lab.h"
#include "grader/world.h"
#include "sandbox/engine.h"

namespace shellab {

// What one run of an answer is about: the data it gets, and the nonce of the hidden commands.
struct DataSet {
  std::uint32_t seed = 0;
  std::string nonce;
};

// What every script of a learner's world starts from; the caller adds argv.
ExecSpec ScriptSpec(const Lab& lab, const User& user);

// Looks at one world, from the moment before the answer begins to the end.
class Observer {
 public:
  // All must outlive it.
  Observer(Engine& engine, const Lab& lab, const DataSet& data, World& world)
      : engine_(engine), lab_(lab), data_(data), world_(world) {}

  // Sees what lab.asked wants to know of the world that an answer finds: its services and processes, who runs and
  // listens. From then on the networks that it names are recorded. Throws OsError.
  boost::asio::awaitable<Observation> Begin();

  // Sees what lab.asked names: files and processes while all of the learner's is frozen, then probes from outside, then
  // hidden commands inside; probes that do something are left for Act. `begun` is what Begin saw. Throws HostError when
  // the machine could not, ServiceError when a service of a probe does not come up.
  boost::asio::awaitable<Observation> Look(const Observation& begun) { return Look(begun, lab_.asked); }
  // The same of `asked` only, a part of lab.asked that outlives the call.
  boost::asio::awaitable<Observation> Look(const Observation& begun, const Questions& asked);

  // Does what the probes of `asked`, a part of lab.asked, say that is to be done first: only once, however often it is
  // called. Throws OsError when the machine could not.
  boost::asio::awaitable<void> Disturb(const Questions& asked, Observation& seen);
  // Then asks those probes. Throws as Look does.
  boost::asio::awaitable<void> Act(const Questions& asked, Observation& seen);

  // Whether the failure that was thrown last happened where nothing of the learner's is, while all of it stood still.
  bool failed_apart() const { return failed_apart_; }

 private:
  // A host, what is asked of it, and where that is noted.
  struct Spot {
    std::size_t host;
    const Questions& asked;
    Observation& seen;
    std::map<std::string, NamedProcess>& named;  // of the whole world
  };
  std::vector<Spot> Spots(const Questions& asked, Observation& seen) const;
  void ReadFiles(const Spot& spot) const;
  // Looks while all of the learner's on these hosts stands still.
  static boost::asio::awaitable<void> WhileFrozen(const std::vector<Host*>& hosts,
                                                  const std::function<boost::asio::awaitable<void>()>& look);
  boost::asio::awaitable<bool> RunAction(const Action& action);
  boost::asio::awaitable<ExecResult> Ask(const Spot& spot, const Probe& probe);
  boost::asio::awaitable<void> SeeHolders(const Spot& spot, const Probe& probe);
  boost::asio::awaitable<std::unique_ptr<World>> MakePlace(const Spot& spot, const Probe& probe);
  boost::asio::awaitable<std::unique_ptr<World>> BootProbe(const Spot& spot, const Probe& probe);
  void CopyIn(const Spot& spot, const std::string& path, Host& probe) const;
  boost::asio::awaitable<void> RunCommands(const Spot& spot);
  void GiveFrames(const Spot& spot, const Probe& probe, Host& place, ExecSpec& exec) const;
  bool MayYetAct(const std::vector<SeenProcess>& awake);
  std::string Absolute(const Spot& spot, const std::string& path) const;

  Engine& engine_;
  const Lab& lab_;
  const DataSet& data_;
  World& world_;
  std::set<std::pair<std::size_t, Probe>> acted_;                // whose actions were done, by host
  std::set<ProcessId> met_;                                      // who ran when the answer began
  std::optional<std::chrono::steady_clock::time_point> joined_;  // when others were first seen to run since
  bool failed_apart_ = false;
};

}  // namespace shellab
