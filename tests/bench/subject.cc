#include "tests/bench/subject.h"

#include <fmt/format.h>

#include <utility>

#include "grader/grade.h"
#include "sandbox/for_each.h"
#include "sandbox/os/error.h"

namespace shellab::bench {
namespace asio = boost::asio;
namespace fs = std::filesystem;
namespace {

bool IsLayer(const fs::directory_entry& entry) {
  return entry.is_directory() && entry.path().filename().native().size() == 64;
}

}  // namespace

Subject::Subject(const char* folder)
    : lab_(LoadLab(testing::SourceFolder() / "labs" / folder)), answer_(ReadAnswer(lab_.solution)) {}

asio::awaitable<void> Subject::GradeOnce() {
  const Report report = co_await Grade(session_.runner, lab_, seeds_, answer_);
  if (report.points != lab_.MaxPoints())
    throw HostError(fmt::format("the solution of {} earned {} points: {}", lab_.id, report.points, report.error));
}

asio::awaitable<void> Subject::GradeMany(std::size_t answers, std::size_t jobs) {
  const std::function<asio::awaitable<void>(std::size_t)> task = [this](std::size_t) { return GradeOnce(); };
  co_await ForEach(answers, jobs, task);
}

fs::path Subject::Layer(const std::string& host) const {
  for (const auto& entry : fs::directory_iterator(world_.state.path() / "layers"))
    if (IsLayer(entry)) return entry.path() / host;
  throw HostError("the lab has no prepared layer");
}

std::size_t Subject::Layers() const {
  std::size_t layers = 0;
  for (const auto& entry : fs::directory_iterator(world_.state.path() / "layers")) layers += IsLayer(entry) ? 1 : 0;
  return layers;
}

asio::awaitable<std::unique_ptr<World>> Subject::Boot() {
  SandboxSpec sandbox;
  sandbox.networks = lab_.networks;
  std::vector<const Image*> images;
  for (const LabHost& described : lab_.hosts) {
    images.push_back(&image());
    HostSpec& host = sandbox.hosts.emplace_back();
    host.name = described.name;
    host.lowers = {Layer(described.name), image().root};
    host.upper = TmpfsUpper{512U << 20U, 100000};
    host.capabilities = described.capabilities;
    host.interfaces = described.interfaces;
  }
  co_return co_await World::Boot(session_.engine, lab_, std::move(images), std::move(sandbox), lab_.services);
}

Work MustSucceed(testing::Command command, std::string words) {
  return [command = std::move(command), words = std::move(words)]() -> asio::awaitable<void> {
    const testing::Ended ended = testing::RunToEnd(command);
    if (ended.code != 0 || ended.out.find(words) == std::string::npos)
      throw HostError(fmt::format("by hand it ended with {}: {}{}", ended.code, ended.out, ended.err));
    co_return;
  };
}

asio::awaitable<void> CompareWithByHand(Subject& subject, std::string title, Work by_hand, double limit, int rounds,
                                        Findings& findings) {
  const Work graded = [&subject] { return subject.GradeOnce(); };
  Comparison comparison{subject.lab().id, {{std::move(title), {}}, {"graded, warm", {}}}, {0}};
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < 2; ++i) {
      const Work& work = i == 0 ? by_hand : graded;
      const Samples samples = co_await Repeat(2, std::chrono::milliseconds(0), work);
      comparison.rows[i].samples.insert(comparison.rows[i].samples.end(), samples.begin(), samples.end());
    }
  }
  findings.goals.push_back({subject.lab().id + ": graded / by hand",
                            Median(comparison.rows[1].samples) / Median(comparison.rows[0].samples),
                            Goal::Bound::kAtMost, limit});
  findings.comparisons.push_back(std::move(comparison));
}

}  // namespace shellab::bench
