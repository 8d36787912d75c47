#include "grader/grade.h"

#include <sys/utsname.h>

#include <chrono>
#include <utility>
#include <vector>

#include "grader/host_failure.h"
#include "grader/kernel.h"
#include "grader/score/score.h"
#include "grader/submission/habits.h"
#include "grader/verify.h"
#include "grader/version.h"
#include "sandbox/image/digest.h"
#include "sandbox/os/error.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

std::string KernelRelease() {
  utsname name{};
  ::uname(&name);
  return name.release;
}

Report Heading(const Lab& lab, const Answer& answer) {
  Report report;
  report.lab = lab.id;
  report.lab_title = lab.title;
  report.lab_digest = lab.digest;
  report.learner = answer.learner;
  report.answer_sha256 = Sha256(answer.script);
  report.max_points = lab.MaxPoints();
  report.environment.shellab = kVersion;
  report.environment.image = lab.image;
  report.environment.kernel = KernelRelease();
  report.started_at = std::chrono::system_clock::now();
  return report;
}

asio::awaitable<SeedFindings> JudgeSeed(const Lab& lab, const DataSet& data, const Evidence& evidence) {
  SeedFindings judged{data.seed, {}};
  judged.findings = co_await VerifyAll(lab, evidence);
  const auto& took = evidence.answer.took;
  for (std::size_t i = 0; i < took.size(); ++i) judged.findings[i].took = took[i];
  co_return judged;
}

// Runs and judges the answer on one seed; the run joins the report.
asio::awaitable<SeedFindings> GradeSeed(Runner& runner, const Lab& lab, const DataSet& data, const Answer& answer,
                                        Report& report) {
  const Baseline baseline = co_await runner.BaselineFor(lab, data);
  RunResult result = co_await runner.Run(lab, data, answer, baseline);
  const Evidence evidence = EvidenceOf(result, baseline);
  SeedFindings judged = co_await JudgeSeed(lab, data, evidence);
  report.runs.push_back({data.seed, std::move(result.run)});
  co_return judged;
}

void AddScore(const Lab& lab, const std::vector<SeedFindings>& judged, Report& report) {
  report.checks = Score(lab, judged);
  for (const CheckReport& check : report.checks) report.points += check.points;
}

}  // namespace

asio::awaitable<Report> GradeWorld(Runner& runner, const Lab& lab, const DataSet& data, const Evidence& evidence) {
  const Answer nothing{"-", ""};
  Report report = Heading(lab, nothing);
  report.environment.image_digest = runner.ImageOf(lab).digest;
  std::vector<SeedFindings> all;
  all.push_back(co_await JudgeSeed(lab, data, evidence));
  AddScore(lab, all, report);
  co_return report;
}

asio::awaitable<Report> Grade(Runner& runner, const Lab& lab, const Seeds& seeds, const Answer& answer) {
  const auto start = std::chrono::steady_clock::now();
  Report report = Heading(lab, answer);
  try {
    RequireKernelOf(lab);
    report.environment.image_digest = runner.ImageOf(lab).digest;
    std::vector<SeedFindings> judged;
    for (std::uint32_t index = 0; index < static_cast<std::uint32_t>(lab.seeds); ++index) {
      const DataSet data{seeds.For(lab.id, index), seeds.NonceFor(lab.id, index)};
      judged.push_back(co_await GradeSeed(runner, lab, data, answer, report));
      // An answer that hangs hangs on the other seeds as well; its checks are lost whatever they would show.
      if (report.runs.back().result.outcome.limit == Limit::kWall) break;
    }
    AddScore(lab, judged, report);
    if (report.points < report.max_points)
      for (Note& note : InspectScript(answer.script)) report.notes.push_back(std::move(note.message));
  } catch (const AuthorError& error) {
    report.status = Report::Status::kLabError;
    report.error = error.what();
  } catch (const HostError& error) {
    report.status = Report::Status::kError;
    report.error = HostFailureText(error);
  }
  report.wall = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
  co_return report;
}

}  // namespace shellab
