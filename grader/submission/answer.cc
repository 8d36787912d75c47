#include "grader/submission/answer.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <utility>

#include "grader/usage_error.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"

namespace shellab {

Answer ReadAnswer(const std::filesystem::path& path) {
  const bool from_stdin = path == "-";
  try {
    if (!from_stdin && std::filesystem::is_directory(path))
      throw UsageError(fmt::format("{} is a folder; an answer is a script", path.native()));
    const Fd file = from_stdin ? Duplicate(STDIN_FILENO) : Open(path, O_RDONLY);
    return {from_stdin ? "-" : path.stem().native(),
            ReadAll(file.get(), kMaxAnswerBytes, from_stdin ? "standard input" : path.native())};
  } catch (const HostError& error) {
    throw UsageError(fmt::format("the answer cannot be read: {}", error.what()));
  }
}

Answer CommandAnswer(std::string command) {
  command += '\n';
  return {"-", std::move(command)};
}

}  // namespace shellab
