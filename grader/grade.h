// THE FLOW: one answer to one lab becomes one report.
#pragma once

#include <boost/asio/awaitable.hpp>

#include "grader/lab/lab.h"
#include "grader/lab/seed.h"
#include "grader/report/report.h"
#include "grader/runner.h"
#include "grader/submission/answer.h"

namespace shellab {

// Runs `answer` on every seed of the lab, verifies each run and scores it. Never throws for a fault of the answer, the
// lab or the machine: the report says which it was, and only the answer's own costs points.
boost::asio::awaitable<Report> Grade(Runner& runner, const Lab& lab, const Seeds& seeds, const Answer& answer);

// Verifies and scores the world that a person has worked in, by the same checks. Throws HostError when the machine
// could not.
boost::asio::awaitable<Report> GradeWorld(Runner& runner, const Lab& lab, const DataSet& data,
                                          const Evidence& evidence);

}  // namespace shellab
