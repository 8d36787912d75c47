// shellab completion SHELL: a script that lets a shell complete shellab's commands, options and names; and what that
// script asks the program.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "grader/commands/complete.h"
#include "grader/commands/context.h"
#include "grader/lab/find.h"
#include "grader/lab/loader.h"
#include "grader/lab/set.h"
#include "grader/report/printable.h"
#include "grader/store/run_store.h"
#include "sandbox/image/store.h"
#include "sandbox/os/embed.h"

SHELLAB_EMBED(completion_bash, SHELLAB_COMPLETIONS "/shellab.bash");
SHELLAB_EMBED(completion_zsh, SHELLAB_COMPLETIONS "/shellab.zsh");
SHELLAB_EMBED(completion_fish, SHELLAB_COMPLETIONS "/shellab.fish");

namespace shellab {
namespace {

namespace fs = std::filesystem;

std::string_view ScriptFor(std::string_view shell) {
  if (shell == "bash") return SHELLAB_EMBEDDED(completion_bash);
  if (shell == "zsh") return SHELLAB_EMBEDDED(completion_zsh);
  return SHELLAB_EMBEDDED(completion_fish);
}

// Where the line that is typed looks for labs.
std::vector<fs::path> RootsOf(const TypedLine& line) {
  std::vector<fs::path> named;
  const auto [begin, end] = line.options.equal_range("labs");
  for (auto root = begin; root != end; ++root) named.emplace_back(root->second);
  return LabRoots(named);
}

Completions Labs(const TypedLine& line) {
  Completions labs{{}, Completions::Also::kFolders};  // a lab may be named by its folder
  for (const fs::path& folder : FindLabs(RootsOf(line))) labs.words.push_back({folder.filename(), ""});
  return labs;
}

Completions Sets(const TypedLine& line) {
  Completions sets{{}, Completions::Also::kFiles};
  for (const fs::path& file : FindSets(RootsOf(line))) sets.words.push_back({file.stem(), ""});
  return sets;
}

// The hosts of the lab whose session the line names, as <lab> or <lab>.<number>; the learner's first.
Completions Hosts(const TypedLine& line) {
  Completions hosts;
  if (line.arguments.empty()) return hosts;
  const std::string& session = line.arguments.front();
  for (const LabHost& host : LoadLab(FindLab(RootsOf(line), session.substr(0, session.rfind('.')))).hosts)
    hosts.words.push_back({host.name, ""});
  return hosts;
}

Completions Runs(const fs::path& state) {
  Completions runs;
  if (!RunStore::IsIn(state)) return runs;
  RunStore(state).ForEachRun([&runs](const RunSummary& summary) {
    runs.words.push_back({RunName(summary.run.id), summary.run.set});
  });
  return runs;
}

// Those that are there, and those that have a recipe.
Completions Images(const fs::path& state) {
  Completions images;
  std::set<std::string> names;
  for (const Image& image : ImageStore(state).List()) names.insert(image.name);
  for (const auto& recipe : fs::directory_iterator(ProgramFolder() / "fixtures/images"))
    names.insert(recipe.path().filename());
  for (const std::string& name : names) images.words.push_back({name, ""});
  return images;
}

std::map<std::string, ValueSource, std::less<>> Sources(const Context& context) {
  const auto files = [](const TypedLine&) { return Completions{{}, Completions::Also::kFiles}; };
  const auto folders = [](const TypedLine&) { return Completions{{}, Completions::Also::kFolders}; };
  return {{"LAB", Labs},
          {"SET", Sets},
          {"HOST", Hosts},
          {"RUN", [&context](const TypedLine&) { return Runs(context.state); }},
          {"IMAGE", [&context](const TypedLine&) { return Images(context.state); }},
          {"FILE", files},
          {"PATH", files},
          {"DIR", folders}};
}

std::string_view AlsoName(Completions::Also also) {
  switch (also) {
    case Completions::Also::kFiles:
      return "files";
    case Completions::Also::kFolders:
      return "folders";
    case Completions::Also::kNothing:
      break;
  }
  return "words";
}

}  // namespace

void PrintCompletions(const CLI::App& app, const std::vector<std::string>& words, const Context& context) {
  const Completions found = Complete(app, words, Sources(context));
  fmt::print("{}\n", AlsoName(found.also));
  for (const auto& [word, note] : found.words) fmt::print("{}\t{}\n", word, PrintableLine(note));
}

void AddCompletionCommand(CLI::App& app, Context& /*context*/) {
  CLI::App* command = app.add_subcommand("completion", "Print a script that completes shellab's command lines");
  const auto shell = std::make_shared<std::string>();
  command->add_option("SHELL", *shell, "The shell that is to read it")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->footer(
      "bash: shellab completion bash > ~/.local/share/bash-completion/completions/shellab\n"
      "zsh:  shellab completion zsh > _shellab, in a folder of $fpath\n"
      "fish: shellab completion fish > ~/.config/fish/completions/shellab.fish");
  command->callback([shell] { fmt::print("{}", ScriptFor(*shell)); });
}

}  // namespace shellab
