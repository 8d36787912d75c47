// A run store of its own, with learners who handed something in.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "grader/store/results.h"
#include "grader/store/run_store.h"
#include "sandbox/os/file.h"
#include "tests/grader/report/sample.h"

namespace shellab {

inline Report Worth(int points, const std::string& lab = "one") {
  Report report = PartlyRight();
  report.lab = lab;
  report.points = points;
  return report;
}

inline HandedIn File(const std::string& bytes) {
  HandedIn file;
  file.name = "one.sh";
  file.bytes = bytes;
  return file;
}

class Runs : public ::testing::Test {
 protected:
  static shellab::Run Sample(const std::string& rules = "") {
    shellab::Run run;
    run.set = "two";
    run.title = {"Two labs", "两个实验"};
    run.set_file = "/nowhere/two.toml";
    run.set_text = "format = 1\n" + rules;
    run.seeds = "seed 42";
    run.paths = {"class", "\xff"};
    return run;
  }
  static std::vector<RunLab> Labs() {
    return {{"one", {"One", "一"}, 10, 1, "d1", "g1"}, {"two", {}, 10, 2, "d2", "g2"}};
  }

  // A learner with attempts at lab one, and nothing for lab two.
  static Submission Learner(const std::string& name, const std::vector<HandedIn>& attempts) {
    Submission submission;
    submission.learner = name;
    submission.answers = {attempts, {}};
    return submission;
  }

  RunId Begin(const std::vector<Submission>& submissions, Attempts attempts = Attempts::kLatest,
              const std::string& rules = "") {
    const RunId id = store_.Begin(Sample(rules), Labs());
    for (const Submission& submission : submissions) store_.Add(id, submission, attempts);
    store_.EndCollection(id, {{"a note", "说明"}});
    return id;
  }

  std::vector<ClassRow> Rows(RunId run) const {
    std::vector<ClassRow> rows;
    StoredResults(store_, run).ForEach([&](const ClassRow& row) { rows.push_back(row); });
    return rows;
  }

  TempDir state_{std::filesystem::temp_directory_path()};
  RunStore store_{state_.path()};
};

}  // namespace shellab
