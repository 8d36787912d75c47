// The program's entry: prints what went wrong and picks the exit code (DESIGN: 2 usage or lab, 3 this machine).
#include <fmt/format.h>

#include <cstdio>
#include <exception>

#include "grader/commands/context.h"
#include "grader/host_failure.h"
#include "grader/usage_error.h"
#include "sandbox/os/error.h"
#include "sandbox/toml/reader.h"

int main(int argc, char** argv) {
  constexpr int kAtFault = 2;
  int failure_code = 3;
  try {
    return shellab::RunCommandLine(argc, argv, failure_code);
  } catch (const shellab::UsageError& error) {
    fmt::print(stderr, "shellab: {}\n", error.what());
    return kAtFault;
  } catch (const shellab::AuthorError& error) {
    fmt::print(stderr, "{}\n", error.what());
    return kAtFault;
  } catch (const shellab::HostError& error) {
    fmt::print(stderr, "shellab: {}\n", shellab::HostFailureText(error));
    return failure_code;
  } catch (const std::exception& error) {
    fmt::print(stderr, "shellab: {}\n", error.what());
    return failure_code;
  }
}
