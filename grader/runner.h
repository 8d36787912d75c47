// Runs answers, each in a fresh sandbox that boots from the lab's prepared data, and what they are compared with. Used
// by the grader and by the commands.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "grader/gate.h"
#include "grader/lab/lab.h"
#include "grader/observe.h"
#include "grader/once.h"
#include "grader/preparation.h"
#include "grader/reference_store.h"
#include "grader/submission/answer.h"
#include "grader/verify.h"
#include "grader/world.h"
#include "sandbox/engine.h"
#include "sandbox/image/layers.h"
#include "sandbox/image/store.h"

namespace shellab {

// What an answer is compared with, from the same data; null what the lab's checks do not ask for.
struct Baseline {
  std::shared_ptr<const RunResult> solution;
  std::shared_ptr<const RunResult> nothing;  // the world without any answer
};

// What the checks judge `answer` by.
inline Evidence EvidenceOf(const RunResult& answer, const Baseline& baseline) {
  return {answer, baseline.solution.get(), baseline.nothing.get()};
}

// A lab's world with a person in the place of an answer. Made by Runner::Practise.
class LiveWorld {
 public:
  virtual World& world() = 0;
  // What the calm checks find now, those that do nothing to the world; the others' evidence is empty. With `patient`
  // they wait as they do for an answer. Throws OsError or HostError when the machine could not.
  virtual boost::asio::awaitable<RunResult> Look(bool patient) = 0;
  // Looks for `asked` only, a part of the lab's questions. Throws the same.
  virtual boost::asio::awaitable<RunResult> Look(const Questions& asked) = 0;
  // Looks patiently, then does what checks do: what an answer's world goes through. `*acting` is set before the
  // first thing is done. Throws the same.
  virtual boost::asio::awaitable<RunResult> Finish(bool* acting) = 0;

 protected:
  ~LiveWorld() = default;
};

// One a run of the program; any number of its coroutines may run beside each other.
class Runner {
 public:
  // All four must outlive it.
  Runner(Engine& engine, const ImageStore& images, const LayerStore& layers, const ReferenceStore& references)
      : engine_(engine), preparation_(engine, images, layers), kept_(references) {}

  // The lab's image, opened once and kept. Throws HostError when it was not built.
  const Image& ImageOf(const Lab& lab) { return preparation_.ImageOf(lab); }

  // Runs an answer as the lab's user, in the home folder, on `data`, in a sandbox of its own, and looks there for what
  // the lab's checks ask; then the sandbox is gone, with all the answer left running. A failure of the machine is tried
  // once more, in a fresh sandbox (fairness.h); an answer that hit its wall-clock limit with little processor time
  // used, beside others, runs again alone, and that counts. While a check with `within` or `holds` may still change,
  // the world is looked at again, judged by `baseline`. Throws AuthorError when setup or a service fails, HostError
  // when the machine could not.
  boost::asio::awaitable<RunResult> Run(const Lab& lab, const DataSet& data, const Answer& answer,
                                        const Baseline& baseline);

  // The same of what the lab's checks compare with: each run once, shared and kept on disk. Throws as Run does, and
  // AuthorError when the solution hits a limit or cannot be started.
  boost::asio::awaitable<Baseline> BaselineFor(const Lab& lab, const DataSet& data);

  // The same on another day, on a host of another name: what depends on either shows. Throws as Run does.
  boost::asio::awaitable<RunResult> RunOnAnotherDay(const Lab& lab, const DataSet& data, const Answer& answer,
                                                    const Baseline& baseline);

  // Boots the world that an answer to the lab finds on `data`, and runs `session` in it; then it is gone. Throws what
  // `session` throws, ServiceError when a service does not come up, and as Run does.
  boost::asio::awaitable<void> Practise(const Lab& lab, const DataSet& data, const Baseline& baseline,
                                        const std::function<boost::asio::awaitable<void>(LiveWorld&)>& session);

  // As Preparation says.
  boost::asio::awaitable<std::vector<std::string>> SetupDifferences(const Lab& lab, std::uint32_t seed) {
    return preparation_.SetupDifferences(lab, seed);
  }

 private:
  // One run and what is known of it.
  struct Job {
    const Lab& lab;
    const DataSet& data;
    const Answer& answer;
    const Baseline& baseline;
    Circumstances when;
    bool waits;  // looks again while a check may still change
  };
  class Live;
  boost::asio::awaitable<RunResult> RunFresh(const Job& job);
  boost::asio::awaitable<RunResult> RunOnce(const Job& job, bool* began);
  boost::asio::awaitable<void> Look(const Job& job, Observer& observer, const Observation& begun, RunResult& result);
  boost::asio::awaitable<void> Act(const Job& job, Observer& observer, RunResult& result);
  static Wait WaitFor(const Job& job, const CheckSpec& spec);
  static Evidence EvidenceFor(const Job& job, const RunResult& result);
  boost::asio::awaitable<RunResult> RunInTurn(const Job& job);
  boost::asio::awaitable<RunResult> RunSolution(const Lab& lab, const DataSet& data, const Baseline& baseline);
  boost::asio::awaitable<RunResult> RunNothing(const Lab& lab, const DataSet& data);
  boost::asio::awaitable<std::shared_ptr<const RunResult>> Once(
      const Lab& lab, const DataSet& data, const char* what,
      const std::function<boost::asio::awaitable<RunResult>()>& run);

  Engine& engine_;
  Preparation preparation_;
  const ReferenceStore& kept_;
  Gate gate_;
  OnceMap<RunResult> references_;
};

}  // namespace shellab
