#include "grader/practice/session.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <boost/asio/co_spawn.hpp>
#include <chrono>
#include <csignal>
#include <exception>
#include <utility>

#include "grader/failure.h"
#include "grader/host_failure.h"
#include "grader/practice/desk.h"
#include "grader/practice/embed.h"
#include "grader/practice/look_pace.h"
#include "grader/practice/shell.h"
#include "grader/report/printable.h"
#include "grader/terminal/user_terminal.h"
#include "grader/usage_error.h"
#include "sandbox/os/error.h"

namespace shellab {
namespace asio = boost::asio;
namespace {

constexpr ControlFraming kFraming{'\0', 64U << 10U};
// As `grade` has them.
constexpr int kLabFault = 2;
constexpr int kMachineFault = 3;

std::string Trimmed(const std::string& text) {
  constexpr char kBlanks[] = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

}  // namespace

struct PracticeSession::Stay {
  Stay(const asio::any_io_executor& executor, PracticeSession& session, LiveWorld& live)
      : world(live),
        desk(executor,
             [this, &session] {
               submissions = 0;
               session.Leave(*this);
             }),
        left(executor),
        watched(executor),
        shells_gone(executor) {}

  World& lab_world() const { return world.live.world(); }
  void KillShells() const {
    for (const auto& [host, group] : groups) lab_world().host(host).SignalGroup(*group, SIGKILL);
  }

  CoachedWorld world;
  std::vector<std::pair<std::size_t, Cgroup*>> groups;  // the shells', with all that is started there, and their hosts
  bool over = false;                                    // no shell begins any more, and nothing is asked
  int shells = 0;                                       // beside the first
  // However fast the world's programs ask: prompts, each of which stops the learner's programs for a look, and all
  // else.
  Allowance prompts{20, std::chrono::milliseconds(100)};
  Allowance questions{20, std::chrono::milliseconds(200)};
  Desk desk;
  // One look, however it ends.
  class Looking {
   public:
    explicit Looking(Stay& stay) : stay_(stay), begun_(LookPace::Clock::now()), used_(stay.lab_world().CpuUsed()) {}
    Looking(const Looking&) = delete;
    Looking& operator=(const Looking&) = delete;
    ~Looking() { stay_.pace.Looked(begun_, LookPace::Clock::now(), used_); }

   private:
    Stay& stay_;
    LookPace::Clock::time_point begun_;
    LookPace::Time used_;
  };

  int asked = 0;        // requests at the desk
  int submissions = 0;  // of these, what was handed in
  LookPace pace;
  Event left;     // set when it is over
  Event watched;  // set when nobody waits for another look
  Event shells_gone;
};

// Those who listen are told of the end also when the session is unwound.
class PracticeSession::InALab {
 public:
  explicit InALab(PracticeSession& session) : session_(session) {
    session_.listeners_.Tell([this](PracticeListener& listener) { listener.Began(session_.lab()); });
  }
  InALab(const InALab&) = delete;
  InALab& operator=(const InALab&) = delete;
  ~InALab() {
    session_.listeners_.Tell([this](PracticeListener& listener) { listener.Ended(session_.lab()); });
  }

 private:
  PracticeSession& session_;
};

PracticeSession::PracticeSession(const asio::any_io_executor& executor, Runner& runner, std::vector<const Lab*> labs,
                                 const Seeds& seeds, const PracticeOptions& options,
                                 std::vector<PracticeListener*> listeners)
    : executor_(executor),
      runner_(runner),
      labs_(std::move(labs)),
      seeds_(seeds),
      options_(options),
      listeners_(std::move(listeners)),
      solved_(labs_.size()) {
  const auto tell = [this](void (PracticeListener::*function)(std::string_view)) {
    return [this, function](std::string_view bytes) {
      listeners_.Tell([&](PracticeListener& listener) { (listener.*function)(bytes); });
    };
  };
  SeatTaps taps = {tell(&PracticeListener::OutputShown), tell(&PracticeListener::Typed),
                   [this](const TerminalSize& size) {
                     listeners_.Tell([&](PracticeListener& listener) { listener.Resized(size); });
                   }};
  seat_ = std::make_shared<Seat>(executor, std::move(taps));
  BeginLab();
}

void PracticeSession::BeginLab() {
  coach_ = std::make_unique<Coach>(runner_, lab(), seeds_, options_.render, options_.style, listeners_);
  next_was_asked_ = false;
}

asio::awaitable<void> PracticeSession::Run() {
  for (;;) {
    co_await PractiseLab();
    if (after_ != After::kNext || quit_) co_return;
    at_ = NextLab().value_or(at_);
    BeginLab();
  }
}

asio::awaitable<void> PracticeSession::PractiseLab() {
  coach_->Begin(executor_);
  const InALab in_a_lab(*this);
  if (seat_->has_title()) seat_->SetTitle(lab().id);  // no more of the lab before
  std::string notices;
  listeners_.Tell([&](const PracticeListener& listener) { notices += listener.Notice(); });
  if (!notices.empty()) notices += "\n";
  seat_->Print(notices + Overview() + coach_->Greeting());
  const std::function<asio::awaitable<void>(LiveWorld&)> live = [&](LiveWorld& world) { return Live(world); };
  do {
    after_ = After::kNothing;
    co_await runner_.Practise(lab(), coach_->data(), coach_->baseline(), live);
    if (after_ == After::kReset) listeners_.Tell([this](PracticeListener& listener) { listener.ResetBegun(lab()); });
  } while (after_ == After::kReset && !quit_);
}

// The first after this one, and then from the beginning, that is not solved.
std::optional<std::size_t> PracticeSession::NextLab() const {
  for (std::size_t i = 1; i < labs_.size(); ++i) {
    const std::size_t candidate = (at_ + i) % labs_.size();
    if (!solved_[candidate]) return candidate;
  }
  return std::nullopt;
}

// What keeps `lab next` from going on, or nothing.
std::string PracticeSession::Next() {
  if (labs_.size() == 1)
    return Say("There is no next lab: `shellab start --set SET` goes through a set.\n",
               "没有下一个实验：`shellab start --set 实验集` 会依次进行。\n");
  if (!NextLab())
    return Say("All other labs of the set are solved; `exit` leaves.\n", "其他实验都已完成；用 `exit` 离开。\n");
  if (!coach_->handed_in() && !std::exchange(next_was_asked_, true))
    return Say("Nothing was handed in yet: `lab submit` does that. `lab next` again goes on without.\n",
               "还没有提交：用 `lab submit` 提交。再输入一次 `lab next` 则不提交继续。\n");
  return "";
}

std::string PracticeSession::Overview() const {
  if (labs_.size() == 1) return "";
  std::string list;
  for (std::size_t i = 0; i < labs_.size(); ++i)
    list += fmt::format("{}{} {:>2}  {}\n", i == at_ ? "→" : " ", solved_[i] ? "✓" : " ", i + 1,
                        PrintableLine(labs_[i]->title.In(options_.render.language)));
  return list + Say("`lab next` goes on to the next one.\n\n", "`lab next` 进入下一个实验。\n\n");
}

void PracticeSession::Quit() {
  quit_ = true;
  if (stay_ != nullptr) Leave(*stay_);
}

// Ends all shells. What was handed in before that is judged as it was then, with all that runs there.
void PracticeSession::Leave(Stay& stay) {
  if (!std::exchange(stay.over, true) && stay.asked > 0)
    seat_->Print(
        Say("One moment: what `lab` was asked last comes to its end.\n", "请稍候：`lab` 的上一个请求还在处理。\n"));
  stay.left.Set();
  if (stay.submissions == 0) stay.KillShells();
}

asio::awaitable<void> PracticeSession::Live(LiveWorld& live) {
  if (quit_) co_return;
  Stay stay(executor_, *this, live);
  std::shared_ptr<Control> control;
  std::exception_ptr failure;
  try {
    co_await coach_->Meet(stay.world);
    control = Listen(stay);
    ExecSpec exec = ShellSpec(lab(), UserOf(live.world().image(), lab().user), GuestTerm());
    AddLab(exec, !options_.quiet);
    stay_ = &stay;
    asio::co_spawn(executor_, Watch(stay), [&stay](const std::exception_ptr&) { stay.watched.Set(); });
    if (!quit_) co_await RunShell(stay, 0, exec, *seat_);
  } catch (...) {
    failure = std::current_exception();
  }
  if (control) control->Close();
  Leave(stay);
  // The world must not go before who works in it or looks at it.
  if (stay.shells > 0) co_await stay.shells_gone.Wait();
  if (stay_ != nullptr) co_await stay.watched.Wait();
  stay_ = nullptr;
  co_await stay.desk.Close();
  if (failure) std::rethrow_exception(failure);
}

std::shared_ptr<Control> PracticeSession::Listen(Stay& stay) {
  Host& host = stay.lab_world().host();
  host.WriteFile(kLabProgram, LabClient(), {}, 0755);
  auto control = std::make_shared<Control>(
      executor_, host.Listen(kLabSocket), host.id_base(),
      [this, &stay](ControlRequest request) { Receive(stay, std::move(request)); }, kFraming);
  control->Accept();
  return control;
}

asio::awaitable<void> PracticeSession::RunShell(Stay& stay, std::size_t number, const ExecSpec& exec, Seat& seat) {
  Host& host = stay.lab_world().host(number);
  Cgroup& group = host.NewGroup(exec.limits);
  stay.groups.emplace_back(number, &group);
  const TerminalEnds ends = host.OpenTerminal(exec.user);
  int exec_errno = 0;
  const auto shell = co_await host.Launch(exec, group, ends.slave.get(), &exec_errno);
  if (!shell) throw OsError(exec_errno, fmt::format("execute /bin/bash on {}", host.name()));
  if (stay.over) host.SignalGroup(group, SIGKILL);  // it was on its way when all were ended
  if (&seat != seat_.get()) {
    // Nobody comes back to such a seat: the shell is told as when a terminal is closed.
    seat.OnLeft([shell] { shell->Signal(SIGHUP); });
    if (!seat.is_taken()) shell->Signal(SIGHUP);
  }
  co_await seat.Relay(ends.master.get(), shell);
}

asio::awaitable<void> PracticeSession::OpenShell(std::shared_ptr<Wire> visitor, const Visit& visit) {
  if (stay_ == nullptr || stay_->over) {
    visitor->End(kMachineFault,
                 Say("shellab: the lab is being made: try again in a moment", "shellab：实验正在准备，请稍后再试"));
    co_return;
  }
  Stay& stay = *stay_;
  ++stay.shells;
  const auto seat = std::make_shared<Seat>(executor_, SeatTaps{});
  Failure end;
  try {
    const std::size_t number = FindShellHost(visit.host);
    const User& user = UserOf(stay.lab_world().image(number), visit.as_root ? "root" : lab().user);
    ExecSpec exec = ShellSpec(lab(), user, visit.term);
    if (number == 0) AddLab(exec, !options_.quiet);
    exec.capabilities = lab().hosts.at(number).capabilities;
    seat->Take(visitor, visit.size, "");
    co_await RunShell(stay, number, exec, *seat);
    if (stay.over) end.text = Say("shellab: the first shell has left the lab", "shellab：第一个 shell 已离开实验");
  } catch (...) {
    end = FailureOf(std::current_exception(), kMachineFault);
  }
  seat->OnLeft(nullptr);
  visitor->End(end.code, end.text);
  --stay.shells;
  if (stay.over && stay.shells == 0) stay.shells_gone.Set();
}

std::size_t PracticeSession::FindShellHost(const std::string& name) const {
  if (name.empty()) return 0;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < lab().hosts.size(); ++i) {
    if (lab().hosts[i].name == name) return i;
    names.push_back(lab().hosts[i].name);
  }
  throw UsageError(fmt::format("the lab has no host {}; it has {}", name, fmt::join(names, ", ")));
}

void PracticeSession::Receive(Stay& stay, ControlRequest request) {
  if (stay.over) return;
  const std::string& verb = request.verb;
  if (verb == "prompt") {
    // It is asked again before the next prompt.
    if (!coach_->HasNews(stay.world) || stay.asked > 0 || !stay.prompts.Take() || !TakeIn(stay, request))
      request.answer(0, "");
    return;
  }
  const bool too_many = !stay.questions.Take();
  const bool in_turn = verb == "check" || verb == "try" || verb == "submit";
  if (!too_many && !in_turn) {
    request.answer(0, AnswerAtOnce(stay, verb));
  } else if (too_many || !TakeIn(stay, request)) {
    request.answer(
        1, coach_->Say("lab: too much is asked at once; ask again in a moment\n", "lab：一次问得太多，请稍后再试\n"));
  }
}

bool PracticeSession::TakeIn(Stay& stay, const ControlRequest& request) {
  const bool taken = stay.desk.Take([this, &stay, request] { return Serve(stay, request); });
  if (taken) ++stay.asked;
  if (taken && request.verb == "submit") ++stay.submissions;
  return taken;
}

std::string PracticeSession::AnswerAtOnce(Stay& stay, const std::string& verb) {
  if (verb == "next") {
    std::string obstacle = Next();
    if (!obstacle.empty()) return obstacle;
  }
  if (verb == "quit" || verb == "reset" || verb == "next") {
    after_ = verb == "reset" ? After::kReset : verb == "next" ? After::kNext : After::kNothing;
    Leave(stay);
    return "";
  }
  if (verb == "task") return coach_->Task();
  if (verb == "hint") return coach_->Hint();
  if (verb == "hosts") return coach_->Hosts();
  return coach_->Help();
}

asio::awaitable<void> PracticeSession::Serve(Stay& stay, const ControlRequest& request) {
  const bool is_submission = request.verb == "submit";
  Failure failure;
  std::string text;
  try {
    if (is_submission || !stay.over) text = co_await Answer(stay, request);
  } catch (const AuthorError& error) {
    failure.code = kLabFault;
    text = PrintableLine(error.what()) + "\n";
  } catch (const HostError& error) {
    failure.code = kMachineFault;
    text = HostFailureText(error) + "\n";
  }
  --stay.asked;
  if (is_submission) --stay.submissions;
  if (is_submission && stay.over) {
    // Who asked is killed: the verdict is for whoever sits there.
    if (stay.submissions == 0) stay.KillShells();
    seat_->Print(text);
  } else {
    request.answer(failure.code, text);
  }
}

asio::awaitable<std::string> PracticeSession::Answer(Stay& stay, const ControlRequest& request) {
  // The words after the verb are one command line.
  const std::string command = Trimmed(request.unit + " " + request.argument);
  if (request.verb == "prompt") co_return co_await LookFor(stay, true);
  if (request.verb == "check") co_return co_await coach_->Check(stay.world);
  if (request.verb == "try") co_return co_await coach_->Try(command);
  std::string verdict = co_await coach_->Submit(stay.world, command);
  solved_[at_] = solved_[at_] || coach_->solved();
  co_return verdict;
}

asio::awaitable<std::string> PracticeSession::LookFor(Stay& stay, bool news) {
  const Stay::Looking looking(stay);
  std::string text;
  if (news) {
    text = co_await coach_->News(stay.world);
  } else {
    co_await coach_->Look(stay.world);
  }
  seat_->SetTitle(coach_->Title(stay.world));
  co_return text;
}

// What changes while a program runs in the foreground is told in the window's title, where it is in nobody's way.
asio::awaitable<void> PracticeSession::Watch(Stay& stay) {
  while (!options_.quiet && !stay.over) {
    co_await stay.left.WaitUntil(LookPace::Clock::now() + LookPace::kTick);
    if (stay.over || !seat_->is_taken() || !coach_->HasNews(stay.world) || stay.desk.busy()) continue;
    const auto used = stay.lab_world().CpuUsed();
    if (stay.pace.Wants(LookPace::Clock::now(), used)) stay.desk.Take([this, &stay] { return Look(stay); });
  }
}

asio::awaitable<void> PracticeSession::Look(Stay& stay) {
  if (stay.over) co_return;
  try {
    co_await LookFor(stay, false);
  } catch (const HostError&) {  // the next prompt says why
  }
}

}  // namespace shellab
