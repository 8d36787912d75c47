// What would be graded: each learner's file for each lab, and what is wrong with it. Filled from Collect and printed by
// `shellab grade --set SET PATH... --plan`.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

#include "grader/report/report.h"
#include "grader/report/spool.h"
#include "grader/report/table.h"
#include "grader/submission/handed_in.h"
#include "grader/text.h"

namespace shellab {

// Takes a class's submissions one by one, and keeps none of them in memory.
class Plan {
 public:
  virtual ~Plan() = default;
  Plan(const Plan&) = delete;
  Plan& operator=(const Plan&) = delete;

  // Throws OsError where there is no room for it on the disk.
  void Add(const Submission& submission);
  // Writes it, when all are added; `notes` are on the whole class.
  virtual void Write(const std::vector<Text>& notes, std::ostream& out) = 0;
  // Whether all that was handed in could be read.
  bool IsReadable() const { return readable_; }

 protected:
  explicit Plan(std::vector<std::string> labs) : labs_(std::move(labs)) {}
  const std::vector<std::string>& labs() const { return labs_; }

 private:
  virtual void Take(const Submission& submission) = 0;

  std::vector<std::string> labs_;
  bool readable_ = true;
};

// A table of learner, lab, file and problem, with all notes and a count below it.
class TextPlan : public Plan {
 public:
  TextPlan(std::vector<std::string> labs, Language language);
  void Write(const std::vector<Text>& notes, std::ostream& out) override;

 private:
  void Take(const Submission& submission) override;
  void AddRow(const TableColumns::Row& row);
  void AddLab(const std::string& learner, const std::string& lab, const std::vector<HandedIn>& attempts);
  std::string Problem(const std::vector<HandedIn>& attempts);
  std::string Say(const std::string& en, const std::string& zh) const;
  std::string In(const Text& text) const;

  Language language_;
  TableColumns columns_;
  Spool rows_;  // cells with a tab behind each: printable text on one line has none
  Spool notes_;
  bool has_notes_ = false;
  std::size_t learners_ = 0;
  std::size_t found_ = 0;
  std::size_t missing_ = 0;
  std::size_t unread_ = 0;
};

// {set, labs, learners[{learner, name, email, id, participant, problem?, labs[{lab, status, file, bytes, attempts,
// late, problem?}], notes}], notes}, as valid UTF-8 on one line.
class JsonPlan : public Plan {
 public:
  JsonPlan(std::string set, std::vector<std::string> labs, Language language);
  void Write(const std::vector<Text>& notes, std::ostream& out) override;

 private:
  void Take(const Submission& submission) override;

  std::string set_;
  Language language_;
  Spool learners_;
};

}  // namespace shellab
