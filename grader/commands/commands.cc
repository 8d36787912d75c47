// The command line: the global options, and the commands that add themselves to it.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <string>
#include <string_view>

#include "grader/commands/context.h"
#include "grader/report/output_file.h"
#include "grader/terminal/terminal_size.h"
#include "grader/usage_error.h"
#include "grader/version.h"
#include "sandbox/image/store.h"

namespace shellab {
namespace {

std::string_view Variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read before any thread is made
  return value == nullptr ? "" : value;
}

// The language of the user's locale (setlocale(3): the first of these that is set decides).
Language LocaleLanguage() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string_view value = Variable(name);
    if (!value.empty()) return value.starts_with("zh") ? Language::kChinese : Language::kEnglish;
  }
  return Language::kEnglish;
}

}  // namespace

RenderOptions Context::RenderingTo(const std::filesystem::path& to) const {
  if (to != kStandardOutput) return {language};
  return {language, colour, columns};
}

int RunCommandLine(int argc, char** argv, int& failure_code) {
  CLI::App app("shellab grades hands-on Linux work in throw-away sandboxes.", "shellab");
  app.set_version_flag("--version", std::string("shellab ") + kVersion);
  app.require_subcommand(1);
  app.fallthrough();

  Context context;
  context.language = LocaleLanguage();
  const bool on_terminal = ::isatty(STDOUT_FILENO) == 1;
  context.colour = on_terminal && Variable("NO_COLOR").empty();
  if (on_terminal) context.columns = TerminalSizeOf(STDOUT_FILENO).columns;
  context.state = DefaultStateFolder();
  app.add_option("--labs", context.labs, "A folder to look for labs in, before $SHELLAB_LABS and those that came along")
      ->type_name("DIR")
      ->allow_extra_args(false);
  const std::map<std::string, Language> languages = {{"en", Language::kEnglish}, {"zh", Language::kChinese}};
  app.add_option("--lang", context.language, "en or zh; else the locale's")
      ->transform(CLI::Transformer(languages))
      ->each([&context](const std::string&) { context.language_is_asked = true; });

  AddListCommand(app, context);
  AddShowCommand(app, context);
  AddStartCommand(app, context);
  AddAttachCommand(app, context);
  AddShellCommand(app, context);
  AddNextCommand(app, context);
  AddProgressCommand(app, context);
  AddReplayCommand(app, context);
  AddGradeCommand(app, context);
  AddReportCommand(app, context);
  AddRunsCommand(app, context);
  AddRegradeCommand(app, context);
  AddRescoreCommand(app, context);
  AddCompareCommand(app, context);
  AddOverrideCommand(app, context);
  AddTestCommand(app, context);
  AddNewCommand(app, context);
  AddRunCommand(app, context);
  AddImageCommand(app, context);
  AddDoctorCommand(app, context);
  AddCompletionCommand(app, context);
  AddManCommand(app, context);
  // What completion asks is no command: its words are another line's, whatever they look like.
  if (argc > 1 && argv[1] == std::string_view("__complete")) {
    PrintCompletions(app, {argv + 2, argv + argc}, context);
    return 0;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    constexpr int kUsage = 2;
    return app.exit(error) == 0 ? 0 : kUsage;
  } catch (...) {
    failure_code = context.failure_code;
    throw;
  }
  return context.exit_code;
}

}  // namespace shellab
