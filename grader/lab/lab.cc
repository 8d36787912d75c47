#include "grader/lab/lab.h"

namespace shellab {

int Lab::MaxPoints() const {
  int points = 0;
  for (const CheckSpec& check : checks) points += check.points;
  return points;
}

Questions Lab::Asked() const {
  Questions questions;
  for (const CheckSpec& spec : checks) spec.check->Ask(questions);
  return questions;
}

}  // namespace shellab
