#include "grader/practice/coach.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <utility>

#include "grader/grade.h"
#include "grader/report/learner.h"
#include "grader/report/printable.h"
#include "grader/score/score.h"
#include "grader/starved.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

// Whether a look for these runs nothing, in the learner's world or beside it.
bool RunsNothing(const Questions& asked) {
  return asked.commands.empty() && asked.probes.empty() &&
         std::all_of(asked.elsewhere.begin(), asked.elsewhere.end(),
                     [](const auto& one) { return RunsNothing(one.second); });
}

}  // namespace

Coach::Coach(Runner& runner, const Lab& lab, const Seeds& seeds, const RenderOptions& render,
             const TerminalStyle& style, const PracticeListeners& listeners)
    : runner_(runner),
      lab_(lab),
      seeds_(seeds),
      render_(render),
      style_(style),
      listeners_(listeners),
      data_{seeds.For(lab.id, 0), seeds.NonceFor(lab.id, 0)} {
  if (takes_commands()) return;
  for (std::size_t i = 0; i < lab_.checks.size(); ++i) {
    const CheckSpec& spec = lab_.checks[i];
    Questions asked;
    spec.check->Ask(asked);
    if (spec.hidden || !asked.AskAboutWorld() || !RunsNothing(asked)) continue;
    quick_.push_back(i);
    spec.check->Ask(quick_questions_);
  }
}

void Coach::Begin(const asio::any_io_executor& executor) {
  making_ = std::make_shared<Making>(executor);
  asio::co_spawn(executor, Make(baseline_, runner_, lab_, data_), [making = making_](const std::exception_ptr& error) {
    making->failure = error;
    making->made.Set();
  });
}

// While the learner reads the task.
asio::awaitable<void> Coach::Make(std::shared_ptr<Baseline> baseline, Runner& runner, const Lab& lab, DataSet data) {
  if (lab.answer == Lab::AnswerKind::kCommand) co_return;
  Baseline made = co_await runner.BaselineFor(lab, data);
  *baseline = std::move(made);
}

// What failed once may go well now: who asks next has it tried again.
asio::awaitable<void> Coach::AwaitBaseline() {
  if (making_->failure) Begin(co_await asio::this_coro::executor);
  const std::shared_ptr<Making> making = making_;
  co_await making->made.Wait();
  if (making->failure) std::rethrow_exception(making->failure);
}

std::string_view Coach::Mark(bool passed) const {
  if (!render_.colour) return passed ? "✓" : "✗";
  return passed ? "\x1b[32m✓\x1b[0m" : "\x1b[31m✗\x1b[0m";
}

// The first prompts need not wait for what the checks compare with.
bool Coach::HasNews(const CoachedWorld& world) const {
  return !quick_.empty() && !world.disturbed && making_->made.is_set() && !making_->failure;
}

asio::awaitable<std::vector<bool>> Coach::QuickChecks(const RunResult& result) {
  const Evidence evidence = EvidenceOf(result, *baseline_);
  std::vector<bool> passed;
  for (const std::size_t number : quick_) {
    const Finding finding = co_await lab_.checks[number].check->Verify(evidence);
    passed.push_back(finding.status == Finding::Status::kPassed);
  }
  co_return passed;
}

asio::awaitable<void> Coach::Meet(CoachedWorld& world) {
  if (quick_.empty()) co_return;
  world.untouched = co_await world.live.Look(quick_questions_);
}

asio::awaitable<void> Coach::Look(CoachedWorld& world) {
  if (world.told.empty()) world.told = co_await QuickChecks(world.untouched);
  const RunResult result = co_await world.live.Look(quick_questions_);
  world.found = co_await QuickChecks(result);
}

asio::awaitable<std::string> Coach::News(CoachedWorld& world) {
  co_await Look(world);
  std::string news;
  for (std::size_t i = 0; i < quick_.size(); ++i) {
    const CheckSpec& spec = lab_.checks[quick_[i]];
    if (!spec.keeps && world.found[i] != world.told[i])
      news += fmt::format("{} {}\n", Mark(world.found[i]), PrintableLine(spec.name.In(render_.language)));
  }
  const bool all = std::find(world.found.begin(), world.found.end(), false) == world.found.end();
  if (!news.empty() && all && quick_.size() == lab_.checks.size())
    news += Say("Everything is as it should be: `lab submit` hands it in.\n", "全部正确：用 `lab submit` 提交。\n");
  world.told = world.found;
  co_return news;
}

// What is right where nothing was done says nothing of how far somebody is, nor does what would earn no points yet.
std::string Coach::Title(const CoachedWorld& world) const {
  std::vector<bool> passed(lab_.checks.size(), true);  // the others are not looked at
  for (std::size_t i = 0; i < world.found.size(); ++i) passed[quick_[i]] = world.found[i];
  const std::vector<bool> counting = Counting(lab_, passed);
  std::size_t all = 0;
  std::size_t right = 0;
  for (std::size_t i = 0; i < world.found.size(); ++i) {
    if (lab_.checks[quick_[i]].keeps) continue;
    ++all;
    right += counting[quick_[i]] ? 1 : 0;
  }
  return all == 0 ? "" : fmt::format("{} ✓ {}/{}", lab_.id, right, all);
}

asio::awaitable<Report> Coach::Judge(const RunResult& result) {
  const Evidence evidence = EvidenceOf(result, *baseline_);
  co_return co_await GradeWorld(runner_, lab_, data_, evidence);
}

asio::awaitable<Report> Coach::Run(const std::string& command, const Seeds& seeds) {
  const Answer answer = CommandAnswer(command);
  co_return co_await Grade(runner_, lab_, seeds, answer);
}

std::string Coach::Shown(const Report& report) const {
  std::string text = RenderText(WithoutHidden(report), render_);
  if (HidesChecks(report))
    text += Say("There are checks that are not shown; grading counts them.\n", "还有不公开的检查，评分时会计分。\n");
  return text;
}

std::string Coach::NoCommand() const {
  return Say("There is no command to try yet: type it, or `lab try 'COMMAND'`.\n",
             "还没有可以试的命令：先输入命令，或者用 `lab try '命令'`。\n");
}

std::string Coach::IsDisturbed() const {
  return Say(
      "The checks of the last `lab submit` have stopped and started things here, so this is not your work any more:\n"
      "`lab reset` begins anew.\n",
      "上次 `lab submit` 的检查停止并启动过这里的程序，这里已经不再是你的成果：用 `lab reset` 重新开始。\n");
}

std::string Coach::CannotJudge() const {
  return Say(
      "This machine was too busy to see all that passed on the network, so that this cannot be judged, and does not\n"
      "count: `lab reset` begins anew.\n",
      "这台机器太忙，没能看到网络上的全部数据包，因此无法评判，这次提交不算：用 `lab reset` 重新开始。\n");
}

asio::awaitable<std::string> Coach::Check(CoachedWorld& world) {
  if (takes_commands()) co_return Help();
  if (world.disturbed) co_return IsDisturbed();
  co_await AwaitBaseline();
  const RunResult result = co_await world.live.Look(false);
  const Report report = co_await Judge(result);
  const Report shown = WithoutHidden(report);
  listeners_.Tell([&](PracticeListener& listener) { listener.Checked(lab_, shown); });
  co_return Shown(report);
}

asio::awaitable<std::string> Coach::Try(const std::string& command) {
  if (command.empty()) co_return NoCommand();
  const Report report = co_await Run(command, seeds_);
  const Report shown = WithoutHidden(report);
  listeners_.Tell([&](PracticeListener& listener) { listener.Tried(lab_, command, shown); });
  co_return fmt::format("$ {}\n{}", PrintableLine(command), Shown(report));
}

asio::awaitable<std::string> Coach::Submit(CoachedWorld& world, const std::string& command) {
  Report report;
  std::string heading;
  if (takes_commands()) {
    if (command.empty()) co_return NoCommand();
    const Seeds fresh = Seeds::Random(Seeds::Purpose::kGrading);
    report = co_await Run(command, fresh);
    heading = fmt::format("$ {}\n", PrintableLine(command));
  } else {
    if (world.disturbed) co_return IsDisturbed();
    co_await AwaitBaseline();
    const RunResult result = co_await world.live.Finish(&world.disturbed);
    if (LostFrames(result.seen)) co_return CannotJudge();
    report = co_await Judge(result);
  }
  const Report shown = WithoutHidden(report);
  handed_in_ = handed_in_ || shown.status == Report::Status::kGraded;
  // Where all checks are hidden nobody is told whether they pass.
  const bool full = shown.max_points > 0 && shown.points == shown.max_points;
  solved_ = solved_ || (shown.status == Report::Status::kGraded && full);
  const std::string answer = takes_commands() ? command : "";
  listeners_.Tell([&](PracticeListener& listener) { listener.Submitted(lab_, answer, shown); });
  co_return heading + Shown(report);
}

std::string Coach::Greeting() const {
  return fmt::format("{}\n\n{}\n{}\n", PrintableLine(lab_.title.In(render_.language)), Task(), Help());
}

std::string Coach::Task() const { return RenderMarkdown(lab_.task.In(render_.language), style_); }

std::string Coach::Hint() {
  if (lab_.hints.empty()) return Say("This lab has no hints.\n", "这个实验没有提示。\n");
  const std::size_t number = std::min(hints_shown_, lab_.hints.size() - 1);
  hints_shown_ = std::min(hints_shown_ + 1, lab_.hints.size());
  listeners_.Tell([&](PracticeListener& listener) { listener.HintShown(lab_, number + 1); });
  const std::string of =
      fmt::format(fmt::runtime(Say("Hint {} of {}: ", "提示 {}/{}：")), number + 1, lab_.hints.size());
  return RenderMarkdown(of + lab_.hints[number].In(render_.language), style_);
}

std::string Coach::Hosts() const {
  std::string list;
  for (const LabHost& host : lab_.hosts) {
    list += host.name;
    for (const InterfaceSpec& interface : host.interfaces)
      list += fmt::format("  {} {}", lab_.networks[interface.network], interface.address);
    list += "\n";
  }
  return list;
}

std::string Coach::Help() const {
  std::string help =
      Say("lab task    the task again\n"
          "lab hint    one more hint\n"
          "lab submit  hand in and see the score\n"
          "lab reset   begin anew\n",
          "lab task    再看题目\n"
          "lab hint    再看一条提示\n"
          "lab submit  提交并看得分\n"
          "lab reset   重新开始\n");
  help += takes_commands() ? Say("lab try     your last command, on fresh data; `lab submit` takes it too\n",
                                 "lab try     在新数据上试你的上一条命令；`lab submit` 也取上一条命令\n")
                           : Say("lab check   what is right so far\n"
                                 "lab try     your last command, in a fresh copy of the lab\n",
                                 "lab check   看目前哪些正确\n"
                                 "lab try     在全新的环境里试你的上一条命令\n");
  if (lab_.hosts.size() > 1)
    help += Say("lab hosts   the machines and their addresses\n", "lab hosts   各主机及其地址\n");
  return help + Say("exit        leave\n", "exit        离开\n");
}

}  // namespace shellab
