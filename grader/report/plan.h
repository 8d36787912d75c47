// What would be graded: each learner's file for each lab, and what is wrong with it. Filled from Collect and printed by
// `shellab grade --set SET PATH... --plan`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "grader/report/report.h"
#include "grader/submission/handed_in.h"
#include "grader/text.h"

namespace shellab {

struct PlanCell {
  std::string file;  // of the last attempt; empty where nothing was handed in
  std::uint64_t bytes = 0;
  std::size_t attempts = 0;
  bool late = false;  // as the course's system marked it
  Text problem;       // why it was not read; may quote raw bytes
};

struct PlanRow {
  std::string learner;
  std::string name;
  std::string email;
  std::string id;
  std::string participant;
  std::vector<PlanCell> cells;  // one a lab
  Text problem;                 // why nothing could be read
  std::vector<Text> notes;
};

struct Plan {
  std::string set;
  std::vector<std::string> labs;
  std::vector<PlanRow> rows;
  std::vector<Text> notes;

  void Add(const Submission& submission);
  // Whether all that was handed in could be read.
  bool IsReadable() const;
};

// A table of learner, lab, file and problem, with all notes and a count below it.
std::string RenderText(const Plan& plan, const RenderOptions& options);

// {set, labs, learners[{learner, name, email, id, participant, problem?, labs[{lab, status, file, bytes, attempts,
// late, problem?}], notes}], notes}, as valid UTF-8 on one line.
std::string RenderJson(const Plan& plan, const RenderOptions& options);

}  // namespace shellab
