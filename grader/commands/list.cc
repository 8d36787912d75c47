// shellab list: the labs there are.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>

#include "grader/commands/context.h"
#include "grader/lab/find.h"
#include "grader/lab/loader.h"
#include "grader/report/printable.h"

namespace shellab {
namespace {

void List(Context& context) {
  std::vector<Lab> labs;
  for (const auto& folder : FindLabs(LabRoots(context.labs))) {
    try {
      labs.push_back(LoadLab(folder));
    } catch (const AuthorError& error) {  // one faulty lab hides no other
      fmt::print(stderr, "{}\n", error.what());
      context.exit_code = 2;
    }
  }
  std::size_t width = 0;
  for (const Lab& lab : labs) width = std::max(width, lab.id.size());
  for (const Lab& lab : labs)
    fmt::print("{:<{}}  {:<10}  {}  {}\n", lab.id, width, lab.topic, std::string(static_cast<std::size_t>(lab.level), '*') + std::string(static_cast<std::size_t>(5 - lab.level), '.'),
               lab.title.In(context.language));
}

}  // namespace

void AddListCommand(CLI::App& app, Context& context) {
  app.add_subcommand("list", "List the labs: name, topic, level, title")->callback([&context] { List(context); });
}

}  // namespace shellab
