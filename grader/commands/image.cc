// shellab image build|import|list|remove|prune: the root file systems that labs run in, and the layers prepared on top
// of them.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <memory>
#include <regex>

#include "grader/commands/context.h"
#include "grader/lab/find.h"
#include "grader/reference_store.h"
#include "grader/usage_error.h"
#include "sandbox/image/import.h"
#include "sandbox/image/layers.h"
#include "sandbox/image/recipe.h"
#include "sandbox/image/store.h"
#include "sandbox/toml/reader.h"

namespace shellab {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

struct BuildOptions {
  std::vector<std::string> names;
  bool all = false;
  bool force = false;
};

std::vector<std::string> RecipeNames(const std::vector<fs::path>& folders) {
  std::vector<std::string> names;
  names.reserve(folders.size());
  for (const fs::path& folder : folders) names.push_back(folder.filename().native());
  return names;
}

std::vector<fs::path> ChosenRecipes(const BuildOptions& options) {
  std::vector<fs::path> folders = FindRecipes(ProgramFolder() / "fixtures" / "images");
  if (options.all) return folders;
  const std::vector<std::string> known = RecipeNames(folders);
  if (options.names.empty())
    throw UsageError(fmt::format("name the images to build, or give --all; there are: {}", fmt::join(known, ", ")));
  std::vector<fs::path> chosen;
  for (const std::string& name : options.names) {
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end())
      throw UsageError(fmt::format("there is no recipe for an image {}; there are: {}", name, fmt::join(known, ", ")));
    chosen.push_back(folders[static_cast<std::size_t>(found - known.begin())]);
  }
  return chosen;
}

std::string Megabytes(std::uint64_t bytes) { return fmt::format("{} MB", bytes / 1'000'000); }

void Build(const BuildOptions& options, const Context& context) {
  std::vector<Recipe> recipes;
  for (const fs::path& folder : ChosenRecipes(options)) recipes.push_back(LoadRecipe(folder));
  ImageStore store(context.state);
  const Progress progress = [](std::string_view line) { fmt::print(stderr, "{}\n", line); };
  for (const Recipe& recipe : recipes) {
    const ImageStore::Built built = store.Build(recipe, options.force, progress);
    const Image image = store.Open(recipe.name);
    progress(fmt::format("{}: {} ({}, {})", image.name, built == ImageStore::Built::kNew ? "built" : "up to date",
                         Megabytes(image.bytes), image.digest.substr(0, 12)));
  }
}

struct ImportOptions {
  std::string name;
  std::string file;
};

void Import(const ImportOptions& options, const Context& context) {
  // A recipe's folder and the key `image` of lab.toml have such names too.
  if (!std::regex_match(options.name, std::regex("[a-z0-9][a-z0-9-]*")))
    throw UsageError("an image's name is made of small letters, digits and -, such as debian12");
  ImageStore store(context.state);
  const Progress progress = [](std::string_view line) { fmt::print(stderr, "{}\n", line); };
  const auto unpack = [&](const fs::path& folder) { return UnpackImageArchive(options.file, folder, progress); };
  store.Import(options.name, unpack, progress);
  const Image image = store.Open(options.name);
  progress(fmt::format("{}: imported ({}, {})", image.name, Megabytes(image.bytes), image.digest.substr(0, 12)));
  if (const std::vector<std::string> missing = MissingForLabs(image); !missing.empty())
    progress(fmt::format("{}: it has {}; every lab needs bash, and one with user = \"student\" that user", image.name,
                         fmt::join(missing, " and ")));
}

void PrintText(const std::vector<Image>& images, Language language) {
  if (images.empty()) {
    fmt::print("There is no image yet. shellab image build --all builds those that the labs use.\n");
    return;
  }
  std::size_t width = 4;
  for (const Image& image : images) width = std::max(width, image.name.size());
  fmt::print("{:<{}}  {:>8}  {:<12}  {:<20}  {}\n", "NAME", width, "SIZE", "DIGEST", "BUILT", "DESCRIPTION");
  for (const Image& image : images) {
    const std::string& text = language == Language::kChinese ? image.description.zh : image.description.en;
    fmt::print("{:<{}}  {:>8}  {:<12}  {:<20}  {}\n", image.name, width, Megabytes(image.bytes),
               image.digest.substr(0, 12), image.built_at, text);
  }
}

void PrintJson(const std::vector<Image>& images) {
  json::array list;
  for (const Image& image : images) {
    json::object packages;
    for (const auto& [name, version] : image.packages) packages[name] = version;
    list.push_back({{"name", image.name},
                    {"description", {{"en", image.description.en}, {"zh", image.description.zh}}},
                    {"digest", image.digest},
                    {"imported", image.recipe.empty()},
                    {"bytes", image.bytes},
                    {"built_at", image.built_at},
                    {"packages", packages}});
  }
  fmt::print("{}\n", json::serialize(json::value{{"format", 1}, {"images", list}}));
}

}  // namespace

void AddImageCommand(CLI::App& app, Context& context) {
  CLI::App* image =
      app.add_subcommand("image", "Build, import, list and remove the root file systems that labs run in");
  image->require_subcommand(1);

  const auto options = std::make_shared<BuildOptions>();
  CLI::App* build = image->add_subcommand("build", "Build images from their recipes (needs root and the network)");
  build->add_option("IMAGE", options->names, "Images to build, such as base");
  build->add_flag("--all", options->all, "Build every image that has a recipe");
  build->add_flag("--force", options->force, "Build also what is up to date");
  build->callback([options, &context] { Build(*options, context); });

  const auto source = std::make_shared<ImportOptions>();
  CLI::App* take =
      image->add_subcommand("import", "Take an image from an archive that docker, podman or skopeo saved (needs root)");
  take->add_option("NAME", source->name, "What labs are to call it, such as debian12")->required();
  take->add_option("FILE", source->file, "The archive: OCI's or docker's, plain or compressed")
      ->required()
      ->check(CLI::ExistingFile);
  take->callback([source, &context] { Import(*source, context); });

  const auto format = std::make_shared<std::string>("text");
  CLI::App* list = image->add_subcommand("list", "List the images");
  list->add_option("--format", *format, "text or json")->check(CLI::IsMember({"text", "json"}));
  list->callback([format, &context] {
    const std::vector<Image> images = ImageStore(context.state).List();
    if (*format == "json") {
      PrintJson(images);
    } else {
      PrintText(images, context.language);
    }
  });

  const auto name = std::make_shared<std::string>();
  CLI::App* remove = image->add_subcommand("remove", "Remove an image");
  remove->add_option("IMAGE", *name, "The image")->required();
  remove->callback([name, &context] { ImageStore(context.state).Remove(*name); });

  const auto keep = std::make_shared<std::string>("0");
  CLI::App* prune =
      image->add_subcommand("prune", "Remove prepared layers that no running shellab uses, and kept results");
  prune->add_option("--keep", *keep, "Keep those used last, up to this size in all, such as 1G")->capture_default_str();
  prune->callback([keep, &context] {
    const std::optional<std::uint64_t> bytes = ParseBytes(*keep);
    if (!bytes) throw UsageError(fmt::format("--keep takes a size such as 512M or 1G, not \"{}\"", *keep));
    const LayerStore::Pruned pruned = LayerStore(context.state).Prune(*bytes);
    const ReferenceStore::Pruned results = ReferenceStore(context.state).Prune(*bytes);
    fmt::print("{} layers removed ({}), {} results of solutions ({})\n", pruned.layers, Megabytes(pruned.bytes),
               results.files, Megabytes(results.bytes));
  });
}

}  // namespace shellab
