#include "grader/practice/shell.h"

#include <fmt/format.h>

#include "grader/observe.h"

namespace shellab {
namespace {

// `fc` does not see the command line that it stands in. It is quoted as it comes: nothing of it is expanded.
constexpr char kFunction[] = R"sh(() {
  case ${1-} in try | submit)
    if [ $# -eq 1 ]; then set -- "$1" "$(HISTTIMEFORMAT= builtin fc -ln -1 -1 2>/dev/null)"; fi ;;
  esac
  /run/lab "$@"
})sh";

}  // namespace

ExecSpec ShellSpec(const Lab& lab, const User& user, const std::string& term) {
  ExecSpec exec = ScriptSpec(lab, user);
  exec.argv = {"/bin/bash", "-l"};
  std::erase_if(exec.env, [](const std::string& variable) { return variable.starts_with("TERM="); });
  exec.env.push_back("TERM=" + term);
  exec.terminal = true;
  return exec;
}

void AddLab(ExecSpec& shell, bool tells_news) {
  shell.env.push_back(fmt::format("BASH_FUNC_lab%%={}", kFunction));
  if (tells_news) shell.env.push_back(fmt::format("PROMPT_COMMAND={} prompt", kLabProgram));
}

}  // namespace shellab
