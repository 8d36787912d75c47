// The caller of the program asked for something that cannot be: main.cc prints it and exits with 2.
#pragma once

#include <stdexcept>

namespace shellab {

class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace shellab
