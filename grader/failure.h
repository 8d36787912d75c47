// What a failure means for the user: main.cc prints it and exits, a process that has no terminal hands it on.
#pragma once

#include <exception>
#include <string>

namespace shellab {

struct Failure {
  int code = 0;      // the program's exit code
  std::string text;  // without a newline at its end
};

// `machine_code` is that of what this machine could not do.
Failure FailureOf(const std::exception_ptr& error, int machine_code);

}  // namespace shellab
