// How a failure of this machine is told: by main.cc and in a report's error.
#pragma once

#include <string>

#include "sandbox/os/error.h"

namespace shellab {

// The error's message, in one line with where to go from there when it has only the kernel's own words.
inline std::string HostFailureText(const HostError& error) {
  std::string message = error.what();
  if (dynamic_cast<const OsError*>(&error) == nullptr) return message;
  return message + "; to find out what this machine lacks, run: shellab doctor";
}

}  // namespace shellab
