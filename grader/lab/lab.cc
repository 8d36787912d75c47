#include "grader/lab/lab.h"

namespace shellab {

int Lab::MaxPoints() const {
  int points = 0;
  for (const CheckSpec& check : checks) points += check.points;
  return points;
}

std::uint64_t Lab::ServiceDisk() const {
  std::uint64_t bytes = 0;
  for (const LabService& service : services) bytes += service.disk;
  for (const LabService& process : processes) bytes += process.disk;
  return bytes;
}

}  // namespace shellab
