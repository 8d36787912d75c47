// A lab whose solution is graded over and over on the same data, and the same done by hand. Used by the programs of
// this folder that compare grading with bare commands.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include "grader/lab/loader.h"
#include "grader/lab/seed.h"
#include "grader/submission/answer.h"
#include "grader/world.h"
#include "tests/bench/measure.h"
#include "tests/bench/world.h"
#include "tests/support/program.h"

namespace shellab::bench {

// Its data and references are prepared by the first grading and kept.
class Subject {
 public:
  // `folder` below labs/. Throws AuthorError, HostError or OsError.
  explicit Subject(const char* folder);

  // Throws HostError unless the solution earns every point.
  boost::asio::awaitable<void> GradeOnce();
  boost::asio::awaitable<void> GradeMany(std::size_t answers, std::size_t jobs);

  // The prepared data of one host. Throws HostError before the first grading.
  std::filesystem::path Layer(const std::string& host = kOnlyHost) const;
  // How often setup ran for all the answers that were graded: once, if it is the class's and not each answer's.
  std::size_t Layers() const;
  // Boots the lab's hosts from their layers, with its services.
  boost::asio::awaitable<std::unique_ptr<World>> Boot();

  const Lab& lab() const { return lab_; }
  const Image& image() { return session_.runner.ImageOf(lab_); }
  const Seeds& seeds() const { return seeds_; }

 private:
  OwnShellab world_;
  Session& session_ = world_.session;
  Lab lab_;
  Seeds seeds_ = Seeds::From(1, Seeds::Purpose::kGrading);
  Answer answer_;
};

// Runs a program that must end with 0 and print `words`. Throws HostError.
Work MustSucceed(testing::Command command, std::string words = "");

// Adds the times of `by_hand` and of grading the solution of a subject that was graded before, by turns, and the goal
// of at most `limit` times as long.
boost::asio::awaitable<void> CompareWithByHand(Subject& subject, std::string title, Work by_hand, double limit,
                                               int rounds, Findings& findings);

}  // namespace shellab::bench
