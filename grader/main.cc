// The program's entry: prints what went wrong and picks the exit code (DESIGN: 2 usage or lab, 3 this machine).
#include <fmt/format.h>

#include <cstdio>
#include <exception>

#include "grader/commands/context.h"
#include "grader/failure.h"

int main(int argc, char** argv) {
  int failure_code = 3;
  try {
    return shellab::RunCommandLine(argc, argv, failure_code);
  } catch (...) {
    const shellab::Failure failure = shellab::FailureOf(std::current_exception(), failure_code);
    fmt::print(stderr, "{}\n", failure.text);
    return failure.code;
  }
}
