// shellab man: the manual page, made from the commands themselves.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "grader/commands/complete.h"
#include "grader/commands/context.h"
#include "grader/version.h"

namespace shellab {
namespace {

// Text as roff (groff_char(7), groff(7)): nothing in it is a request, `code` is bold.
std::string Roff(std::string_view text) {
  std::string roff;
  bool bold = false;
  for (const char c : text) {
    if (c == '`') {
      roff += bold ? "\\fR" : "\\fB";
      bold = !bold;
    } else if (c == '\\') {
      roff += "\\e";
    } else if (c == '-') {
      roff += "\\-";
    } else if (c == '~') {
      roff += "\\(ti";
    } else if ((c == '.' || c == '\'') && (roff.empty() || roff.back() == '\n')) {
      roff += "\\&";
      roff += c;
    } else {
      roff += c;
    }
  }
  return roff;
}

std::string Bold(std::string_view text) { return "\\fB" + Roff(text) + "\\fR"; }
std::string Italic(std::string_view text) { return "\\fI" + Roff(text) + "\\fR"; }

// Whether an option's choices stand in the place of its value; else they follow its description.
bool HasFewChoices(const CLI::Option& option) {
  constexpr std::size_t kFew = 3;
  const std::size_t choices = ChoicesOf(option).size();
  return !option.get_positional() && choices > 0 && choices <= kFew;
}

std::string Value(const CLI::Option& option) {
  if (!HasFewChoices(option)) return Italic(PlaceholderOf(option));
  std::string value;
  for (const std::string& choice : ChoicesOf(option)) value += (value.empty() ? "" : "|") + Bold(choice);
  return value;
}

std::string Heading(const CLI::Option& option) {
  if (option.get_positional()) return Italic(option.get_name(true));
  std::string names;
  const auto add = [&names](const std::string& name) { names += (names.empty() ? "" : ", ") + Bold(name); };
  for (const std::string& name : option.get_snames()) add("-" + name);
  for (const std::string& name : option.get_lnames()) add("--" + name);
  if (option.get_items_expected_max() == 0) return names;
  if (option.get_items_expected_min() == 0) return names + " [" + Value(option) + "]";
  return names + " " + Value(option);
}

std::string Options(const CLI::App& app) {
  std::string page;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty() || option == app.get_help_ptr()) continue;
    page += fmt::format(".TP\n{}\n{}", Heading(*option), Roff(option->get_description()));
    const std::vector<std::string> choices = ChoicesOf(*option);
    if (!choices.empty() && !HasFewChoices(*option)) page += fmt::format(": {}", fmt::join(choices, ", "));
    page += ".\n";
  }
  return page;
}

std::string Synopsis(const std::string& path, const CLI::App& app) {
  std::string line = Bold(path);
  bool options = false;
  std::string arguments;
  for (const CLI::Option* option : app.get_options()) {
    if (!option->get_positional()) {
      options = options || option != app.get_help_ptr();
      continue;
    }
    std::string argument = Italic(option->get_name(true));
    if (option->get_items_expected_max() > 1) argument += "...";
    arguments += option->get_required() ? " " + argument : " [" + argument + "]";
  }
  if (options) line += " [" + Italic("OPTION") + "...]";
  return line + arguments;
}

void Commands(const std::string& prefix, const CLI::App& app, std::string& page) {
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (command->get_group().empty()) continue;  // not for people
    const std::string path = prefix + command->get_name();
    if (command->get_require_subcommand_min() == 0) {
      page +=
          fmt::format(".SS {}\n{}.\n{}", Synopsis(path, *command), Roff(command->get_description()), Options(*command));
      if (!command->get_footer().empty()) page += fmt::format(".PP\n.nf\n{}\n.fi\n", Roff(command->get_footer()));
    }
    Commands(path + " ", *command, page);
  }
}

constexpr char kEnd[] = R"(.SH EXIT STATUS
.TP
.B 0
Full marks; of several answers: all were graded.
.TP
.B 1
Points were lost; of several answers with \fB\-\-strict\fR alone.
.TP
.B 2
The command line, a lab or an answer is at fault.
.TP
.B 3
This machine could not: nothing was graded, and it can be graded again.
.TP
.B 130
Interrupted.
.PP
\fBrun\fR ends as the command did in the sandbox; 125 means that shellab failed.
.SH ENVIRONMENT
.TP
.B SHELLAB_LABS
Folders to look for labs in, separated by colons.
.TP
.B SHELLAB_STATE
Where images, prepared data and runs are kept.
.TP
.BR LC_ALL ", " LC_MESSAGES ", " LANG
The language, where \fB\-\-lang\fR does not say.
.TP
.B NO_COLOR
Where it is set, nothing is coloured.
.TP
.B XDG_STATE_HOME
Where a learner's own record of progress and recordings are kept; else in \(ti/.local/state.
.SH FILES
.TP
.I /var/lib/shellab
Images, prepared data and runs.
.TP
.I \(ti/.local/state/shellab/progress.db
What the learner practised and solved: of the user who called sudo.
.TP
.I \(ti/.local/state/shellab/recordings/
What was shown while they practised, for \fBreplay\fR; the hundred newest.
.SH SEE ALSO
.BR sudo (8)
)";

std::string Page(const CLI::App& app) {
  std::string page = fmt::format(".TH SHELLAB 1 \"\" \"shellab {}\" \"User Commands\"\n", kVersion);
  page += ".SH NAME\nshellab \\- grade hands-on Linux work in throw-away sandboxes\n";
  page += ".SH SYNOPSIS\n\\fBshellab\\fR [\\fIOPTION\\fR...] \\fICOMMAND\\fR [\\fIARGUMENT\\fR...]\n";
  page +=
      ".SH DESCRIPTION\nshellab boots a throw-away sandbox with freshly generated files, hands a learner a lab, lets "
      "them work or runs what they handed in, and verifies the result from outside their reach. Commands that boot "
      "sandboxes need root.\n";
  page += ".SH OPTIONS\nThese go with every command.\n" + Options(app);
  page += ".SH COMMANDS\n";
  Commands("", app, page);
  return page + kEnd;
}

}  // namespace

void AddManCommand(CLI::App& app, Context& /*context*/) {
  CLI::App* command = app.add_subcommand("man", "Print the manual page, to be read with `man -l -`");
  command->callback([&app] { fmt::print("{}", Page(app)); });
}

}  // namespace shellab
