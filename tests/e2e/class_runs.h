// A class of learners with a set of two labs, graded by the real shellab with a state of its own.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/support/json.h"
#include "tests/support/lab_files.h"
#include "tests/support/program.h"

namespace shellab::testing {

namespace fs = std::filesystem;
namespace json = boost::json;

// When each answer that has a result in a run's report (JSON) was graded, by learner and lab.
inline std::map<std::string, std::string> TimesOf(const std::string& out) {
  std::map<std::string, std::string> times;
  const json::value value = json::parse(out);
  for (const json::value& report : value.at("reports").as_array())
    times[StringAt(report, "/learner") + " " + StringAt(report, "/lab")] = StringAt(report, "/started_at");
  return times;
}

class Runs : public ::testing::Test {
 protected:
  Runs() {
    files_.MakeLab("first-lab");
    files_.MakeLab("second-lab");
    WriteSet("");
  }

  void WriteSet(const std::string& rules, int weight = 2) const {
    files_.Write("sets/two.toml", "format = 1\ntitle = { en = \"Two labs\", zh = \"两个实验\" }\n" + rules +
                                      "[[lab]]\nid = \"first-lab\"\n[[lab]]\nid = \"second-lab\"\nweight = " +
                                      std::to_string(weight) + "\n");
  }
  void HandIn(const std::string& learner, const std::string& first, const std::string& second) const {
    files_.Write(fs::path("class") / learner / "first-lab.sh", first);
    files_.Write(fs::path("class") / learner / "second-lab.sh", second);
  }

  Command Call(std::vector<std::string> args) const {
    args.insert(args.begin(), {"--labs", files_.path()});
    return Shellab(state_, args);
  }
  Ended Run(const std::vector<std::string>& args) const { return RunToEnd(Call(args)); }
  std::vector<std::string> GradeArgs(const std::vector<std::string>& more = {}, const std::string& seed = "42") const {
    std::vector<std::string> args = {"grade", "--set", "two", files_.path() / "class", "--seed", seed};
    args.insert(args.end(), more.begin(), more.end());
    return args;
  }
  Ended Grade(const std::vector<std::string>& more = {}) const { return Run(GradeArgs(more)); }
  json::array RunList() const { return json::parse(Run({"runs", "--format", "json"}).out).at("runs").as_array(); }

  std::map<std::string, std::string> GradedAt(const std::string& run) const {
    return TimesOf(Run({"report", run, "--format", "json"}).out);
  }

  OwnState state_;
  Files files_;
};

// Without what differs between runs of the same answers: the run's own name, and which of equal ones came first.
inline json::value SummaryOf(const std::string& out) {
  json::value summary = ParseReport(out).at("summary");
  summary.as_object().erase("run");
  for (json::value& learner : summary.at("learners").as_array())
    for (json::value& lab : learner.at("labs").as_array()) lab.as_object().erase("reused");
  return summary;
}

}  // namespace shellab::testing
