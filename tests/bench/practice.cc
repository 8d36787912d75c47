// What practice feels like: how long a learner waits for the prompt, for the echo of a key, for a fresh lab, and to be
// told that something has become right. All of it by the program itself, on terminals.
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <string>
#include <utility>

#include "tests/bench/measure.h"
#include "tests/support/program.h"
#include "tests/support/terminal.h"

namespace shellab::bench {
namespace asio = boost::asio;
namespace {

using testing::Command;
using testing::OwnState;
using testing::TerminalProgram;

constexpr int kTurn = 10;
constexpr int kKeys = 100;
constexpr char kPrompt[] = "student@lab:~$ ";
constexpr std::chrono::milliseconds kAtOnce(0);
// A person's fingers: what is measured is one key, not a flood of them; nor are more prompts told the news than that.
constexpr std::chrono::milliseconds kBetweenKeys(20);
constexpr std::chrono::milliseconds kBetweenCommands(250);

Command Start(const OwnState& state, const std::string& lab) {
  Command command = testing::Shellab(state, {"start", lab, "--seed", "1", "--lang", "en"});
  command.env.emplace_back("NO_COLOR=1");
  return command;
}

Command LocalBash() {
  Command command;
  command.argv = {"bash", "--norc", "--noprofile", "-i"};
  command.env = {std::string("PS1=") + kPrompt};
  return command;
}

// Types what makes the shell answer, and waits for that.
Work Answered(TerminalProgram& shell, std::string keys, std::string answer) {
  return [&shell, keys = std::move(keys), answer = std::move(answer)]() -> asio::awaitable<void> {
    shell.Type(keys);
    shell.Await(answer);
    co_return;
  };
}

using Clock = std::chrono::steady_clock;

double MillisecondsSince(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void Append(Samples& all, const Samples& more) { all.insert(all.end(), more.begin(), more.end()); }

asio::awaitable<void> MeasurePrompt(const OwnState& state, int rounds, Findings& findings) {
  Comparison comparison{"until the prompt", {{"shellab start awk-last-but-one", {}}, {"bash", {}}}, {}};
  for (int i = 0; i <= rounds * kTurn; ++i) {
    for (Row& row : comparison.rows) {
      const Clock::time_point start = Clock::now();
      TerminalProgram shell(&row == &comparison.rows[0] ? Start(state, "awk-last-but-one") : LocalBash());
      shell.Await(kPrompt);
      if (i > 0) row.samples.push_back(MillisecondsSince(start));  // the first prepares the lab
      shell.Leave();
    }
    co_await Pause(kAtOnce);  // for signals
  }
  findings.goals.push_back({"prompt of a text lab, ms", Median(comparison.rows[0].samples), Goal::Bound::kAtMost, 60});
  findings.comparisons.push_back(std::move(comparison));
}

asio::awaitable<void> MeasureKeys(const OwnState& state, int rounds, Findings& findings) {
  Comparison comparison{"from a key to its echo", {{"in a lab", {}}, {"bash of this machine", {}}}, {}};
  TerminalProgram lab(Start(state, "awk-last-but-one"));
  TerminalProgram bash(LocalBash());
  lab.Await(kPrompt);
  bash.Await(kPrompt);
  for (int round = 0; round < rounds; ++round) {
    for (Row& row : comparison.rows) {
      TerminalProgram& shell = &row == &comparison.rows[0] ? lab : bash;
      const Work key = Answered(shell, "x", "x");
      Append(row.samples, co_await Repeat(kKeys, kBetweenKeys, key));
      shell.Type("\x03");
      shell.Await(kPrompt);
    }
  }
  findings.goals.push_back({"key to echo, ms more than bash",
                            Median(comparison.rows[0].samples) - Median(comparison.rows[1].samples),
                            Goal::Bound::kAtMost, 1});
  findings.comparisons.push_back(std::move(comparison));
}

asio::awaitable<void> MeasureLab(const OwnState& state, int rounds, Findings& findings) {
  Comparison comparison{"from Enter", {{"lab reset", {}}, {"what has become right", {}}}, {}};
  TerminalProgram lab(Start(state, "sed-replace-in-place"));
  lab.Await(kPrompt);
  for (int round = 0; round < rounds; ++round) {
    const Work reset = Answered(lab, "lab reset\r", kPrompt);
    Append(comparison.rows[0].samples, co_await Repeat(kTurn, kAtOnce, reset));
    lab.Type("lab check\r");  // what the checks compare with is there
    lab.Await("Score: 0/10");
    lab.Await(kPrompt);
    for (int i = 0; i < kTurn; ++i) {
      co_await Pause(kBetweenCommands);
      const Clock::time_point start = Clock::now();
      lab.Type("sed -i s,/opt/tomcat,/usr/local/tomcat,g app.conf\r");
      lab.Await("✓ app.conf has the new path everywhere");
      comparison.rows[1].samples.push_back(MillisecondsSince(start));
      lab.Await(kPrompt);
      co_await Pause(kBetweenCommands);
      lab.Type("sed -i s,/usr/local/tomcat,/opt/tomcat,g app.conf\r");
      lab.Await("✗ app.conf has the new path everywhere");
      lab.Await(kPrompt);
    }
  }
  findings.goals.push_back({"lab reset, ms", Median(comparison.rows[0].samples), Goal::Bound::kAtMost, 100});
  findings.goals.push_back({"live finding, ms", Median(comparison.rows[1].samples), Goal::Bound::kAtMost, 300});
  findings.comparisons.push_back(std::move(comparison));
}

asio::awaitable<Findings> Measure(int rounds) {
  const OwnState state;
  Findings findings;
  co_await MeasurePrompt(state, rounds, findings);
  co_await MeasureKeys(state, rounds, findings);
  co_await MeasureLab(state, rounds, findings);
  co_return findings;
}

}  // namespace
}  // namespace shellab::bench

int main(int argc, char** argv) {
  return shellab::bench::Main(argc, argv, "What practice feels like", 5, shellab::bench::Measure);
}
