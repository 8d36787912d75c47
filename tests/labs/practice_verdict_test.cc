// The verdict of practice is the verdict of grading: for every lab the solution and, for every set of checks that a
// wrong answer of it loses, one that does, typed into the terminal of `shellab start` as a person would and handed in
// by `lab submit`, find what `shellab grade` finds of them.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <chrono>
#include <ostream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "sandbox/os/error.h"
#include "sandbox/os/file.h"
#include "tests/labs/lab_names.h"
#include "tests/support/json.h"
#include "tests/support/program.h"
#include "tests/support/terminal.h"

namespace shellab::testing {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr char kSeed[] = "7";
// So many answers at most are one test's, since some wait for minutes and tests run beside each other.
constexpr std::size_t kMostAnswers = 5;
// For answers and checks that wait: longer than any lab's limits, below what ctest gives a test.
constexpr std::chrono::seconds kPatience(800);

// An answer as it lies in the lab's folder.
struct Answer {
  fs::path file;
  std::string script;
  // What of it would be typed at a prompt, one line; empty where it has more than one.
  std::string Line() const {
    std::string line;
    std::istringstream lines(script);
    for (std::string next; std::getline(lines, next);) {
      if (next.empty() || next.starts_with('#')) continue;
      if (!line.empty()) return "";
      line = next;
    }
    return line;
  }
};

// The line that tells which checks a wrong answer loses.
std::string Losses(const fs::path& file) {
  std::istringstream lines(ReadFile(file));
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("# loses:")) return line;
  throw HostError(fmt::format("{} does not tell what it loses", file.native()));
}

std::vector<fs::path> AnswerFiles(const fs::path& lab) {
  std::vector<fs::path> files = {lab / "solution.sh"};
  std::set<std::string> seen;
  for (const std::string& name : NamesIn(lab / "wrong"))
    if (const fs::path file = lab / "wrong" / name; seen.insert(Losses(file)).second) files.push_back(file);
  return files;
}

// Some of a lab's answers: every one of `parts` parts has as many, but for one.
struct Part {
  std::string lab;
  std::size_t number;  // from 0
  std::size_t parts;

  std::vector<Answer> Answers() const {
    const std::vector<fs::path> files = AnswerFiles(LabFolder(lab));
    std::vector<Answer> answers;
    for (std::size_t i = number; i < files.size(); i += parts) answers.push_back({files[i], ReadFile(files[i])});
    return answers;
  }
};

std::vector<Part> Parts() {
  std::vector<Part> parts;
  for (const std::string& lab : LabNames()) {
    const std::size_t count = (AnswerFiles(LabFolder(lab)).size() + kMostAnswers - 1) / kMostAnswers;
    for (std::size_t i = 0; i < count; ++i) parts.push_back({lab, i, count});
  }
  return parts;
}

std::string NameOf(const ::testing::TestParamInfo<Part>& part) {
  return fmt::format("{}_{}", TestNameOf({part.param.lab, part.index}), part.param.number + 1);
}

void PrintTo(const Part& part, std::ostream* out) { *out << part.lab << " " << part.number + 1; }

// What a report finds of the checks that learners see, a line each, as practice shows it: "✓ 6/6  name".
std::string FindingsOf(const json::value& report) {
  const auto mark = [](std::string_view status) {
    return status == "passed" ? "✓" : status == "failed" ? "✗" : status == "skipped" ? "–" : "!";
  };
  std::string text;
  for (const json::value& check : report.at("checks").as_array())
    if (!check.as_object().contains("hidden"))
      text += fmt::format("{} {}/{}  {}\n", mark(StringAt(check, "/status")), NumberAt(check, "/points"),
                          NumberAt(check, "/max_points"), StringAt(check, "/name"));
  return text + fmt::format("Score: {}/{}\n", NumberAt(report, "/points"), NumberAt(report, "/max_points"));
}

// The same of what practice shows, in which numbers are aligned and times of waiting are told.
std::string FindingsIn(const std::string& shown) {
  static const RE2 finding(R"re((✓|✗|–|!) +(\d+/\d+)  (.*?)(?: \((?:took|waited) [\d.]+ s\))?)re");
  static const RE2 score(R"re(Score: \d+/\d+)re");
  std::string text;
  std::istringstream lines(shown);
  for (std::string line; std::getline(lines, line);) {
    std::string mark;
    std::string points;
    std::string name;
    if (RE2::FullMatch(line, finding, &mark, &points, &name)) text += fmt::format("{} {}  {}\n", mark, points, name);
    if (RE2::FullMatch(line, score)) text += line + "\n";
  }
  return text;
}

// A person who practises one lab.
class Learner {
 public:
  Learner(const OwnState& state, const std::string& lab) : terminal_(StartCommand(state, lab)) {
    terminal_.Await("\x1b[?2004h", kPatience);  // the shell reads keys
    // Not by its own words, which the terminal shows as they are typed.
    terminal_.Type("echo \"pro\"\"mpt<${PS1@P}>\"\r");
    terminal_.Await("prompt<", kPatience);
    // Before it, out of sight, may stand a window's title.
    RE2::PartialMatch(terminal_.Await(">\r\n"), R"re(([^[:cntrl:]]+)$)re", &prompt_);
    Settle();
  }

  // Types the answer, hands it in, and returns what is shown of it from the first check on.
  std::string HandIn(const Answer& answer, bool is_command) {
    const std::string line = is_command ? answer.Line() : "";
    const bool in_a_file = line.empty();
    if (in_a_file) {
      Paste(fmt::format("cat > {} <<'{}'\n{}{}\n", kFile, kEnd, answer.script, kEnd));
      if (!is_command) Do(fmt::format("bash {}", kFile));
    } else {
      Do(line);
    }
    std::string shown = Do(is_command && in_a_file ? fmt::format("lab submit \"$(cat {})\"", kFile) : "lab submit");
    std::erase(shown, '\r');
    return shown;
  }

  void BeginAnew() {
    terminal_.Type("lab reset\r");
    Settle();
  }

  int Leave() { return terminal_.Leave(); }

 private:
  static constexpr char kFile[] = "/tmp/answer.sh";
  static constexpr char kEnd[] = "END_OF_ANSWER";
  static constexpr char kReady[] = "ready> ";

  static Command StartCommand(const OwnState& state, const std::string& lab) {
    Command command = Shellab(state, {"start", lab, "--seed", kSeed, "--lang", "en"});
    command.env.emplace_back("NO_COLOR=1");
    return command;
  }

  // A prompt that tells in no folder anything else.
  void Settle() {
    terminal_.Await(prompt_, kPatience);
    Do("PS1='rea''dy> '");
  }

  std::string Do(const std::string& line) {
    terminal_.Type(line + "\r");
    return terminal_.Await(kReady, kPatience);
  }

  // As terminals do it (bracketed paste): no key of it means anything to the shell.
  void Paste(const std::string& text) { Do("\x1b[200~" + text + "\x1b[201~"); }

  TerminalProgram terminal_;
  std::string prompt_;
};

class Verdicts : public ::testing::TestWithParam<Part> {};

TEST_P(Verdicts, AreThoseOfGrading) {
  const OwnState state;
  const std::string& lab = GetParam().lab;
  const std::vector<Answer> answers = GetParam().Answers();
  Command grade = Shellab(state, {"grade", lab, "--seed", kSeed, "--format", "json", "--lang", "en", "-j", "2"});
  for (const Answer& answer : answers) grade.argv.push_back(answer.file);
  const Ended ended = RunToEnd(grade);
  ASSERT_EQ(ended.code, 0) << ended.err;
  const json::array reports = ParseReports(ended.out);
  ASSERT_EQ(reports.size(), answers.size());

  const bool is_command = ReadFile(LabFolder(lab) / "lab.toml").find("answer = \"command\"") != std::string::npos;
  Learner learner(state, lab);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (i > 0) learner.BeginAnew();
    std::string shown = learner.HandIn(answers[i], is_command);
    // What a learner is told to do then; who grades does it alone.
    while (shown.find("too busy to see all that passed on the network") != std::string::npos) {
      learner.BeginAnew();
      shown = learner.HandIn(answers[i], is_command);
    }
    EXPECT_EQ(FindingsIn(shown), FindingsOf(reports[i])) << answers[i].file << "\n" << shown;
  }
  EXPECT_EQ(learner.Leave(), 0);
}

INSTANTIATE_TEST_SUITE_P(, Verdicts, ::testing::ValuesIn(Parts()), NameOf);

}  // namespace
}  // namespace shellab::testing
