#include "grader/practice/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <csignal>
#include <utility>

#include "grader/grade.h"
#include "grader/host_failure.h"
#include "grader/practice/embed.h"
#include "grader/practice/shell.h"
#include "grader/report/learner.h"
#include "grader/report/printable.h"
#include "sandbox/os/error.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

constexpr ControlFraming kFraming{'\0', 64U << 10U};

// Whether a look for these runs nothing, in the learner's world or beside it.
bool IsQuick(const Questions& asked) {
  return asked.commands.empty() && asked.probes.empty() &&
         std::all_of(asked.elsewhere.begin(), asked.elsewhere.end(),
                     [](const auto& one) { return IsQuick(one.second); });
}

std::string Trimmed(const std::string& text) {
  constexpr char kBlanks[] = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

}  // namespace

PracticeSession::PracticeSession(Runner& runner, const Lab& lab, const Seeds& seeds, const RenderOptions& render,
                                 const TerminalStyle& style)
    : runner_(runner),
      lab_(lab),
      seeds_(seeds),
      render_(render),
      style_(style),
      data_{seeds.For(lab.id, 0), seeds.NonceFor(lab.id, 0)} {
  if (lab_.answer == Lab::AnswerKind::kCommand) return;
  for (std::size_t i = 0; i < lab_.checks.size(); ++i) {
    Questions asked;
    lab_.checks[i].check->Ask(asked);
    if (lab_.checks[i].hidden || !IsQuick(asked)) continue;
    quick_.push_back(i);
    lab_.checks[i].check->Ask(quick_questions_);
  }
}

std::string PracticeSession::Say(const char* en, const char* zh) const {
  return render_.language == Language::kChinese ? zh : en;
}

asio::awaitable<void> PracticeSession::Run(UserTerminal& terminal) {
  const auto executor = co_await asio::this_coro::executor;
  baseline_made_ = std::make_shared<Event>(executor);
  asio::co_spawn(executor, MakeBaseline(), asio::detached);
  terminal.Print(fmt::format("{}\n\n{}\n{}\n", PrintableLine(lab_.title.In(render_.language)),
                             RenderMarkdown(lab_.task.In(render_.language), style_), Help()));
  const std::function<asio::awaitable<void>(LiveWorld&)> live = [&](LiveWorld& world) { return Live(world, terminal); };
  do {
    reset_ = false;
    co_await runner_.Practise(lab_, data_, baseline_, live);
  } while (reset_);
  co_await baseline_made_->Wait();
}

// What the checks compare with, while the learner reads the task.
asio::awaitable<void> PracticeSession::MakeBaseline() {
  try {
    if (lab_.answer != Lab::AnswerKind::kCommand) {
      Baseline made = co_await runner_.BaselineFor(lab_, data_);
      baseline_ = std::move(made);
    }
  } catch (const AuthorError& error) {
    baseline_fault_ = error.what();
  } catch (const HostError& error) {
    baseline_fault_ = HostFailureText(error);
  }
  baseline_made_->Set();
}

asio::awaitable<void> PracticeSession::Live(LiveWorld& live, UserTerminal& terminal) {
  const auto executor = co_await asio::this_coro::executor;
  Host& host = live.world().host();
  const User& user = UserOf(live.world().image(), lab_.user);
  const ExecSpec exec = ShellSpec(lab_, user, GuestTerm());
  const Cgroup& group = host.NewGroup(exec.limits);
  Stay stay(live);
  stay.leave = [&] { host.SignalGroup(group, SIGKILL); };
  stay.passed.resize(quick_.size());
  stay.idle = std::make_shared<Event>(executor);
  host.WriteFile(kLabProgram, LabClient(), {}, 0755);
  const std::function<void(ControlRequest)> received = [this, &stay, executor](ControlRequest request) {
    ++stay.working;
    asio::co_spawn(executor, Serve(stay, std::move(request)), asio::detached);
  };
  const auto control = std::make_shared<Control>(executor, host.Listen(kLabSocket), host.id_base(), received, kFraming);
  control->Accept();
  const TerminalEnds ends = host.OpenTerminal(exec.user);
  int exec_errno = 0;
  const auto shell = co_await host.Launch(exec, group, ends.slave.get(), &exec_errno);
  if (!shell) throw OsError(exec_errno, fmt::format("execute /bin/bash of the image {}", lab_.image));
  co_await terminal.Relay(ends.master.get(), shell);
  control->Close();
  stay.over = true;
  if (stay.working > 0) co_await stay.idle->Wait();
}

asio::awaitable<void> PracticeSession::Serve(Stay& stay, ControlRequest request) {
  int code = 0;
  std::string text;
  try {
    text = co_await Answer(stay, request);
  } catch (const AuthorError& error) {
    code = 2;
    text = PrintableLine(error.what()) + "\n";
  } catch (const HostError& error) {
    code = 3;
    text = HostFailureText(error) + "\n";
  }
  request.answer(code, text);
  --stay.working;
  if (stay.over && stay.working == 0) stay.idle->Set();
}

asio::awaitable<std::string> PracticeSession::Answer(Stay& stay, const ControlRequest& request) {
  const std::string& verb = request.verb;
  // The words after the verb are one command line.
  const std::string command = Trimmed(request.unit + " " + request.argument);
  if (verb == "task") co_return RenderMarkdown(lab_.task.In(render_.language), style_);
  if (verb == "hint") co_return Hint();
  if (verb == "hosts") co_return Hosts();
  if (verb == "prompt") co_return co_await News(stay);
  if (verb == "check" && lab_.answer != Lab::AnswerKind::kCommand) co_return co_await Check(stay);
  if (verb == "try") co_return co_await Try(command, seeds_);
  if (verb == "submit") co_return co_await Submit(stay, command);
  if (verb == "reset" || verb == "quit") {
    reset_ = verb == "reset";
    stay.leave();
    co_return "";
  }
  co_return Help();
}

std::string_view PracticeSession::Mark(bool passed) const {
  if (!render_.colour) return passed ? "✓" : "✗";
  return passed ? "\x1b[32m✓\x1b[0m" : "\x1b[31m✗\x1b[0m";
}

asio::awaitable<std::string> PracticeSession::News(Stay& stay) {
  // The first prompts need not wait for what the checks compare with.
  if (quick_.empty() || !baseline_made_->is_set() || !baseline_fault_.empty()) co_return "";
  const RunResult result = co_await stay.live.Look(quick_questions_);
  const Evidence evidence = EvidenceOf(result, baseline_);
  std::string news;
  bool all = true;
  for (std::size_t i = 0; i < quick_.size(); ++i) {
    const CheckSpec& spec = lab_.checks[quick_[i]];
    const Finding finding = co_await spec.check->Verify(evidence);
    const bool passed = finding.status == Finding::Status::kPassed;
    if (stay.looked && !spec.keeps && passed != stay.passed[i])
      news += fmt::format("{} {}\n", Mark(passed), PrintableLine(spec.name.In(render_.language)));
    stay.passed[i] = passed;
    all = all && passed;
  }
  stay.looked = true;
  if (!news.empty() && all && quick_.size() == lab_.checks.size())
    news += Say("Everything is as it should be: `lab submit` hands it in.\n", "全部正确：用 `lab submit` 提交。\n");
  co_return news;
}

asio::awaitable<std::string> PracticeSession::Judged(const RunResult& result) {
  const Evidence evidence = EvidenceOf(result, baseline_);
  const Report report = co_await GradeWorld(runner_, lab_, data_, evidence);
  co_return RenderText(WithoutHidden(report), render_);
}

asio::awaitable<std::string> PracticeSession::Check(Stay& stay) {
  co_await baseline_made_->Wait();
  if (!baseline_fault_.empty()) co_return baseline_fault_ + "\n";
  const RunResult result = co_await stay.live.Look(false);
  co_return co_await Judged(result);
}

asio::awaitable<std::string> PracticeSession::Try(const std::string& command, const Seeds& seeds) {
  if (command.empty())
    co_return Say("There is no command to try yet: type it, or `lab try 'COMMAND'`.\n",
                  "还没有可以试的命令：先输入命令，或者用 `lab try '命令'`。\n");
  const shellab::Answer answer = CommandAnswer(command);
  const Report report = co_await Grade(runner_, lab_, seeds, answer);
  co_return fmt::format("$ {}\n{}", PrintableLine(command), RenderText(WithoutHidden(report), render_));
}

asio::awaitable<std::string> PracticeSession::Submit(Stay& stay, const std::string& command) {
  if (lab_.answer == Lab::AnswerKind::kCommand) {
    const Seeds fresh = Seeds::Random(Seeds::Purpose::kGrading);
    co_return co_await Try(command, fresh);
  }
  co_await baseline_made_->Wait();
  if (!baseline_fault_.empty()) co_return baseline_fault_ + "\n";
  const RunResult result = co_await stay.live.Finish();
  co_return co_await Judged(result);
}

std::string PracticeSession::Hint() {
  if (lab_.hints.empty()) return Say("This lab has no hints.\n", "这个实验没有提示。\n");
  const std::size_t number = std::min(hints_shown_, lab_.hints.size() - 1);
  hints_shown_ = std::min(hints_shown_ + 1, lab_.hints.size());
  const std::string of =
      fmt::format(fmt::runtime(Say("Hint {} of {}: ", "提示 {}/{}：")), number + 1, lab_.hints.size());
  return RenderMarkdown(of + lab_.hints[number].In(render_.language), style_);
}

std::string PracticeSession::Hosts() const {
  std::string list;
  for (const LabHost& host : lab_.hosts) {
    list += host.name;
    for (const InterfaceSpec& interface : host.interfaces)
      list += fmt::format("  {} {}", lab_.networks[interface.network], interface.address);
    list += "\n";
  }
  return list;
}

std::string PracticeSession::Help() const {
  std::string help =
      Say("lab task    the task again\n"
          "lab hint    one more hint\n"
          "lab submit  hand in and see the score\n"
          "lab reset   begin anew\n",
          "lab task    再看题目\n"
          "lab hint    再看一条提示\n"
          "lab submit  提交并看得分\n"
          "lab reset   重新开始\n");
  help += lab_.answer == Lab::AnswerKind::kCommand
              ? Say("lab try     your last command, on fresh data; `lab submit` takes it too\n",
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
