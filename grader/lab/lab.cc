#include "grader/lab/lab.h"

#include <algorithm>

namespace shellab {

int Lab::MaxPoints() const {
  int points = 0;
  for (const CheckSpec& check : checks) points += check.points;
  return points;
}

bool Lab::HasSetup() const {
  return std::any_of(hosts.begin(), hosts.end(), [](const LabHost& host) { return !host.setup.empty(); });
}

bool Lab::Waits() const {
  return std::any_of(checks.begin(), checks.end(),
                     [](const CheckSpec& check) { return check.within.count() > 0 || check.holds.count() > 0; });
}

std::uint64_t Lab::ServiceDisk(std::size_t host) const {
  std::uint64_t bytes = 0;
  for (const LabService& service : services)
    if (service.host == host) bytes += service.disk;
  for (const LabService& process : processes) bytes += process.disk;
  return bytes;
}

}  // namespace shellab
